import { runMigrations } from "graphile-worker";
import { type Database, poolOf } from "./data-source.js";
import { messageOf, storageError } from "./errors.js";
import { type Migration, migrations } from "./migrations/index.js";

/** Any number that no other program on the same server is likely to lock. */
const MIGRATION_LOCK = 7_236_071_123;

/**
 * Brings the database up to date, its job tables included, and returns the names of the steps that ran.
 * Processes that start at once wait for each other. Each step is one transaction: a failed one leaves nothing.
 */
export async function migrate(database: Database): Promise<string[]> {
  const client = await database.pool.connect().catch((error: unknown) => {
    throw storageError("bringing the database up to date", error);
  });
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    try {
      await client.query("CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, run_at timestamptz NOT NULL DEFAULT now())");
      const done = new Set((await client.query<{ name: string }>("SELECT name FROM migration")).rows.map((row) => row.name));
      const waiting = migrations.filter((migration) => !done.has(migration.name));
      for (const migration of waiting) await run(client, migration);
      await runMigrations({ pgPool: poolOf(database.dataSource), parsedCronItems: [], taskList: {} });
      return waiting.map((migration) => migration.name);
    } finally {
      await client.query("SELECT pg_advisory_unlock($1)", [MIGRATION_LOCK]);
    }
  } catch (error) {
    throw storageError("bringing the database up to date", error);
  } finally {
    client.release();
  }
}

async function run(client: { query(sql: string, parameters?: unknown[]): Promise<unknown> }, migration: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(migration.sql);
    await client.query("INSERT INTO migration (name) VALUES ($1)", [migration.name]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`migration ${migration.name}: ${messageOf(error)}`, { cause: error });
  }
}

/** The SQL that would make the tables agree with the entities: empty when they do. Tables that are no entity are left out. */
export async function schemaDifference(database: Database): Promise<string[]> {
  const log = await database.dataSource.driver.createSchemaBuilder().log();
  return log.upQueries.map((query) => query.query);
}
