import { join } from "node:path";
import { startPostgres } from "@lectern/postgres";
import { startMeilisearch, whyNoOwnMeilisearch } from "@lectern/testing/meilisearch";
import pg from "pg";
import { keptArchive } from "../archive/make-archive.js";
import { serveArchive } from "../lectern.js";
import { explainSlowest } from "./explain.js";
import { askGraphql } from "./graphql.js";
import { type BenchQuery, drawQueries, KINDS } from "./queries.js";
import { askByClient, askMeilisearch } from "./raw-meilisearch.js";
import { askPostgres } from "./raw-postgres.js";
import { somePassages, untilMeilisearchAnswers, untilNoJobs } from "./served.js";
import { percentile, timeAll } from "./timing.js";

export interface SearchBench {
  project: string;
  /** Folder of the corpora, of which the archive is made where there is none yet. */
  data: string | null;
  archive: string;
  passages: number;
  seed: number;
  explain: boolean;
  /** The one engine that is timed, in lower case; null for both. */
  engine: string | null;
}

/** Queries of each kind, and how often each is asked. */
const OF_EACH = 20;
const ROUNDS = 3;
const IN_FLIGHT = [1, 8];

/** The side that is to be at least so many times slower than ours. */
const CLIENT = "client, its defaults";
const TIMES_QUICKER = 4;

/** One side of the comparison. */
interface Side {
  name: string;
  /** Returns how many records were found. */
  ask(query: BenchQuery, withFacets: boolean): Promise<number>;
}

/** Times searches through GraphQL beside the engine itself, for Postgres and, where there is one, for Meilisearch. */
export async function benchSearch({ project, data, archive, passages, seed, explain, engine }: SearchBench): Promise<void> {
  await keptArchive(archive, data, passages);
  const postgres = await startPostgres(join(archive, "postgres"));
  const pool = new pg.Pool({ connectionString: postgres.url, max: Math.max(...IN_FLIGHT) });
  pool.on("error", () => undefined);
  try {
    const { rows } = await pool.query<{ records: number; passages: number }>(
      "SELECT (SELECT count(*)::int FROM search_record) AS records, (SELECT count(*)::int FROM search_passage) AS passages",
    );
    console.log(`an archive of ${rows[0]?.records} records with ${rows[0]?.passages} passages`);
    const queries = drawQueries(await somePassages(pool, seed), OF_EACH, seed);
    if (explain) return await explainSlowest(pool, queries);
    if (engine !== "meilisearch") await benchPostgres(project, archive, pool, queries);
    if (engine === "postgres") return;
    const reason = whyNoOwnMeilisearch();
    if (reason !== null) console.log(`\nMeilisearch: NOT RUN: ${reason}`);
    else await benchMeilisearch(project, archive, pool, queries);
  } finally {
    await pool.end();
    await postgres.stop();
  }
}

async function benchPostgres(project: string, archive: string, pool: pg.Pool, queries: BenchQuery[]): Promise<void> {
  const server = await serveArchive(project, archive);
  try {
    await untilNoJobs(pool);
    const ours: Side = {
      name: "GraphQL",
      ask: async (query, withFacets) => (await askGraphql(server.graphql, query.typed, withFacets, "POSTGRES")).total,
    };
    await compare("Postgres", queries, ours, [{ name: "raw SQL", ask: (query, withFacets) => askPostgres(pool, query, withFacets) }]);
  } finally {
    await server.stop();
  }
}

