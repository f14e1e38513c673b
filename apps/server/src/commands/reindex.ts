import { statfs } from "node:fs/promises";
import { type CopyDifference, EngineError, type IndexCopy, type SourceRecords, searchRecordsOf } from "@lectern/search";
import { type Database, listSourceIds, readSearchSources } from "@lectern/storage";
import type { Command } from "commander";
import type { Archive } from "../archive.js";
import type { Env } from "../env.js";
import { indexWaiting } from "../settle.js";
import { CommandError, command, EXIT, printJson, say } from "./command.js";
import { interruptSignal } from "./interrupt.js";
import { count } from "./progress.js";
import { runWithArchive } from "./run-with-archive.js";

const BATCH = 200;

export function reindexCommand(): Command {
  return command("reindex", "Build the search index anew from Postgres alone, while searching goes on.", [
    "reindex",
    "reindex --repair",
    "reindex --json",
  ])
    .option("--repair", "compare the copy in Meilisearch with Postgres, and send only what differs")
    .option("--json", "print the counts as one JSON line")
    .action(({ json = false, repair = false }: { json?: boolean; repair?: boolean }) =>
      runWithArchive((archive, env) => (repair ? repairCopy(archive, json) : rebuild(archive, env, json))),
    );
}

async function rebuild(archive: Archive, env: Env, isJson: boolean): Promise<number> {
  const startedAt = Date.now();
  await checkDisk(archive, env);
  if (archive.index.copy !== null) await sayNeedOfCopy(archive.index.copy);
  await archive.index.rebuild(allRecords(archive.database));
  await indexWaiting(archive);
  const copied = archive.index.copy === null ? "DONE" : await rebuildCopy(archive.index.copy);
  if (copied === "INTERRUPTED") return EXIT.interrupted;
  const counts = await archive.index.count();
  const seconds = (Date.now() - startedAt) / 1_000;
  if (isJson) printJson({ ...counts, seconds });
  say(`${count(counts.records, "record")} with ${count(counts.passages, "passage")} indexed; ${seconds.toFixed(1)} s`);
  return copied === "DONE" ? EXIT.ok : EXIT.problems;
}

/** How it ended; one that was interrupted is taken up by the same command, or by a running server. */
async function rebuildCopy(copy: IndexCopy): Promise<"DONE" | "INTERRUPTED" | "FAILED"> {
  const signal = interruptSignal("Stopping; the same command goes on from here.");
  try {
    await copy.rebuild({ isStopped: () => signal.aborted, onProgress: say });
    return signal.aborted ? "INTERRUPTED" : "DONE";
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    say(`${error.message} The index in Postgres is new, the copy in Meilisearch is not: reindex again once it is there.`);
    return "FAILED";
  }
}

/** The new index stands beside the old one until it takes its place. */
async function checkDisk({ database, isEmbedded }: Archive, env: Env): Promise<void> {
  const [row] = await database.query<{ bytes: string }>(
    "SELECT sum(pg_total_relation_size(name::regclass)) AS bytes FROM unnest(ARRAY['search_record', 'search_passage', 'search_posting', 'search_term']) AS name",
  );
  const needed = Number(row?.bytes ?? 0);
  say(`The index in Postgres takes ${megabytes(needed)}; while the new one is built it needs as much again on the disk of Postgres.`);
  if (!isEmbedded) return;
  const { bavail, bsize } = await statfs(env.dataFolder);
  if (bavail * bsize > needed) return;
  throw new CommandError(
    `Only ${megabytes(bavail * bsize)} are free at ${env.dataFolder}. Free some, or move the data folder (LECTERN_DATA).`,
    EXIT.fault,
  );
}

/** How much is free is known to Meilisearch's own machine alone. */
async function sayNeedOfCopy(copy: IndexCopy): Promise<void> {
  const { bytes } = await copy.state();
  if (bytes === null) return;
  say(`Meilisearch holds ${megabytes(bytes)}; while its new index stands beside the old one it needs about as much again on its disk.`);
}

async function repairCopy({ index: { copy } }: Archive, isJson: boolean): Promise<number> {
  if (copy === null)
    throw new CommandError("Searches are answered by Postgres alone: there is no copy to repair. MEILISEARCH_URL names one.");
  const difference = await copy.repair({ onProgress: say });
  if (isJson) printJson(difference);
  say(`${describeDifference(difference)}${isSame(difference) ? "" : ": sent, and nothing else"}`);
  return await reportRefused(copy);
}

async function reportRefused(copy: IndexCopy): Promise<number> {
  const { refused } = await copy.state();
  for (const { sourceId, recordId, reason } of refused) say(`Meilisearch does not take ${recordId ?? `source ${sourceId}`}: ${reason}`);
  return refused.length === 0 ? EXIT.ok : EXIT.problems;
}

/** What a comparison found, for people. */
export function describeDifference(difference: CopyDifference): string {
  const { missing, different, extra, differing, buckets, documents } = difference;
  if (isSame(difference)) return `${count(documents, "document")} compared in ${buckets} buckets: the same on both sides`;
  const parts = [some("missing", missing), some("different", different), some("to be forgotten", extra)].filter((part) => part !== "");
  return `${differing} of ${buckets} buckets differ: sources ${parts.join("; ")}`;
}

export function isSame({ differing }: CopyDifference): boolean {
  return differing === 0;
}

function some(what: string, ids: string[]): string {
  const more = ids.length > 5 ? ` and ${ids.length - 5} more` : "";
  return ids.length === 0 ? "" : `${what}: ${ids.slice(0, 5).join(", ")}${more}`;
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`;
}

async function* allRecords(database: Database): AsyncIterable<SourceRecords> {
  for (let after: string | null = null; ; ) {
    const ids: string[] = await listSourceIds(database, after, BATCH);
    if (ids.length === 0) return;
    for (const material of await readSearchSources(database, ids))
      yield { sourceId: material.source.id, records: searchRecordsOf(material) };
    after = ids.at(-1) ?? null;
  }
}
