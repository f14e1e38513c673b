import { TEXT_BREAK } from "../phrase-text.js";
import { FACETS, type FacetName, type SearchKind, type SearchPassage } from "../search-record.js";
import { Part } from "./index-record.js";
import type { Ask } from "./pool.js";
import { bucketOf, isOfShare, NOTHING, type Share } from "./versions.js";

/** Which index of the copy: the one that is searched, or the one that is built beside it. */
export type CopyColumn = "sent" | "sent_next";

/** A source that the copy has yet to hear of. */
export interface WaitingSource {
  sourceId: string;
  version: string;
  documents: number;
  /** Whether the copy may hold something older of it. */
  isKnown: boolean;
}

/** What stands in the place of a version that the copy does not take: it has nothing of the source, neither this version nor an older one. */
const REFUSED = "refused ";
const IS_REFUSED = `sent IS DISTINCT FROM version AND sent IS NOT DISTINCT FROM '${REFUSED}' || version`;

/** BEHIND: the copy has yet to hear of something that it does not refuse. REFUSES: there is something that it does not take, and nothing else that it lacks. */
export type Lack = "BEHIND" | "REFUSES";

/** What the copy lacks, NULL for nothing: an expression for any statement. */
export const LACK = `CASE WHEN ${isAny(`${isWaiting("sent")} AND NOT (${IS_REFUSED})`)} THEN 'BEHIND' WHEN ${isAny(IS_REFUSED)} THEN 'REFUSES' END`;

/** In the order of the index of sources that wait, which are few. Postgres takes nearly all for waiting, and would look at each. */
function isAny(condition: string): string {
  return `(SELECT true FROM search_source WHERE ${condition} ORDER BY source_id LIMIT 1)`;
}

/** Whether a record that the copy does not take may hold a word of each of these lists of terms; filters and dates left out. */
export async function mayBeRefused(ask: Ask, terms: number[][]): Promise<boolean> {
  const holds = terms.map((_, i) => ` AND EXISTS (SELECT FROM search_posting WHERE record = number AND term = ANY ($${i + 1}))`);
  const rows = await ask(
    `SELECT FROM search_source JOIN search_record USING (source_id) WHERE ${IS_REFUSED}${holds.join("")} LIMIT 1`,
    terms,
  );
  return rows.length > 0;
}

/** The condition that says which sources an index of the copy has yet to hear of. */
export function isWaiting(column: CopyColumn): string {
  return `${column} IS DISTINCT FROM version AND NOT (documents = 0 AND ${column} IS NULL)`;
}

/** Sources of a server behind `after`, in the order of their ids, that the copy has yet to hear of and that are not to be left alone for now. */
export async function waitingSources(ask: Ask, share: Share, column: CopyColumn, after: string, limit: number): Promise<WaitingSource[]> {
  return await ask<WaitingSource>(
    `SELECT source_id AS "sourceId", version, documents, ${column} IS NOT NULL AS "isKnown" FROM search_source
     WHERE ${isWaiting(column)} AND ${isOfShare(share)} AND source_id > $1 AND (retry_at IS NULL OR retry_at <= now()) ORDER BY source_id LIMIT $2`,
    [after, limit],
  );
}

export interface CopyCounts {
  /** Sources that the copy has yet to hear of, those left alone for now included. */
  waiting: number;
  sources: number;
  /** Documents that the copy is to have once it has heard of all. */
  documents: number;
  refused: { sourceId: string; recordId: string | null; reason: string }[];
  /** Milliseconds until the first of those that were refused is to be tried again; null where there is none. */
  retryIn: number | null;
}

/** How far the copy has come, as Postgres knows it. */
export async function countCopied(ask: Ask): Promise<CopyCounts> {
  const [counts] = await ask<Omit<CopyCounts, "refused">>(
    `SELECT count(*) FILTER (WHERE ${isWaiting("sent")})::int AS waiting, count(*) FILTER (WHERE documents > 0)::int AS sources,
       coalesce(sum(documents), 0)::int AS documents,
       (extract(epoch FROM min(retry_at) FILTER (WHERE ${isWaiting("sent")}) - now()) * 1000)::float8 AS "retryIn"
     FROM search_source`,
  );
  const refused = await ask<CopyCounts["refused"][number]>(
    `SELECT source_id AS "sourceId", fault_record AS "recordId", fault AS reason FROM search_source WHERE fault IS NOT NULL ORDER BY source_id LIMIT 100`,
  );
  return { ...(counts as Omit<CopyCounts, "refused">), refused };
}

/** One record as the index in Postgres holds it. */
export interface IndexedRecordText {
  recordId: string;
  kind: SearchKind;
  sourceId: string;
  title: string;
  names: string[];
  heldOn: string | null;
  facets: Record<FacetName, string[]>;
  passages: Pick<SearchPassage, "ordinal" | "text">[];
}

