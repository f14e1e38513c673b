import type { Candidate } from "./candidate.js";
import { differencesOf } from "./fidelity.js";

/** Share of its marks' words from which on a quotation is all that they hold. */
export const IN_MARKS = 0.7;

/** Words that are enough by themselves; a Han character is two thirds of one, so twelve of those. */
export const ENOUGH = 7.9;
/** Words that are enough in quotation marks with a cue or a citation beside them, and with a citation of the very passage. */
const ENOUGH_BACKED = 3.9;
const ENOUGH_NAMED = 3;
/** Fewer words than these have to be nearly all that the marks hold, where only a cue speaks for them. */
const FEW_TOLD = 6;
const NEARLY_ALL = 0.85;
/** The same of words that are improbable, in bits. */
const RARE = 40;
const MOST_OF_MARKS = 0.79;
/** Words that are enough in quotation marks in a text that quotes the work elsewhere, if they are all that the marks hold. */
const ENOUGH_ELSEWHERE = 4.9;
const ALL_OF_MARKS = 0.85;
/** Passages quoted besides from which on four words are enough that stand in one place alone, and the bits asked of them. */
const QUOTED_OFTEN = 2;
const ASKED_THERE = 30;
const ASKED_THERE_ONCE = 33;
/**
 * Least share of equal words: in quotation marks or as a short text, among other words, of a few words without marks,
 * however many are left out; in quotation marks, where more than words left out differs; and the share from which on Chinese that begins or ends within a clause is alike.
 */
const LIKENESS = { quoted: 0.5, among: 0.6, few: 0.75, altered: 0.8, within: 0.85 } as const;
/** Words that are few for a text without marks that is not taken word for word. */
export const FEW = 10;
/** A citation of more passages than this (a volume) vouches for none of them by itself. */
const NAMED_PLACE = 12;
/** Bits that are asked for: in quotation marks, of eight words verbatim, of words with differences. */
const ASKED = { named: [14, 26, 26], beside: [22, 34, 46], altered: [38, 40, 57], alone: [22, 40, 57] } as const;

/** The same of Chinese outside quotation marks, thirty characters: what is shorter there is a set phrase far more often. */
const ENOUGH_HAN = 20;
/** Share of a passage's words that stands for all of them. */
export const WHOLE_PASSAGE = 0.9;

/**
 * Bits that are asked of Chinese without marks that begins or ends within a clause: of such as has nearly all words alike, and
 * of other, which reports on a procedure have in common with its rules.
 */
const ASKED_WITHIN = { alike: 70, unlike: 118 } as const;

/**
 * How sure a quotation is, from 0 to 1; 0.5 is the least that is believed. Improbability counts, in bits. Eight words
 * are the least; fewer only in quotation marks that hold little else, with something besides the marks to speak for it:
 * a cue, a citation nearby, or that they are the whole of the passage.
 */
export function scoreOf(candidate: Omit<Candidate, "score" | "rank">): number {
  const { alignment, parts, bits, size, quoteShare, isUnmarked, isTold, passageShare, support } = candidate;
  const { added, substituted } = differencesOf(parts);
  const likeness = likenessOf(candidate);
  const isVerbatim = alignment.longestRun * (size / alignment.matched) >= 8;
  const isQuoted = quoteShare >= IN_MARKS;
  const isNamed = support !== null && support.passages.length > 0 && support.passages.length <= NAMED_PLACE;
  const isToldWhole = isTold && (size >= FEW_TOLD || quoteShare >= (bits >= RARE ? MOST_OF_MARKS : NEARLY_ALL));
  const isBacked = isQuoted && (isToldWhole || support !== null || passageShare > 0.8);
  const least = isBacked ? (isNamed ? ENOUGH_NAMED : ENOUGH_BACKED) : enoughElsewhere(candidate, likeness);
  if (size < least || likeness < (isQuoted ? LIKENESS.quoted : LIKENESS.among)) return 0;
  if (isQuoted && isUnmarked && size < FEW && alignment.matched < LIKENESS.few * (alignment.matched + added + substituted)) return 0;
  if (candidate.isBareHan && !isQuoted && !isNamed && size < ENOUGH_HAN && passageShare <= WHOLE_PASSAGE) return 0;
  if (candidate.isPartOfClause && !isQuoted && !isNamed) {
    if (bits < (candidate.isBareHan && likeness < LIKENESS.within ? ASKED_WITHIN.unlike : ASKED_WITHIN.alike)) return 0;
  }
  if (candidate.isWithinClause && !isQuoted && !isNamed && passageShare <= WHOLE_PASSAGE) return 0;
  // A work that is named as a whole has formulas beside its name as often as quotations; marks tell them apart.
  const isAltered = isQuoted && alignment.matched < LIKENESS.altered * (alignment.matched + added + substituted);
  const asked = isNamed ? ASKED.named : isQuoted && support !== null ? ASKED.beside : isAltered ? ASKED.altered : ASKED.alone;
  return 1 / (1 + Math.exp(-(bits - asked[isQuoted ? 0 : isVerbatim ? 1 : 2]) / 8));
}

/** Words that are enough in marks that say nothing of speech: the fewer, the more the text quotes the work besides. */
function enoughElsewhere({ besides, quoteShare, places, bits }: Omit<Candidate, "score" | "rank">, likeness: number): number {
  if (besides === 0 || quoteShare < ALL_OF_MARKS) return ENOUGH;
  const isThere = places === 1 && likeness === 1 && bits >= (besides >= QUOTED_OFTEN ? ASKED_THERE : ASKED_THERE_ONCE);
  return isThere ? ENOUGH_BACKED : ENOUGH_ELSEWHERE;
}

/** Share of the words that are equal, where one that is left out counts half. */
export function likenessOf({ alignment, parts }: Pick<Candidate, "alignment" | "parts">): number {
  const { omitted, added, substituted } = differencesOf(parts);
  return alignment.matched / (alignment.matched + Math.min(omitted, 12) * 0.5 + added + substituted);
}
