import { Appearance, Body, Collection, Meeting, Person, Point, RecordKind, SetPhrase, Source, Speech, StudyText } from "@lectern/schema";
import type { Database } from "./data-source.js";
import { type PointExtent, readExtent, writeExtent } from "./point-extent.js";
import { columnOf, type Entity, prepared, tableOf, updateRow } from "./rows.js";
import type { Transaction } from "./transaction.js";

/** A field that a person may correct. */
export interface CorrectableField {
  entity: Entity;
  property: string;
}

/** From where to where a point reaches: its start, end and words together. */
export const EXTENT = "extent";

const FIELDS: Partial<Record<RecordKind, { entity: Entity; properties: string[] }>> = {
  [RecordKind.COLLECTION]: { entity: Collection, properties: ["title", "publisher", "licence"] },
  [RecordKind.SOURCE]: {
    entity: Source,
    properties: ["title", "publisher", "licence", "publishedOn", "publishedPrecision", "capturedOn", "correctedOn"],
  },
  [RecordKind.MEETING]: {
    entity: Meeting,
    properties: [
      "bodyId",
      "title",
      "theme",
      "kind",
      "place",
      "heldOn",
      "heldEnd",
      "heldPartial",
      "heldPrecision",
      "heldHalfDay",
      "heldBasis",
    ],
  },
  [RecordKind.APPEARANCE]: { entity: Appearance, properties: ["personId", "groupName", "part", "role"] },
  [RecordKind.POINT]: { entity: Point, properties: ["verb", EXTENT] },
  [RecordKind.SPEECH]: {
    entity: Speech,
    properties: ["personId", "title", "role", "kind", "printedKind", "about", "givenOn", "givenPrecision"],
  },
  [RecordKind.STUDY_TEXT]: {
    entity: StudyText,
    properties: ["title", "aliases", "author", "edition", "publishedOn", "publishedPrecision"],
  },
  [RecordKind.PERSON]: { entity: Person, properties: ["name", "aliases"] },
  [RecordKind.BODY]: { entity: Body, properties: ["name", "aliases", "parentId"] },
  [RecordKind.SET_PHRASE]: { entity: SetPhrase, properties: ["canonical", "variants", "expansion"] },
};

/** The field of that name, as in the GraphQL schema (body and person for their ids); null where it cannot be corrected. */
export function correctable(kind: RecordKind, field: string): CorrectableField | null {
  const found = FIELDS[kind];
  const property = [field, `${field}Id`].find((name) => found?.properties.includes(name));
  return found === undefined || property === undefined ? null : { entity: found.entity, property };
}

export function correctableFields(kind: RecordKind): string[] {
  return FIELDS[kind]?.properties.map((property) => property.replace(/Id$/, "")) ?? [];
}

const REJECTABLE: Partial<Record<RecordKind, Entity>> = {
  [RecordKind.APPEARANCE]: Appearance,
  [RecordKind.POINT]: Point,
  [RecordKind.SPEECH]: Speech,
};

/** The field that says that a text tells of no such record; null for records that cannot be rejected as a whole. */
export function rejectable(kind: RecordKind): CorrectableField | null {
  const entity = REJECTABLE[kind];
  return entity === undefined ? null : { entity, property: "isRejected" };
}

/** The field that a decision is about; without a name, whether there is such a record at all. */
export function decidedField(kind: RecordKind, field: string | null): CorrectableField | null {
  return field === null ? rejectable(kind) : correctable(kind, field);
}

/** Whether the value of a field is the id of another record. */
export function isReference(field: string): boolean {
  return ["person", "body", "parent", "personId", "bodyId", "parentId"].includes(field);
}

/** The value of a field as JSON; null where there is no such record. */
export async function readField(
  database: Database,
  transaction: Transaction,
  { entity, property }: CorrectableField,
  id: string,
): Promise<{ value: unknown } | null> {
  if (property === EXTENT) return readExtent(transaction, id);
  const column = columnOf(database, entity, property)?.name;
  const { rows } = await transaction.query<{ value: unknown }>(
    prepared(`SELECT to_jsonb(t."${column}") AS value FROM "${tableOf(database, entity)}" t WHERE id = $1`, [id]),
  );
  return rows[0] ?? null;
}

const PRECISION_OF: Record<string, string> = { heldOn: "heldPrecision", givenOn: "givenPrecision", publishedOn: "publishedPrecision" };

/** A date that a person gives where none was read is known to the day. */
export async function writeField(
  database: Database,
  transaction: Transaction,
  field: CorrectableField,
  id: string,
  value: unknown,
): Promise<void> {
  if (field.property === EXTENT) return writeExtent(transaction, id, value as PointExtent);
  const precision = PRECISION_OF[field.property];
  if (precision !== undefined && value !== null) {
    const known = await readField(database, transaction, { entity: field.entity, property: precision }, id);
    if (known?.value == null) return updateRow(database, transaction, field.entity, id, { [field.property]: value, [precision]: "DAY" });
  }
  return updateRow(database, transaction, field.entity, id, { [field.property]: value });
}

/** The id that an id leads to, through merges. */
export async function currentId(transaction: Transaction, id: string): Promise<string> {
  const { rows } = await transaction.query<{ id: string }>(
    prepared(
      `WITH RECURSIVE way AS (
         SELECT id, redirect_to FROM identity WHERE id = $1
         UNION ALL SELECT i.id, i.redirect_to FROM way w JOIN identity i ON i.id = w.redirect_to
       ) SELECT id FROM way WHERE redirect_to IS NULL`,
      [id],
    ),
  );
  return rows[0]?.id ?? id;
}
