import type { MarkedSpan } from "../quotes.js";
import { SpanIndex } from "../span-index.js";
import { foldedOffset, isHanId, type Words, wordAt } from "../words.js";
import { type Alignment, extendOverGaps, extendSeed, type Sides, type Stretch } from "./align.js";
import type { QuotationData } from "./quotation-index.js";
import { seedLength } from "./seed-table.js";
import type { TextSeeds } from "./text-seeds.js";

/**
 * A seed that stands at more places than this is a formula; longer quotations have rarer seeds. Four Han characters are
 * less than three words: of 36,633 articles of law, a third as many places lose no quotation and take half the time.
 */
const MOST_PLACES = 96;
const MOST_PLACES_HAN = 32;
/** Bits of the ungapped stretch that is worth a closer look, outside and inside quotation marks. */
const WORTH = 26;
const WORTH_HAN = 36;
const WORTH_QUOTED = 15;
/** Stretches per place of the text that are looked at more closely. */
const BEST_PER_PLACE = 6;
/** Share of the bits of the best stretch of a place that another must have to be looked at more closely. */
const WORTH_BESIDE = 0.5;
/** A text of so few words may be a quotation as a whole. */
export const SHORT_TEXT = 60;

/** The quotation marks of a text, by its words. */
export interface QuotedWords {
  /** Index into `quotes` of the innermost quotation that a word is in, or -1. */
  quoteOf: Int32Array;
  quotes: { from: number; to: number }[];
}

/** Where a text's quotations are, in words. Titles in 《》 are none. */
export function quotedWords(words: Words, marked: MarkedSpan[]): QuotedWords {
  const quoteOf = new Int32Array(words.count).fill(-1);
  const quotes: QuotedWords["quotes"] = [];
  for (const span of marked) {
    if (span.kind !== "quote") continue;
    const from = wordAt(words, foldedOffset(words.folded, span.start));
    const to = wordAt(words, foldedOffset(words.folded, span.end));
    if (to <= from) continue;
    quoteOf.fill(quotes.length, from, to);
    quotes.push({ from, to });
  }
  return { quoteOf, quotes };
}

/** An alignment, and how many places hold the words of its core as improbably. */
export interface FoundAlignment {
  alignment: Alignment;
  places: number;
}

/** Stretches of a text that repeat held words, the most improbable first; of one place in the text the best few. */
export function findAlignments(words: Words, index: QuotationData, seeds: TextSeeds, quoted: QuotedWords): FoundAlignment[] {
  const sides = { words, bits: seeds.bits, index };
  const stretches = findStretches(sides, seeds, quoted).sort((a, b) => b.bits - a.bits);
  const covered = new Uint8Array(words.count);
  /** Of each middle of a stretch: the best bits, and how many stretches have nearly as many. */
  const bestBits = new Float32Array(words.count);
  const places = new Uint32Array(words.count);
  const isElided = elisions(words);
  const accepted: { alignment: Alignment; middle: number }[] = [];
  const found = new SpanIndex<Alignment>(64);
  for (const stretch of stretches) {
    const middle = (stretch.textFrom + stretch.textTo) >> 1;
    bestBits[middle] = Math.max(bestBits[middle] as number, stretch.bits);
    if (stretch.bits >= (bestBits[middle] as number) - 1) places[middle] = (places[middle] as number) + 1;
    if ((covered[middle] as number) >= BEST_PER_PLACE || stretch.bits < (bestBits[middle] as number) * WORTH_BESIDE) continue;
    if (found.some(stretch.textFrom, stretch.textTo, (other) => liesIn(stretch, other))) continue;
    const alignment = extendOverGaps(sides, stretch, isElided);
    for (let i = alignment.textFrom; i < alignment.textTo; i++) covered[i] = Math.min((covered[i] as number) + 1, 255);
    accepted.push({ alignment, middle });
    found.add(alignment.textFrom, alignment.textTo, alignment);
  }
  return accepted
    .map(({ alignment, middle }) => ({ alignment, places: places[middle] as number }))
    .sort((a, b) => b.alignment.bits - a.alignment.bits);
}

