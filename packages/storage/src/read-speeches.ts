import { Speech, type SpeechKind } from "@lectern/schema";
import { readManyBy, readOneBy } from "./batches.js";
import type { Database } from "./data-source.js";
import { type Listing, readPage, readPages, Values } from "./paging.js";
import type { Page, PageRequest } from "./types.js";

type Ids = readonly string[];

const SPEECHES = "speech p JOIN source s ON s.id = p.source_id AND s.shown AND NOT p.is_rejected";

/** Newest first; undated speeches last. */
const BY_DATE: Pick<Listing<object>, "order" | "direction"> = {
  order: [
    { sql: "coalesce(p.given_on, '-infinity')", type: "date" },
    { sql: "p.id", type: "uuid" },
  ],
  direction: "DESC",
};

export function speechesByIds(database: Database, ids: Ids): Promise<Map<string, Speech>> {
  return readOneBy(database, { entity: Speech, alias: "p", from: SPEECHES, key: "p.id" }, ids);
}

export function speechesBySourceIds(database: Database, ids: Ids): Promise<Map<string, Speech[]>> {
  return readManyBy(database, { entity: Speech, alias: "p", from: SPEECHES, key: "p.source_id", order: "p.position" }, ids);
}

export function speechesByMeetingIds(database: Database, ids: Ids): Promise<Map<string, Speech[]>> {
  return readManyBy(database, { entity: Speech, alias: "p", from: SPEECHES, key: "p.meeting_id", order: "p.position" }, ids);
}

/** Speeches of each person, newest first. */
export function speechPagesByPersonIds(database: Database, ids: Ids, page: PageRequest): Promise<Map<string, Page<Speech>>> {
  return readPages(
    database,
    { entity: Speech, alias: "p", from: SPEECHES, conditions: [], parent: "p.person_id = key.id::uuid", ...BY_DATE },
    ids,
    page,
  );
}

export interface SpeechFilter {
  /** Ids of people. */
  person?: string[] | null;
  kind?: SpeechKind[] | null;
  /** Names of collections. */
  collection?: string[] | null;
  /** ISO days, both inclusive; undated speeches stay out. */
  from?: string | null;
  to?: string | null;
}

/** All speeches, newest first, undated ones last. */
export function speechPage(database: Database, page: PageRequest, filter: SpeechFilter = {}): Promise<Page<Speech>> {
  const values = new Values();
  const conditions = [
    filter.person == null ? [] : [`p.person_id = ANY(${values.add(filter.person)}::uuid[])`],
    filter.kind == null ? [] : [`p.kind = ANY(${values.add(filter.kind)}::text[])`],
    filter.collection == null
      ? []
      : [`s.collection_id IN (SELECT id FROM collection WHERE name = ANY(${values.add(filter.collection)}::text[]))`],
    filter.from == null ? [] : [`p.given_on >= ${values.add(filter.from)}::date`],
    filter.to == null ? [] : [`p.given_on <= ${values.add(filter.to)}::date`],
  ].flat();
  return readPage(database, { entity: Speech, alias: "p", from: SPEECHES, conditions, ...BY_DATE }, page, values);
}
