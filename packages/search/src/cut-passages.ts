import { isHanUnit, splitSentences } from "@lectern/text";
import { isWordUnit } from "./phrase-text.js";
import { PASSAGE_LENGTH, type Span } from "./search-record.js";

/** A Chinese character says as much as two or three letters. */
const WEIGHT_OF_HAN = 2.5;

/**
 * Cuts a span of a text into pieces that follow each other without a gap, none longer than PASSAGE_LENGTH (Chinese: 800
 * characters), at the ends of sentences, or of words where a sentence is longer. Pieces of nothing but space are left out.
 */
export function cutPassages(text: string, [from, to]: Span): { start: number; text: string }[] {
  const span = text.slice(from, to);
  const borders = [...splitSentences(span).map(([start]) => start), span.length];
  const pieces: { start: number; text: string }[] = [];
  let start = 0;
  for (let i = 0; start < span.length; ) {
    const limit = furthestEnd(span, start);
    let end = start;
    while (i < borders.length && (borders[i] as number) <= limit) end = Math.max(end, borders[i++] as number);
    if (end === start) end = wordBorder(span, start, limit);
    const piece = span.slice(start, end);
    if (piece.trim() !== "") pieces.push({ start: from + start, text: piece });
    start = end;
  }
  return pieces;
}

function furthestEnd(text: string, start: number): number {
  let weight = 0;
  let end = start;
  while (end < text.length) {
    weight += isHanUnit(text.charCodeAt(end)) ? WEIGHT_OF_HAN : 1;
    if (weight > PASSAGE_LENGTH) break;
    end++;
  }
  return end;
}

/** The last place up to `limit` that does not cut a word or a character in two; `limit` where there is none. */
function wordBorder(text: string, start: number, limit: number): number {
  for (let end = limit; end > start + 1; end--) {
    const before = text.charCodeAt(end - 1);
    const isInWord = isWordUnit(before) && isWordUnit(text.charCodeAt(end));
    const isInPair = before >= 0xd800 && before <= 0xdbff;
    if (!isInWord && !isInPair) return end;
  }
  return limit;
}
