import { LINKER_VERSION } from "@lectern/linking";
import { READER_VERSION } from "@lectern/reading";
import type { CopyState } from "@lectern/search";
import { collections, importProblemPage, importRunPage, isRestoreUnderWay, readArchive } from "@lectern/storage";
import type { Command } from "commander";
import type { Archive } from "../archive.js";
import { command, EXIT, print, printJson } from "./command.js";
import { count, describeProblem } from "./progress.js";
import { runWithArchive } from "./run-with-archive.js";

const MOST_PROBLEMS = 100;

export function statusCommand(): Command {
  return command("status", "Say what the archive holds, what waits, and which documents could not be read.", ["status", "status --json"])
    .option("--json", "print everything as one JSON line")
    .action(({ json }: { json?: boolean }) =>
      runWithArchive(async (archive) => {
        const status = await readStatus(archive);
        if (json) printJson(status);
        else describeStatus(status).forEach(print);
        return status.counts.openProblems > 0 ? EXIT.problems : EXIT.ok;
      }),
    );
}

type Status = Awaited<ReturnType<typeof readStatus>>;

async function readStatus(archive: Archive) {
  const { database, index } = archive;
  const [{ counts, isSample, waiting, lastImportAt }, held, runs, problems, indexed, copy, isRestoring] = await Promise.all([
    readArchive(database),
    collections(database),
    importRunPage(database, { first: 5 }),
    importProblemPage(database, { first: MOST_PROBLEMS }),
    index.count(),
    index.copy?.state() ?? null,
    isRestoreUnderWay(database),
  ]);
  return {
    isSample,
    isRestoring,
    counts,
    engine: index.answering,
    indexed,
    copy,
    waiting,
    lastImportAt,
    readerVersion: READER_VERSION,
    linkerVersion: LINKER_VERSION,
    collections: held.map(({ name, title, withdrawnAt }) => ({ name, title, withdrawnAt })),
    imports: runs.edges.map(({ node }) => ({ ...node })),
    problems: problems.edges.map(({ node }) => ({ ...node })),
  };
}

function describeStatus({
  counts,
  isSample,
  isRestoring,
  engine,
  indexed,
  copy,
  waiting,
  collections: held,
  imports,
  problems,
}: Status): string[] {
  const counted = Object.entries(counts).map(([what, number]) => `  ${inWords(what).padEnd(16)} ${number}`);
  return [
    isSample ? "This archive holds the made-up sample only." : "The archive holds",
    ...counted,
    ...(isRestoring ? ["A restore is under way, or was stopped: `lectern restore` with the same file completes it."] : []),
    `Search: ${engine}, ${count(indexed.records, "record")} with ${count(indexed.passages, "passage")}; ${count(waiting, "source")} waiting to be indexed.`,
    ...(copy === null ? [] : [describeCopy(copy)]),
    `Collections: ${held.map(({ name, withdrawnAt }) => (withdrawnAt ? `${name} (withdrawn)` : name)).join(", ") || "none"}`,
    "Last imports:",
    ...imports.map(
      (run) =>
        `  ${run.startedAt.toISOString().slice(0, 19)}  ${run.state}  ${run.origin}: ${run.stored} stored, ${run.updated} updated, ${run.unchanged} unchanged, ${count(run.problems, "problem")}`,
    ),
    problems.length === 0 ? "No open problems." : "Open problems:",
    ...problems.map((problem) => describeProblem(`${problem.collection}/${problem.file}`, problem)),
  ];
}

function describeCopy({ version, fault, waiting, documents, comparedAt, building }: CopyState): string {
  const compared = comparedAt === null ? "never compared" : `last compared ${comparedAt.toISOString().slice(0, 19)}`;
  const holds = `${count(documents, "document")} to hold, ${count(waiting, "source")} to be sent, ${compared}`;
  const beside =
    building === null ? "" : `; a new index is being built beside it, ${building.sent} of ${count(building.of, "source")} sent`;
  return fault === null ? `Meilisearch ${version}: ${holds}${beside}.` : `${fault} Postgres answers meanwhile (${holds}).`;
}

/** studyTexts -> study texts */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
