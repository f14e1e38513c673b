import { StorageError } from "./errors.js";
import { prepared } from "./rows.js";
import type { Transaction } from "./transaction.js";

/** From where to where a point reaches in the text of its source, in UTF-16 code units, end exclusive, with the words there. */
export interface PointExtent {
  start: number;
  end: number;
  text: string;
}

/** The extent of a point; null where there is no such point. */
export async function readExtent(transaction: Transaction, pointId: string): Promise<{ value: PointExtent } | null> {
  const { rows } = await transaction.query<PointExtent>(
    prepared(`SELECT start_offset AS start, end_offset AS "end", text FROM point WHERE id = $1`, [pointId]),
  );
  return rows[0] === undefined ? null : { value: rows[0] };
}

/** `{ start, end }` as a person gives them, with the words that they reach over. Throws BAD_VALUE where that is no part of the text. */
export async function requireExtent(transaction: Transaction, pointId: string, given: unknown): Promise<PointExtent> {
  const text = await textAround(transaction, pointId);
  const { start, end } = (given ?? {}) as { start?: unknown; end?: unknown };
  const isWithin = Number.isInteger(start) && Number.isInteger(end) && (start as number) >= 0 && (end as number) <= text.length;
  if (!isWithin || (start as number) >= (end as number)) {
    throw new StorageError("BAD_VALUE", `The extent of a point is { start, end }, within the ${text.length} characters of its text.`);
  }
  return { start: start as number, end: end as number, text: text.slice(start as number, end as number) };
}

/** Lets a point reach over these words; in a text that has changed, over the place of them that is nearest, or none. */
export async function writeExtent(transaction: Transaction, pointId: string, extent: PointExtent): Promise<void> {
  const start = placeOf(await textAround(transaction, pointId), extent);
  if (start === null) return;
  await transaction.query(
    prepared("UPDATE point SET start_offset = $2, end_offset = $3, text = $4 WHERE id = $1", [
      pointId,
      start,
      start + extent.text.length,
      extent.text,
    ]),
  );
}

async function textAround(transaction: Transaction, pointId: string): Promise<string> {
  const { rows } = await transaction.query<{ text: string }>(
    prepared("SELECT s.text FROM point p JOIN meeting m ON m.id = p.meeting_id JOIN source s ON s.id = m.source_id WHERE p.id = $1", [
      pointId,
    ]),
  );
  return rows[0]?.text ?? "";
}

function placeOf(text: string, { start, text: words }: PointExtent): number | null {
  let nearest: number | null = null;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
    if (nearest === null || Math.abs(at - start) < Math.abs(nearest - start)) nearest = at;
  return nearest;
}
