import { Body, type DatePrecision, Person } from "@lectern/schema";
import { readManyBy, readOneBy } from "./batches.js";
import type { Database } from "./data-source.js";
import { MEETING_BODY, NAMED_PERSON } from "./on-show.js";
import { escapeLike, type Listing, readPage, Values } from "./paging.js";
import type { Page, PageRequest } from "./types.js";
import { isId } from "./uuid.js";

type Ids = readonly string[];

export function peopleByIds(database: Database, ids: Ids): Promise<Map<string, Person>> {
  return readOneBy(database, { entity: Person, alias: "p", from: "person p", key: "p.id", where: NAMED_PERSON }, ids);
}

/** All people by name; those whose name or another name holds `name`, where it is given. */
export function personPage(database: Database, page: PageRequest, name: string | null = null): Promise<Page<Person>> {
  const values = new Values();
  const conditions = [NAMED_PERSON, ...nameCondition(database, "p", "name", "aliases", name, values)];
  return readPage(database, { entity: Person, alias: "p", from: "person p", conditions, ...byName("p.name", "p.id") }, page, values);
}

/** A role in which a person was printed, and when. */
export interface PersonRole {
  role: string;
  heldOn: string | null;
  heldPrecision: DatePrecision | null;
  meetingId: string | null;
}

/** Every role that each person was printed with at a meeting or a speech, newest first. */
export async function rolesByPersonIds(database: Database, ids: Ids): Promise<Map<string, PersonRole[]>> {
  const rows = await database.query<PersonRole & { personId: string }>(
    `SELECT DISTINCT ON (held_on, held_precision, role, person_id, meeting_id) person_id AS "personId", role, held_on AS "heldOn",
       held_precision AS "heldPrecision", meeting_id AS "meetingId" FROM (
       SELECT a.person_id, a.role, m.held_on, m.held_precision, m.id AS meeting_id
       FROM appearance a JOIN meeting m ON m.id = a.meeting_id JOIN source s ON s.id = m.source_id AND s.shown
       WHERE a.person_id = ANY($1::uuid[]) AND a.role IS NOT NULL AND NOT a.is_rejected
       UNION ALL
       SELECT p.person_id, p.role, p.given_on, p.given_precision, p.meeting_id FROM speech p JOIN source s ON s.id = p.source_id AND s.shown
       WHERE p.person_id = ANY($1::uuid[]) AND p.role IS NOT NULL AND NOT p.is_rejected
     ) AS printed ORDER BY held_on DESC NULLS LAST, held_precision, role, person_id, meeting_id`,
    [ids.filter(isId)],
  );
  const found = new Map<string, PersonRole[]>();
  for (const { personId, ...role } of rows) found.set(personId, [...(found.get(personId) ?? []), role]);
  return found;
}

export function bodiesByIds(database: Database, ids: Ids): Promise<Map<string, Body>> {
  return readOneBy(database, { entity: Body, alias: "b", from: "body b", key: "b.id", where: MEETING_BODY }, ids);
}

/** The bodies that are part of each body. */
export function bodiesByParentIds(database: Database, ids: Ids): Promise<Map<string, Body[]>> {
  return readManyBy(
    database,
    { entity: Body, alias: "b", from: "body b", key: "b.parent_id", where: MEETING_BODY, order: "b.name, b.id" },
    ids,
  );
}

/** All bodies by name; those whose name or another name holds `name`, where it is given. */
export function bodyPage(database: Database, page: PageRequest, name: string | null = null): Promise<Page<Body>> {
  const values = new Values();
  const conditions = [MEETING_BODY, ...nameCondition(database, "b", "name", "aliases", name, values)];
  return readPage(database, { entity: Body, alias: "b", from: "body b", conditions, ...byName("b.name", "b.id") }, page, values);
}

export function byName(name: string, id: string): Pick<Listing<object>, "order" | "direction"> {
  return {
    order: [
      { sql: name, type: "text" },
      { sql: id, type: "uuid" },
    ],
    direction: "ASC",
  };
}

/** Folded as names are folded, so that case, width and script do not matter; other forms as they are printed. */
export function nameCondition(
  database: Database,
  alias: string,
  name: string,
  forms: string,
  wanted: string | null,
  values: Values,
): string[] {
  const typed = wanted?.trim() ?? "";
  if (typed === "") return [];
  const key = database.foldKey(typed);
  const printed = values.add(`%${escapeLike(typed)}%`);
  // Signs alone fold to nothing, and stand only where they are printed.
  const folded = key === "" ? "false" : `${alias}.key LIKE ${values.add(`%${escapeLike(key)}%`)}`;
  return [
    `${folded} OR ${alias}.${name} ILIKE ${printed} OR EXISTS (SELECT FROM unnest(${alias}.${forms}) AS form WHERE form ILIKE ${printed})`,
  ];
}