/** The records of these sources, as the index holds them at this moment. */
export async function readRecordTexts(ask: Ask, sourceIds: string[]): Promise<IndexedRecordText[]> {
  const records = await ask<RecordRow>(
    `SELECT number, record_id AS "recordId", kind, source_id AS "sourceId", title, held_on::text AS "heldOn", facets
     FROM search_record WHERE source_id = ANY ($1) ORDER BY number`,
    [sourceIds],
  );
  const numbers = records.map(({ number }) => number);
  const texts = await ask<{ record: number; part: number; ordinal: number; text: string }>(
    `SELECT record, part, ordinal, text FROM search_passage
     WHERE record = ANY ($1) AND part IN (${Part.PASSAGE}, ${Part.NAMES}) ORDER BY record, ordinal`,
    [numbers],
  );
  const facetIds = [...new Set(records.flatMap(({ facets }) => facets))];
  const values = await ask<{ id: number; value: string }>("SELECT id, value FROM search_facet WHERE id = ANY ($1)", [facetIds]);
  const valuesById = new Map(values.map(({ id, value }) => [id, value]));
  const textsOf = Map.groupBy(texts, ({ record }) => record);
  return records.map(({ number, facets, ...record }) => {
    const own = textsOf.get(number) ?? [];
    return {
      ...record,
      names: own.filter(({ part }) => part === Part.NAMES).flatMap(({ text }) => text.split(TEXT_BREAK)),
      passages: own.filter(({ part }) => part === Part.PASSAGE),
      facets: facetsOf(facets, valuesById),
    };
  });
}

interface RecordRow {
  number: number;
  recordId: string;
  kind: SearchKind;
  sourceId: string;
  title: string;
  heldOn: string | null;
  facets: number[];
}

function facetsOf(ids: number[], valuesById: Map<number, string>): Record<FacetName, string[]> {
  const entries = FACETS.map((facet, number) => [
    facet,
    ids.filter((id) => id % FACETS.length === number).flatMap((id) => valuesById.get(id) ?? []),
  ]);
  // One entry for each facet.
  return Object.fromEntries(entries) as Record<FacetName, string[]>;
}

/** Notes that the copy has these versions. What changed meanwhile keeps waiting. */
export async function confirmSources(ask: Ask, column: CopyColumn, sources: WaitingSource[]): Promise<void> {
  await ask(
    `UPDATE search_source AS source
     SET ${column} = done.version, tries = 0, retry_at = NULL, fault = NULL, fault_record = NULL
     FROM unnest($1::text[], $2::text[]) AS done (source_id, version) WHERE source.source_id = done.source_id`,
    [sources.map(({ sourceId }) => sourceId), sources.map(({ version }) => version)],
  );
  await ask(
    `DELETE FROM search_source WHERE source_id = ANY ($1) AND documents = 0
       AND coalesce(sent, '${NOTHING}') = '${NOTHING}' AND coalesce(sent_next, '${NOTHING}') = '${NOTHING}'`,
    [sources.map(({ sourceId }) => sourceId)],
  );
}

/** The first pause before a refused source is tried again; each further one is four times as long, a day at most. */
const FIRST_PAUSE = "1 minute";

/** Notes why the copy does not take a version of a source, of which it has nothing any more, and leaves it alone for a while. */
export async function noteRefusal(
  ask: Ask,
  column: CopyColumn,
  { sourceId, version }: Pick<WaitingSource, "sourceId" | "version">,
  recordId: string | null,
  reason: string,
): Promise<void> {
  await ask(
    `UPDATE search_source SET ${column} = '${REFUSED}' || version, tries = tries + 1, fault = $3, fault_record = $4,
       retry_at = now() + least(interval '${FIRST_PAUSE}' * power(4, least(tries, 10)), interval '1 day')
     WHERE source_id = $1 AND version = $2`,
    [sourceId, version, reason, recordId],
  );
}

/** What Postgres says the copy has of a source. */
export interface CopiedSource {
  sourceId: string;
  bucket: number;
  version: string;
  documents: number;
}

/** Sources of a server in a range of buckets of which the copy has said that it has them as they are now. */
export async function copiedSources(ask: Ask, share: Share, from: number, to: number): Promise<CopiedSource[]> {
  return await ask<CopiedSource>(
    `SELECT source_id AS "sourceId", bucket, version, documents FROM search_source
     WHERE ${isOfShare(share)} AND bucket BETWEEN $1 AND $2 AND sent = version AND documents > 0 ORDER BY source_id`,
    [from, to],
  );
}

/** Sources of a server in a range of buckets of which it is known that the copy is behind. */
export async function waitingInBuckets(ask: Ask, share: Share, from: number, to: number): Promise<string[]> {
  const rows = await ask<{ sourceId: string }>(
    `SELECT source_id AS "sourceId" FROM search_source WHERE ${isOfShare(share)} AND bucket BETWEEN $1 AND $2 AND ${isWaiting("sent")}`,
    [from, to],
  );
  return rows.map(({ sourceId }) => sourceId);
}

