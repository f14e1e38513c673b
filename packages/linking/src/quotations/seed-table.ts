import { isHanId, NO_WORD } from "../words.js";

/** Words of one seed: three words of an alphabetic script, four Han characters. */
export const SEED_WORDS = 3;
export const SEED_HAN = 4;

/** Seeds for each bucket: the fewer buckets the less memory, and the seeds of one lie side by side. */
const LOAD = 8;
const LEAST_BUCKETS = 1 << 10;

/**
 * Where the seeds of one stretch of words occur. `entries` from `buckets[h]` to `buckets[h + 1]` are of the seeds whose hash
 * ends with the bits of `h`. The low `shift` bits of an entry are a place in the stretch, the others those of the seed's
 * hash, so that nearly all other seeds of a bucket are told apart without a look at the words.
 */
export interface SeedTable {
  buckets: Uint32Array;
  entries: Uint32Array;
  shift: number;
  /** Where the stretch starts in the words of all passages. */
  base: number;
}

/** The table of all seeds of some words. */
export function seedTable(ids: Int32Array): SeedTable {
  const size = 2 ** Math.floor(Math.log2(Math.max(ids.length / LOAD, LEAST_BUCKETS)));
  const shift = Math.ceil(Math.log2(ids.length + 1));
  const buckets = new Uint32Array(new SharedArrayBuffer((size + 1) * 4));
  const hashes = new Uint32Array(ids.length);
  for (let i = 0; i < ids.length; i++) {
    const hash = seedHash(ids, i, ids.length);
    if (hash === null) continue;
    hashes[i] = hash;
    buckets[hash & (size - 1)] = (buckets[hash & (size - 1)] as number) + 1;
  }
  // Each bucket first holds its end, and is counted down to its start, from the last place to the first.
  for (let bucket = 1; bucket <= size; bucket++) buckets[bucket] = (buckets[bucket] as number) + (buckets[bucket - 1] as number);
  const entries = new Uint32Array(new SharedArrayBuffer((buckets[size] as number) * 4));
  for (let i = ids.length - 1; i >= 0; i--) {
    if (seedLength(ids, i, ids.length) === 0) continue;
    const hash = hashes[i] as number;
    const at = (buckets[hash & (size - 1)] as number) - 1;
    entries[at] = (hash & (-1 << shift)) | i;
    buckets[hash & (size - 1)] = at;
  }
  return { buckets, entries, shift, base: 0 };
}

/** Entries of a bucket that are told apart when they are counted: of more, nearly all are of one common seed. */
const MOST_COUNTED = 256;

/** How many places have a seed of this hash. */
export function countPlaces(tables: SeedTable[], hash: number): number {
  let count = 0;
  for (const { buckets, entries, shift } of tables) {
    const bucket = hash & (buckets.length - 2);
    const start = buckets[bucket] as number;
    const end = buckets[bucket + 1] as number;
    if (end - start > MOST_COUNTED) count += end - start;
    else for (let k = start; k < end; k++) if (((entries[k] as number) ^ hash) >>> shift === 0) count++;
  }
  return count;
}

/** The places that have a seed of this hash, be it another seed, in the words of all passages. */
export function* placesOf(tables: SeedTable[], hash: number): Iterable<number> {
  for (const { buckets, entries, shift, base } of tables) {
    const bucket = hash & (buckets.length - 2);
    const end = buckets[bucket + 1] as number;
    for (let k = buckets[bucket] as number; k < end; k++) {
      const entry = entries[k] as number;
      if ((entry ^ hash) >>> shift === 0) yield (entry & ~(-1 << shift)) + base;
    }
  }
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
