import type { Catalogue } from "../catalogue.js";
import { isHanId, type Words } from "../words.js";
import { fromRuns, type Run } from "./align.js";
import type { Candidate } from "./candidate.js";
import { type QuotedWords, SHORT_TEXT } from "./candidates.js";
import { isOwnParagraph } from "./cues.js";
import { looseRuns, rarestWord } from "./loose-runs.js";
import { sizeOfRuns } from "./marks.js";
import { workOf } from "./own-words.js";
import { bitsOf, passageAt, type QuotationData } from "./quotation-index.js";
import { placesOf, seedHash, seedLength } from "./seed-table.js";

/** The least words of a motto, and of Han characters. */
const LEAST_WORDS = 2;
const LEAST_HAN = 4;
/** Bits below which words come together by themselves. */
const LEAST_BITS = 13;
/** Mottoes of a text that are too short for a seed, for each of which all held words are walked. */
const MOST_WALKS = 4;
const SCORE = 0.6;
/** Places that have a motto's words, beyond which they are a manner of speaking. */
const MOST_PLACES = 12;

/**
 * Quotations too short to be believed among other words: those that are a whole text, or in quotation marks a paragraph
 * of their own, with the places of one work that have all their words; where none has, the place that has them with a
 * word left out or changed. Each item is one motto, its places in order.
 */
export function mottoes(
  words: Words,
  quoted: QuotedWords,
  catalogue: Catalogue,
  isTaken: (from: number, to: number) => boolean,
): Candidate[][] {
  const index = catalogue.quotations;
  const whole = words.count <= SHORT_TEXT ? [{ from: 0, to: words.count }] : [];
  let walks = 0;
  return [...whole, ...quoted.quotes.filter((quote) => isOwnParagraph(words, quote))].flatMap(({ from, to }) => {
    const least = isHanId(words.ids[from] ?? 0) ? LEAST_HAN : LEAST_WORDS;
    if (to - from < least || to - from > SHORT_TEXT || isTaken(from, to)) return [];
    if (bitsOfRuns(words, index, [{ text: from, held: 0, length: to - from }]) < LEAST_BITS) return [];
    const isSeeded = seedLength(words.ids, from, to) > 0;
    if (!isSeeded && ++walks > MOST_WALKS) return [];
    const exact = exactPlaces(words, index, from, to, isSeeded);
    const runs = exact.length > 0 || ++walks > MOST_WALKS ? exact : looseRuns(words, index, from, to);
    const places = runs.map((place) => mottoAt(words, catalogue, place, runs.length));
    const [first] = places;
    if (first === undefined || places.length > MOST_PLACES || first.bits < LEAST_BITS) return [];
    return places.every((place) => workOf(catalogue, place) === workOf(catalogue, first)) ? [places] : [];
  });
}

/** A motto as a candidate: `places` have its words. */
export function mottoAt(words: Words, catalogue: Catalogue, runs: Run[], places: number): Candidate {
  const { starts } = catalogue.quotations;
  const alignment = fromRuns(runs, bitsOfRuns(words, catalogue.quotations, runs));
  const passage = passageAt(catalogue.quotations, alignment.heldFrom);
  return {
    alignment,
    parts: [alignment],
    passages: [passage],
    bits: alignment.bits,
    places,
    size: sizeOfRuns(words, runs),
    marks: null,
    quoteShare: 1,
    isUnmarked: false,
    isTold: true,
    isAlone: true,
    passageShare: alignment.matched / Math.max((starts[passage + 1] as number) - (starts[passage] as number), 1),
    isBareHan: false,
    isPartOfClause: false,
    isWholeClauses: () => true,
    isPartOfHeldClause: () => false,
    isWithinClause: false,
    support: null,
    besides: 0,
    isKnown: false,
    score: SCORE,
    rank: alignment.bits,
  };
}

function bitsOfRuns(words: Words, index: QuotationData, runs: Run[]): number {
  let bits = 0;
  for (const { text, length } of runs) for (let i = text; i < text + length; i++) bits += bitsOf(index, words.ids[i] as number);
  return bits;
}

/** Where the words stand within one passage, all of them and in order; one more than are wanted at most. */
function exactPlaces(words: Words, index: QuotationData, from: number, to: number, isSeeded: boolean): Run[][] {
  const found: Run[][] = [];
  for (const held of isSeeded ? seedPlaces(words, index, from) : wordPlaces(words, index, from, to)) {
    let length = 0;
    while (length < to - from && index.ids[held + length] === words.ids[from + length]) length++;
    if (held < 0 || length < to - from || passageAt(index, held) !== passageAt(index, held + length - 1)) continue;
    if (found.push([{ text: from, held, length }]) > MOST_PLACES) break;
  }
  return found;
}

function seedPlaces(words: Words, { tables }: QuotationData, from: number): Iterable<number> {
  return placesOf(tables, seedHash(words.ids, from, words.count) ?? 0);
}

/** Where words would begin that have their rarest word where the passages have it: all held words are walked for it. */
function* wordPlaces(words: Words, index: QuotationData, from: number, to: number): Iterable<number> {
  const rarest = rarestWord(words, index, from, to);
  const id = words.ids[rarest] as number;
  for (let at = index.ids.indexOf(id); at >= 0; at = index.ids.indexOf(id, at + 1)) yield at - (rarest - from);
}
