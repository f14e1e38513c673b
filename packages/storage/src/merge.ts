import { Body, type Decision, Person, RecordKind, SetPhrase } from "@lectern/schema";
import { currentId } from "./correctable.js";
import type { Database } from "./data-source.js";
import { StorageError } from "./errors.js";
import { type Entity, prepared, selectList, tableOf, writeRows } from "./rows.js";
import type { Transaction } from "./transaction.js";

/** How records of one kind are pointed at, and what they are called. */
interface Mergeable {
  entity: Entity;
  name: "name" | "canonical";
  forms: "aliases" | "variants";
  /** Columns elsewhere that point at it. */
  references: { table: string; column: string }[];
  /** Ids of what points at it, with the name that was printed there: what an undone merge gives back by. */
  printedAt: { table: string; column: string; sql: string }[];
}

const MERGEABLE: Partial<Record<RecordKind, Mergeable>> = {
  [RecordKind.PERSON]: {
    entity: Person,
    name: "name",
    forms: "aliases",
    references: [
      { table: "appearance", column: "person_id" },
      { table: "speech", column: "person_id" },
    ],
    printedAt: ["appearance", "speech"].map((table) => ({
      table,
      column: "person_id",
      sql: `SELECT t.id, e.value AS name FROM ${table} t JOIN evidence e ON e.record_id = t.id AND e.field = 'person' WHERE t.person_id = $1`,
    })),
  },
  [RecordKind.BODY]: {
    entity: Body,
    name: "name",
    forms: "aliases",
    references: [
      { table: "meeting", column: "body_id" },
      { table: "body", column: "parent_id" },
    ],
    printedAt: [
      {
        table: "meeting",
        column: "body_id",
        sql: "SELECT t.id, e.value AS name FROM meeting t JOIN evidence e ON e.record_id = t.id AND e.field = 'body' WHERE t.body_id = $1",
      },
    ],
  },
  [RecordKind.SET_PHRASE]: {
    entity: SetPhrase,
    name: "canonical",
    forms: "variants",
    references: [{ table: "phrase_occurrence", column: "phrase_id" }],
    printedAt: [
      {
        table: "phrase_occurrence",
        column: "phrase_id",
        sql: "SELECT t.id, t.printed AS name FROM phrase_occurrence t WHERE t.phrase_id = $1",
      },
    ],
  },
};

/** What a merged record was: enough to bring it back. */
interface Snapshot {
  row: Record<string, unknown>;
  /** Bodies that had it for a parent. */
  childIds: string[];
}

/** Moves everything that points at `from` to `into`, which takes over its names; the id of `from` leads to `into` from now on. */
export async function mergeShared(
  database: Database,
  transaction: Transaction,
  kind: RecordKind,
  from: string,
  into: string,
): Promise<Snapshot> {
  const mergeable = requireMergeable(kind);
  const table = tableOf(database, mergeable.entity);
  const { rows } = await transaction.query<Record<string, unknown>>(
    prepared(
      `SELECT ${selectList(database, mergeable.entity, "t")} FROM ${table} t WHERE t.id = ANY($1::uuid[]) ORDER BY t.id FOR UPDATE`,
      [[from, into]],
    ),
  );
  const row = rows.find((candidate) => candidate.id === from);
  if (row === undefined || rows.length < 2) throw new StorageError("NOT_FOUND", "One of the two is not there any more.");
  const children =
    kind === RecordKind.BODY
      ? await transaction.query<{ id: string }>(prepared("SELECT id FROM body WHERE parent_id = $1", [from]))
      : { rows: [] };
  await transaction.query(prepared("UPDATE body SET parent_id = NULL WHERE id = $2 AND parent_id = $1", [from, into]));
  await transaction.query(
    prepared(
      "DELETE FROM phrase_occurrence o USING phrase_occurrence k WHERE o.phrase_id = $1 AND k.phrase_id = $2 AND k.source_id = o.source_id AND k.start_offset = o.start_offset",
      [from, into],
    ),
  );
  for (const { table: pointing, column } of mergeable.references) {
    await transaction.query(prepared(`UPDATE ${pointing} SET ${column} = $2 WHERE ${column} = $1`, [from, into]));
  }
  await transaction.query(
    prepared(
      `UPDATE ${table} t SET ${mergeable.forms} = ARRAY(
         SELECT form FROM (SELECT form, min(position) AS position FROM unnest(t.${mergeable.forms} || f.${mergeable.name} || f.${mergeable.forms}) WITH ORDINALITY AS x(form, position) GROUP BY form) y
         WHERE form <> t.${mergeable.name} ORDER BY position)
       FROM ${table} f WHERE f.id = $1 AND t.id = $2`,
      [from, into],
    ),
  );
  await transaction.query(prepared(`DELETE FROM ${table} WHERE id = $1`, [from]));
  await transaction.query(prepared("UPDATE identity SET redirect_to = $2 WHERE id = $1", [from, into]));
  return { row, childIds: children.rows.map((child) => child.id) };
}

/** Brings a merged record back, with all that was printed under its names, whether read before the merge or after. */
export async function undoMerge(database: Database, transaction: Transaction, decision: Decision): Promise<void> {
  const mergeable = requireMergeable(decision.recordKind);
  const { row, childIds } = decision.from as Snapshot;
  const from = decision.recordId;
  const now = await currentId(transaction, from);
  const parentId = typeof row.parentId === "string" ? await currentId(transaction, row.parentId) : null;
  await transaction.query(prepared("UPDATE identity SET redirect_to = NULL WHERE id = $1", [from]));
  await writeRows(database, transaction, [
    { entity: mergeable.entity, rows: ["parentId" in row ? { ...row, parentId: parentId === from ? null : parentId } : row] },
  ]);
  const keys = await keysLeadingTo(transaction, from);
  for (const { table, column, sql } of mergeable.printedAt) {
    const printed = (await transaction.query<{ id: string; name: string }>(prepared(sql, [now]))).rows;
    const own = printed.filter(({ name }) => keys.has(database.foldKey(name))).map(({ id }) => id);
    await transaction.query(prepared(`UPDATE ${table} SET ${column} = $2 WHERE id = ANY($1::uuid[])`, [own, from]));
  }
  await transaction.query(prepared("UPDATE body SET parent_id = $2 WHERE id = ANY($1::uuid[]) AND id <> $2", [childIds, from]));
  const table = tableOf(database, mergeable.entity);
  const names = [row[mergeable.name], ...(row[mergeable.forms] as string[])];
  await transaction.query(
    prepared(
      `UPDATE ${table} SET ${mergeable.forms} = ARRAY(SELECT form FROM unnest(${mergeable.forms}) AS form WHERE form <> ALL ($2::text[])) WHERE id = $1`,
      [now, names],
    ),
  );
}

/** How records of a type are merged. Throws NOT_ALLOWED for one that is not. */
export function requireMergeable(kind: RecordKind): Mergeable {
  const mergeable = MERGEABLE[kind];
  if (mergeable === undefined) throw new StorageError("NOT_ALLOWED", "Only people, bodies and set phrases can be merged.");
  return mergeable;
}

/** Keys of a record and of all that were merged into it. */
async function keysLeadingTo(transaction: Transaction, id: string): Promise<Set<string>> {
  const { rows } = await transaction.query<{ key: string }>(
    prepared(
      `WITH RECURSIVE way AS (
         SELECT id, key FROM identity WHERE id = $1
         UNION ALL SELECT i.id, i.key FROM way w JOIN identity i ON i.redirect_to = w.id
       ) SELECT key FROM way`,
      [id],
    ),
  );
  return new Set(rows.map((row) => row.key));
}
