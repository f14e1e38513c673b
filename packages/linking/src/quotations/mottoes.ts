import type { Catalogue } from "../catalogue.js";
import { isHanId, type Words } from "../words.js";
import { fromRuns } from "./align.js";
import type { Candidate } from "./candidate.js";
import { type QuotedWords, SHORT_TEXT } from "./candidates.js";
import { isOwnParagraph } from "./cues.js";
import { sizeOfRuns } from "./marks.js";
import { bitsOf, passageAt, type QuotationIndex, seedHash, seedLength } from "./quotation-index.js";

/** The least words of a motto, and of Han characters. */
const LEAST_WORDS = 2;
const LEAST_HAN = 4;
/** Bits below which words come together by themselves. */
const LEAST_BITS = 13;
/** Mottoes of a text that are too short for a seed, for each of which all held words are walked. */
const MOST_WALKS = 4;
const SCORE = 0.6;

/**
 * Quotations too short to be believed among other words: those that are a whole text, or in quotation marks a paragraph
 * of their own, if all their words stand in one place of all that is held and in no other.
 */
export function mottoes(
  words: Words,
  quoted: QuotedWords,
  catalogue: Catalogue,
  isTaken: (from: number, to: number) => boolean,
): Candidate[] {
  const index = catalogue.quotations;
  const whole = words.count <= SHORT_TEXT ? [{ from: 0, to: words.count }] : [];
  let walks = 0;
  return [...whole, ...quoted.quotes.filter((quote) => isOwnParagraph(words, quote))].flatMap(({ from, to }) => {
    const least = isHanId(words.ids[from] ?? 0) ? LEAST_HAN : LEAST_WORDS;
    if (to - from < least || to - from > SHORT_TEXT || isTaken(from, to)) return [];
    const bits = words.ids.subarray(from, to).reduce((sum, id) => sum + bitsOf(index, id), 0);
    const isSeeded = seedLength(words.ids, from, to) > 0;
    if (bits < LEAST_BITS || (!isSeeded && ++walks > MOST_WALKS)) return [];
    const held = onlyPlace(words, index, from, to, isSeeded);
    return held === null ? [] : [mottoAt(words, catalogue, from, to, held, bits)];
  });
}

function mottoAt(words: Words, catalogue: Catalogue, from: number, to: number, held: number, bits: number): Candidate {
  const { starts } = catalogue.quotations;
  const alignment = fromRuns([{ text: from, held, length: to - from }], bits);
  const passage = passageAt(catalogue.quotations, held);
  return {
    alignment,
    parts: [alignment],
    passages: [passage],
    bits,
    places: 1,
    size: sizeOfRuns(words, alignment.runs),
    quoteShare: 1,
    isTold: true,
    passageShare: (to - from) / Math.max((starts[passage + 1] as number) - (starts[passage] as number), 1),
    support: null,
    score: SCORE,
    rank: bits,
  };
}

/** Where the words stand within one passage, if that is one place only. */
function onlyPlace(words: Words, index: QuotationIndex, from: number, to: number, isSeeded: boolean): number | null {
  let found: number | null = null;
  for (const held of isSeeded ? seedPlaces(words, index, from) : firstWordPlaces(words, index, from)) {
    let length = 0;
    while (length < to - from && index.ids[held + length] === words.ids[from + length]) length++;
    if (length < to - from || passageAt(index, held) !== passageAt(index, held + length - 1)) continue;
    if (found !== null) return null;
    found = held;
  }
  return found;
}

function seedPlaces(words: Words, index: QuotationIndex, from: number): Iterable<number> {
  const bucket = (seedHash(words.ids, from, words.count) ?? 0) & (index.buckets.length - 2);
  return index.positions.subarray(index.buckets[bucket], index.buckets[bucket + 1]);
}

function* firstWordPlaces(words: Words, { ids }: QuotationIndex, from: number): Iterable<number> {
  const first = words.ids[from] as number;
  for (let at = ids.indexOf(first); at >= 0; at = ids.indexOf(first, at + 1)) yield at;
}
