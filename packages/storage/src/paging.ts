import type { Database } from "./data-source.js";
import { postgresCode, StorageError } from "./errors.js";
import { type Entity, hydrate, selectList } from "./rows.js";
import type { Page, PageRequest } from "./types.js";

/**
 * A list that is read in pages. `from` names the entity's table by `alias`; conditions and order may use all that it joins.
 * The values of the conditions follow those of the page, so they are written with `value(...)`.
 */
export interface Listing<T extends object> {
  entity: Entity<T>;
  alias: string;
  from: string;
  conditions: string[];
  /** Expressions that together give every row its own place, all in one direction; never null. */
  order: { sql: string; type: string }[];
  direction: "ASC" | "DESC";
  /** Properties that are left out of the rows. */
  without?: string[];
}

/** Values of a statement, and the names under which it refers to them. */
export class Values {
  readonly list: unknown[] = [];

  /** `$1`, `$2` ... */
  add(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
}

const MOST = 1_000;

/** One page of one list, and how many rows there are in all, in one statement. */
export async function readPage<T extends object>(
  database: Database,
  listing: Listing<T>,
  page: PageRequest,
  values = new Values(),
): Promise<Page<T>> {
  const pages = await readPages(database, { ...listing, parent: null }, [""], page, values);
  return pages.get("") ?? { edges: [], hasNextPage: false, totalCount: 0 };
}

/**
 * The same page of many lists, one for each key, in one statement. `parent` is the condition that ties a row to `key.id`.
 * Every key has an entry, be it empty.
 */
export async function readPages<T extends object>(
  database: Database,
  listing: Listing<T> & { parent: string | null },
  keys: readonly string[],
  page: PageRequest,
  values = new Values(),
): Promise<Map<string, Page<T>>> {
  const first = Math.min(Math.max(0, page.first), MOST);
  const keyList = values.add(keys);
  const conditions = [...listing.conditions, ...(listing.parent === null ? [] : [listing.parent])];
  const where = (more: string[]) => [...conditions, ...more].map((condition) => `(${condition})`).join(" AND ") || "true";
  const positions = listing.order.map(({ sql, type }, index) => `(${sql})::${type}::text AS "position${index}"`).join(", ");
  const order = listing.order.map(({ sql }) => `${sql} ${listing.direction}`).join(", ");
  const rows = await queryAfter(
    database,
    page,
    `SELECT key.id AS "pageKey", total.count AS "pageTotal", rows.* FROM unnest(${keyList}::text[]) AS key(id)
     CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM ${listing.from} WHERE ${where([])}) AS total
     LEFT JOIN LATERAL (
       SELECT true AS "isRow", ${positions}, ${selectList(database, listing.entity, listing.alias, listing.without)}
       FROM ${listing.from} WHERE ${where(afterCondition(listing, page.after ?? null, values))} ORDER BY ${order} LIMIT ${first + 1}
     ) AS rows ON true`,
    values.list,
  );
  const groups = Map.groupBy(rows, (row) => String(row.pageKey));
  return new Map(keys.map((key) => [key, toPage(listing, groups.get(key) ?? [], first)]));
}

/** A cursor that was put together by hand may hold values that are none of their types. */
async function queryAfter(database: Database, page: PageRequest, sql: string, values: unknown[]): Promise<Record<string, unknown>[]> {
  try {
    return await database.query(sql, values);
  } catch (error) {
    if (page.after != null && error instanceof StorageError && postgresCode(error.cause)?.startsWith("22")) throw badCursor();
    throw error;
  }
}

function toPage<T extends object>(listing: Listing<T>, rows: Record<string, unknown>[], first: number): Page<T> {
  const found = rows.filter((row) => row.isRow === true);
  const edges = found.slice(0, first).map(({ pageKey: _, pageTotal: __, isRow: ___, ...row }) => {
    const cursor = encodeCursor(listing.order.map((_, index) => String(row[`position${index}`])));
    for (let index = 0; index < listing.order.length; index++) delete row[`position${index}`];
    return { cursor, node: hydrate(listing.entity, row) };
  });
  return { edges, hasNextPage: found.length > first, totalCount: Number(rows[0]?.pageTotal ?? 0) };
}

function afterCondition(listing: Listing<object>, after: string | null, values: Values): string[] {
  if (after === null) return [];
  const position = decodeCursor(after, listing.order.length);
  const expressions = listing.order.map(({ sql }) => sql).join(", ");
  const seen = listing.order.map(({ type }, index) => `${values.add(position[index])}::${type}`).join(", ");
  return [`(${expressions}) ${listing.direction === "ASC" ? ">" : "<"} (${seen})`];
}

/** A cursor is the position of a row in its order; it stays good when rows come and go. */
export function encodeCursor(position: string[]): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

export function decodeCursor(cursor: string, length: number): string[] {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (Array.isArray(position) && position.length === length && position.every((value) => typeof value === "string")) return position;
  } catch {
    // Not ours: told below.
  }
  throw badCursor();
}

function badCursor(): StorageError {
  return new StorageError("BAD_CURSOR", "This cursor was not made by this list.", {
    advice: "Take endCursor or an edge's cursor as it was given.",
  });
}

/** Letters as they stand for a LIKE pattern. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
