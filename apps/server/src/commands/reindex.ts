import { type SourceRecords, searchRecordsOf } from "@lectern/search";
import { type Database, listSourceIds, readSearchSources } from "@lectern/storage";
import type { Command } from "commander";
import { indexWaiting } from "../settle.js";
import { command, EXIT, printJson, say } from "./command.js";
import { count } from "./progress.js";
import { runWithArchive } from "./run-with-archive.js";

const BATCH = 200;

export function reindexCommand(): Command {
  return command("reindex", "Build the search index anew from Postgres alone, while searching goes on.", ["reindex", "reindex --json"])
    .option("--json", "print the counts as one JSON line")
    .action(({ json }: { json?: boolean }) =>
      runWithArchive(async (archive) => {
        const startedAt = Date.now();
        await archive.index.rebuild(allRecords(archive.database));
        await indexWaiting(archive);
        const counts = await archive.index.count();
        const seconds = (Date.now() - startedAt) / 1_000;
        if (json) printJson({ ...counts, seconds });
        say(`${count(counts.records, "record")} with ${count(counts.passages, "passage")} indexed; ${seconds.toFixed(1)} s`);
        return EXIT.ok;
      }),
    );
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
