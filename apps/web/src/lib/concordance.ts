import type { DatePrecision, SearchKind } from "../gql/graphql.js";
import { recordPath } from "./links.js";

/** What lines are sorted and opened by. */
export interface SortableLine {
  recordId: string;
  kind: SearchKind;
  passageId: string | null;
  /** Where the match stands in the source's text, in UTF-16 code units, end exclusive. */
  start: number;
  end: number;
  left: string;
  match: string;
  right: string;
  heldOn: string | null;
  heldPrecision: DatePrecision | null;
  by: string | null;
}

export type LineOrder = "DATE" | "LEFT" | "RIGHT" | "MATCH" | "SPEAKER";

/** Lines in an order; those that it holds equal stay as they came, the latest first. To the left, words count from the match outwards. */
export function sortLines<L extends SortableLine>(lines: readonly L[], order: LineOrder): L[] {
  if (order === "DATE") return lines.toSorted((a, b) => compareDates(a.heldOn, b.heldOn));
  const keys = new Map(lines.map((line) => [line, keyOf(line, order)]));
  const collator = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });
  return lines.toSorted((a, b) => collator.compare(keys.get(a) ?? "", keys.get(b) ?? ""));
}

/** Address of a line's record, opened at its words. */
export function linePath({ kind, recordId, passageId, start, end }: SortableLine): string {
  const path = recordPath(kind, recordId, [{ start, end }]);
  return kind === "STUDY_TEXT" && passageId !== null ? `${path}&passage=${encodeURIComponent(passageId)}` : path;
}

function compareDates(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? 1 : -1;
}

function keyOf(line: SortableLine, order: LineOrder): string {
  switch (order) {
    case "LEFT":
      return wordsOf(line.left).reverse().join(" ");
    case "RIGHT":
      return wordsOf(line.right).join(" ");
    case "MATCH":
      return line.match;
    default:
      // Whoever is not named comes last.
      return line.by ?? "\u{10ffff}";
  }
}

/** Words without signs; Chinese character by character. */
function wordsOf(text: string): string[] {
  return text.match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}’'])+/gu) ?? [];
}
