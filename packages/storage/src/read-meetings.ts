import { Appearance, type AppearancePart, Meeting, Point } from "@lectern/schema";
import { readManyBy, readOneBy } from "./batches.js";
import type { Database } from "./data-source.js";
import { type Listing, readPage, readPages, Values } from "./paging.js";
import type { Page, PageRequest } from "./types.js";

type Ids = readonly string[];

const MEETINGS = "meeting m JOIN source s ON s.id = m.source_id AND s.shown";
const APPEARANCES =
  "appearance a JOIN meeting m ON m.id = a.meeting_id JOIN source s ON s.id = m.source_id AND s.shown AND NOT a.is_rejected";
const POINTS = "point p JOIN meeting m ON m.id = p.meeting_id JOIN source s ON s.id = m.source_id AND s.shown AND NOT p.is_rejected";

/** Newest first; undated meetings last. */
const BY_DATE: Pick<Listing<object>, "order" | "direction"> = {
  order: [
    { sql: "coalesce(m.held_on, '-infinity')", type: "date" },
    { sql: "m.id", type: "uuid" },
  ],
  direction: "DESC",
};

export function meetingsByIds(database: Database, ids: Ids): Promise<Map<string, Meeting>> {
  return readOneBy(database, { entity: Meeting, alias: "m", from: MEETINGS, key: "m.id" }, ids);
}

export function meetingsBySourceIds(database: Database, ids: Ids): Promise<Map<string, Meeting[]>> {
  return readManyBy(database, { entity: Meeting, alias: "m", from: MEETINGS, key: "m.source_id", order: "m.id" }, ids);
}

/** Meetings of each body, newest first. */
export function meetingPagesByBodyIds(database: Database, ids: Ids, page: PageRequest): Promise<Map<string, Page<Meeting>>> {
  return readPages(
    database,
    { entity: Meeting, alias: "m", from: MEETINGS, conditions: [], parent: "m.body_id = key.id::uuid", ...BY_DATE },
    ids,
    page,
  );
}

export interface MeetingFilter {
  /** Ids of bodies. */
  body?: string[] | null;
  /** Names of collections. */
  collection?: string[] | null;
  /** ISO days, both inclusive; undated meetings stay out. */
  from?: string | null;
  to?: string | null;
}

/** All meetings, newest first, undated ones last. */
export function meetingPage(database: Database, page: PageRequest, filter: MeetingFilter = {}): Promise<Page<Meeting>> {
  const values = new Values();
  const conditions = [
    filter.body == null ? [] : [`m.body_id = ANY(${values.add(filter.body)}::uuid[])`],
    filter.collection == null
      ? []
      : [`s.collection_id IN (SELECT id FROM collection WHERE name = ANY(${values.add(filter.collection)}::text[]))`],
    filter.from == null ? [] : [`coalesce(m.held_end, m.held_on) >= ${values.add(filter.from)}::date`],
    filter.to == null ? [] : [`m.held_on <= ${values.add(filter.to)}::date`],
  ].flat();
  return readPage(database, { entity: Meeting, alias: "m", from: MEETINGS, conditions, ...BY_DATE }, page, values);
}

export function appearancesByIds(database: Database, ids: Ids): Promise<Map<string, Appearance>> {
  return readOneBy(database, { entity: Appearance, alias: "a", from: APPEARANCES, key: "a.id" }, ids);
}

/** Who was at each meeting, in the order of the source. */
export function appearancesByMeetingIds(
  database: Database,
  ids: Ids,
  part: AppearancePart | null = null,
): Promise<Map<string, Appearance[]>> {
  return readManyBy(
    database,
    {
      entity: Appearance,
      alias: "a",
      from: APPEARANCES,
      key: "a.meeting_id",
      where: "($2::text IS NULL OR a.part = $2)",
      order: "a.position",
      values: [part],
    },
    ids,
  );
}

/** Where each person was, newest first. */
export function appearancePagesByPersonIds(database: Database, ids: Ids, page: PageRequest): Promise<Map<string, Page<Appearance>>> {
  const order = [...BY_DATE.order.slice(0, 1), { sql: "a.id", type: "uuid" }];
  return readPages(
    database,
    { entity: Appearance, alias: "a", from: APPEARANCES, conditions: [], parent: "a.person_id = key.id::uuid", order, direction: "DESC" },
    ids,
    page,
  );
}

export function pointsByIds(database: Database, ids: Ids): Promise<Map<string, Point>> {
  return readOneBy(database, { entity: Point, alias: "p", from: POINTS, key: "p.id" }, ids);
}

export function pointsByMeetingIds(database: Database, ids: Ids): Promise<Map<string, Point[]>> {
  return readManyBy(database, { entity: Point, alias: "p", from: POINTS, key: "p.meeting_id", order: "p.position" }, ids);
}
