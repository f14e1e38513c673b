import { join } from "node:path";
import { startPostgres } from "@lectern/postgres";
import { FACETS, PostgresIndex, type SearchConnection, type SearchPool } from "@lectern/search";
import pg from "pg";
import { serveArchive } from "./lectern.js";
import { randomFrom } from "./random.js";

export interface SearchBench {
  project: string;
  archive: string;
  seed: number;
  explain: boolean;
}

const QUERIES = 50;

const SEARCH = `query Bench($query: String!) { search(query: $query, first: 20) {
  total facets { name values { value label count } }
  edges { node { title { text marks { start end } } snippet { text marks { start end } } } } } }`;

/** What the same words cost as a plain full-text query with ranking: no typos, no facets, no snippets, no grouping. */
const RAW = `SELECT record, ordinal, ts_rank(tokens, q) AS rank FROM search_passage, to_tsquery('simple', $1) q
  WHERE tokens @@ q ORDER BY rank DESC LIMIT 20`;

/** Times 50 searches drawn from the archive's own passages, warm, one at a time. */
export async function benchSearch({ project, archive, seed, explain }: SearchBench): Promise<void> {
  const postgres = await startPostgres(join(archive, "postgres"));
  const pool = new pg.Pool({ connectionString: postgres.url });
  pool.on("error", () => undefined);
  try {
    const queries = await drawQueries(pool, seed);
    const server = await serveArchive(project, archive);
    try {
      await printTimes(queries, server.graphql, pool);
    } finally {
      await server.stop();
    }
    if (explain) await explainSlowest(pool, queries);
  } finally {
    await pool.end();
    await postgres.stop();
  }
}

async function printTimes(queries: string[], graphql: string, pool: pg.Pool): Promise<void> {
  const ask = (query: string) => askGraphql(graphql, query);
  const raw = (query: string) => pool.query(RAW, [rawQuery(query)]);
  for (const query of queries) await ask(query);
  const asked = await timeEach(queries, ask);
  for (const query of queries) await raw(query);
  const rawTimes = await timeEach(queries, raw);
  console.log(`${queries.length} searches of 1 to 3 words, drawn with the seed from the archive's passages, in milliseconds`);
  printRow("GraphQL (hits, facets, marks)", asked);
  printRow("raw full text, ranked", rawTimes);
  console.log(`ratio of medians ${(percentile(asked, 0.5) / percentile(rawTimes, 0.5)).toFixed(1)}`);
}

function printRow(name: string, times: Timed[]): void {
  const figures = [0.5, 0.95, 1].map((share) => percentile(times, share).toFixed(1).padStart(8)).join(" ");
  const slowest = times.reduce((a, b) => (b.milliseconds > a.milliseconds ? b : a));
  console.log(`${name.padEnd(32)} p50 p95 max ${figures}   slowest: ${slowest.query}`);
}

async function askGraphql(address: string, query: string): Promise<void> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", "accept-encoding": "identity" },
    body: JSON.stringify({ query: SEARCH, variables: { query } }),
  });
  const answer = (await response.json()) as { errors?: { message: string }[] };
  if (answer.errors) throw new Error(`searching ${query}: ${answer.errors[0]?.message}`);
}

interface Timed {
  query: string;
  milliseconds: number;
}

async function timeEach(queries: string[], work: (query: string) => Promise<unknown>): Promise<Timed[]> {
  const times: Timed[] = [];
  for (const query of queries) {
    const started = performance.now();
    await work(query);
    times.push({ query, milliseconds: performance.now() - started });
  }
  return times;
}

function percentile(times: Timed[], share: number): number {
  const sorted = times.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** One to three words that stand together in a passage drawn by the seed. */
async function drawQueries(pool: pg.Pool, seed: number): Promise<string[]> {
  const { rows } = await pool.query<{ folded: string }>(
    "SELECT folded FROM search_passage WHERE part = 0 ORDER BY md5(record::text || ordinal::text || $1) LIMIT 500",
    [String(seed)],
  );
  const random = randomFrom(seed);
  const queries: string[] = [];
  for (const { folded } of rows) {
    const words = [...new Intl.Segmenter("zh", { granularity: "word" }).segment(folded)]
      .filter((part) => part.isWordLike)
      .map((part) => part.segment);
    const length = 1 + Math.floor(random() * 3);
    const at = Math.floor(random() * Math.max(1, words.length - length));
    const query = words.slice(at, at + length).join(" ");
    if (query.length > 3 && queries.length < QUERIES) queries.push(query);
  }
  if (queries.length < QUERIES) throw new Error("the archive has too few passages; run bench -- import first");
  return queries;
}

function rawQuery(query: string): string {
  return query
    .split(" ")
    .map((word) => `'${word.replaceAll(/['\\]/g, "")}'`)
    .join(" & ");
}

/** Whether a statement has a plan: BEGIN and SET have none. */
function isReading(statement: string): boolean {
  return /^\s*(?:SELECT|WITH)\b/i.test(statement);
}

/** Runs the searches at the index itself, keeps the statement that took longest, and shows its plan. */
async function explainSlowest(pool: pg.Pool, queries: string[]): Promise<void> {
  let slowest = { milliseconds: 0, text: "", values: [] as unknown[] };
  const watched: SearchPool = {
    async connect(): Promise<SearchConnection> {
      const client = await pool.connect();
      return {
        release: (destroy) => client.release(destroy),
        async query(query, values) {
          const started = performance.now();
          const result = await client.query(query, values);
          const milliseconds = performance.now() - started;
          if (isReading(query) && milliseconds > slowest.milliseconds) slowest = { milliseconds, text: query, values: values ?? [] };
          return result;
        },
      };
    },
  };
  const index = new PostgresIndex(watched);
  for (const query of queries) {
    await index.search({ query, filters: {}, from: null, to: null, sort: "RELEVANCE", first: 20, after: null, facets: [...FACETS] });
  }
  const { rows } = await pool.query<Record<string, string>>(`EXPLAIN (ANALYZE, BUFFERS) ${slowest.text}`, slowest.values);
  console.log(`\nslowest statement, ${slowest.milliseconds.toFixed(1)} ms\n${slowest.text}`);
  for (const row of rows) console.log(row["QUERY PLAN"]);
}
