import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { type SearchText, searchTexts } from "@lectern/eval/search-texts";
import { createKey } from "@lectern/storage";
import { startMeilisearch, whyNoOwnMeilisearch } from "@lectern/testing/meilisearch";
import { serveArchive } from "../lectern.js";
import { clearFolder } from "../own-folder.js";
import { untilMeilisearchAnswers } from "../search/served.js";
import { indexStored, openArchive, storeTexts } from "./make-archive.js";

export interface MergingBench {
  project: string;
  data: string;
  /** Folder for the archive, which goes when it has been measured. */
  folder: string;
  /** How many speeches the one has that is merged into another. */
  records: number;
}

/** Two names that no text holds. */
const MANY = { name: "Quillon Zabrenethy", word: "zabrenethy " };
const ONE = { name: "Vesper Yindqvistle", word: "yindqvistle " };

/** Merges somebody with many speeches into somebody with one, and takes it back: how long it takes until all are found by the new name. */
export async function benchMerging({ project, data, folder, records }: MergingBench): Promise<void> {
  await clearFolder(folder);
  const { ids, key } = await fill(data, folder, records);
  const reason = whyNoOwnMeilisearch();
  if (reason !== null) console.log(`Meilisearch: NOT RUN: ${reason}`);
  const engine = reason === null ? await startMeilisearch() : null;
  const settings: Record<string, string> = engine === null ? {} : { MEILISEARCH_URL: engine.url, MEILISEARCH_API_KEY: engine.masterKey };
  const server = await serveArchive(project, folder, settings);
  try {
    if (engine !== null) await untilMeilisearchAnswers(server.graphql);
    const ask = asking(server.graphql, key);
    const decision = await timed("merged", async () => {
      const { merge } = await ask<{ merge: { id: string } }>(
        "mutation M($record: ID!, $into: ID!) { merge(record: $record, into: $into) { id } }",
        ids,
      );
      return merge.id;
    });
    await untilFound(ask, ONE.word, records + 1, engine !== null);
    await timed("taken back", () => ask("mutation U($id: ID!) { undoDecision(id: $id) { id } }", { id: decision }));
    await untilFound(ask, ONE.word, 1, engine !== null);
  } finally {
    await server.stop();
    await engine?.stop();
  }
  await rm(folder, { recursive: true, force: true });
}

async function fill(data: string, folder: string, records: number): Promise<{ ids: { record: string; into: string }; key: string }> {
  const archive = await openArchive(folder);
  try {
    const speeches = searchTexts(data).filter(({ verses }) => verses.length === 0);
    const texts = speeches.slice(0, records + 1).map((text, i): SearchText => ({ ...text, speaker: i === 0 ? ONE.name : MANY.name }));
    await storeTexts(archive.database, texts);
    await indexStored(archive);
    const { passages } = await archive.index.count();
    console.log(`${texts.length} speeches of ${passages} passages`);
    const people = await archive.database.query<{ id: string; name: string }>("SELECT id, name FROM person");
    const idOf = (name: string) => people.find((person) => person.name === name)?.id ?? "";
    const { secret } = await createKey(archive.database, "bench");
    return { ids: { record: idOf(MANY.name), into: idOf(ONE.name) }, key: secret };
  } finally {
    await archive.close();
  }
}

type Ask = <T>(query: string, variables: object) => Promise<T>;

function asking(graphql: string, key: string): Ask {
  return async <T>(query: string, variables: object) => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
    const response = await fetch(graphql, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
    const { data, errors } = (await response.json()) as { data?: T; errors?: { message: string }[] };
    if (data === undefined || errors !== undefined) throw new Error(errors?.[0]?.message ?? "no answer");
    return data;
  };
}

/** Until a search finds so many, and until Meilisearch says so, where there is one. */
async function untilFound(ask: Ask, query: string, total: number, hasEngine: boolean): Promise<void> {
  const started = performance.now();
  let isFound = false;
  for (;;) {
    const { search } = await ask<{ search: { total: number; engine: string } }>(
      "query S($query: String!) { search(query: $query) { total engine } }",
      {
        query,
      },
    );
    if (search.total === total && !isFound) {
      isFound = true;
      say(`${total} found by the name`, started);
    }
    if (search.total === total && (!hasEngine || search.engine === "MEILISEARCH")) break;
    await sleep(50);
  }
  if (hasEngine) say("Meilisearch answers again", started);
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  say(what, started);
  return result;
}

function say(what: string, since: number): void {
  console.log(`${what.padEnd(32)}${((performance.now() - since) / 1_000).toFixed(1).padStart(8)} s`);
}
