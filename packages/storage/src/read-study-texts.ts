import { Passage, Section, StudyText } from "@lectern/schema";
import { readManyBy, readOneBy } from "./batches.js";
import type { Database } from "./data-source.js";
import { escapeLike, readPage, readPages, Values } from "./paging.js";
import { hydrate, selectList } from "./rows.js";
import type { Page, PageRequest } from "./types.js";
import { isId } from "./uuid.js";

type Ids = readonly string[];

const STUDY_TEXTS = "study_text t JOIN source s ON s.id = t.source_id AND s.shown";
const SECTIONS = "section c JOIN study_text t ON t.id = c.study_text_id JOIN source s ON s.id = t.source_id AND s.shown";
const PASSAGES = "passage p JOIN study_text t ON t.id = p.study_text_id JOIN source s ON s.id = t.source_id AND s.shown";

export function studyTextsByIds(database: Database, ids: Ids): Promise<Map<string, StudyText>> {
  return readOneBy(database, { entity: StudyText, alias: "t", from: STUDY_TEXTS, key: "t.id" }, ids);
}

/** The study text that each source is, by the id of the source. */
export function studyTextsBySourceIds(database: Database, ids: Ids): Promise<Map<string, StudyText>> {
  return readOneBy(database, { entity: StudyText, alias: "t", from: STUDY_TEXTS, key: "t.source_id" }, ids);
}

/** All study texts, by title; those whose title or another title holds `title`, where it is given. */
export function studyTextPage(database: Database, page: PageRequest, title: string | null = null): Promise<Page<StudyText>> {
  const values = new Values();
  const conditions = titleCondition(title, values);
  const order = [
    { sql: "t.title", type: "text" },
    { sql: "t.id", type: "uuid" },
  ];
  return readPage(database, { entity: StudyText, alias: "t", from: STUDY_TEXTS, conditions, order, direction: "ASC" }, page, values);
}

function titleCondition(title: string | null, values: Values): string[] {
  const wanted = title?.trim() ?? "";
  if (wanted === "") return [];
  const pattern = values.add(`%${escapeLike(wanted)}%`);
  return [`t.title ILIKE ${pattern} OR EXISTS (SELECT FROM unnest(t.aliases) AS form WHERE form ILIKE ${pattern})`];
}

export function sectionsByIds(database: Database, ids: Ids): Promise<Map<string, Section>> {
  return readOneBy(database, { entity: Section, alias: "c", from: SECTIONS, key: "c.id" }, ids);
}

/** All sections of each study text, in its order; `parentId` makes the tree. */
export function sectionsByStudyTextIds(database: Database, ids: Ids): Promise<Map<string, Section[]>> {
  return readManyBy(database, { entity: Section, alias: "c", from: SECTIONS, key: "c.study_text_id", order: "c.position" }, ids);
}

export function passagesByIds(database: Database, ids: Ids): Promise<Map<string, Passage>> {
  return readOneBy(database, { entity: Passage, alias: "p", from: PASSAGES, key: "p.id" }, ids);
}

/** Passages of each study text, in its order, from a position on; of one section with all that is in it where that is given. */
export function passagePagesByStudyTextIds(
  database: Database,
  ids: Ids,
  page: PageRequest,
  { section = null, from = 0 }: { section?: string | null; from?: number } = {},
): Promise<Map<string, Page<Passage>>> {
  const values = new Values();
  const within = (id: string) =>
    `p.section_id IN (WITH RECURSIVE inner_section AS (
       SELECT id FROM section WHERE id = ${id}::uuid UNION ALL SELECT c.id FROM section c JOIN inner_section i ON c.parent_id = i.id
     ) SELECT id FROM inner_section)`;
  const conditions = [
    ...(section === null ? [] : [isId(section) ? within(values.add(section)) : "false"]),
    ...(from === 0 ? [] : [`p.position >= ${values.add(from)}::int`]),
  ];
  const order = [
    { sql: "p.position", type: "int" },
    { sql: "p.id", type: "uuid" },
  ];
  return readPages(
    database,
    { entity: Passage, alias: "p", from: PASSAGES, conditions, parent: "p.study_text_id = key.id::uuid", order, direction: "ASC" },
    ids,
    page,
    values,
  );
}

/** The passages before and after each passage in its study text. */
export async function passageNeighboursByIds(
  database: Database,
  ids: Ids,
): Promise<Map<string, { previous: Passage | null; next: Passage | null }>> {
  const asked = ids.filter(isId);
  const rows = await database.query<Record<string, unknown> & { ofId: string; isNext: boolean }>(
    `SELECT o.id AS "ofId", n.position > o.position AS "isNext", ${selectList(database, Passage, "n")}
     FROM passage o JOIN study_text t ON t.id = o.study_text_id JOIN source s ON s.id = t.source_id AND s.shown
     JOIN LATERAL (
       (SELECT * FROM passage WHERE study_text_id = o.study_text_id AND position > o.position ORDER BY position LIMIT 1)
       UNION ALL
       (SELECT * FROM passage WHERE study_text_id = o.study_text_id AND position < o.position ORDER BY position DESC LIMIT 1)
     ) n ON true
     WHERE o.id = ANY($1::uuid[])`,
    [asked],
  );
  const found = new Map(asked.map((id) => [id, { previous: null as Passage | null, next: null as Passage | null }]));
  for (const { ofId, isNext, ...row } of rows) {
    const neighbours = found.get(ofId);
    if (neighbours !== undefined) neighbours[isNext ? "next" : "previous"] = hydrate(Passage, row);
  }
  return found;
}
