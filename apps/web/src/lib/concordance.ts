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

export type LineOrder = "NEWEST" | "OLDEST" | "LEFT" | "RIGHT" | "MATCH" | "SPEAKER";

/** Lines in an order; those that it holds equal stay as they came, the latest first. To the left, words count from the match outwards. */
export function sortLines<L extends SortableLine>(lines: readonly L[], order: LineOrder): L[] {
  if (order === "NEWEST" || order === "OLDEST") return lines.toSorted((a, b) => compareDates(a.heldOn, b.heldOn, order));
  const keys = new Map(lines.map((line) => [line, keyOf(line, order)]));
  const collator = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });
  return lines.toSorted((a, b) => collator.compare(keys.get(a) ?? "", keys.get(b) ?? ""));
}

/** Address of a line's record, opened at its words. */
export function linePath({ kind, recordId, passageId, start, end }: SortableLine): string {
  const path = recordPath(kind, recordId, [{ start, end }]);
  return kind === "STUDY_TEXT" && passageId !== null ? `${path}&passage=${encodeURIComponent(passageId)}` : path;
}

function compareDates(a: string | null, b: string | null, order: "NEWEST" | "OLDEST"): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b === (order === "OLDEST") ? -1 : 1;
}

/** Words that a search found because its last one was unfinished: `they` for `the`; the most frequent first. Its own plural is no other word. */
export function longerWords(lines: readonly Pick<SortableLine, "match">[], unfinished: string): string[] {
  const word = unfinished.toLowerCase();
  if (word === "" || /\p{Script=Han}/u.test(word)) return [];
  const counts = new Map<string, number>();
  for (const { match } of lines) {
    const found = match.toLowerCase();
    if (found.startsWith(word) && ![word, `${word}s`, `${word}es`].includes(found)) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([found]) => found);
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
