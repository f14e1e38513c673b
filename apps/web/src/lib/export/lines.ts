import { linePath, type SortableLine } from "../concordance.js";
import { dateTimeAttribute } from "../dates.js";
import { asCsv } from "./csv.js";

/** Lines as a table; `origin` is the archive's address: https://archive.example */
export function linesAsCsv(lines: ReadonlyArray<SortableLine & { title: string | null; language: string }>, origin: string): string {
  return asCsv(
    ["left", "match", "right", "held_on", "by", "title", "language", "kind", "record_id", "start", "end", "address"],
    lines.map((line) => [
      flat(line.left),
      flat(line.match),
      flat(line.right),
      line.heldOn && dateTimeAttribute(line.heldOn, line.heldPrecision),
      line.by,
      line.title,
      line.language,
      line.kind,
      line.recordId,
      line.start,
      line.end,
      origin + linePath(line),
    ]),
  );
}

/** A line stays one line in whatever reads it. */
function flat(text: string): string {
  return text.replace(/\s+/g, " ");
}
