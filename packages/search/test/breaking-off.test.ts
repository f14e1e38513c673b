import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { PostgresIndex } from "../src/index.js";
import { LIBRARY, request, sourcesOf } from "./library.js";
import { openPool } from "./open-engine.js";

let pool: pg.Pool;
let close: () => Promise<void>;
let index: PostgresIndex;

beforeAll(async () => {
  ({ pool, close } = await openPool());
  index = new PostgresIndex(pool);
  await index.configure();
  await index.put(sourcesOf(LIBRARY));
});
afterAll(() => close());

const HARBOUR = request("harbour");

it("breaks off what Postgres is at once nobody waits for a search, and the connection goes on being used", async () => {
  const holder = await pool.connect();
  try {
    await holder.query("BEGIN; LOCK TABLE search_term IN ACCESS EXCLUSIVE MODE");
    const gone = new AbortController();
    const search = index.search({ ...HARBOUR, signal: gone.signal });
    const outcome = search.then(
      () => "answered",
      () => "broken off",
    );
    await untilWaiting(1);
    gone.abort();
    expect(await outcome).toBe("broken off");
    await untilWaiting(0);
  } finally {
    await holder.query("ROLLBACK");
    holder.release();
  }
  expect((await index.search(HARBOUR)).total).toBeGreaterThan(0);
  await expect.poll(() => pool.totalCount - pool.idleCount).toBe(0);
});

it("does not begin a search that nobody waits for any more", async () => {
  const signal = AbortSignal.abort(new Error("gone"));
  await expect(index.search({ ...HARBOUR, signal })).rejects.toThrow("gone");
});

/** Waits until so many statements wait for a lock. */
async function untilWaiting(wanted: number): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ waiting: number }>(
      "SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
    );
    if (rows[0]?.waiting === wanted) return;
    await sleep(20);
  }
}
