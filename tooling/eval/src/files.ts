import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, resolve } from "node:path";
import { READER_VERSION, readAnyFile } from "@lectern/reading";
import { Command } from "commander";

/** How one file ended. */
interface FileOutcome {
  file: string;
  format: string;
  bytes: number;
  milliseconds: number;
  documents: { kind: string; reason: string; title: string | null; characters: number; speeches: number; encoding: string | null }[];
  problems: { code: string; message: string }[];
}

/** `eval files`: reads every file under a folder, without a database, and counts how they end. */
export function filesCommand(callerFolder: string): Command {
  return new Command("files")
    .description("Reads every file of a folder and counts outcomes, kinds, encodings and problems.")
    .requiredOption("--data <folder>", "folder of files, read with all that is below it")
    .option("--json", "print one line of JSON for each file, and the counts as the last")
    .option("--explain", "show what each file was taken for, and every problem")
    .action(async (options: { data: string; json?: boolean; explain?: boolean }) => {
      const outcomes: FileOutcome[] = [];
      for (const file of filesUnder(resolve(callerFolder, options.data))) {
        const outcome = await readOne(file, resolve(callerFolder, options.data));
        outcomes.push(outcome);
        if (options.json) console.log(JSON.stringify(outcome));
        if (options.explain) explain(outcome);
      }
      const counts = countsOf(outcomes);
      if (options.json) console.log(JSON.stringify(counts));
      else printCounts(counts);
    });
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function readOne(path: string, root: string): Promise<FileOutcome> {
  const file = relative(root, path);
  const bytes = readFileSync(path);
  const start = performance.now();
  const { documents, problems } = await readAnyFile(bytes, { fileName: file });
  return {
    file,
    format: extname(file).toLowerCase() || "none",
    bytes: bytes.length,
    milliseconds: Math.round(performance.now() - start),
    documents: documents.map(({ draft }) => ({
      kind: draft.kind,
      reason: draft.kindReason,
      title: draft.title?.value ?? null,
      characters: draft.text.length,
      speeches: draft.speeches.length,
      encoding: draft.encoding ? `${draft.encoding.name}, ${draft.encoding.basis}` : null,
    })),
    problems: problems.map(({ code, message }) => ({ code, message })),
  };
}

type Counts = Record<string, number>;

interface AllCounts {
  files: number;
  megabytes: number;
  seconds: number;
  outcomes: Counts;
  /** Files that have a problem of this class. */
  problems: Counts;
  documents: Counts;
  formats: Counts;
  encodings: Counts;
  slowest: { file: string; milliseconds: number; bytes: number }[];
  engine: string;
}

function countsOf(outcomes: FileOutcome[]): AllCounts {
  const documents = outcomes.flatMap((one) => one.documents);
  return {
    files: outcomes.length,
    megabytes: Math.round(outcomes.reduce((sum, one) => sum + one.bytes, 0) / 100_000) / 10,
    seconds: Math.round(outcomes.reduce((sum, one) => sum + one.milliseconds, 0) / 100) / 10,
    outcomes: count(outcomes.map(outcomeOf)),
    problems: count(outcomes.flatMap(({ problems }) => [...new Set(problems.map(({ code }) => code))])),
    documents: count(documents.map(({ kind }) => kind)),
    formats: count(outcomes.map(({ format }) => format)),
    encodings: count(documents.flatMap(({ encoding }) => encoding ?? [])),
    slowest: outcomes
      .toSorted((one, other) => other.milliseconds - one.milliseconds)
      .slice(0, 5)
      .map(({ file, milliseconds, bytes }) => ({ file, milliseconds, bytes })),
    engine: READER_VERSION,
  };
}

function outcomeOf({ documents, problems }: FileOutcome): string {
  if (problems.length === 0) return documents.length === 1 ? "one document" : "documents of rows or parts";
  return documents.length === 0 ? "problem, no document" : "documents, and problems beside them";
}

function count(values: string[]): Counts {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted((one, other) => other[1] - one[1]));
}

function explain({ file, documents, problems }: FileOutcome): void {
  const [first] = documents;
  const what = first
    ? `${first.kind} (${first.reason}) ${first.title ?? "no title"}${documents.length > 1 ? ` and ${documents.length - 1} more` : ""}`
    : "nothing";
  console.error(`${file}: ${what}`);
  for (const { code, message } of problems.slice(0, 5)) console.error(`    ${code} ${message}`);
}

function printCounts({ files, megabytes, seconds, slowest, engine, ...tables }: AllCounts): void {
  console.log(`${files} files, ${megabytes} MB, read in ${seconds} s by reader ${engine}`);
  for (const [name, counts] of Object.entries(tables)) {
    console.log(`\n${name}`);
    for (const [value, times] of Object.entries(counts)) console.log(`${String(times).padStart(7)}  ${value}`);
  }
  console.log("\nslowest");
  for (const { file, milliseconds, bytes } of slowest)
    console.log(`${String(milliseconds).padStart(7)} ms  ${file} (${Math.round(bytes / 1000)} kB)`);
}