async function benchMeilisearch(project: string, archive: string, pool: pg.Pool, queries: BenchQuery[]): Promise<void> {
  const engine = await startMeilisearch({ keptIn: join(archive, "meilisearch") });
  const server = await serveArchive(project, archive, { MEILISEARCH_URL: engine.url, MEILISEARCH_API_KEY: engine.masterKey });
  try {
    await untilNoJobs(pool);
    await untilMeilisearchAnswers(server.graphql);
    const uid = `lectern-${(await pool.query<{ archive: string }>("SELECT archive FROM search_copy")).rows[0]?.archive}`;
    const index = { url: engine.url, key: engine.masterKey, uid };
    // Phrases are Postgres's business with either engine.
    const plain = queries.filter(({ kind }) => kind !== "phrase");
    const ours: Side = {
      name: "GraphQL",
      ask: async (query, withFacets) => (await askGraphql(server.graphql, query.typed, withFacets, null)).total,
    };
    await compare("Meilisearch", plain, ours, [
      { name: "raw, its own snippets", ask: (query, withFacets) => askMeilisearch(index, query, withFacets, true) },
      { name: CLIENT, ask: askByClient(index) },
      { name: "raw, ids alone", ask: (query, withFacets) => askMeilisearch(index, query, withFacets, false) },
    ]);
  } finally {
    await server.stop();
    await engine.kill();
  }
}

/** Asks both sides the same in turns, so that what else the machine does weighs on both. */
async function compare(engine: string, queries: BenchQuery[], ours: Side, others: Side[]): Promise<void> {
  const sides = [ours, ...others];
  const totals: number[][] = [];
  for (const query of queries) totals.push(await Promise.all(sides.map((side) => side.ask(query, true))));
  const alike = totals.filter(([own = 0, raw = 0]) => Math.abs(own - raw) <= 0.05 * Math.max(own, raw)).length;
  console.log(`\n${engine}: milliseconds p50 / p95 of ${OF_EACH} queries a kind, ${ROUNDS} times each; no cache of results`);
  console.log(`${alike} of ${queries.length} queries find as many records on both sides, to a twentieth`);
  console.log(`${"".padEnd(32)}${sides.map(({ name }) => name.padStart(24)).join("")}   bar`);
  for (const withFacets of [true, false]) {
    for (const inFlight of IN_FLIGHT) {
      const all: number[][] = sides.map(() => []);
      for (const kind of KINDS) {
        const some = queries.filter((query) => query.kind === kind);
        if (some.length === 0) continue;
        const times: number[][] = sides.map(() => []);
        for (let round = 0; round < ROUNDS; round++) {
          for (const [i, side] of sides.entries())
            times[i]?.push(...(await timeAll(some, inFlight, (query) => side.ask(query, withFacets))));
        }
        printRow(`${kind}${withFacets ? ", facets" : ""}, ${inFlight} in flight`, times);
        times.forEach((own, i) => void all[i]?.push(...own));
      }
      printRow(`ALL${withFacets ? ", facets" : ""}, ${inFlight} in flight`, all);
      const client = all[sides.findIndex(({ name }) => name === CLIENT)];
      if (client !== undefined) printTimesQuicker(all[0] ?? [], client);
    }
  }
}

function printTimesQuicker(ours: number[], client: number[]): void {
  const times = percentile(client, 0.5) / percentile(ours, 0.5);
  console.log(`${"".padEnd(32)}${times.toFixed(1)} times as quick as the ${CLIENT}   ${times >= TIMES_QUICKER ? "met" : "MISSED"}`);
}

/** The bar: at p50 the larger of 1.5 times the other side and 5 ms more, at p95 the larger of 3 times and 15 ms more. */
function printRow(name: string, times: number[][]): void {
  const figures = times.map((own) => [percentile(own, 0.5), percentile(own, 0.95)] as const);
  const [[p50, p95] = [0, 0], [raw50, raw95] = [0, 0]] = figures;
  const isMet = p50 <= Math.max(1.5 * raw50, raw50 + 5) && p95 <= Math.max(3 * raw95, raw95 + 15);
  const columns = figures.map(([a, b]) => `${a.toFixed(1)} / ${b.toFixed(1)}`.padStart(24)).join("");
  console.log(`${name.padEnd(32)}${columns}   ${isMet ? "met" : "MISSED"}`);
}
