import { Citation, type CitationState, Passage } from "@lectern/schema";
import { readManyBy, readOneBy } from "./batches.js";
import type { Database } from "./data-source.js";
import { type Listing, readPage, readPages, Values } from "./paging.js";
import type { Page, PageRequest } from "./types.js";
import { isId } from "./uuid.js";

type Ids = readonly string[];

const CITATIONS = "citation c JOIN source s ON s.id = c.source_id AND s.shown";
const TARGETED = "citation_target g JOIN citation c ON c.id = g.citation_id JOIN source s ON s.id = c.source_id AND s.shown";

/** What stands for a citation of a work where it is counted and listed: what was rejected is none, nor what the work says of itself. */
export const COUNTED =
  "c.state <> 'REJECTED' AND NOT EXISTS (SELECT FROM study_text own WHERE own.id = c.study_text_id AND own.source_id = c.source_id)";

/**
 * Whether a citation (`c`) means a passage (`p`, by its target `g`) itself: it has no other, or its locator reaches down to the
 * level of the passage, as a range of verses does; a volume or chapter that is cited as a whole does not.
 */
export const MEANS_ITSELF = `(
  NOT EXISTS (SELECT FROM citation_target o WHERE o.citation_id = g.citation_id AND o.position > 0)
  OR c.locator ? (SELECT k FROM jsonb_object_keys(p.levels) k ORDER BY array_position(
    '{title,subtitle,volume,book,part,subpart,chapter,subchapter,section,article,paragraph,item,page,verse}'::text[], k) DESC NULLS LAST LIMIT 1))`;

/** By source, newest publication first, then in the order of the text. */
const BY_SOURCE: Pick<Listing<object>, "order" | "direction"> = {
  order: [
    { sql: "coalesce(s.published_on, '-infinity')", type: "date" },
    { sql: "s.id", type: "uuid" },
    { sql: "-c.start_offset", type: "int" },
    { sql: "c.id", type: "uuid" },
  ],
  direction: "DESC",
};

export function citationsByIds(database: Database, ids: Ids): Promise<Map<string, Citation>> {
  return readOneBy(database, { entity: Citation, alias: "c", from: CITATIONS, key: "c.id" }, ids);
}

/** Citations in each source, in the order of its text, those rejected included. */
export function citationsBySourceIds(database: Database, ids: Ids): Promise<Map<string, Citation[]>> {
  return readManyBy(database, { entity: Citation, alias: "c", from: CITATIONS, key: "c.source_id", order: "c.start_offset, c.id" }, ids);
}

/** Citations in the source of each meeting, those in its speeches included. */
export function citationsByMeetingIds(database: Database, ids: Ids): Promise<Map<string, Citation[]>> {
  return readManyBy(database, { entity: Citation, alias: "c", from: CITATIONS, key: "c.meeting_id", order: "c.start_offset, c.id" }, ids);
}

export function citationsBySpeechIds(database: Database, ids: Ids): Promise<Map<string, Citation[]>> {
  return readManyBy(database, { entity: Citation, alias: "c", from: CITATIONS, key: "c.speech_id", order: "c.start_offset, c.id" }, ids);
}

/** Citations of each study text and of its passages, by other sources. */
export function citationPagesByStudyTextIds(database: Database, ids: Ids, page: PageRequest): Promise<Map<string, Page<Citation>>> {
  return readPages(
    database,
    { entity: Citation, alias: "c", from: CITATIONS, conditions: [COUNTED], parent: "c.study_text_id = key.id::uuid", ...BY_SOURCE },
    ids,
    page,
  );
}

/** Citations that mean each passage, alone or among others, by other sources; only by whom the filter lets through. */
export function citationPagesByPassageIds(
  database: Database,
  ids: Ids,
  page: PageRequest & CitingFilter & { itself?: boolean | null },
): Promise<Map<string, Page<Citation>>> {
  const values = new Values();
  const own = page.itself == null ? [] : [page.itself ? MEANS_ITSELF : `${MEANS_ITSELF} IS NOT TRUE`];
  const conditions = [COUNTED, ...own, ...citingConditions(page, values)];
  const from = `${TARGETED} JOIN passage p ON p.id = g.passage_id ${CITING}`;
  return readPages(
    database,
    { entity: Citation, alias: "c", from, conditions, parent: "g.passage_id = key.id::uuid", ...BY_SOURCE },
    ids,
    page,
    values,
  );
}

/** Citations of each wanted work, by the key of its title. */
export function citationPagesByTitleKeys(database: Database, keys: Ids, page: PageRequest): Promise<Map<string, Page<Citation>>> {
  const conditions = ["c.state = 'CITED_NOT_HELD'"];
  return readPages(
    database,
    { entity: Citation, alias: "c", from: CITATIONS, conditions, parent: "c.title_key = key.id", ...BY_SOURCE },
    keys,
    page,
  );
}

