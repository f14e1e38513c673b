import { type DatePrecision, PhraseOccurrence, SetPhrase } from "@lectern/schema";
import { readManyBy, readOneBy } from "./batches.js";
import type { Database } from "./data-source.js";
import { PHRASE_IN_USE } from "./on-show.js";
import { type Listing, readPage, readPages, Values } from "./paging.js";
import { byName, nameCondition } from "./read-people.js";
import type { Page, PageRequest } from "./types.js";
import { isId } from "./uuid.js";

type Ids = readonly string[];

const OCCURRENCES = "phrase_occurrence o JOIN source s ON s.id = o.source_id AND s.shown";

/** Day on which a source used its phrases, and how exactly it is known: the meeting's, else the speech's, else that of publication. */
const USED = `(SELECT day, precision FROM (
  SELECT 1 AS choice, m.held_on AS day, m.held_precision AS precision FROM meeting m WHERE m.source_id = s.id
  UNION ALL SELECT 2, p.given_on, p.given_precision FROM speech p WHERE p.source_id = s.id
  UNION ALL SELECT 3, s.published_on, s.published_precision) AS known
  WHERE day IS NOT NULL ORDER BY choice, day, precision LIMIT 1)`;

const NEWEST: Pick<Listing<object>, "order" | "direction"> = {
  order: [
    { sql: `coalesce((SELECT day FROM ${USED} AS used), '-infinity')`, type: "date" },
    { sql: "s.id", type: "uuid" },
    { sql: "-o.start_offset", type: "int" },
    { sql: "o.id", type: "uuid" },
  ],
  direction: "DESC",
};

export function phrasesByIds(database: Database, ids: Ids): Promise<Map<string, SetPhrase>> {
  return readOneBy(database, { entity: SetPhrase, alias: "f", from: "set_phrase f", key: "f.id", where: PHRASE_IN_USE }, ids);
}

/** The most used first, then by their words. */
const MOST_USED: Pick<Listing<object>, "order" | "direction"> = {
  order: [
    { sql: `(SELECT -count(*)::int FROM ${OCCURRENCES} WHERE o.phrase_id = f.id)`, type: "int" },
    ...byName("f.canonical", "f.id").order,
  ],
  direction: "ASC",
};

/** All set phrases in use, the most used first; those that hold `contains`, where it is given. */
export function phrasePage(database: Database, page: PageRequest, contains: string | null = null): Promise<Page<SetPhrase>> {
  const values = new Values();
  const conditions = [PHRASE_IN_USE, ...nameCondition(database, "f", "canonical", "variants", contains, values)];
  return readPage(database, { entity: SetPhrase, alias: "f", from: "set_phrase f", conditions, ...MOST_USED }, page, values);
}

export function phraseOccurrencesBySourceIds(database: Database, ids: Ids): Promise<Map<string, PhraseOccurrence[]>> {
  return readManyBy(
    database,
    { entity: PhraseOccurrence, alias: "o", from: OCCURRENCES, key: "o.source_id", order: "o.start_offset, o.id" },
    ids,
  );
}

/** Those that stand in the source of each meeting. */
export function phraseOccurrencesByMeetingIds(database: Database, ids: Ids): Promise<Map<string, PhraseOccurrence[]>> {
  const from = `${OCCURRENCES} JOIN meeting m ON m.source_id = s.id`;
  return readManyBy(database, { entity: PhraseOccurrence, alias: "o", from, key: "m.id", order: "o.start_offset, o.id" }, ids);
}

/** Where each phrase stands, newest first. */
export function occurrencePagesByPhraseIds(database: Database, ids: Ids, page: PageRequest): Promise<Map<string, Page<PhraseOccurrence>>> {
  return readPages(
    database,
    { entity: PhraseOccurrence, alias: "o", from: OCCURRENCES, conditions: [], parent: "o.phrase_id = key.id::uuid", ...NEWEST },
    ids,
    page,
  );
}

/** How a phrase has been used. */
export interface PhraseUse {
  occurrenceCount: number;
  sourceCount: number;
  firstUsedOn: string | null;
  firstUsedPrecision: DatePrecision | null;
  lastUsedOn: string | null;
  lastUsedPrecision: DatePrecision | null;
  /** Occurrences a year, oldest first; those without a date are left out. */
  byYear: { year: number; count: number }[];
}

/** The use of each phrase; every id has an entry. */
export async function phraseUseByIds(database: Database, ids: Ids): Promise<Map<string, PhraseUse>> {
  const rows = await database.query<PhraseUse & { id: string }>(
    `WITH used AS (SELECT o.phrase_id, o.source_id, used.day AS used_on, used.precision FROM ${OCCURRENCES} LEFT JOIN LATERAL ${USED} AS used ON true
       WHERE o.phrase_id = ANY($1::uuid[])),
     years AS (SELECT phrase_id, extract(year FROM used_on)::int AS year, count(*)::int AS count FROM used WHERE used_on IS NOT NULL GROUP BY 1, 2)
     SELECT u.phrase_id AS id, count(*)::int AS "occurrenceCount", count(DISTINCT u.source_id)::int AS "sourceCount",
       min(u.used_on) AS "firstUsedOn", ${precisionOf("used_on, precision")} AS "firstUsedPrecision",
       max(u.used_on) AS "lastUsedOn", ${precisionOf("used_on DESC, precision DESC")} AS "lastUsedPrecision",
       (SELECT coalesce(json_agg(json_build_object('year', y.year, 'count', y.count) ORDER BY y.year), '[]') FROM years y WHERE y.phrase_id = u.phrase_id) AS "byYear"
     FROM used u GROUP BY u.phrase_id`,
    [ids.filter(isId)],
  );
  const none = {
    occurrenceCount: 0,
    sourceCount: 0,
    firstUsedOn: null,
    firstUsedPrecision: null,
    lastUsedOn: null,
    lastUsedPrecision: null,
    byYear: [],
  };
  return new Map([...ids.map((id) => [id, none] as const), ...rows.map(({ id, ...use }) => [id, use] as const)]);
}

/** Of uses on one first day, a day (DAY sorts before MONTH and YEAR) is surely the first, and a year may be the last. */
function precisionOf(order: string): string {
  return `(array_agg(precision ORDER BY ${order}) FILTER (WHERE used_on IS NOT NULL))[1]`;
}
