import type { Database } from "./data-source.js";
import { MEETING_BODY, NAMED_PERSON, PHRASE_IN_USE } from "./on-show.js";
import { prepared } from "./rows.js";
import { isId } from "./uuid.js";
import { wantedByKeys } from "./wanted-works.js";

/** What is to be named for people: ids, and keys of works that are not held. Collections are named all. */
export interface ToLabel {
  bodies: readonly string[];
  people: readonly string[];
  phrases: readonly string[];
  studyTexts: readonly string[];
  wantedWorks: readonly string[];
}

export interface Labels {
  bodies: Map<string, string>;
  people: Map<string, string>;
  phrases: Map<string, string>;
  studyTexts: Map<string, string>;
  /** Titles as the list of wanted works has them. */
  wantedWorks: Map<string, string>;
  /** Titles of all collections, by name. */
  collections: Map<string, string>;
  /** Those of the records that are on show. */
  records: Set<string>;
}

const RECORDS = `
  SELECT 'records' AS side, m.id::text AS id, '' AS label FROM meeting m JOIN source s ON s.id = m.source_id AND s.shown WHERE m.id = ANY ($1::uuid[])
  UNION ALL SELECT 'records', p.id::text, '' FROM speech p JOIN source s ON s.id = p.source_id AND s.shown WHERE p.id = ANY ($1::uuid[]) AND NOT p.is_rejected
  UNION ALL SELECT 'records', t.id::text, '' FROM study_text t JOIN source s ON s.id = t.source_id AND s.shown WHERE t.id = ANY ($1::uuid[])`;

const NAMES = `
  WITH ${wantedByKeys("$6")}
  ${RECORDS}
  UNION ALL SELECT 'bodies', b.id::text, b.name FROM body b WHERE b.id = ANY ($2::uuid[]) AND ${MEETING_BODY}
  UNION ALL SELECT 'people', p.id::text, p.name FROM person p WHERE p.id = ANY ($3::uuid[]) AND ${NAMED_PERSON}
  UNION ALL SELECT 'phrases', f.id::text, f.canonical FROM set_phrase f WHERE f.id = ANY ($4::uuid[]) AND ${PHRASE_IN_USE}
  UNION ALL SELECT 'studyTexts', t.id::text, t.title FROM study_text t JOIN source s ON s.id = t.source_id AND s.shown WHERE t.id = ANY ($5::uuid[])
  UNION ALL SELECT 'wantedWorks', page.key, coalesce(titles.title, page.key) FROM page LEFT JOIN titles USING (key)
  UNION ALL SELECT 'collections', c.name, coalesce(c.title, c.name) FROM collection c WHERE c.withdrawn_at IS NULL`;

/**
 * Which of the records (meetings, speeches, study texts) are on show and, where something is `asked` to be named, all that a page
 * of hits needs to name what it shows, in one statement. What is not on show has no label.
 */
export async function readLabels(database: Database, records: readonly string[], asked: ToLabel | null): Promise<Labels> {
  const shown = records.filter(isId);
  const rows = await database.query<{ side: keyof Labels; id: string; label: string }>(
    asked === null ? prepared(RECORDS, [shown]) : prepared(NAMES, [shown, ...namesOf(asked)]),
  );
  const labels: Labels = {
    bodies: new Map(),
    people: new Map(),
    phrases: new Map(),
    studyTexts: new Map(),
    wantedWorks: new Map(),
    collections: new Map(),
    records: new Set(),
  };
  for (const { side, id, label } of rows) {
    if (side === "records") labels.records.add(id);
    else labels[side].set(id, label);
  }
  return labels;
}

function namesOf({ bodies, people, phrases, studyTexts, wantedWorks }: ToLabel): (readonly string[])[] {
  return [...[bodies, people, phrases, studyTexts].map((side) => side.filter(isId)), wantedWorks];
}
