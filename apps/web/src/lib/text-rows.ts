import type { FoundPlace } from "../components/rows/found-words.js";
import { foldLetters } from "./find-in-text.js";

export interface TextRow {
  /** UTF-16 code units into the text, end exclusive. */
  start: number;
  end: number;
}

/** The row that holds an offset, by halving; the one before it where it stands between two, and the first before all. */
export function rowAt(rows: readonly TextRow[], offset: number): number {
  let [low, high] = [0, Math.max(0, rows.length - 1)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((rows[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Each row's own of these spans; a span over several rows is with each of them. */
export function spansByRow<Span extends TextRow>(rows: readonly TextRow[], spans: readonly Span[]): Span[][] {
  const own: Span[][] = rows.map(() => []);
  for (const span of spans) {
    for (let row = rowAt(rows, span.start); row < rows.length && (rows[row]?.start ?? 0) < span.end; row++) own[row]?.push(span);
  }
  return own;
}

/** Every place of some words in the rows of a text, capitals and shapes of quotation marks aside. Words of two rows are no neighbours. */
export function findInRows(text: string, rows: readonly TextRow[], words: string): FoundPlace[] {
  const wanted = foldLetters(words.trim());
  if (wanted === "") return [];
  const folded = foldLetters(text);
  return rows.flatMap(({ start, end }, row) => {
    // Each row by itself: looked for in the whole text, a rare word would be searched through to its end from every row.
    const line = folded.slice(start, end);
    const places: FoundPlace[] = [];
    for (let at = line.indexOf(wanted); at >= 0; at = line.indexOf(wanted, at + wanted.length)) places.push({ row, nth: places.length });
    return places;
  });
}
