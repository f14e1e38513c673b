import { RecordKind } from "@lectern/schema";
import type { Database } from "./data-source.js";
import { MEETING_BODY, NAMED_PERSON, PHRASE_IN_USE } from "./on-show.js";
import { isId } from "./uuid.js";

/** Kinds of records that are known by a name alone. */
export type NamedKind = RecordKind.PERSON | RecordKind.BODY | RecordKind.SET_PHRASE;

const TABLES: Record<NamedKind, { table: string; alias: string; isOnShow: string; forms: string }> = {
  [RecordKind.PERSON]: { table: "person", alias: "p", isOnShow: NAMED_PERSON, forms: "aliases" },
  [RecordKind.BODY]: { table: "body", alias: "b", isOnShow: MEETING_BODY, forms: "aliases" },
  [RecordKind.SET_PHRASE]: { table: "set_phrase", alias: "f", isOnShow: PHRASE_IN_USE, forms: "variants" },
};

/** Names that share less of their trigrams are not alike (pg_trgm's own limit is 0.3, which `Mr. Holm` and `Verity Holm` miss). */
const LEAST_ALIKE = 0.15;

/**
 * Ids of the people, bodies or set phrases whose names, or other forms of them, are most like the name of `id`, the likeliest first:
 * by the share of letter trigrams that both have (pg_trgm's `similarity`).
 */
export async function alikeIds(database: Database, kind: NamedKind, id: string, limit: number): Promise<string[]> {
  if (!isId(id)) return [];
  const { table, alias, isOnShow, forms } = TABLES[kind];
  const rows = await database.query<{ id: string }>(
    `SELECT id FROM (
       SELECT ${alias}.id, ${alias}.key, greatest(similarity(${alias}.key, me.key),
         (SELECT max(similarity(lower(form), me.key)) FROM unnest(${alias}.${forms}) AS form)) AS likeness
       FROM ${table} ${alias} CROSS JOIN (SELECT key FROM ${table} WHERE id = $1) AS me WHERE ${alias}.id <> $1 AND ${isOnShow}) AS other
     WHERE likeness >= $2 ORDER BY likeness DESC, key, id LIMIT $3`,
    [id, LEAST_ALIKE, limit],
  );
  return rows.map((row) => row.id);
}
