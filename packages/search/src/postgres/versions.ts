import { createHash } from "node:crypto";
import type { SearchRecord } from "../search-record.js";
import type { Ask } from "./pool.js";
import type { Tables } from "./write.js";

/** Sources are spread over so many buckets, in which the two sides of a copy are compared. */
export const BUCKETS = 256;

/** Which of several servers: it holds the sources whose bucket, divided by how many servers there are, leaves its number. */
export interface Share {
  /** From 0. */
  number: number;
  of: number;
}

/** The condition on the column `bucket` that says which sources a server holds. */
export function isOfShare({ number, of }: Share): string {
  return `bucket % ${of} = ${number}`;
}

/** The version of a source that has nothing in the index. */
export const NOTHING = "";

export function bucketOf(sourceId: string): number {
  return createHash("sha256").update(sourceId).digest()[0] as number;
}

/** Documents that a copy has of a record: one for each passage, and one where it has none. */
export function documentsOf({ passages }: Pick<SearchRecord, "passages">): number {
  return Math.max(1, passages.length);
}

/**
 * Notes what the index holds of each source from now on, so that a copy can tell what it has yet to hear. The version is a
 * hash of the records: a source that is put again unchanged is not sent again. `robbed` are sources that lost a record to these.
 */
export async function noteVersions(
  ask: Ask,
  tables: Tables,
  sourceIds: string[],
  records: SearchRecord[],
  robbed: string[],
): Promise<void> {
  const recordsOf = Map.groupBy(records, ({ sourceId }) => sourceId);
  const rows = sourceIds.map((sourceId) => {
    const own = recordsOf.get(sourceId) ?? [];
    return { sourceId, version: versionOf(own), documents: own.reduce((sum, record) => sum + documentsOf(record), 0) };
  });
  await ask(
    `INSERT INTO search_source${tables} (source_id, bucket, version, documents)
     SELECT * FROM unnest($1::text[], $2::smallint[], $3::text[], $4::int[]) AS new (source_id, bucket, version, documents) ${REPLACE(tables)}`,
    [
      rows.map(({ sourceId }) => sourceId),
      rows.map(({ sourceId }) => bucketOf(sourceId)),
      rows.map(({ version }) => version),
      rows.map(({ documents }) => documents),
    ],
  );
  if (robbed.length > 0) await ask(noteLoss(tables), [robbed]);
  await ask(`${FORGET(tables)} AND source_id = ANY ($1)`, [sourceIds]);
}

/** Takes over what a rebuild has noted beside: the caller puts its tables in the place of the old ones in the same transaction. */
export async function takeOverVersions(ask: Ask): Promise<void> {
  await ask(`INSERT INTO search_source (source_id, bucket, version, documents)
    SELECT source_id, bucket, version, documents FROM search_source_next ${REPLACE("")}`);
  await ask(`UPDATE search_source AS old SET version = '${NOTHING}', documents = 0
    WHERE documents > 0 AND NOT EXISTS (SELECT FROM search_source_next AS new WHERE new.source_id = old.source_id)`);
  await ask(FORGET(""));
}

const REPLACE = (tables: Tables) => `
  ON CONFLICT (source_id) DO UPDATE
    SET version = excluded.version, documents = excluded.documents, tries = 0, retry_at = NULL, fault = NULL, fault_record = NULL
    WHERE search_source${tables}.version <> excluded.version`;

const FORGET = (tables: Tables) => `
  DELETE FROM search_source${tables} WHERE documents = 0 AND coalesce(sent, '${NOTHING}') = '${NOTHING}' AND coalesce(sent_next, '${NOTHING}') = '${NOTHING}'`;

/** What is left to a source whose record has gone to another one. */
const noteLoss = (tables: Tables) => `
  UPDATE search_source${tables} AS source
  SET version = CASE WHEN documents_left = 0 THEN '${NOTHING}' ELSE md5(version || documents_left) END, documents = documents_left
  FROM (SELECT id, coalesce(sum(greatest(passages, 1)), 0)::int AS documents_left
        FROM unnest($1::text[]) AS id LEFT JOIN search_record${tables} AS record ON record.source_id = id GROUP BY id) AS left_over
  WHERE source.source_id = left_over.id`;

function versionOf(records: SearchRecord[]): string {
  if (records.length === 0) return NOTHING;
  return createHash("sha256").update(JSON.stringify(records)).digest("hex").slice(0, 24);
}
