import type pg from "pg";
import { type Database, orElsewhere } from "./data-source.js";
import { postgresCode, storageError } from "./errors.js";

/** A connection inside a transaction. */
export type Transaction = pg.PoolClient;

/** Deadlock, serialization, and the two ways in which a parallel import may have been first with the same record. */
const WORTH_ANOTHER_TRY = new Set(["40P01", "40001", "23505", "23503"]);
const TRIES = 8;

/**
 * Runs `work` in one transaction: all of it is kept or nothing. It is run again where another transaction got in its way,
 * so `work` must start from what it reads inside. `doing` begins the message of a fault: "storing notices/a.txt".
 */
export function inTransaction<T>(database: Database, doing: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  return tryAgain(database, doing, work, "BEGIN");
}

/** The same, without waiting for the disk: for work whose loss in a crash of Postgres is found out and made good. */
export function inHastyTransaction<T>(database: Database, doing: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  return tryAgain(database, doing, work, "BEGIN; SET LOCAL synchronous_commit = off");
}

async function tryAgain<T>(database: Database, doing: string, work: (transaction: Transaction) => Promise<T>, begin: string): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(database, work, begin);
    } catch (error) {
      const code = postgresCode(error);
      if (code === null || !WORTH_ANOTHER_TRY.has(code) || attempt === TRIES) throw storageError(doing, error);
      await pause(attempt * 10 * Math.random());
    }
  }
}

/** The same without another try, for work that uses up what it is given. */
export async function inTransactionOnce<T>(database: Database, doing: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  try {
    return await runOnce(database, work, "BEGIN");
  } catch (error) {
    throw storageError(doing, error);
  }
}

/** Runs `work` on one moment of the archive throughout, writing nothing. */
export async function inSnapshot<T>(database: Database, doing: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  try {
    return await orElsewhere(database.pool, () => runOnce(database, work, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
  } catch (error) {
    throw storageError(doing, error);
  }
}

async function runOnce<T>(database: Database, work: (transaction: Transaction) => Promise<T>, begin: string): Promise<T> {
  const client = await database.pool.connect();
  let isBroken = false;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {
      isBroken = true;
    });
    throw error;
  } finally {
    client.release(isBroken);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
