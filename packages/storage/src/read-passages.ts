import type { Database } from "./data-source.js";
import { Values } from "./paging.js";
import { CITING, type CitingFilter, COUNTED, citingConditions, MEANS_ITSELF } from "./read-citations.js";
import { isId } from "./uuid.js";

/** Position of the first passage of each section, those within it included; a section without passages has no entry. */
export async function firstPositionsBySectionIds(database: Database, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await database.query<{ id: string; position: number | null }>(
    `WITH told AS (SELECT DISTINCT study_text_id FROM section WHERE id = ANY($1::uuid[])),
     own AS (
       SELECT p.section_id, min(p.position) AS first FROM passage p JOIN told USING (study_text_id) GROUP BY 1
     ),
     -- Sections stand in the order of the text, so those within one follow it at once.
     placed AS (
       SELECT c.id, min(own.first) OVER (PARTITION BY c.study_text_id ORDER BY c.position DESC) AS position
       FROM section c JOIN told USING (study_text_id) LEFT JOIN own ON own.section_id = c.id
     )
     SELECT id, position FROM placed WHERE id = ANY($1::uuid[])`,
    [ids.filter(isId)],
  );
  return new Map(rows.flatMap(({ id, position }) => (position === null ? [] : [[id, position] as const])));
}

/** A passage of a study text that holds some words. */
export interface FoundPassage {
  passageId: string;
  /** Order of the passage in the study text, from 0. */
  position: number;
  /** How often the words stand in it. */
  count: number;
}

/**
 * Passages of a study text that hold some words, in its order: letter for letter, but for capitals, the shape of quotation
 * marks and the kind of space.
 */
export async function findInStudyText(database: Database, studyTextId: string, words: string, first: number): Promise<FoundPassage[]> {
  const wanted = words.trim();
  if (!isId(studyTextId) || wanted === "") return [];
  const folded = (sql: string) => `lower(translate(${sql}, E'“”„«»‘’ʼ\\n\\t\\u00a0\\u3000', E'"""""''''''    '))`;
  return database.query<FoundPassage>(
    `WITH looked AS (SELECT ${folded("$2::text")} AS words),
     held AS (
       SELECT p.id, p.position, ${folded("p.text")} AS text
       FROM passage p JOIN study_text t ON t.id = p.study_text_id JOIN source s ON s.id = t.source_id AND s.shown
       WHERE t.id = $1::uuid
     )
     SELECT h.id AS "passageId", h.position,
       ((length(h.text) - length(replace(h.text, l.words, ''))) / length(l.words))::int AS count
     FROM held h, looked l WHERE strpos(h.text, l.words) > 0 ORDER BY h.position LIMIT $3`,
    [studyTextId, wanted, first],
  );
}

/** A passage that is cited, with how often. */
export interface CitedPassage {
  passageId: string;
  /** Order of the passage in the study text, from 0. */
  position: number;
  count: number;
  /** How many of these mean the passage itself: it is quoted, or its own place is named, and not only that of a part that it lies in. */
  itself: number;
}

/** The passages of a study text that are cited, alone or among others, by whom the filter lets through; in its order. */
export function citedPassages(database: Database, studyTextId: string, filter: CitingFilter = {}): Promise<CitedPassage[]> {
  const values = new Values();
  const text = isId(studyTextId) ? `c.study_text_id = ${values.add(studyTextId)}::uuid` : "false";
  const conditions = [text, COUNTED, ...citingConditions(filter, values)].map((condition) => `(${condition})`);
  return database.query<CitedPassage>(
    `SELECT p.id AS "passageId", p.position, count(*)::int AS count, (count(*) FILTER (WHERE ${MEANS_ITSELF}))::int AS itself
     FROM citation_target g JOIN passage p ON p.id = g.passage_id JOIN citation c ON c.id = g.citation_id
     JOIN source s ON s.id = c.source_id AND s.shown ${CITING}
     WHERE ${conditions.join(" AND ")} GROUP BY p.id ORDER BY p.position`,
    values.list,
  );
}
