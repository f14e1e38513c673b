import type { CataloguePassage } from "../kinds.js";
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
 * All words of all passages in one array, and where every seed occurs in it. `buckets[h]` to `buckets[h + 1]` are the
 * entries of `positions` whose seed has the hash `h`; seeds of other hashes' collisions are told apart by the words.
 */
export interface QuotationIndex {
  /** Ids of words, in the order of the passages; NO_WORD between works. */
  ids: Int32Array;
  /** Where passage i starts in `ids`; one entry more than there are passages. */
  starts: Uint32Array;
  buckets: Uint32Array;
  positions: Uint32Array;
  /** How common the seed at each position of `ids` is, once it was asked: sixteenths of a bit and one; 0 where it was not. */
  common: Uint8Array;
  /** Improbability of a word by its id, in steps of a sixteenth of a bit. */
  bits: Uint8Array;
}

/** The index of all passages that have words. Time and memory in proportion to the words: 13 bytes each. */
export function buildQuotationIndex(passages: CataloguePassage[], passageWorks: ArrayLike<number>): QuotationIndex {
  const { ids, starts } = allWords(passages, passageWorks);
  const size = 2 ** Math.max(10, Math.ceil(Math.log2(Math.max(ids.length, 1))));
  const buckets = new Uint32Array(size + 2);
  const hashes = new Uint32Array(ids.length);
  const none = size;
  for (let i = 0; i < ids.length; i++) {
    const hash = seedHash(ids, i, ids.length);
    hashes[i] = hash === null ? none : hash & (size - 1);
    if (hash !== null) buckets[((hash & (size - 1)) >>> 0) + 1] = (buckets[((hash & (size - 1)) >>> 0) + 1] as number) + 1;
  }
  for (let h = 1; h <= size; h++) buckets[h] = (buckets[h] as number) + (buckets[h - 1] as number);
  const positions = new Uint32Array(buckets[size] as number);
  const next = buckets.slice(0, size);
  for (let i = 0; i < ids.length; i++) {
    const hash = hashes[i] as number;
    if (hash === none) continue;
    const at = next[hash] as number;
    positions[at] = i;
    next[hash] = at + 1;
  }
  return { ids, starts, buckets: buckets.subarray(0, size + 1), positions, common: new Uint8Array(ids.length), bits: wordBits(ids) };
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

/** Logarithm of how often a seed is held; reckoned once for each seed. Of very common ones an upper bound. */
function commonBits(index: QuotationIndex, position: number): number {
  const known = index.common[position] as number;
  if (known > 0) return (known - 1) / BIT_STEPS;
  const hash = seedHash(index.ids, position, index.ids.length);
  const bucket = (hash ?? 0) & (index.buckets.length - 2);
  const from = index.buckets[bucket] as number;
  const to = index.buckets[bucket + 1] as number;
  if (hash === null || to - from > 200) return remember(index, [position], hash === null ? 1 : to - from);
  const length = seedLength(index.ids, position, index.ids.length);
  const same: number[] = [];
  for (let k = from; k < to; k++) {
    const other = index.positions[k] as number;
    let equal = 0;
    while (equal < length && index.ids[other + equal] === index.ids[position + equal]) equal++;
    if (equal === length) same.push(other);
  }
  return remember(index, same, same.length);
}

function remember(index: QuotationIndex, positions: number[], count: number): number {
  const steps = Math.min(Math.round(Math.log2(Math.max(count, 1)) * BIT_STEPS), 254);
  for (const position of positions) index.common[position] = steps + 1;
  return steps / BIT_STEPS;
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

function allWords(passages: CataloguePassage[], passageWorks: ArrayLike<number>): { ids: Int32Array; starts: Uint32Array } {
  let ids = new Int32Array(1 << 16);
  let count = 0;
  const starts = new Uint32Array(passages.length + 1);
  passages.forEach((passage, i) => {
    const words = passage.text === "" ? null : readWords(passage.text);
    const needed = count + (words?.count ?? 0) + 1;
    if (needed > ids.length) {
      const wider = new Int32Array(Math.max(needed, ids.length * 2));
      wider.set(ids);
      ids = wider;
    }
    if (i > 0 && passageWorks[i] !== passageWorks[i - 1]) ids[count++] = NO_WORD;
    starts[i] = count;
    if (words !== null) {
      ids.set(words.ids, count);
      count += words.count;
    }
  });
  starts[passages.length] = count;
  return { ids: ids.slice(0, count), starts };
}

function wordBits(ids: Int32Array): Uint8Array {
  const counts = new Uint32Array(COUNTERS);
  for (const id of ids) counts[(id >>> 1) & (COUNTERS - 1)] = (counts[(id >>> 1) & (COUNTERS - 1)] as number) + 1;
  const bits = new Uint8Array(COUNTERS);
  const total = Math.max(ids.length, 50_000);
  for (const id of ids) {
    const counter = (id >>> 1) & (COUNTERS - 1);
    const count = counts[counter] as number;
    // A word that a small catalogue holds once is not therefore rare: at most 13 bits. And one that it holds often is
    // as common as it is there, whatever a larger catalogue would hold besides.
    const seen = Math.log2(ids.length / count) + DOUBT / Math.sqrt(count);
    const raw = Math.min(Math.max(Math.min(Math.log2(total / (count + 2)), seen), 1), 13);
    bits[counter] = Math.round(raw * (isHanId(id) ? HAN_WEIGHT : 1) * BIT_STEPS);
  }
  return bits;
}
