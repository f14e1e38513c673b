import { shared, widened } from "../packed-texts.js";
import { isHanId, NO_WORD, readWords } from "../words.js";

/** Words of one seed: three words of an alphabetic script, four Han characters. */
export const SEED_WORDS = 3;
export const SEED_HAN = 4;

/** Bits of a word are kept in one byte, in steps of a sixteenth of a bit. */
export const BIT_STEPS = 16;

/** Han characters of one phrase foretell each other more than words do. */
const HAN_WEIGHT = 0.6;

const COUNTERS = 1 << 20;

/** Bits by which a word seen once may be rarer than a small catalogue shows. */
const DOUBT = 4;

/**
 * Where the seeds of one stretch of words occur. `buckets[h]` to `buckets[h + 1]` are the entries of `positions` whose
 * seed has the hash `h`; seeds of other hashes' collisions are told apart by the words.
 */
export interface SeedTable {
  buckets: Uint32Array;
  positions: Uint32Array;
  /** What positions are counted from: where the stretch starts in `ids`. */
  base: number;
}

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

/** The same with what one thread remembers of it. */
export interface QuotationIndex extends QuotationData {
  /** How common seeds are that were asked for, by their hash: the hash, and sixteenths of a bit. */
  common: { hashes: Int32Array; steps: Uint8Array };
}

/** Seeds whose commonness a thread remembers. */
const REMEMBERED = 1 << 16;

export function openQuotationIndex(data: QuotationData): QuotationIndex {
  return { ...data, common: { hashes: new Int32Array(REMEMBERED), steps: new Uint8Array(REMEMBERED).fill(255) } };
}

/** Takes the words of passages one after the other. Time in proportion to the words. */
export class QuotationIndexBuilder {
  private ids = new Int32Array(1 << 12);
  private starts = new Uint32Array(1 << 10);
  private count = 0;
  private passages = 0;
  private work = -1;

