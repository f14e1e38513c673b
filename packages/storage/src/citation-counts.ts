import type { Database } from "./data-source.js";
import { COUNTED } from "./read-citations.js";
import { isId } from "./uuid.js";

/** How often something is cited, told apart by year, speaker and body. What was rejected is not counted. */
export interface CitationCounts {
  total: number;
  /** Oldest first. The year is that of the speech, else of the meeting, else of publication; null, and last, where none is known. */
  byYear: { year: number | null; count: number }[];
  /** Most first. Citations outside of a speech have no speaker, so these may be fewer than all. */
  bySpeaker: { personId: string; count: number }[];
  /** Most first. Citations outside of a meeting have no body. */
  byBody: { bodyId: string; count: number }[];
}

/** Counts for each study text, its passages included; every id has an entry. */
export function citationCountsOfStudyTexts(database: Database, ids: readonly string[]): Promise<Map<string, CitationCounts>> {
  const cited = `SELECT c.study_text_id::text AS key, c.* FROM citation c WHERE c.study_text_id = ANY($1::uuid[]) AND ${COUNTED}`;
  return countsOf(database, cited, ids.filter(isId), ids);
}

/** Counts for each passage, cited alone or among others; every id has an entry. */
export function citationCountsOfPassages(database: Database, ids: readonly string[]): Promise<Map<string, CitationCounts>> {
  const cited = `SELECT g.passage_id::text AS key, c.* FROM citation_target g JOIN citation c ON c.id = g.citation_id WHERE g.passage_id = ANY($1::uuid[]) AND ${COUNTED}`;
  return countsOf(database, cited, ids.filter(isId), ids);
}

/** Counts for each work that is not held, by the key of its title; every key has an entry. */
export function citationCountsOfTitleKeys(database: Database, keys: readonly string[]): Promise<Map<string, CitationCounts>> {
  const cited = "SELECT c.title_key AS key, c.* FROM citation c WHERE c.title_key = ANY($1::text[]) AND c.state = 'CITED_NOT_HELD'";
  return countsOf(database, cited, keys, keys);
}

interface CountRow {
  key: string;
  of: "total" | "year" | "person" | "body";
  year: number | null;
  personId: string | null;
  bodyId: string | null;
  count: number;
}

async function countsOf(
  database: Database,
  cited: string,
  values: readonly string[],
  keys: readonly string[],
): Promise<Map<string, CitationCounts>> {
  const rows = await database.query<CountRow>(
    `WITH cited AS (${cited}),
     placed AS (
       SELECT c.key, extract(year FROM coalesce(p.given_on, m.held_on, s.published_on))::int AS year, p.person_id, m.body_id
       FROM cited c JOIN source s ON s.id = c.source_id AND s.shown
       LEFT JOIN speech p ON p.id = c.speech_id AND NOT p.is_rejected LEFT JOIN meeting m ON m.id = c.meeting_id
     )
     SELECT key, CASE grouping(year, person_id, body_id) WHEN 3 THEN 'year' WHEN 5 THEN 'person' WHEN 6 THEN 'body' ELSE 'total' END AS of,
       year, person_id AS "personId", body_id AS "bodyId", count(*)::int AS count
     FROM placed GROUP BY GROUPING SETS ((key), (key, year), (key, person_id), (key, body_id))
     ORDER BY key, of, year NULLS LAST, count DESC, person_id, body_id`,
    [values],
  );
  const groups = Map.groupBy(rows, ({ key }) => key);
  return new Map(keys.map((key) => [key, toCounts(groups.get(key) ?? [])]));
}

function toCounts(rows: CountRow[]): CitationCounts {
  return {
    total: rows.find(({ of }) => of === "total")?.count ?? 0,
    byYear: rows.flatMap(({ of, year, count }) => (of === "year" ? [{ year, count }] : [])),
    bySpeaker: rows.flatMap(({ of, personId, count }) => (of === "person" && personId !== null ? [{ personId, count }] : [])),
    byBody: rows.flatMap(({ of, bodyId, count }) => (of === "body" && bodyId !== null ? [{ bodyId, count }] : [])),
  };
}
