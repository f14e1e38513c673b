import type { Database } from "./data-source.js";
import { type Entity, hydrate, prepared, selectList } from "./rows.js";
import { isId } from "./uuid.js";

/** Rows of one statement that are grouped by what was asked for. */
export interface Batch<T extends object> {
  entity: Entity<T>;
  /** Properties that are not read. */
  without?: string[];
  alias: string;
  /** Tables, joined; the ids asked for are `$1::uuid[]`. */
  from: string;
  /** Expression of the id that a row was asked for by. */
  key: string;
  where?: string;
  order?: string;
  /** Values from `$2` on. */
  values?: unknown[];
}

/** The row of each id; an id without one has no entry. */
export async function readOneBy<T extends object>(database: Database, batch: Batch<T>, ids: readonly string[]): Promise<Map<string, T>> {
  const rows = await readBatch(database, batch, ids);
  return new Map(rows.map(({ key, node }) => [key, node]));
}

/** The rows of each id, in order; an id without any has no entry. */
export async function readManyBy<T extends object>(database: Database, batch: Batch<T>, ids: readonly string[]): Promise<Map<string, T[]>> {
  const found = new Map<string, T[]>();
  for (const { key, node } of await readBatch(database, batch, ids)) {
    const list = found.get(key);
    if (list === undefined) found.set(key, [node]);
    else list.push(node);
  }
  return found;
}

async function readBatch<T extends object>(
  database: Database,
  batch: Batch<T>,
  ids: readonly string[],
): Promise<{ key: string; node: T }[]> {
  const asked = ids.filter(isId);
  if (asked.length === 0) return [];
  const text = `SELECT ${batch.key} AS "batchKey", ${selectList(database, batch.entity, batch.alias, batch.without)} FROM ${batch.from}
     WHERE ${batch.key} = ANY($1::uuid[])${batch.where === undefined ? "" : ` AND ${batch.where}`}${batch.order === undefined ? "" : ` ORDER BY ${batch.order}`}`;
  const rows = await database.query<Record<string, unknown>>(prepared(text, [asked, ...(batch.values ?? [])]));
  return rows.map(({ batchKey, ...row }) => ({ key: String(batchKey), node: hydrate(batch.entity, row) }));
}