/** How often each study text is cited; every id has an entry. */
export function citationCountsByStudyTextIds(database: Database, ids: Ids): Promise<Map<string, number>> {
  return countBy(
    database,
    `SELECT c.study_text_id AS id, count(*)::int AS count FROM ${CITATIONS} WHERE ${COUNTED} AND c.study_text_id = ANY($1::uuid[]) GROUP BY 1`,
    ids,
  );
}

/** How often each passage is cited, alone or among others; every id has an entry. */
export function citationCountsByPassageIds(database: Database, ids: Ids): Promise<Map<string, number>> {
  return countBy(
    database,
    `SELECT g.passage_id AS id, count(*)::int AS count FROM ${TARGETED} WHERE ${COUNTED} AND g.passage_id = ANY($1::uuid[]) GROUP BY 1`,
    ids,
  );
}

async function countBy(database: Database, sql: string, ids: Ids): Promise<Map<string, number>> {
  const rows = await database.query<{ id: string; count: number }>(sql, [ids.filter(isId)]);
  return new Map([...ids.map((id) => [id, 0] as const), ...rows.map((row) => [row.id, row.count] as const)]);
}

/** All passages that each citation means, in order. */
export function targetsByCitationIds(database: Database, ids: Ids): Promise<Map<string, Passage[]>> {
  const from = `citation_target g JOIN passage p ON p.id = g.passage_id JOIN study_text t ON t.id = p.study_text_id JOIN source s ON s.id = t.source_id AND s.shown`;
  return readManyBy(database, { entity: Passage, alias: "p", from, key: "g.citation_id", order: "g.position" }, ids);
}

/** What several passages that a citation means are called together. */
export interface CitedPlace {
  /** Locators of the first and the last of them. */
  first: string;
  last: string;
  count: number;
}

/** The passages that each citation means, by their ends; one that means a whole work has no entry. */
export async function citedPlacesByCitationIds(database: Database, ids: Ids): Promise<Map<string, CitedPlace>> {
  const rows = await database.query<CitedPlace & { id: string }>(
    `SELECT g.citation_id AS id, count(*)::int AS count, (array_agg(p.locator ORDER BY g.position))[1] AS first,
       (array_agg(p.locator ORDER BY g.position DESC))[1] AS last
     FROM citation_target g JOIN passage p ON p.id = g.passage_id JOIN study_text t ON t.id = p.study_text_id
     JOIN source s ON s.id = t.source_id AND s.shown WHERE g.citation_id = ANY($1::uuid[]) GROUP BY 1`,
    [ids.filter(isId)],
  );
  return new Map(rows.map(({ id, ...place }) => [id, place]));
}

/** Who cites, and when: what `CITING` joins to a citation. */
export interface CitingFilter {
  /** Id of the person in whose speech it stands. */
  speaker?: string | null;
  /** Id of the body at whose meeting it stands. */
  body?: string | null;
  /** Year of the speech, else of the meeting, else of publication, from this one on. */
  fromYear?: number | null;
  /** Up to this one. */
  toYear?: number | null;
}

export const CITING = "LEFT JOIN speech sp ON sp.id = c.speech_id AND NOT sp.is_rejected LEFT JOIN meeting me ON me.id = c.meeting_id";

const CITED_ON = "coalesce(sp.given_on, me.held_on, s.published_on)";

/** The conditions of a filter on what `CITING` joins. */
export function citingConditions({ speaker, body, fromYear, toYear }: CitingFilter, values: Values): string[] {
  const is = (column: string, id: string) => (isId(id) ? `${column} = ${values.add(id)}::uuid` : "false");
  return [
    ...(speaker == null ? [] : [is("sp.person_id", speaker)]),
    ...(body == null ? [] : [is("me.body_id", body)]),
    ...(fromYear == null ? [] : [`extract(year FROM ${CITED_ON}) >= ${values.add(fromYear)}::int`]),
    ...(toYear == null ? [] : [`extract(year FROM ${CITED_ON}) <= ${values.add(toYear)}::int`]),
  ];
}

export interface CitationFilter extends CitingFilter {
  source?: string | null;
  meeting?: string | null;
  speech?: string | null;
  studyText?: string | null;
  passage?: string | null;
  state?: CitationState[] | null;
}

/** All citations, those rejected included unless `state` says otherwise. */
export function citationPage(database: Database, page: PageRequest, filter: CitationFilter = {}): Promise<Page<Citation>> {
  const values = new Values();
  const is = (column: string, id: string | null | undefined) =>
    id == null ? [] : [isId(id) ? `${column} = ${values.add(id)}::uuid` : "false"];
  const conditions = [
    ...is("c.source_id", filter.source),
    ...is("c.meeting_id", filter.meeting),
    ...is("c.speech_id", filter.speech),
    ...is("c.study_text_id", filter.studyText),
    ...is("g.passage_id", filter.passage),
    ...citingConditions(filter, values),
    ...(filter.state == null ? [] : [`c.state = ANY(${values.add(filter.state)}::text[])`]),
  ];
  const from = `${filter.passage == null ? CITATIONS : TARGETED} ${CITING}`;
  return readPage(database, { entity: Citation, alias: "c", from, conditions, ...BY_SOURCE }, page, values);
}
