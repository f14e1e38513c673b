import type { Block, SentencePrint } from "@lectern/schema";
import { splitSentences } from "@lectern/text";
import { isHanText, wordsOf } from "./words.js";

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

function printsOf(sentence: string): number[] | null {
  const words = wordsOf(sentence);
  const isHan = isHanText(words);
  if (words.length < (isHan ? FEWEST_HAN : FEWEST_WORDS)) return null;
  const hashes = words.map(hashOfWord);
  const size = isHan ? SHINGLE_HAN : SHINGLE_WORDS;
  const shingles = new Set<number>();
  for (let from = 0; from + size <= hashes.length; from++) shingles.add(joined(hashes, from, from + size));
  return [joined(hashes, 0, hashes.length), ...[...shingles].sort((a, b) => a - b).slice(0, SHINGLES_KEPT)];
}

const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a over UTF-16 code units, as a signed number of 32 bits. */
function hashOfWord(word: string): number {
  let hash = FNV_START;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), FNV_PRIME);
  return hash | 0;
}

function joined(hashes: number[], from: number, to: number): number {
  let hash = FNV_START;
  for (let i = from; i < to; i++) hash = Math.imul(Math.imul(hash, 31) ^ (hashes[i] as number), FNV_PRIME);
  return hash | 0;
}
