import type { Database } from "./data-source.js";
import { storageError } from "./errors.js";

/** Any number that no other program on the same server is likely to lock. */
const DRAIN_LOCK = 7_236_071_124;

/**
 * Hands up to `limit` waiting rows of the outbox to `work`, as ids of sources without doubles, and deletes them once it has
 * succeeded: where it throws, they wait for the next time. Returns how many rows were drained; 0 means that none waits.
 * One drain runs at a time, so that an older state never overwrites a newer one in the index. Where `only` is given, it is as if
 * no other sources waited.
 */
export async function drainOutbox(
  database: Database,
  limit: number,
  work: (sourceIds: string[]) => Promise<void>,
  only: string[] | null = null,
): Promise<number> {
  const client = await database.pool.connect().catch((error: unknown) => {
    throw storageError("draining the outbox", error);
  });
  let isBroken = false;
  try {
    await client.query("SELECT pg_advisory_lock($1)", [DRAIN_LOCK]);
    const { rows } = await client.query<{ id: string; sourceId: string }>(
      `SELECT id, source_id AS "sourceId" FROM outbox WHERE $2::uuid[] IS NULL OR source_id = ANY($2) ORDER BY id LIMIT $1`,
      [limit, only],
    );
    if (rows.length === 0) return 0;
    await work([...new Set(rows.map((row) => row.sourceId))]);
    await client.query("DELETE FROM outbox WHERE id = ANY($1::bigint[])", [rows.map((row) => row.id)]);
    return rows.length;
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [DRAIN_LOCK]).catch(() => {
      isBroken = true;
    });
    client.release(isBroken);
  }
}

/** Ids of all sources on show after `after`, in order: what a rebuild of the index walks through. */
export async function listSourceIds(database: Database, after: string | null, limit: number): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    "SELECT id FROM source WHERE shown AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2",
    [after, limit],
  );
  return rows.map((row) => row.id);
}
