import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startPostgres } from "@lectern/postgres";
import { MeilisearchIndex, PostgresIndex, type SearchIndex, type SearchPool, type SearchRecord } from "@lectern/search";
import { migrate, openDatabase } from "@lectern/storage";
import { startMeilisearch, whyNoOwnMeilisearch } from "@lectern/testing/meilisearch";
import { foldKey } from "@lectern/text";
import { readRows } from "../linking/files.js";
import { Bm25 } from "./bm25.js";
import { recordIdOf, recordOf } from "./records.js";
import { makeQueries, RULES } from "./rule-made.js";
import { searchTexts } from "./texts.js";

export interface SearchEvaluation {
  data: string;
  /** Hand-written queries: lines of {id, query}. */
  queries: string;
  /** Folder that keeps the index for the next run. */
  archive: string;
  seed: number;
  ofEach: number;
}

export interface Measure {
  engine: string;
  set: string;
  queries: number;
  successAt1: number;
  successAt10: number;
  mrr: number;
  /** Queries whose record is not among the first ten. */
  missed: string[];
}

interface Asked {
  set: string;
  query: string;
  recordIds: Set<string>;
}

type Ask = (query: string) => Promise<string[]>;

/** Known-item queries over the development corpora, for both engines and a plain BM25. */
export async function evaluateSearch(options: SearchEvaluation, say: (line: string) => void): Promise<Measure[]> {
  const records = searchTexts(options.data).map(recordOf);
  const asked = queriesOf(options, records);
  const bm25 = new Bm25(records);
  const measures = await measure("BM25", asked, async (query) => bm25.search(query, DEEPEST));
  await withPool(options.archive, async (pool) => {
    const postgres = new PostgresIndex(pool);
    await fill(postgres, options.archive, records, say);
    measures.push(...(await measure("Postgres", asked, byIndex(postgres))));
    const reason = whyNoOwnMeilisearch();
    if (reason !== null) say(`Meilisearch: NOT RUN: ${reason}`);
    else measures.push(...(await withMeilisearch(options.archive, pool, (index) => measure("Meilisearch", asked, byIndex(index)))));
  });
  return measures;
}

function queriesOf({ queries, seed, ofEach }: SearchEvaluation, records: SearchRecord[]): Asked[] {
  const known = new Set(records.map(({ recordId }) => recordId));
  const written = readRows<{ id: string; query: string }>(queries).map(({ id, query }) => {
    if (!known.has(recordIdOf(id))) throw new Error(`${queries} names ${id}, which is no text of the data folder`);
    return { set: "hand-written", query, recordIds: new Set([recordIdOf(id)]) };
  });
  const made = makeQueries(records, ofEach, seed).map(({ rule, ...query }) => ({ set: rule as string, ...query }));
  return [...written, ...made];
}

/** Hits that are looked at. */
const DEEPEST = 20;

function byIndex(index: SearchIndex): Ask {
  return async (query) => {
    const { hits } = await index.search({
      query,
      filters: {},
      from: null,
      to: null,
      sort: "RELEVANCE",
      first: DEEPEST,
      after: null,
      facets: [],
    });
    return hits.map(({ recordId }) => recordId);
  };
}

async function measure(engine: string, asked: Asked[], ask: Ask): Promise<Measure[]> {
  const ranks = new Map<Asked, number>();
  for (const one of asked) ranks.set(one, (await ask(one.query)).findIndex((id) => one.recordIds.has(id)) + 1);
  const sets = ["hand-written", ...RULES].map((set) => [set, asked.filter((one) => one.set === set)] as const);
  const all = ["rule-made", asked.filter((one) => one.set !== "hand-written")] as const;
  return [...sets, all].map(([set, some]) => {
    const share = (limit: number) => some.filter((one) => isWithin(ranks.get(one) ?? 0, limit)).length / some.length;
    const mrr = some.reduce((sum, one) => sum + (ranks.get(one) === 0 ? 0 : 1 / (ranks.get(one) ?? 1)), 0) / some.length;
    const missed = some.filter((one) => !isWithin(ranks.get(one) ?? 0, 10)).map(({ query }) => query);
    return { engine, set, queries: some.length, successAt1: share(1), successAt10: share(10), mrr, missed };
  });
}

function isWithin(rank: number, limit: number): boolean {
  return rank > 0 && rank <= limit;
}

async function withPool(archive: string, work: (pool: SearchPool) => Promise<void>): Promise<void> {
  const postgres = await startPostgres(join(archive, "postgres"));
  const database = await openDatabase(postgres.url, { foldKey });
  try {
    await migrate(database);
    await work(database.pool);
  } finally {
    await database.close();
    await postgres.stop();
  }
}

/** Indexes all records, where the folder does not hold them from an earlier run. */
async function fill(index: PostgresIndex, archive: string, records: SearchRecord[], say: (line: string) => void): Promise<void> {
  const stamp = join(archive, "filled.json");
  const wanted = JSON.stringify(records.map(({ recordId, title, passages }) => [recordId, title, passages.length]));
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === wanted) return;
  await rm(stamp, { force: true });
  say(`indexing ${records.length} records; they are kept in ${archive}`);
  await index.rebuild(sources(records));
  await writeFile(stamp, wanted);
}

async function* sources(records: SearchRecord[]): AsyncGenerator<{ sourceId: string; records: SearchRecord[] }> {
  for (const record of records) yield { sourceId: record.sourceId, records: [record] };
}

async function withMeilisearch(archive: string, pool: SearchPool, work: (index: SearchIndex) => Promise<Measure[]>): Promise<Measure[]> {
  const engine = await startMeilisearch({ keptIn: join(archive, "meilisearch") });
  const index = new MeilisearchIndex(pool, { url: engine.url, masterKey: engine.masterKey, answerWithin: 60_000 });
  try {
    await index.configure();
    await index.copy.catchUp();
    const { fault } = await index.copy.state();
    if (fault !== null) throw new Error(fault);
    return await work(index);
  } finally {
    await index.close();
    await engine.kill();
  }
}
