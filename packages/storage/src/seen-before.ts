import { DatePrecision, type Draft } from "@lectern/schema";
import type { Database } from "./data-source.js";
import { dayPublished, isoDay } from "./document-records.js";
import { prepared } from "./rows.js";
import type { Transaction } from "./transaction.js";
import { isId } from "./uuid.js";

/** A sentence of a source beside one of an earlier source that shares a fingerprint with it. Offsets are UTF-16 code units, end exclusive. */
export interface EarlierSentence {
  start: number;
  end: number;
  sourceId: string;
  firstStart: number;
  firstEnd: number;
  /** ISO day by which the earlier source is known. */
  day: string;
  /** The text of the earlier source. */
  firstText: string;
}

/** Earlier sentences that are looked at for one fingerprint: the first ones, so that the cost does not grow with the archive. */
const CANDIDATES = 8;

/** Sentences of earlier sources that may be those of this one, the earliest first; whether they are, their words tell. */
export async function earlierSentences(database: Database, sourceId: string): Promise<EarlierSentence[]> {
  if (!isId(sourceId)) return [];
  const rows = await database.query<Omit<EarlierSentence, "firstText">>(
    `SELECT DISTINCT o.start_offset AS start, o.end_offset AS "end", f.source_id AS "sourceId", f.start_offset AS "firstStart",
       f.end_offset AS "firstEnd", f.day::text AS day
     FROM sentence_print o CROSS JOIN LATERAL (
       SELECT p.source_id, p.start_offset, p.end_offset, p.day FROM sentence_print p JOIN source s ON s.id = p.source_id AND s.shown
       WHERE p.print = o.print AND p.day < o.day ORDER BY p.print, p.day, p.source_id LIMIT ${CANDIDATES}
     ) AS f WHERE o.source_id = $1 ORDER BY start, day, "sourceId", "firstStart"`,
    [sourceId],
  );
  const texts = await database.query<{ id: string; text: string }>("SELECT id, text FROM source WHERE id = ANY($1::uuid[])", [
    [...new Set(rows.map((row) => row.sourceId))],
  ]);
  const textOf = new Map(texts.map(({ id, text }) => [id, text]));
  return rows.flatMap((row) => {
    const firstText = textOf.get(row.sourceId);
    return firstText === undefined ? [] : [{ ...row, firstText }];
  });
}

/** Writes the fingerprints of a source in place of those it had. Without a day it is neither earlier nor later than any other. */
export async function writePrints(transaction: Transaction, sourceId: string, draft: Draft, isNew: boolean): Promise<void> {
  if (!isNew) await transaction.query(prepared("DELETE FROM sentence_print WHERE source_id = $1", [sourceId]));
  const day = dayKnown(draft);
  const rows = (draft.sentences ?? []).flatMap(({ span, prints }) => [...new Set(prints)].map((print) => ({ print, span })));
  if (day === null || rows.length === 0) return;
  await transaction.query(
    prepared(
      `INSERT INTO sentence_print (print, day, source_id, start_offset, end_offset)
       SELECT print, $2::date, $1::uuid, "from", "to" FROM unnest($3::int[], $4::int[], $5::int[]) AS p(print, "from", "to") ORDER BY print`,
      [sourceId, day, rows.map(({ print }) => print), rows.map(({ span }) => span[0]), rows.map(({ span }) => span[1])],
    ),
  );
}

/** The day of the meeting, else that of publication, where it is known as a day. */
function dayKnown({ meeting, publishedOn }: Draft): string | null {
  const held = meeting?.heldOn;
  const heldOn = held?.precision === DatePrecision.DAY ? isoDay(held.date) : null;
  if (heldOn !== null) return heldOn;
  const published = dayPublished(publishedOn);
  return published.publishedPrecision === DatePrecision.DAY ? published.publishedOn : null;
}
