import { MAX_DOCUMENT_BYTES } from "@lectern/reading";
import type { Command } from "commander";
import type { Archive } from "../archive.js";
import type { Env } from "../env.js";
import type { FoundCollection, FoundFiles } from "../import/find-files.js";
import type { ImportReport } from "../import/import-run.js";
import { namedCollection } from "../import/plain-collection.js";
import { readUpTo, tooLarge } from "../import/read-bytes.js";
import { importFiles } from "../import-documents.js";
import { command, EXIT, printJson, say } from "./command.js";
import { exitCodeOf, findGiven } from "./find-given.js";
import { interruptSignal } from "./interrupt.js";
import { describeReport, showProgress } from "./progress.js";
import { runWithArchive } from "./run-with-archive.js";

/** Long enough for a Postgres that is stopped to be started again, by hand too. */
const PATIENCE_SECONDS = 120;

interface ImportOptions {
  collection?: string;
  name: string;
  json?: boolean;
}

export function importCommand(): Command {
  return command("import", "Import files, folders, globs, or standard input (-) into the archive.", [
    "import notices/",
    "import notices/ speeches/2024-*.txt",
    "import papers/ --collection papers.yaml",
    "import - --name notice.md < notice.md",
    "import notices/ --json > outcome.jsonl",
  ])
    .argument("<path...>", "files, folders or globs, relative to where you stand; - for standard input")
    .option("--collection <file>", "a collection.yaml that says what the files are and how they are read")
    .option("--name <name>", "file name that standard input is read as", "text.txt")
    .option("--json", "print one JSON line for each document, and the counts as the last line")
    .action((paths: string[], options: ImportOptions) =>
      runWithArchive((archive, env) => runImport(archive, env, paths, options), { isKeptUp: true }),
    );
}

async function runImport(archive: Archive, env: Env, paths: string[], options: ImportOptions): Promise<number> {
  const files = paths.filter((path) => path !== "-");
  const found = await findGiven(files, env, options.collection);
  if (paths.includes("-")) await addStandardInput(found, options.name);
  const signal = interruptSignal("Finishing the documents under way.");
  const report = await importWithProgress(archive, found, { origin: paths.join(" "), signal, isJson: options.json ?? false });
  if (report.isInterrupted) return EXIT.interrupted;
  return report.problems > 0 ? EXIT.problems : exitCodeOf(found.problems);
}

/** Imports what was found, with its progress and its summary on standard error, and JSON lines on standard output if wanted. */
export async function importWithProgress(
  archive: Archive,
  found: FoundFiles,
  { origin, signal, isJson }: { origin: string; signal?: AbortSignal; isJson: boolean },
): Promise<ImportReport> {
  const display = showProgress();
  for (const { file, problem } of found.problems) display.sayProblem(file, problem);
  const report = await importFiles(archive, found, {
    origin,
    by: "command line",
    patience: PATIENCE_SECONDS,
    ...(signal && { signal }),
    listener: {
      onProgress: display.onProgress,
      onAway(isAway) {
        display.clear();
        say(
          isAway
            ? `The connection to the database was lost: waiting for it, up to ${PATIENCE_SECONDS / 60} minutes.`
            : "The database answers again: going on.",
        );
      },
      onDocument(outcome) {
        if (outcome.collection !== null) display.onDocument?.(outcome);
        if (isJson) printJson(outcome);
      },
    },
  }).finally(display.clear);
  display.sayRest();
  describeReport(report).forEach(say);
  if (isJson) printJson(report);
  return report;
}

/** Standard input is a text without a place: it is known again by its address or its words. */
async function addStandardInput(found: FoundFiles, name: string): Promise<void> {
  const content = await readUpTo(process.stdin, MAX_DOCUMENT_BYTES);
  if (content === null) {
    found.problems.push({ file: "-", problem: tooLarge("Standard input", null) });
    return;
  }
  const settings = found.collections[0]?.settings ?? namedCollection("pasted");
  found.collections.push(withoutPlaces(settings, name, content));
}

function withoutPlaces(settings: FoundCollection["settings"], place: string, content: Uint8Array): FoundCollection {
  const file = { path: "-", given: "-", place, bytes: content.length, content };
  return {
    settings,
    stored: settings,
    isDeclared: true,
    folder: "",
    keepsPlaces: false,
    files: [file],
    isWhole: false,
    ignored: [],
    problems: [],
  };
}