export async function documentsByBucket(ask: Ask, share: Share): Promise<Map<number, number>> {
  const rows = await ask<{ bucket: number; documents: number }>(
    `SELECT bucket, sum(documents)::int AS documents FROM search_source WHERE ${isOfShare(share)} GROUP BY bucket`,
  );
  return new Map(rows.map(({ bucket, documents }) => [bucket, documents]));
}

/** Has these sources sent anew, or forgotten by the copy where Postgres knows nothing of them. */
export async function sendAnew(ask: Ask, sourceIds: string[]): Promise<void> {
  await ask(
    `INSERT INTO search_source (source_id, bucket, version, documents, sent)
     SELECT id, bucket, '${NOTHING}', 0, 'to be forgotten' FROM unnest($1::text[], $2::smallint[]) AS unknown (id, bucket)
     ON CONFLICT (source_id) DO UPDATE SET sent = 'to be sent anew', retry_at = NULL`,
    [sourceIds, sourceIds.map(bucketOf)],
  );
}

/** A name for the archive among those that share a server. */
export async function readArchiveName(ask: Ask): Promise<string> {
  const [row] = await ask<{ archive: string }>("SELECT archive FROM search_copy");
  if (row === undefined) throw new Error("The tables of search are empty of their state; run the migrations first.");
  return row.archive;
}

/** What is remembered of the part of the copy that one server holds. */
export interface CopyState {
  /** How the index that is searched was made; null where none was built. */
  format: string | null;
  /** When that was born, as the engine says: what tells it from another one of its name. Null where that was not noted. */
  born: string | null;
  /** How the one is made that is being built, and when it was born, as the engine says; null where none is. */
  buildingFormat: string | null;
  buildingBorn: string | null;
  /** The highest number of a task that the engine has confirmed. */
  lastTask: number;
  comparedAt: Date | null;
}

const NOTHING_BUILT: CopyState = { format: null, born: null, buildingFormat: null, buildingBorn: null, lastTask: 0, comparedAt: null };

export async function readCopyState(ask: Ask, { number, of }: Share): Promise<CopyState> {
  const [state] = await ask<CopyState>(
    `SELECT format, born, building_format AS "buildingFormat", building_born AS "buildingBorn", last_task::float8 AS "lastTask",
       compared_at AS "comparedAt" FROM search_copy_server WHERE servers = $1 AND number = $2`,
    [of, number],
  );
  return state ?? NOTHING_BUILT;
}

const THIS_SERVER = "WHERE servers = $1 AND number = $2";

export async function noteTask(ask: Ask, { number, of }: Share, task: number): Promise<void> {
  await ask(`UPDATE search_copy_server SET last_task = $3 ${THIS_SERVER}`, [of, number, task]);
}

export async function noteBirth(ask: Ask, { number, of }: Share, born: string): Promise<void> {
  await ask(`UPDATE search_copy_server SET born = $3 ${THIS_SERVER}`, [of, number, born]);
}

/** Has both sides compared at the next occasion, before their day has passed. */
export async function askForComparison(ask: Ask): Promise<void> {
  await ask("UPDATE search_copy_server SET compared_at = NULL WHERE compared_at IS NOT NULL");
}

export async function noteComparison(ask: Ask, { number, of }: Share): Promise<void> {
  await ask(`UPDATE search_copy_server SET compared_at = now() ${THIS_SERVER}`, [of, number]);
}

/**
 * Begins a server's part from nothing beside the one that is searched. Where there were more or fewer servers before, what those
 * hold says nothing any more: what was sent is counted for the servers of now.
 */
export async function noteBuilding(ask: Ask, share: Share, format: string, born: string): Promise<void> {
  await ask("DELETE FROM search_copy_server WHERE servers <> $1", [share.of]);
  await ask(
    `INSERT INTO search_copy_server (servers, number, building_format, building_born) VALUES ($1, $2, $3, $4)
     ON CONFLICT (servers, number) DO UPDATE SET building_format = excluded.building_format, building_born = excluded.building_born`,
    [share.of, share.number, format, born],
  );
  await ask(`UPDATE search_source SET sent_next = NULL WHERE sent_next IS NOT NULL AND ${isOfShare(share)}`);
}

/** What was built is what is searched from now on. */
export async function noteBuilt(ask: Ask, share: Share): Promise<void> {
  await ask(`UPDATE search_source SET sent = sent_next, sent_next = NULL WHERE ${isOfShare(share)}`);
  await ask(
    `UPDATE search_copy_server SET format = building_format, born = building_born, building_format = NULL, building_born = NULL, compared_at = now() ${THIS_SERVER}`,
    [share.of, share.number],
  );
  await ask(`DELETE FROM search_source WHERE documents = 0 AND coalesce(sent, '${NOTHING}') = '${NOTHING}' AND ${isOfShare(share)}`);
}

export async function noteBuildingGivenUp(ask: Ask, share: Share): Promise<void> {
  await ask(`UPDATE search_copy_server SET building_format = NULL, building_born = NULL ${THIS_SERVER}`, [share.of, share.number]);
  await ask(`UPDATE search_source SET sent_next = NULL WHERE sent_next IS NOT NULL AND ${isOfShare(share)}`);
}
