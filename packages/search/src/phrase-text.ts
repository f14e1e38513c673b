import { type FoldedText, UnitClass, unitClass } from "@lectern/text";
import { foldForSearch } from "./search-text.js";

/**
 * Stands at every border of a word that a plain search for a substring could not see, so that such a search finds
 * whole words: "art" is not in "␟party␟". A single space between two words is written as one border.
 */
const BORDER = "\u001f";
const BORDER_UNIT = 0x1f;

/** Between texts that no phrase crosses (names of a record). */
export const TEXT_BREAK = "\u001e";

/** Longer words are found by their beginning. */
export const LONGEST_WORD = 64;

/** Folded text as phrases are compared: runs of space are one space, word borders are marked. `at[i]` is the index of `text[i]` in the folded text. */
export interface PhraseText {
  text: string;
  at: Uint32Array;
}

/** What a phrase is looked up by: its text as it stands in texts, and the keys that every text with it has. */
export interface Phrase {
  text: string;
  keys: PhraseKey[];
  /** Whether it may also stand in the names of a record: what a person put in quotation marks stands in its title or text. */
  inNames: boolean;
}

interface PhraseKey {
  key: string;
  /** Whether the text's key may go on after these letters. */
  isPrefix: boolean;
}

/** A phrase as typed; `isOpen` where it is still being typed, and its last word may go on. */
export function phraseOf(typed: string, isOpen = false, inNames = false): Phrase {
  const { text } = phraseText(foldForSearch(typed));
  const endsOpen = isOpen && text.endsWith(BORDER);
  return { text: endsOpen ? text.slice(0, -1) : text, keys: keysOfPhrase(text, endsOpen), inNames };
}

/** The first `length` units of a phrase, as a phrase that goes on. */
export function beginningOf(phrase: Phrase, length: number): Phrase {
  let text = phrase.text.slice(0, length);
  if (/[\ud800-\udbff]$/.test(text)) text = text.slice(0, -1);
  return { ...phrase, text, keys: keysOfPhrase(text, isWordUnit(text.charCodeAt(text.length - 1))) };
}

/** Folded text in the form that phrases are compared in. */
export function phraseText(folded: FoldedText): PhraseText {
  const source = folded.text;
  const units = new Uint16Array(source.length * 3 + 2);
  const at = new Uint32Array(source.length * 3 + 2);
  let size = 0;
  let isInWord = false;
  let isSpacePending = false;
  for (let i = 0; i < source.length; i++) {
    const unit = source.charCodeAt(i);
    if (isSpace(unit)) {
      isSpacePending = size > 0;
      continue;
    }
    const isWord = isWordUnit(unit);
    if (isWord && isInWord && isSpacePending) put(BORDER_UNIT, i);
    else if (isWord !== isInWord || isSpacePending) {
      if (isInWord) put(BORDER_UNIT, i);
      if (isSpacePending) put(32, i);
      if (isWord) put(BORDER_UNIT, i);
    }
    isInWord = isWord;
    isSpacePending = false;
    put(unit, i);
  }
  if (isInWord) put(BORDER_UNIT, source.length);
  return { text: Buffer.from(units.buffer, 0, size * 2).toString("utf16le"), at: at.slice(0, size) };

  function put(unit: number, index: number): void {
    units[size] = unit;
    at[size++] = index;
  }
}

/** Where `phrase` stands in `text`, as ranges of the folded text, in order, without overlaps. */
export function findPhrase(text: PhraseText, phrase: string): [start: number, end: number][] {
  const found: [number, number][] = [];
  if (phrase === "") return found;
  const lead = phrase.startsWith(BORDER) ? 1 : 0;
  const trail = phrase.endsWith(BORDER) ? 1 : 0;
  // The border behind one occurrence may be the border before the next.
  for (let i = text.text.indexOf(phrase); i >= 0; i = text.text.indexOf(phrase, i + phrase.length - trail)) {
    found.push([text.at[i + lead] as number, (text.at[i + phrase.length - trail - 1] as number) + 1]);
  }
  return found;
}

/** Keys of a text in phrase form: its words, and for Chinese each pair of neighbouring characters and the last one of a run. */
export function phraseKeys(text: string): Set<string> {
  const keys = new Set<string>();
  scan(
    text,
    (word) => keys.add(word),
    (run) => {
      for (let i = 0; i < run.length; i++) keys.add(pairKey(run[i] as string, run[i + 1] ?? ""));
    },
  );
  return keys;
}

function keysOfPhrase(text: string, endsOpen: boolean): PhraseKey[] {
  const keys = new Map<string, boolean>();
  scan(
    text,
    (word, isLast) => keys.set(word, isLast && endsOpen && keys.get(word) !== false),
    (run) => {
      if (run.length === 1) keys.set(pairKey(run[0] as string, ""), true);
      for (let i = 0; i + 1 < run.length; i++) keys.set(pairKey(run[i] as string, run[i + 1] as string), false);
    },
  );
  return [...keys].map(([key, isPrefix]) => ({ key, isPrefix }));
}

function pairKey(first: string, second: string): string {
  return `~${first}${second}`;
}

function scan(text: string, onWord: (word: string, isLast: boolean) => void, onHan: (characters: string[]) => void): void {
  let i = 0;
  while (i < text.length) {
    const start = i;
    const unit = text.charCodeAt(i);
    if (isWordUnit(unit)) {
      while (i < text.length && isWordUnit(text.charCodeAt(i))) i++;
      onWord(text.slice(start, Math.min(i, start + LONGEST_WORD)), i >= text.length - 1);
    } else if (unitClass(unit) === UnitClass.HAN) {
      while (i < text.length && unitClass(text.charCodeAt(i)) === UnitClass.HAN) i++;
      onHan([...text.slice(start, i)]);
    } else i++;
  }
}

/** Whether a folded unit is part of a word that is written with spaces around it. */
export function isWordUnit(unit: number): boolean {
  const kind = unitClass(unit);
  return kind === UnitClass.LETTER || kind === UnitClass.DIGIT;
}

/** Spaces and control characters: what stands between words and is not printed. */
function isSpace(unit: number): boolean {
  return (
    unit <= 32 ||
    unit === 0x7f ||
    unit === 0xa0 ||
    unit === 0x3000 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029
  );
}

/** Length in characters as Postgres counts them. */
export function characterCount(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xd800 || unit > 0xdbff) continue;
    const next = text.charCodeAt(i + 1);
    if (next >= 0xdc00 && next <= 0xdfff) {
      count--;
      i++;
    }
  }
  return count;
}