  add(text: string, work: number): void {
    const words = text === "" ? null : readWords(text);
    const needed = this.count + (words?.count ?? 0) + 1;
    if (needed > this.ids.length) this.ids = widened(this.ids, Math.max(needed, this.ids.length * 2));
    if (this.passages + 1 >= this.starts.length) this.starts = widened(this.starts, this.starts.length * 2);
    if (this.passages > 0 && work !== this.work) this.ids[this.count++] = NO_WORD;
    this.work = work;
    this.starts[this.passages++] = this.count;
    if (words === null) return;
    this.ids.set(words.ids, this.count);
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

/** Entries of all tables whose seed has this hash, be it another seed. */
export function countPlaces({ tables }: QuotationData, hash: number): number {
  let count = 0;
  for (const { buckets } of tables) {
    const bucket = hash & (buckets.length - 2);
    count += (buckets[bucket + 1] as number) - (buckets[bucket] as number);
  }
  return count;
}

function seedTable(ids: Int32Array): SeedTable {
  const size = 2 ** Math.max(10, Math.floor(Math.log2(Math.max(ids.length, 1))));
  const buckets = new Uint32Array(new SharedArrayBuffer((size + 1) * 4));
  const hashes = new Uint32Array(ids.length);
  for (let i = 0; i < ids.length; i++) {
    const hash = seedHash(ids, i, ids.length);
    const bucket = hash === null ? size : hash & (size - 1);
    hashes[i] = bucket;
    if (bucket < size) buckets[bucket] = (buckets[bucket] as number) + 1;
  }
  // Each bucket first holds its end, and is counted down to its start, from the last place to the first.
  for (let bucket = 1; bucket <= size; bucket++) buckets[bucket] = (buckets[bucket] as number) + (buckets[bucket - 1] as number);
  const positions = new Uint32Array(new SharedArrayBuffer((buckets[size] as number) * 4));
  for (let i = ids.length - 1; i >= 0; i--) {
    const bucket = hashes[i] as number;
    if (bucket === size) continue;
    const at = (buckets[bucket] as number) - 1;
    positions[at] = i;
    buckets[bucket] = at;
  }
  return { buckets, positions, base: 0 };
}

/** Number of words in the seed that starts at `i`; 0 where it would cross the end of a work. */
export function seedLength(ids: Int32Array, i: number, end: number): number {
  const length = isHanId(ids[i] as number) ? SEED_HAN : SEED_WORDS;
  if (i + length > end) return 0;
  for (let k = i; k < i + length; k++) if (ids[k] === NO_WORD) return 0;
  return length;
}

/** Hash of the seed at `i`, or null where there is none. */
export function seedHash(ids: Int32Array, i: number, end: number): number | null {
  const length = seedLength(ids, i, end);
  if (length === 0) return null;
  let hash = length;
  for (let k = i; k < i + length; k++) hash = Math.imul(hash ^ (ids[k] as number), 0x9e3779b1) ^ (hash >>> 15);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Improbability of a word in bits. */
export function bitsOf(index: QuotationIndex, id: number): number {
  return (index.bits[(id >>> 1) & (COUNTERS - 1)] as number) / BIT_STEPS;
}

/**
 * Bits to take off an alignment's improbability, since words that often follow each other foretell each other: for each
 * seed within its runs the logarithm of how often it is held, never more than the word itself counts.
 */
export function commonness(index: QuotationIndex, { runs }: { runs: { held: number; length: number }[] }): number {
  let bits = 0;
  for (const { held, length } of runs) {
    for (let i = held; i < held + length; i++) {
      const size = seedLength(index.ids, i, held + length);
      if (size > 0) bits += Math.min(commonBits(index, i), bitsOf(index, index.ids[i + size - 1] as number));
    }
  }
  return bits;
}

/** Logarithm of how often a seed is held; of very common ones an upper bound. */
function commonBits(index: QuotationIndex, position: number): number {
  const { ids, tables, common } = index;
  const hash = seedHash(ids, position, ids.length) ?? 0;
  const slot = hash & (REMEMBERED - 1);
  if (common.hashes[slot] === (hash | 0) && common.steps[slot] !== 255) return (common.steps[slot] as number) / BIT_STEPS;
  const entries = countPlaces(index, hash);
  const count = entries > 200 ? entries : tables.reduce((sum, table) => sum + timesHeld(ids, table, hash, position), 0);
  const steps = Math.min(Math.round(Math.log2(Math.max(count, 1)) * BIT_STEPS), 254);
  common.hashes[slot] = hash;
  common.steps[slot] = steps;
  return steps / BIT_STEPS;
}

function timesHeld(ids: Int32Array, { buckets, positions, base }: SeedTable, hash: number, position: number): number {
  const length = seedLength(ids, position, ids.length);
  const bucket = hash & (buckets.length - 2);
  const end = buckets[bucket + 1] as number;
  let count = 0;
  for (let k = buckets[bucket] as number; k < end; k++) {
    const place = (positions[k] as number) + base;
    let equal = 0;
    while (equal < length && ids[place + equal] === ids[position + equal]) equal++;
    if (equal === length) count++;
  }
  return count;
}

/** The passage that a position of `ids` belongs to. */
export function passageAt(index: QuotationIndex, position: number): number {
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
  let words = 0;
  for (const count of counts) words += count & ~HAN;
  const total = Math.max(words, 50_000);
  for (let counter = 0; counter < COUNTERS; counter++) {
    const count = (counts[counter] as number) & ~HAN;
    if (count <= 0) continue;
    // A word that a small catalogue holds once is not therefore rare: at most 13 bits. And one that it holds often is
    // as common as it is there, whatever a larger catalogue would hold besides.
    const seen = Math.log2(words / count) + DOUBT / Math.sqrt(count);
    const raw = Math.min(Math.max(Math.min(Math.log2(total / (count + 2)), seen), 1), 13);
    const isHan = (counts[counter] as number) >= HAN;
    bits[counter] = Math.round(raw * (isHan ? HAN_WEIGHT : 1) * BIT_STEPS);
  }
  return bits;
}
