import type { Database } from "./data-source.js";
import { StorageError } from "./errors.js";
import { prepared } from "./rows.js";
import { inTransactionOnce, type Transaction } from "./transaction.js";
import { newId } from "./uuid.js";

/** A study text as it stands in a segment: `print` changes whenever its passages do. */
export interface SegmentWork {
  work: string;
  print: string;
}

export interface Segment {
  id: string;
  words: number;
  /** In the order of the segment. */
  works: SegmentWork[];
}

export interface NewSegment {
  /** Version of the form of its bytes. */
  format: string;
  words: number;
  works: SegmentWork[];
  bytes: Uint8Array;
  /** Ids of the segments that it takes the place of. */
  replaces: string[];
}

/** Bytes of one part: Postgres hands a part over as text of twice that length. */
const PART_BYTES = 8 * 1024 * 1024;

/** All segments of this format, in the order in which they were made. */
export async function listSegments(database: Database, format: string): Promise<Segment[]> {
  return database.query<Segment>(
    `SELECT s.id, s.words, (SELECT coalesce(json_agg(json_build_object('work', w.study_text_id, 'print', w.print) ORDER BY w.number), '[]')
       FROM catalogue_segment_work w WHERE w.segment_id = s.id) AS works
     FROM catalogue_segment s WHERE s.format = $1 ORDER BY s.position`,
    [format],
  );
}

/** The segments of this format that hold any of these works as they are now, in the order in which they were made. */
export async function findSegments(database: Database, format: string, works: SegmentWork[]): Promise<Segment[]> {
  if (works.length === 0) return [];
  return database.query<Segment>(
    `SELECT s.id, s.words, (SELECT json_agg(json_build_object('work', w.study_text_id, 'print', w.print) ORDER BY w.number)
       FROM catalogue_segment_work w WHERE w.segment_id = s.id) AS works
     FROM catalogue_segment s WHERE s.format = $1 AND s.id IN (
       SELECT w.segment_id FROM catalogue_segment_work w
       JOIN unnest($2::uuid[], $3::text[]) AS wanted(work, print) ON wanted.work = w.study_text_id AND wanted.print = w.print)
     ORDER BY s.position`,
    [format, works.map(({ work }) => work), works.map(({ print }) => print)],
  );
}

/** The bytes of a segment; null where it was replaced meanwhile. */
export async function readSegment(database: Database, id: string): Promise<Uint8Array | null> {
  const parts: Buffer[] = [];
  for (;;) {
    const [part] = await database.query<{ bytes: Buffer }>(
      "SELECT bytes FROM catalogue_segment_part WHERE segment_id = $1 AND number = $2",
      [id, parts.length],
    );
    if (part === undefined) break;
    parts.push(part.bytes);
  }
  const [row] = await database.query("SELECT FROM catalogue_segment WHERE id = $1", [id]);
  return row === undefined || parts.length === 0 ? null : Buffer.concat(parts);
}

/** Stores a segment in place of others. False where one of those was replaced meanwhile: another process did the same. */
export function storeSegment(database: Database, segment: NewSegment): Promise<boolean> {
  return inTransactionOnce(database, "storing a segment of the catalogue", async (transaction) => {
    await transaction.query("SELECT pg_advisory_xact_lock(hashtext('catalogue_segment'))");
    const { rowCount } = await transaction.query("DELETE FROM catalogue_segment WHERE id = ANY($1::uuid[])", [segment.replaces]);
    const isLate = (rowCount ?? 0) < segment.replaces.length || (await isStored(transaction, segment));
    if (isLate) throw new ReplacedMeanwhile();
    if (segment.works.length > 0) await insertSegment(transaction, segment);
    return true;
  }).catch((error: unknown) => {
    if (error instanceof StorageError && error.cause instanceof ReplacedMeanwhile) return false;
    throw error;
  });
}

/** Ends the transaction: what it deleted stays. */
class ReplacedMeanwhile extends Error {}

/** Whether another process has stored one of these works: the same work twice would be linked to twice. */
async function isStored(transaction: Transaction, { format, works }: NewSegment): Promise<boolean> {
  const { rows } = await transaction.query(
    `SELECT FROM catalogue_segment_work w JOIN catalogue_segment s ON s.id = w.segment_id AND s.format = $1
     JOIN unnest($2::uuid[], $3::text[]) AS mine(work, print) ON mine.work = w.study_text_id AND mine.print = w.print LIMIT 1`,
    [format, works.map(({ work }) => work), works.map(({ print }) => print)],
  );
  return rows.length > 0;
}

async function insertSegment(transaction: Transaction, { format, words, works, bytes }: NewSegment): Promise<void> {
  const id = newId();
  await transaction.query("INSERT INTO catalogue_segment (id, format, words) VALUES ($1, $2, $3)", [id, format, words]);
  await transaction.query(
    `INSERT INTO catalogue_segment_work (segment_id, number, study_text_id, print)
     SELECT $1, w.number - 1, w.work, w.print FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS w(work, print, number)`,
    [id, works.map(({ work }) => work), works.map(({ print }) => print)],
  );
  const insertPart = "INSERT INTO catalogue_segment_part (segment_id, number, bytes) VALUES ($1, $2, $3)";
  for (let number = 0; number * PART_BYTES < bytes.length; number++) {
    const part = bytes.subarray(number * PART_BYTES, (number + 1) * PART_BYTES);
    await transaction.query(prepared(insertPart, [id, number, Buffer.from(part.buffer, part.byteOffset, part.byteLength)]));
  }
}
