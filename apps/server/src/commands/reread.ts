import { ImportOutcome } from "@lectern/schema";
import { collectionByName, readStoredBytes, type StoredBytes, storeReading } from "@lectern/storage";
import type { Command } from "commander";
import type { Archive } from "../archive.js";
import { linkStored, readStored } from "../import/read-stored.js";
import { settle } from "../settle.js";
import { CommandError, command, EXIT, printJson, say } from "./command.js";
import { compareEvidence, type EvidenceChange, evidenceOf } from "./compare-evidence.js";
import { interruptSignal } from "./interrupt.js";
import { count } from "./progress.js";
import { runWithArchive } from "./run-with-archive.js";

const BATCH = 50;

interface RereadOptions {
  collection?: string;
  json?: boolean;
}

interface Tally {
  read: number;
  changed: number;
  failed: number;
  byField: Map<string, number>;
}

export function rereadCommand(): Command {
  return command("reread", "Read all stored bytes again with the reader of today, and report what changed, field by field.", [
    "reread",
    "reread --collection notices",
    "reread --json > changes.jsonl",
  ])
    .option("--collection <name>", "only this collection")
    .option("--json", "print one JSON line for each source that changed, and the counts as the last line")
    .action((options: RereadOptions) => runWithArchive((archive) => runReread(archive, options)));
}

async function runReread(archive: Archive, options: RereadOptions): Promise<number> {
  if (options.collection !== undefined && (await collectionByName(archive.database, options.collection)) === null)
    throw new CommandError(`There is no collection "${options.collection}". \`lectern status\` names them.`);
  const signal = interruptSignal("Finishing the source under way.");
  const tally: Tally = { read: 0, changed: 0, failed: 0, byField: new Map() };
  for (let after: string | null = null; !signal.aborted; ) {
    const batch: StoredBytes[] = await readStoredBytes(archive.database, after, BATCH);
    if (batch.length === 0) break;
    for (const stored of batch) {
      if (signal.aborted) break;
      if (options.collection === undefined || stored.collection.name === options.collection)
        await rereadOne(archive, stored, tally, options);
    }
    after = batch.at(-1)?.sourceId ?? null;
  }
  await settle(archive);
  report(tally, options);
  if (signal.aborted) return EXIT.interrupted;
  return tally.failed > 0 ? EXIT.problems : EXIT.ok;
}

async function rereadOne(archive: Archive, stored: StoredBytes, tally: Tally, { json }: RereadOptions): Promise<void> {
  const { sourceId, place } = stored;
  const collection = stored.collection.name;
  tally.read++;
  try {
    const before = await evidenceOf(archive.database, sourceId);
    const read = await readStored(stored);
    const { outcome } = await storeReading(archive.database, sourceId, { ...read, linked: await linkStored(archive, read.draft) });
    if (outcome === ImportOutcome.UNCHANGED) return;
    const changes = compareEvidence(before, await evidenceOf(archive.database, sourceId));
    tally.changed++;
    for (const { field } of changes) tally.byField.set(field, (tally.byField.get(field) ?? 0) + 1);
    if (json) printJson({ sourceId, collection, place, changes });
    else describeChanges(stored, changes).forEach(say);
  } catch (error) {
    tally.failed++;
    say(`${place ?? sourceId}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function describeChanges({ place, sourceId }: StoredBytes, changes: EvidenceChange[]): string[] {
  return [
    `${place ?? sourceId}`,
    ...changes.map(({ record, field, before, after }) => `  ${record} ${field}: ${before ?? "nothing"} -> ${after ?? "nothing"}`),
  ];
}

function report({ read, changed, failed, byField }: Tally, { json }: RereadOptions): void {
  const fields = Object.fromEntries([...byField].sort((one, other) => other[1] - one[1]));
  if (json) printJson({ read, changed, failed, fields });
  const list = Object.entries(fields).map(([field, changes]) => `${field} ${changes}`);
  say(
    `${count(read, "source")} read again, ${changed} changed, ${failed} failed${list.length > 0 ? `; by field: ${list.join(", ")}` : ""}`,
  );
}
