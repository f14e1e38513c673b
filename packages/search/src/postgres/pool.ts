import { createHash } from "node:crypto";
import { type Backend, breakOffOn, THIS_BACKEND } from "./break-off.js";
import type { SearchConnection, SearchPool } from "./search-pool.js";

/**
 * Asks for rows inside a transaction; the caller says what they are. A statement of a fixed form is PREPARED: planning a large
 * one takes longer than running it.
 */
export type Ask = <Row>(query: string, values?: unknown[], how?: "PREPARED") => Promise<Row[]>;

/** Runs `work` between `begin`, which may be several statements, and COMMIT; anything thrown rolls back. */
export async function inTransaction<T>(pool: SearchPool, begin: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const connection = await pool.connect();
  let isBroken = false;
  try {
    await connection.query(begin);
    const result = await work(askOn(connection));
    await connection.query("COMMIT");
    return result;
  } catch (error) {
    await connection.query("ROLLBACK").catch(() => {
      isBroken = true;
    });
    throw error;
  } finally {
    connection.release(isBroken);
  }
}

/**
 * Does something while no other process holds this lock, which goes with its connection, however that ends. Waits for it, or
 * throws `busy` at once where that is given.
 */
export async function withLock<T>(pool: SearchPool, key: number, work: () => Promise<T>, busy: Error | null = null): Promise<T> {
  const connection = await pool.connect();
  const ask = askOn(connection);
  let isBroken = false;
  try {
    if (busy === null) await ask("SELECT pg_advisory_lock($1)", [key]);
    else if (!(await tryLock(ask, key))) throw busy;
    try {
      return await work();
    } finally {
      await ask("SELECT pg_advisory_unlock($1)", [key]).catch(() => {
        isBroken = true;
      });
    }
  } finally {
    connection.release(isBroken);
  }
}

async function tryLock(ask: Ask, key: number): Promise<boolean> {
  const [row] = await ask<{ held: boolean }>("SELECT pg_try_advisory_lock($1) AS held", [key]);
  return row?.held === true;
}

/** Whether any process holds it. */
export async function isLocked(ask: Ask, key: number): Promise<boolean> {
  const rows = await ask(
    `SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND (classid::bigint << 32) + objid::bigint = $1
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [key],
  );
  return rows.length > 0;
}

/**
 * One moment of the index, for a search. The lock comes before the first look, so that a swap of tables is seen whole or not
 * at all. Compiling a statement takes longer than running it here, hence no jit, and so does planning, hence one plan for all
 * values; and what a statement computes has no statistics, which the planner takes for few rows and loops over: every join here
 * is better hashed.
 */
const BEGIN_SEARCH = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; LOCK TABLE search_state IN ACCESS SHARE MODE;
  SET LOCAL jit = off; SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_nestloop = off; SET LOCAL max_parallel_workers_per_gather = 0;
  SET LOCAL work_mem = '32MB'; SET LOCAL pg_trgm.similarity_threshold = 0.2;
  SELECT records, passages, ${THIS_BACKEND} FROM search_state`;

export interface IndexSize {
  records: number;
  passages: number;
}

/**
 * Runs `work` on one moment of the index. Nobody waits for its end: it has written nothing. Once `signal` is aborted it is broken
 * off, and rejects.
 */
export async function inSearch<T>(
  pool: SearchPool,
  work: (ask: Ask, size: IndexSize) => Promise<T>,
  signal?: AbortSignal | undefined,
): Promise<T> {
  return await orAgain(pool, () => searchOnce(pool, work, signal));
}

/** Does work that only reads, and does it once more where another server may answer it. */
async function orAgain<T>(pool: SearchPool, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (pool.asksAgain?.(error) !== true) throw error;
    return await work();
  }
}

async function searchOnce<T>(
  pool: SearchPool,
  work: (ask: Ask, size: IndexSize) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  signal?.throwIfAborted();
  const connection = await pool.connect();
  let atRest = async (): Promise<void> => undefined;
  const end = (last: string) =>
    connection.query(last).then(
      () => connection.release(),
      () => connection.release(true),
    );
  try {
    const begun = await connection.query(BEGIN_SEARCH);
    const state = (Array.isArray(begun) ? begun.at(-1) : begun)?.rows[0] as (IndexSize & Backend) | undefined;
    if (state === undefined) throw new Error("The tables of search are empty of their state; run the migrations first.");
    const { pid, started, ...size } = state;
    atRest = breakOffOn(signal, pool, { pid, started });
    const result = await work(askOn(connection, signal), size);
    void atRest().then(() => end("COMMIT"));
    return result;
  } catch (error) {
    await atRest();
    await end("ROLLBACK");
    throw error;
  }
}

/** Asks each statement by itself, on whichever connection is free: what only reads, and needs nothing else to be seen with it. */
export function askEach(pool: SearchPool): Ask {
  return (text, values, how) =>
    orAgain(pool, async () => {
      const connection = await pool.connect();
      try {
        return await askOn(connection)(text, values, how);
      } finally {
        connection.release();
      }
    });
}

function askOn(connection: SearchConnection, signal?: AbortSignal | undefined): Ask {
  return async <Row>(text: string, values: unknown[] = [], how?: "PREPARED") => {
    signal?.throwIfAborted();
    const name = how === "PREPARED" ? nameOf(text) : null;
    // Several results come of several statements only, and those have no rows to ask for.
    const result = (await (name === null ? connection.query(text, values) : connection.query({ name, text, values }))) as {
      rows: unknown[];
    };
    return result.rows as Row[];
  };
}

const names = new Map<string, string>();
/**
 * What is prepared stays in the memory of its connection until that ends, 200 to 700 kB for a query of one to seven words. Forms
 * that are asked again are few: how many clauses, phrases, filters, facets; but each long query has one of its own. Beyond this
 * nothing more is prepared.
 */
const MOST_NAMES = 200;

/** The same statement has the same name, in every process: a connection may be shared between them. Null for one that is not prepared. */
function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MOST_NAMES) return null;
  const name = `search_${createHash("sha1").update(text).digest("hex")}`;
  names.set(text, name);
  return name;
}
