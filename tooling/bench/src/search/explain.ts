import { FACETS, PostgresIndex, type SearchConnection, type SearchPool } from "@lectern/search";
import type pg from "pg";
import type { BenchQuery } from "./queries.js";

interface Statement {
  milliseconds: number;
  text: string;
  values: unknown[];
}

/** Runs the searches at the index itself: how long each kind of statement takes, and the plan of the one that took longest. */
export async function explainSlowest(pool: pg.Pool, queries: BenchQuery[]): Promise<void> {
  const statements: Statement[] = [];
  const index = new PostgresIndex(watched(pool, statements));
  const search = (query: string) =>
    index.search({ query, filters: {}, from: null, to: null, sort: "RELEVANCE", first: 20, after: null, facets: [...FACETS] });
  for (const { typed } of queries) await search(typed);
  statements.length = 0;
  for (const kind of new Set(queries.map((query) => query.kind))) {
    const before = statements.length;
    const started = performance.now();
    const own = queries.filter((query) => query.kind === kind);
    for (const { typed } of own) await search(typed);
    const each = (performance.now() - started) / own.length;
    const asking = statements.slice(before).reduce((sum, { milliseconds }) => sum + milliseconds, 0) / own.length;
    console.log(
      `${kind.padEnd(18)} ${each.toFixed(1)} ms, ${asking.toFixed(1)} of it in ${((statements.length - before) / own.length).toFixed(1)} statements`,
    );
  }
  for (const [beginning, some] of Map.groupBy(statements, ({ text }) => text.trim().replaceAll(/\s+/g, " ").slice(0, 70))) {
    const sum = some.reduce((total, { milliseconds }) => total + milliseconds, 0);
    console.log(`${(sum / some.length).toFixed(2).padStart(8)} ms x ${String(some.length).padStart(4)}  ${beginning}`);
  }
  const slowest = statements.filter(({ text }) => isReading(text)).reduce((a, b) => (b.milliseconds > a.milliseconds ? b : a));
  const { rows } = await pool.query<Record<string, string>>(`EXPLAIN (ANALYZE, BUFFERS, SETTINGS) ${slowest.text}`, slowest.values);
  console.log(`\nslowest statement, ${slowest.milliseconds.toFixed(1)} ms\n${slowest.text}`);
  for (const row of rows) console.log(row["QUERY PLAN"]);
}

/** Whether a statement has a plan: BEGIN and SET have none. */
function isReading(statement: string): boolean {
  return /^\s*(?:SELECT|WITH)\b/i.test(statement);
}

function watched(pool: pg.Pool, statements: Statement[]): SearchPool {
  return {
    async connect(): Promise<SearchConnection> {
      const client = await pool.connect();
      return {
        release: (destroy) => client.release(destroy),
        async query(query, values) {
          const asked = typeof query === "string" ? { text: query, values: values ?? [] } : query;
          const started = performance.now();
          const result = await (typeof query === "string" ? client.query(query, values) : client.query(query));
          statements.push({ milliseconds: performance.now() - started, ...asked });
          return result;
        },
      };
    },
  };
}
