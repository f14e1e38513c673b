import { Evidence, RecordKind } from "@lectern/schema";
import { correctableFields } from "./correctable.js";
import type { Database } from "./data-source.js";
import { type MergeSuggestion, type NamedRecord, pairOf, suggestMerges } from "./merge-suggestions.js";
import { NAMED_PERSON } from "./on-show.js";
import { readPage, Values } from "./paging.js";
import { resolveIds } from "./read-archive.js";
import type { Page, PageRequest } from "./types.js";

/** Fields of records that people may decide on, each as "KIND field". */
const DECIDABLE = Object.values(RecordKind).flatMap((kind) => correctableFields(kind).map((field) => `${kind} ${field}`));

/** Values whose reading is less sure than `below`, and that nobody has decided on; the least sure first. */
export function uncertainValues(database: Database, page: PageRequest, below: number): Promise<Page<Evidence>> {
  const values = new Values();
  const conditions = [
    `e.confidence < ${values.add(below)}::real`,
    "e.start_offset IS NOT NULL",
    `e.record_kind || ' ' || e.field = ANY(${values.add(DECIDABLE)}::text[])`,
    `NOT EXISTS (SELECT FROM decision d WHERE d.record_id = e.record_id AND d.undone_at IS NULL AND d.action <> 'UNDO'
       AND (d.field IS NULL OR d.field IN (e.field, e.field || 'Id')))`,
  ];
  const order = [
    { sql: "e.confidence", type: "real" },
    { sql: "e.id", type: "uuid" },
  ];
  const from = "evidence e JOIN source s ON s.id = e.source_id AND s.shown";
  return readPage(database, { entity: Evidence, alias: "e", from, conditions, order, direction: "ASC" }, page, values);
}

/** More names than this are not compared with each other at once. */
const MOST_NAMES = 50_000;

/** People, and bodies, on show whose names may be two of one, the likeliest first; never two who are named at the same meeting. */
export async function mergeSuggestions(database: Database, first: number): Promise<MergeSuggestion[]> {
  const [people, bodies, apart] = await Promise.all([
    database.query<NamedRecord>(
      `SELECT p.id, p.name, array_agg(DISTINCT m.id::text) FILTER (WHERE m.id IS NOT NULL) AS meetings,
         array_remove(array_agg(DISTINCT m.body_id::text) || array_agg(DISTINCT s.collection_id::text) || ARRAY(
           SELECT DISTINCT t.collection_id::text FROM speech x JOIN source t ON t.id = x.source_id AND t.shown
           WHERE x.person_id = p.id AND NOT x.is_rejected), NULL) AS around
       FROM person p LEFT JOIN appearance a ON a.person_id = p.id AND NOT a.is_rejected
       LEFT JOIN (meeting m JOIN source s ON s.id = m.source_id AND s.shown) ON m.id = a.meeting_id
       WHERE ${NAMED_PERSON} GROUP BY p.id ORDER BY p.name LIMIT $1`,
      [MOST_NAMES],
    ),
    database.query<NamedRecord>(
      `SELECT b.id, b.name, NULL AS meetings, array_agg(DISTINCT s.collection_id::text) AS around
       FROM body b JOIN meeting m ON m.body_id = b.id JOIN source s ON s.id = m.source_id AND s.shown
       GROUP BY b.id ORDER BY b.name LIMIT $1`,
      [MOST_NAMES],
    ),
    keptApart(database),
  ]);
  return [...suggestMerges(RecordKind.PERSON, people, apart), ...suggestMerges(RecordKind.BODY, bodies, apart)].slice(0, first);
}

/** Pairs of whom people said that they are two, by the ids that they have through later merges. */
async function keptApart(database: Database): Promise<ReadonlySet<string>> {
  const pairs = await database.query<{ one: string; other: string }>(
    `SELECT record_id AS one, "to" #>> '{}' AS other FROM decision WHERE action = 'KEEP_APART' AND undone_at IS NULL`,
  );
  const resolved = await resolveIds(
    database,
    pairs.flatMap(({ one, other }) => [one, other]),
  );
  return new Set(pairs.map(({ one, other }) => pairOf(resolved.get(one)?.id ?? one, resolved.get(other)?.id ?? other)));
}
