import type { Database } from "./data-source.js";
import { isId } from "./uuid.js";

/** Somebody who was at the same meetings. */
export interface Encounter {
  personId: string;
  /** Meetings at which both were. */
  meetings: number;
}

/** With whom each person met, most often first: who presided, spoke or attended where that person did. */
export function encountersByPersonIds(database: Database, ids: readonly string[]): Promise<Map<string, Encounter[]>> {
  return encountersBy(
    database,
    `SELECT mine.person_id AS of, other.person_id AS "personId", count(DISTINCT m.id)::int AS meetings
     FROM appearance mine
     JOIN meeting m ON m.id = mine.meeting_id JOIN source s ON s.id = m.source_id AND s.shown
     JOIN appearance other ON other.meeting_id = m.id AND other.person_id <> mine.person_id AND NOT other.is_rejected
     WHERE mine.person_id = ANY($1::uuid[]) AND NOT mine.is_rejected
     GROUP BY 1, 2 ORDER BY meetings DESC, 2`,
    ids,
  );
}

/** Who was at the meetings of each body, most often first. */
export function encountersByBodyIds(database: Database, ids: readonly string[]): Promise<Map<string, Encounter[]>> {
  return encountersBy(
    database,
    `SELECT m.body_id AS of, a.person_id AS "personId", count(DISTINCT m.id)::int AS meetings
     FROM meeting m JOIN source s ON s.id = m.source_id AND s.shown
     JOIN appearance a ON a.meeting_id = m.id AND a.person_id IS NOT NULL AND NOT a.is_rejected
     WHERE m.body_id = ANY($1::uuid[])
     GROUP BY 1, 2 ORDER BY meetings DESC, 2`,
    ids,
  );
}

async function encountersBy(database: Database, sql: string, ids: readonly string[]): Promise<Map<string, Encounter[]>> {
  const rows = await database.query<Encounter & { of: string }>(sql, [ids.filter(isId)]);
  const groups = Map.groupBy(rows, ({ of }) => of);
  return new Map([...groups].map(([of, those]) => [of, those.map(({ personId, meetings }) => ({ personId, meetings }))]));
}
