import { shared, widened } from "../packed-texts.js";
import { isHanId, NO_WORD, readWords } from "../words.js";
import { type SeedTable, seedTable } from "./seed-table.js";
import { withPlainSpellings } from "./spellings.js";

/** Bits of a word are kept in one byte, in steps of a sixteenth of a bit. */
export const BIT_STEPS = 16;

/** Han characters of one phrase foretell each other more than words do. */
const HAN_WEIGHT = 0.6;

const COUNTERS = 1 << 20;

/** Bits by which a word seen once may be rarer than a small catalogue shows. */
const DOUBT = 4;

/**
 * All words of all passages in one array, and where every seed occurs in it: one table for each part that was joined, in
 * their order. The arrays are of memory that threads share: about ten bytes for a word.
 */
export interface QuotationData {
  /** Ids of words, in the order of the passages; NO_WORD between works. */
  ids: Int32Array;
  /** Where passage i starts in `ids`; one entry more than there are passages. */
  starts: Uint32Array;
  tables: SeedTable[];
  /** How often words occur, by their ids; the highest bit says that it is a Han character. */
  counts: Uint32Array;
  /** Improbability of a word by its id, in steps of a sixteenth of a bit. */
  bits: Uint8Array;
}

/** Takes the words of passages one after the other. Time in proportion to the words. */
export class QuotationIndexBuilder {
  private ids = new Int32Array(1 << 12);
  private starts = new Uint32Array(1 << 10);
  private count = 0;
  private passages = 0;
  private work = -1;

  add(text: string, work: number): void {
    const words = text === "" ? null : withPlainSpellings(readWords(text));
    const needed = this.count + (words?.count ?? 0) + 1;
    if (needed > this.ids.length) this.ids = widened(this.ids, Math.max(needed, this.ids.length * 2));
    if (this.passages + 1 >= this.starts.length) this.starts = widened(this.starts, this.starts.length * 2);
    if (this.passages > 0 && work !== this.work) this.ids[this.count++] = NO_WORD;
    this.work = work;
    this.starts[this.passages++] = this.count;
    if (words === null) return;
    this.ids.set(words.ids.subarray(0, words.count), this.count);
    this.count += words.count;
  }

  finish(): QuotationData {
    this.starts[this.passages] = this.count;
    const ids = shared(this.ids.subarray(0, this.count));
    this.ids = new Int32Array(0);
    const counts = countWords(ids);
    return { ids, starts: shared(this.starts.subarray(0, this.passages + 1)), tables: [seedTable(ids)], counts, bits: wordBits(counts) };
  }
}

/**
 * Indexes as one, in their order: arrays are copied, no word is read again. The words of `gone` passages are taken out: no
 * quotation is found in them, and their passages keep their numbers.
 */
export function joinQuotations(parts: QuotationData[], gone: Iterable<number>): QuotationData {
  const words = parts.reduce((sum, part) => sum + part.ids.length, 0);
  const ids = new Int32Array(new SharedArrayBuffer(4 * (words + Math.max(parts.length - 1, 0))));
  const passages = parts.reduce((sum, { starts }) => sum + starts.length - 1, 0);
  const starts = new Uint32Array(new SharedArrayBuffer(4 * (passages + 1)));
  const counts = new Uint32Array(new SharedArrayBuffer(4 * COUNTERS));
  const tables: SeedTable[] = [];
  let base = 0;
  let passage = 0;
  for (const part of parts) {
    ids.set(part.ids, base);
    // What stands between two parts is NO_WORD, which is 0.
    for (let i = 0; i < part.starts.length; i++) starts[passage + i] = base + (part.starts[i] as number);
    addCounts(counts, part.counts);
    tables.push(...part.tables.map((table) => ({ ...table, base: table.base + base })));
    base += part.ids.length + 1;
    passage += part.starts.length - 1;
  }
  starts[passages] = ids.length;
  for (const one of gone) eraseWords(ids, counts, starts[one] as number, starts[one + 1] as number);
  return { ids, starts, tables, counts, bits: wordBits(counts) };
}

function eraseWords(ids: Int32Array, counts: Uint32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const id = ids[i] as number;
    if (id !== NO_WORD) counts[(id >>> 1) & (COUNTERS - 1)] = (counts[(id >>> 1) & (COUNTERS - 1)] as number) - 1;
  }
  ids.fill(NO_WORD, from, to);
}

/** The same words with their seeds, counts and improbabilities, from the words alone. */
export function indexWords(ids: Int32Array, starts: Uint32Array, tables: SeedTable[]): QuotationData {
  const counts = countWords(ids);
  return { ids, starts, tables, counts, bits: wordBits(counts) };
}

/** Improbability of a word in bits. */
export function bitsOf(index: QuotationData, id: number): number {
  return (index.bits[(id >>> 1) & (COUNTERS - 1)] as number) / BIT_STEPS;
}

/** The passage that a position of `ids` belongs to. */
export function passageAt(index: QuotationData, position: number): number {
  let low = 0;
  let high = index.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((index.starts[middle] as number) <= position) low = middle;
    else high = middle - 1;
  }
  return Math.min(low, index.starts.length - 2);
}

const HAN = 0x80000000;

function countWords(ids: Int32Array): Uint32Array {
  const counts = new Uint32Array(new SharedArrayBuffer(4 * COUNTERS));
  for (const id of ids) {
    if (id === NO_WORD) continue;
    const counter = (id >>> 1) & (COUNTERS - 1);
    counts[counter] = (((counts[counter] as number) + 1) | (isHanId(id) ? HAN : 0)) >>> 0;
  }
  return counts;
}

function addCounts(sum: Uint32Array, more: Uint32Array): void {
  for (let counter = 0; counter < COUNTERS; counter++) {
    const [a, b] = [sum[counter] as number, more[counter] as number];
    sum[counter] = (((a & ~HAN) + (b & ~HAN)) | ((a | b) & HAN)) >>> 0;
  }
}

function wordBits(counts: Uint32Array): Uint8Array {
  const bits = new Uint8Array(new SharedArrayBuffer(COUNTERS));
  // Of each script by itself: beside a library in Chinese an English word is no rarer.
  let words = 0;
  let han = 0;
  for (const count of counts) {
    if (count >= HAN) han += count & ~HAN;
    else words += count;
  }
  for (let counter = 0; counter < COUNTERS; counter++) {
    const count = (counts[counter] as number) & ~HAN;
    if (count <= 0) continue;
    const isHan = (counts[counter] as number) >= HAN;
    bits[counter] = Math.round(rarity(count, isHan ? han : words) * (isHan ? HAN_WEIGHT : 1) * BIT_STEPS);
  }
  return bits;
}

/**
 * Improbability, in bits, of what occurs `count` times among so many. What a small catalogue holds once is not therefore
 * rare: at most 13 bits. And what it holds often is as common as it is there, whatever a larger catalogue would hold besides.
 */
function rarity(count: number, among: number): number {
  const seen = Math.log2(among / count) + DOUBT / Math.sqrt(count);
  return Math.min(Math.max(Math.min(Math.log2(Math.max(among, 50_000) / (count + 2)), seen), 1), 13);
}
