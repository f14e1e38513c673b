import type { Block, SentencePrint } from "@lectern/schema";
import { splitSentences } from "@lectern/text";

/** Words, or Han characters, below which a sentence says nothing of its own: "This concluded the meeting." */
const FEWEST_WORDS = 8;
const FEWEST_HAN = 14;
/** Words, or Han characters, of one shingle. */
const SHINGLE_WORDS = 6;
const SHINGLE_HAN = 10;
/** Of the shingles of a sentence those with the lowest hashes are kept: a sentence that differs in a word or two shares some. */
const SHINGLES_KEPT = 3;

/**
 * Fingerprints of the sentences of a text that are long enough to be known again, in order: the hash of all its words, then
 * the lowest hashes of its shingles (A. Broder, On the resemblance and containment of documents, 1997).
 */
export function sentencePrints(text: string, blocks: Block[]): SentencePrint[] {
  return blocks.flatMap(({ kind, span: [start, end] }): SentencePrint[] => {
    if (kind === "heading" || kind === "cell") return [];
    return splitSentences(text.slice(start, end)).flatMap(([from, to]): SentencePrint[] => {
      const prints = printsOf(text.slice(start + from, start + to));
      return prints ? [{ span: [start + from, start + to], prints }] : [];
    });
  });
}

const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** Base of the polynomial that shingles are hashed by, so that each follows from the one before. */
const BASE = 0x9e3779b1;

/** Hashes of the words of one sentence after the other; no sentence of a text has more that count. */
const hashes = new Int32Array(4096);

function printsOf(sentence: string): number[] | null {
  const { count, han } = readHashes(sentence);
  const isHan = han * 2 > count;
  if (count < (isHan ? FEWEST_HAN : FEWEST_WORDS)) return null;
  let whole = FNV_START;
  for (let i = 0; i < count; i++) whole = Math.imul(whole, BASE) + (hashes[i] as number);
  return [whole | 0, ...lowestShingles(count, isHan ? SHINGLE_HAN : SHINGLE_WORDS)];
}

/** FNV-1a of each word in small letters, and of each Han character, without marks and apostrophes. */
function readHashes(sentence: string): { count: number; han: number } {
  const words = sentence.toLowerCase();
  let [count, han, hash, isOpen] = [0, 0, FNV_START, false];
  for (let i = 0; i < words.length && count < hashes.length - 1; i++) {
    const unit = words.charCodeAt(i);
    const kind = classOf(unit);
    if (kind === IN_WORD) {
      hash = Math.imul(hash ^ unit, FNV_PRIME);
      isOpen = true;
    } else if (kind !== APOSTROPHE) {
      if (isOpen) hashes[count++] = hash;
      [hash, isOpen] = [FNV_START, false];
      if (kind === HAN) {
        hashes[count++] = Math.imul(FNV_START ^ unit, FNV_PRIME);
        han++;
      }
    }
  }
  if (isOpen) hashes[count++] = hash;
  return { count, han };
}

function lowestShingles(count: number, size: number): number[] {
  const lowest: number[] = [];
  let [hash, power] = [0, 1];
  for (let i = 1; i < size; i++) power = Math.imul(power, BASE);
  for (let i = 0; i < count; i++) {
    if (i >= size) hash = (hash - Math.imul(hashes[i - size] as number, power)) | 0;
    hash = (Math.imul(hash, BASE) + (hashes[i] as number)) | 0;
    if (i >= size - 1) keepLowest(lowest, mixed(hash));
  }
  return lowest;
}

/** Spreads a polynomial hash, whose low bits say little of its first words. */
function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (once ^ (once >>> 13)) | 0;
}

function keepLowest(lowest: number[], hash: number): void {
  if (lowest.length === SHINGLES_KEPT && hash >= (lowest.at(-1) as number)) return;
  if (lowest.includes(hash)) return;
  let at = lowest.length;
  while (at > 0 && (lowest[at - 1] as number) > hash) at--;
  lowest.splice(at, 0, hash);
  if (lowest.length > SHINGLES_KEPT) lowest.pop();
}

const [NOT_ASKED, OTHER, IN_WORD, HAN, APOSTROPHE] = [0, 1, 2, 3, 4];
const classes = new Uint8Array(65536);

function classOf(unit: number): number {
  if (classes[unit] === NOT_ASKED) classes[unit] = classify(String.fromCharCode(unit));
  return classes[unit] as number;
}

function classify(unit: string): number {
  if (/['‘’ʼ]/u.test(unit)) return APOSTROPHE;
  if (/\p{Script=Han}/u.test(unit)) return HAN;
  return /[\p{L}\p{M}\p{N}\ud800-\udfff]/u.test(unit) ? IN_WORD : OTHER;
}
