import type { Words } from "../words.js";
import { bitsOf, type QuotationData } from "./quotation-index.js";
import { countPlaces, seedHash, seedLength } from "./seed-table.js";

/** The seeds of a text by the words that they start with, looked up once for all alignments. */
export interface TextSeeds {
  hashes: Uint32Array;
  /** At how many places of the passages each stands; 0 where no seed starts, too. */
  counts: Uint32Array;
  /** Improbability of each word of the text, in bits. */
  bits: Float32Array;
}

/** The seeds of a text among those of the passages. */
export function seedsOf(words: Words, index: QuotationData): TextSeeds {
  const bits = new Float32Array(words.count);
  const hashes = new Uint32Array(words.count);
  const counts = new Uint32Array(words.count);
  for (let i = 0; i < words.count; i++) {
    bits[i] = bitsOf(index, words.ids[i] as number);
    const hash = seedHash(words.ids, i, words.count);
    if (hash === null) continue;
    hashes[i] = hash;
    counts[i] = countPlaces(index.tables, hash);
  }
  return { hashes, counts, bits };
}

/**
 * Bits to take off an alignment's improbability, since words that often follow each other foretell each other: for each
 * seed within its runs the logarithm of how often it is held, never more than the word itself counts.
 */
export function commonness(
  words: Words,
  { counts, bits: wordBits }: TextSeeds,
  { runs }: { runs: { text: number; length: number }[] },
): number {
  let bits = 0;
  for (const { text, length } of runs) {
    for (let i = text; i < text + length; i++) {
      const size = seedLength(words.ids, i, text + length);
      if (size > 0) bits += Math.min(Math.log2(Math.max(counts[i] as number, 1)), wordBits[i + size - 1] as number);
    }
  }
  return bits;
}
