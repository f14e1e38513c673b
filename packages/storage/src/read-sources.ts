import { Collection, Evidence, Source, SourceVersion } from "@lectern/schema";
import { readManyBy, readOneBy } from "./batches.js";
import type { Database } from "./data-source.js";
import { hydrate, selectList } from "./rows.js";
import { isId } from "./uuid.js";

type Ids = readonly string[];

/** A source without what may be megabytes long: its text, and where the paragraphs of it are. */
export type SourceHead = Omit<Source, "text" | "blocks">;

/** Sources on show, without their texts. */
export function sourcesByIds(database: Database, ids: Ids): Promise<Map<string, SourceHead>> {
  const batch = { entity: Source, without: ["text", "blocks"], alias: "s", from: "source s", key: "s.id", where: "s.shown" };
  return readOneBy<SourceHead>(database, batch, ids);
}

/** Texts of sources on show. */
export async function sourceTextsByIds(database: Database, ids: Ids): Promise<Map<string, string>> {
  return await readValues(database, "text", ids);
}

/** The first letters of the texts of sources on show: enough to name one that has no title. */
export async function sourceOpeningsByIds(database: Database, ids: Ids): Promise<Map<string, string>> {
  const rows = await database.query<{ id: string; opening: string }>(
    "SELECT s.id, left(s.text, 200) AS opening FROM source s WHERE s.id = ANY($1::uuid[]) AND s.shown",
    [ids.filter(isId)],
  );
  return new Map(rows.map(({ id, opening }) => [id, opening]));
}

/** Paragraphs and headings of the texts of sources on show. */
export async function sourceBlocksByIds(database: Database, ids: Ids): Promise<Map<string, Source["blocks"]>> {
  return await readValues(database, "blocks", ids);
}

async function readValues<K extends "text" | "blocks">(database: Database, column: K, ids: Ids): Promise<Map<string, Source[K]>> {
  const rows = await database.query<{ id: string; value: Source[K] }>(
    `SELECT s.id, s.${column} AS value FROM source s WHERE s.id = ANY($1::uuid[]) AND s.shown`,
    [ids.filter(isId)],
  );
  return new Map(rows.map(({ id, value }) => [id, value]));
}

/** All versions of each source, the first one first, each with its text. */
export async function versionsBySourceIds(database: Database, ids: Ids): Promise<Map<string, SourceVersion[]>> {
  const rows = await database.query<Record<string, unknown> & { sourceId: string }>(
    `SELECT ${selectList(database, SourceVersion, "v", ["text"])}, coalesce(v.text, s.text) AS text
     FROM source_version v JOIN source s ON s.id = v.source_id
     WHERE v.source_id = ANY($1::uuid[]) AND s.shown ORDER BY v.number`,
    [ids.filter(isId)],
  );
  return Map.groupBy(
    rows.map((row) => hydrate(SourceVersion, row)),
    (version) => version.sourceId,
  );
}

const SHOWN_EVIDENCE = "evidence e JOIN source s ON s.id = e.source_id AND s.shown";

export function evidenceBySourceIds(database: Database, ids: Ids): Promise<Map<string, Evidence[]>> {
  return readManyBy(
    database,
    { entity: Evidence, alias: "e", from: SHOWN_EVIDENCE, key: "e.source_id", order: "e.start_offset NULLS FIRST, e.field, e.id" },
    ids,
  );
}

/** Evidence of the values of records of any type. */
export function evidenceByRecordIds(database: Database, ids: Ids): Promise<Map<string, Evidence[]>> {
  return readManyBy(
    database,
    { entity: Evidence, alias: "e", from: SHOWN_EVIDENCE, key: "e.record_id", order: "e.start_offset NULLS FIRST, e.field, e.id" },
    ids,
  );
}

/** Titles of the works that reading saw cited in each source: as read, by each form in which they are printed or read. */
export async function citedTitlesBySourceIds(database: Database, ids: Ids): Promise<Map<string, Map<string, string>>> {
  const rows = await database.query<{ id: string; value: string; printed: string }>(
    `SELECT source_id AS id, value, coalesce(printed, value) AS printed FROM evidence
     WHERE source_id = ANY($1::uuid[]) AND field = 'citedWork' ORDER BY source_id, start_offset`,
    [ids.filter(isId)],
  );
  const groups = Map.groupBy(rows, ({ id }) => id);
  return new Map(
    [...groups].map(([id, titles]) => [
      id,
      new Map(titles.flatMap(({ value, printed }) => [[value, value] as const, [printed, value] as const])),
    ]),
  );
}

/** All collections on show, by name. */
export async function collections(database: Database): Promise<Collection[]> {
  const rows = await database.query<object>(
    `SELECT ${selectList(database, Collection, "c")} FROM collection c WHERE c.withdrawn_at IS NULL ORDER BY c.name`,
  );
  return rows.map((row) => hydrate(Collection, row));
}

export function collectionsByIds(database: Database, ids: Ids): Promise<Map<string, Collection>> {
  return readOneBy(database, { entity: Collection, alias: "c", from: "collection c", key: "c.id", where: "c.withdrawn_at IS NULL" }, ids);
}
