import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type SearchText, searchTexts } from "@lectern/eval/search-texts";
import { MeilisearchIndex } from "@lectern/search";
import { type OwnMeilisearch, startMeilisearch, whyNoOwnMeilisearch } from "@lectern/testing/meilisearch";
import pg from "pg";
import { serveArchive } from "../lectern.js";
import { memoryOf } from "../memory.js";
import { claimFolder } from "../own-folder.js";
import { askGraphql } from "../search/graphql.js";
import { type BenchQuery, drawQueries } from "../search/queries.js";
import { somePassages, untilMeilisearchAnswers, untilNoJobs } from "../search/served.js";
import { percentile, timeAll } from "../search/timing.js";
import { type BenchArchive, batches, indexStored, openArchive, storeTexts, textsWithoutEnd } from "./make-archive.js";

export interface GrowthBench {
  project: string;
  data: string;
  /** Folder of the archive, which stays and grows on the next time. */
  archive: string;
  sizes: number[];
  seed: number;
}

/** Queries of each kind, asked this often. */
const OF_EACH = 10;
const ROUNDS = 3;

/** Lets one archive grow, and measures at each size what searching, importing, memory and disk cost. */
export async function benchGrowth(bench: GrowthBench): Promise<void> {
  await claimFolder(bench.archive);
  for (const size of bench.sizes) {
    await fill(bench, size);
    const queries = await askPostgres(bench);
    const reason = whyNoOwnMeilisearch();
    if (reason === null) await askMeilisearch(bench, queries);
    else console.log(`Meilisearch: NOT RUN: ${reason}`);
  }
}

/** Stores and indexes until there are so many passages, going on behind what an earlier run has stored. */
async function fill({ data, archive }: GrowthBench, size: number): Promise<void> {
  await withArchive(archive, async (opened) => {
    const before = (await opened.index.count()).passages;
    const [{ stored = 0 } = {}] = await opened.database.query<{ stored: number }>("SELECT count(*)::int AS stored FROM source");
    let passages = before;
    let [storing, indexing, memory] = [0, 0, 0];
    for (const batch of passages < size ? batches(textsBehind(data, stored)) : []) {
      storing += await seconds(() => storeTexts(opened.database, batch));
      indexing += await seconds(() => indexStored(opened));
      memory = Math.max(memory, process.memoryUsage().rss);
      passages = (await opened.index.count()).passages;
      if (passages >= size) break;
    }
    await opened.database.query("VACUUM (ANALYZE)");
    const { records } = await opened.index.count();
    console.log(`\n${passages} passages in ${records} records`);
    if (passages === before) return;
    const rate = (passages - before) / (storing + indexing);
    console.log(
      `the last ${passages - before}: ${rate.toFixed(0)} a second stored and indexed (${storing.toFixed(0)} s + ${indexing.toFixed(0)} s); memory of this process, most ${megabytes(memory)}`,
    );
  });
}

function textsBehind(data: string, stored: number): Iterable<SearchText> {
  const texts = textsWithoutEnd(searchTexts(data));
  for (let skipped = 0; skipped < stored; skipped++) texts.next();
  return texts;
}

async function askPostgres({ project, archive, seed }: GrowthBench): Promise<BenchQuery[]> {
  return await withArchive(archive, async ({ database, postgres }) => {
    const pool = new pg.Pool({ connectionString: postgres.url, max: 1 });
    const server = await serveArchive(project, archive);
    try {
      const queries = drawQueries(await somePassages(pool, seed), OF_EACH, seed);
      await untilNoJobs(pool);
      await timeSearches("Postgres", server.graphql, queries);
      const [disk] = await database.query<{ all: number; search: number }>(
        `SELECT pg_database_size(current_database())::float8 AS all,
           (SELECT sum(pg_total_relation_size(oid))::float8 FROM pg_class WHERE relkind = 'r' AND relname LIKE 'search\\_%') AS search`,
      );
      console.log(`disk: ${megabytes(disk?.all ?? 0)}, ${megabytes(disk?.search ?? 0)} of it the tables of search`);
      sayMemory("Postgres", Number(readFileSync(join(archive, "postgres/data/postmaster.pid"), "utf8").split("\n")[0]));
      sayMemory("the server", server.pid);
      return queries;
    } finally {
      await server.stop();
      await pool.end();
    }
  });
}

async function askMeilisearch({ project, archive }: GrowthBench, queries: BenchQuery[]): Promise<void> {
  const engine = await startMeilisearch({ keptIn: join(archive, "meilisearch") });
  try {
    await copyTo(engine, archive);
    const server = await serveArchive(project, archive, { MEILISEARCH_URL: engine.url, MEILISEARCH_API_KEY: engine.masterKey });
    try {
      await untilMeilisearchAnswers(server.graphql);
      await timeSearches("Meilisearch", server.graphql, queries);
      sayMemory("Meilisearch", engine.process?.pid ?? 0);
    } finally {
      await server.stop();
    }
  } finally {
    await engine.kill("SIGTERM");
  }
}

/** Sends what the engine has yet to hear of. */
async function copyTo(engine: OwnMeilisearch, archive: string): Promise<void> {
  await withArchive(archive, async ({ database }) => {
    const index = new MeilisearchIndex(database.pool, { url: engine.url, masterKey: engine.masterKey });
    try {
      await index.configure();
      const before = await database.query<{ waiting: number }>("SELECT count(*)::int AS waiting FROM search_passage WHERE part = 0");
      const took = await seconds(() => index.copy.catchUp());
      const { bytes } = await index.copy.state();
      console.log(`copied to Meilisearch in ${took.toFixed(0)} s, ${before[0]?.waiting} documents held; disk ${megabytes(bytes ?? 0)}`);
    } finally {
      await index.close();
    }
  });
}

async function timeSearches(engine: string, graphql: string, queries: BenchQuery[]): Promise<void> {
  for (const withFacets of [true, false]) {
    for (const { typed } of queries) await askGraphql(graphql, typed, withFacets, null);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      times.push(...(await timeAll(queries, 1, ({ typed }) => askGraphql(graphql, typed, withFacets, null))));
    }
    const [p50, p95] = [0.5, 0.95].map((share) => percentile(times, share).toFixed(1));
    console.log(`search, ${engine}, ${withFacets ? "with" : "without"} facets: p50 ${p50} ms, p95 ${p95} ms`);
  }
}

async function withArchive<T>(folder: string, work: (archive: BenchArchive) => Promise<T>): Promise<T> {
  const archive = await openArchive(folder);
  try {
    return await work(archive);
  } finally {
    await archive.close();
  }
}

function sayMemory(of: string, pid: number): void {
  const bytes = memoryOf(pid);
  console.log(`memory of ${of}: ${bytes === null ? "not known on this system" : megabytes(bytes)}`);
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