function findStretches(sides: Sides, { hashes, counts }: TextSeeds, quoted: QuotedWords): Stretch[] {
  const { words, index } = sides;
  const found: Stretch[] = [];
  const seen = new Diagonals(words.count);
  const isShort = words.count <= SHORT_TEXT;
  for (let i = 0; i < words.count; i++) {
    const count = counts[i] as number;
    if (count === 0 || count > (isHanId(words.ids[i] as number) ? MOST_PLACES_HAN : MOST_PLACES)) continue;
    const hash = hashes[i] as number;
    const length = seedLength(words.ids, i, words.count);
    const isQuoted = isShort || (quoted.quoteOf[i] as number) >= 0;
    const worth = isQuoted ? WORTH_QUOTED : isHanId(words.ids[i] as number) ? WORTH_HAN : WORTH;
    for (const { buckets, entries, shift, base } of index.tables) {
      const bucket = hash & (buckets.length - 2);
      const to = buckets[bucket + 1] as number;
      for (let k = buckets[bucket] as number; k < to; k++) {
        const entry = entries[k] as number;
        if ((entry ^ hash) >>> shift !== 0) continue;
        const p = (entry & ~(-1 << shift)) + base;
        // Where the words of a diagonal have been looked at already the passages need not be asked, which costs most.
        if (seen.covers(p - i, i) || !isSame(words, index, i, p, length)) continue;
        if (!isShort && !goesOn(words, index, i, p, length)) continue;
        const stretch = extendSeed(sides, { text: i, held: p, length });
        seen.cover(p - i, stretch.textTo);
        if (stretch.bits >= worth) found.push(stretch);
      }
    }
  }
  return found;
}

function isSame(words: Words, index: QuotationData, text: number, held: number, length: number): boolean {
  for (let k = 0; k < length; k++) if (words.ids[text + k] !== index.ids[held + k]) return false;
  return true;
}

/**
 * Whether another word beside a seed is the same as well, at most one word away: where none is, hardly a quotation
 * follows, and most seeds of ordinary words are such.
 */
function goesOn({ ids }: Words, index: QuotationData, text: number, held: number, length: number): boolean {
  const after = held + length;
  return (
    ids[text - 1] === index.ids[held - 1] ||
    ids[text + length] === index.ids[after] ||
    ids[text + length + 1] === index.ids[after + 1] ||
    ids[text - 2] === index.ids[held - 2]
  );
}

/** Whether a stretch adds nothing to an alignment: the same words beside the same words. */
function liesIn({ textFrom, textTo, heldFrom }: Stretch, other: Alignment): boolean {
  return textFrom >= other.textFrom && textTo <= other.textTo && heldFrom >= other.heldFrom && heldFrom + textTo - textFrom <= other.heldTo;
}

/** Up to which word of the text each diagonal (place held less place in the text) has been looked at. */
class Diagonals {
  private readonly keys: Int32Array;
  private readonly ends: Int32Array;
  private readonly shift: number;

  constructor(words: number) {
    const bits = Math.min(Math.max(Math.ceil(Math.log2(words * 8 + 1)), 6), 18);
    this.keys = new Int32Array(1 << bits).fill(-0x80000000);
    this.ends = new Int32Array(1 << bits);
    this.shift = 32 - bits;
  }

  covers(diagonal: number, text: number): boolean {
    const slot = this.slot(diagonal);
    return this.keys[slot] === diagonal && (this.ends[slot] as number) > text;
  }

  cover(diagonal: number, end: number): void {
    const slot = this.slot(diagonal);
    this.keys[slot] = diagonal;
    this.ends[slot] = end;
  }

  private slot(diagonal: number): number {
    return Math.imul(diagonal, 0x9e3779b1) >>> this.shift;
  }
}

/** Whether "..." or "……" stands between a word and the one before it; looked up once for each text. */
function elisions({ folded, count, starts, ends }: Words): (word: number) => boolean {
  const marked = new Uint8Array(count);
  for (let word = 1; word < count; word++) {
    const from = ends[word - 1] as number;
    const to = starts[word] as number;
    if (to - from >= 3 && /\.\s?\.\s?\.|\*\s?\*\s?\*|---|-\s-/.test(folded.text.slice(from, to))) marked[word] = 1;
  }
  return (word) => marked[word] === 1;
}
