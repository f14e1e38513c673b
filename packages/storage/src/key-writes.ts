import type { Database } from "./data-source.js";
import type { WritePosition } from "./replica.js";

/** Notes that something was written with a key: what is read with it from now on has to have it. */
export async function noteWrite(database: Database, keyId: string): Promise<void> {
  await database.query(
    `INSERT INTO key_write (key_id, position) VALUES ($1, pg_current_wal_insert_lsn())
     ON CONFLICT (key_id) DO UPDATE SET position = pg_current_wal_insert_lsn()`,
    [keyId],
  );
}

/**
 * How far the database had written when something was last written with a key; null where nothing was. A position that the
 * database has not reached itself comes from one that this was restored from, and says nothing.
 */
export async function lastWrite(database: Database, keyId: string): Promise<WritePosition | null> {
  const [row] = await database.query<{ position: string }>(
    `SELECT (position - '0/0'::pg_lsn)::text AS position FROM key_write
     WHERE key_id = $1 AND position <= pg_current_wal_insert_lsn()`,
    [keyId],
  );
  return row === undefined ? null : BigInt(row.position);
}
