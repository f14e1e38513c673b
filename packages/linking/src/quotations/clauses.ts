import type { Catalogue } from "../catalogue.js";
import { isHanId, readWords, type Words } from "../words.js";
import type { Alignment } from "./align.js";

const CLAUSE_EDGE = /[\p{Pe}\p{Pf}\p{Pi}\p{Ps}"'，,。.；;：:！!？?\n]/u;

/** Whether Chinese begins or ends within a clause. */
export function isPartOfClause(words: Words, { textFrom, textTo }: Alignment): boolean {
  return isHanId(words.ids[textFrom] as number) && !(isEdge(words, textFrom) && isEdge(words, textTo));
}

/** Whether the passages have the words within a clause of their own, at either end. */
export function isPartOfHeldClause(
  { quotations, passages: store }: Catalogue,
  { heldFrom, heldTo }: Alignment,
  passages: number[],
): boolean {
  const isWithin = (passage: number, word: number): boolean =>
    !isEdge(readWords(store.text(passage)), word - (quotations.starts[passage] as number));
  return isWithin(passages[0] as number, heldFrom) || isWithin(passages.at(-1) as number, heldTo);
}

/** Whether words of an alphabetic script are within a clause from the first to the last, as formulas of law and office are. */
export function isWithinClause(words: Words, { textFrom, textTo }: Alignment): boolean {
  if (isHanId(words.ids[textFrom] as number)) return false;
  for (let word = textFrom; word <= textTo; word++) if (isEdge(words, word)) return false;
  return true;
}

/** Whether a clause ends before a word. */
export function isEdge({ folded, count, starts, ends }: Words, word: number): boolean {
  return word <= 0 || word >= count || CLAUSE_EDGE.test(folded.text.slice(ends[word - 1], starts[word]));
}
