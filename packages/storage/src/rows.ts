import { createHash } from "node:crypto";
import type { Database } from "./data-source.js";
import type { Transaction } from "./transaction.js";

/** Constructor of an entity: its prototype and its metadata are what is used. */
export type Entity<T extends object = object> = new () => T;

interface Column {
  property: string;
  name: string;
  type: string;
}

const columnCache = new WeakMap<Database, Map<Entity, Column[]>>();

function columnsOf(database: Database, entity: Entity): Column[] {
  const cache = columnCache.get(database) ?? new Map<Entity, Column[]>();
  columnCache.set(database, cache);
  let columns = cache.get(entity);
  if (columns === undefined) {
    columns = database.dataSource.getMetadata(entity).columns.map((column) => ({
      property: column.propertyName,
      name: column.databaseName,
      type: `${String(column.type)}${column.isArray ? "[]" : ""}`,
    }));
    cache.set(entity, columns);
  }
  return columns;
}

export function tableOf(database: Database, entity: Entity): string {
  return database.dataSource.getMetadata(entity).tableName;
}

/** Column of a property and its type: `heldOn` is `held_on`, a date. */
export function columnOf(database: Database, entity: Entity, property: string): { name: string; type: string } | null {
  return columnsOf(database, entity).find((column) => column.property === property) ?? null;
}

/** Select list that gives rows the entity's property names: `m."held_on" AS "heldOn"`. */
export function selectList(database: Database, entity: Entity, alias: string, without: string[] = []): string {
  return columnsOf(database, entity)
    .filter((column) => !without.includes(column.property))
    .map((column) => `${alias}."${column.name}" AS "${column.property}"`)
    .join(", ");
}

/** A row with property names as an instance of its entity, so that GraphQL sees its type. */
export function hydrate<T extends object>(entity: Entity<T>, row: object): T {
  return Object.assign(Object.create(entity.prototype) as T, row);
}

/** Rows to write into one table. All rows name the same properties; a property left out gets its column's default. */
export interface TableRows {
  entity: Entity;
  rows: object[];
  /** Where a row with the same id is there and differs: write these properties over it. Without it, the statement fails. */
  update?: string[];
}

/**
 * Writes many rows of many tables in one statement, so that a document costs one round trip whatever it holds. Foreign keys
 * are checked at its end, so the order of the tables does not matter.
 */
export async function writeRows(database: Database, transaction: Transaction, tables: TableRows[]): Promise<void> {
  const filled = tables.filter((table) => table.rows.length > 0);
  if (filled.length === 0) return;
  const steps = filled.map((table, index) => `t${index} AS (${insertStatement(database, table, index + 1)})`);
  const values = filled.map((table) => toJson(table.rows));
  await transaction.query(prepared(`WITH ${steps.join(",\n")} SELECT`, values));
}

function insertStatement(database: Database, table: TableRows, parameter: number): string {
  const first = table.rows[0] ?? {};
  const used = columnsOf(database, table.entity).filter((column) => column.property in first);
  const names = used.map((column) => `"${column.name}"`).join(", ");
  const fields = used.map((column) => `"${column.property}"`).join(", ");
  const types = used.map((column) => `"${column.property}" ${column.type}`).join(", ");
  const insert = `INSERT INTO "${tableOf(database, table.entity)}" AS t (${names}) SELECT ${fields} FROM json_to_recordset($${parameter}::json) AS r(${types})`;
  if (table.update === undefined) return insert;
  const written = used.filter((column) => table.update?.includes(column.property)).map((column) => column.name);
  const updates = written.map((name) => `"${name}" = EXCLUDED."${name}"`).join(", ");
  const [before, after] = ["t", "EXCLUDED"].map((row) => written.map((name) => `${row}."${name}"`).join(", "));
  return `${insert} ON CONFLICT (id) DO UPDATE SET ${updates} WHERE (${before}) IS DISTINCT FROM (${after})`;
}

/** Writes properties of one row. */
export async function updateRow(database: Database, transaction: Transaction, entity: Entity, id: string, values: object): Promise<void> {
  const used = columnsOf(database, entity).filter((column) => column.property in values);
  const names = used.map((column) => `"${column.name}"`).join(", ");
  const fields = used.map((column) => `r."${column.property}"`).join(", ");
  const types = used.map((column) => `"${column.property}" ${column.type}`).join(", ");
  await transaction.query(
    prepared(
      `UPDATE "${tableOf(database, entity)}" SET (${names}) = (SELECT ${fields} FROM json_to_record($2::json) AS r(${types})) WHERE id = $1`,
      [id, toJson([values]).slice(1, -1)],
    ),
  );
}

/** JSON that Postgres can take: NUL and lone surrogates, which it has no room for, become U+FFFD; offsets do not move. */
function toJson(rows: object[]): string {
  const json = JSON.stringify(rows);
  if (!/\\u0000|\\ud[89a-f]/i.test(json)) return json;
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === "string" ? storable(value) : value));
}

/** A text as Postgres can store it, of the same length. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\ufffd");
}

const statementNames = new Map<string, string>();

/** A statement that each connection parses and plans once. For statements whose text comes in few forms. */
export function prepared(text: string, values: unknown[]): { name: string; text: string; values: unknown[] } {
  let name = statementNames.get(text);
  if (name === undefined) {
    name = createHash("sha256").update(text).digest("hex").slice(0, 24);
    statementNames.set(text, name);
  }
  return { name, text, values };
}
