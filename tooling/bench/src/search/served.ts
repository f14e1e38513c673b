import type pg from "pg";
import { askGraphql } from "./graphql.js";

/** Folded texts of passages, drawn with the seed: what queries are made of. */
export async function somePassages(pool: pg.Pool, seed: number): Promise<string[]> {
  const { rows } = await pool.query<{ folded: string }>(
    "SELECT folded FROM search_passage WHERE part = 0 ORDER BY md5(record::text || ordinal::text || $1) LIMIT 2000",
    [String(seed)],
  );
  return rows.map(({ folded }) => folded);
}

/** What storing left behind to be done is no part of a search. */
export async function untilNoJobs(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE run_at <= now() OR locked_at IS NOT NULL",
    );
    if (rows[0]?.count === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

export async function untilMeilisearchAnswers(graphql: string): Promise<void> {
  for (const deadline = Date.now() + 30 * 60_000; Date.now() < deadline; ) {
    if (await askGraphql(graphql, "people ", false, null).then(({ engine }) => engine === "MEILISEARCH")) return;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
  throw new Error("Meilisearch did not take over within half an hour; lectern doctor says why");
}
