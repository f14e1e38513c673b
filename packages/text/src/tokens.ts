import { createRequire } from "node:module";
import type { Jieba } from "@node-rs/jieba";
import { type FoldedText, foldText, sourceSpan } from "./fold.js";
import { isHanUnit, looseVariant } from "./han.js";

/** A word with its place in the source: `start` and `end` are UTF-16 units, end exclusive; `text` is folded. */
export interface Token {
  text: string;
  start: number;
  end: number;
  kind: "word" | "han" | "number";
}

/** Classes of folded units: what a word is made of. */
export const UnitClass = { OTHER: 0, LETTER: 1, DIGIT: 2, HAN: 3, APOSTROPHE: 4 } as const;

const NOT_ASKED = 255;
const classes = new Uint8Array(65536).fill(NOT_ASKED);

/** What a folded UTF-16 unit is in a word. Halves of pairs from U+20000 up are Han, those of other planes nothing. */
export function unitClass(unit: number): number {
  const known = classes[unit] as number;
  if (known !== NOT_ASKED) return known;
  const found = classify(unit);
  classes[unit] = found;
  return found;
}

/**
 * Words for search, in order of their starts: letters with inner apostrophes (a possessive 's left out), numbers with
 * inner points, and Han runs cut into words; a long Han word is followed by the words within it, so spans overlap.
 */
export function tokenize(text: string): Token[] {
  const folded = foldText(text);
  const tokens: Token[] = [];
  scanRuns(folded.text, (start, end, kind) => {
    if (kind === "han") cutHan(folded, start, end, tokens);
    else {
      const cut = kind === "word" ? possessiveStart(folded.text, start, end) : end;
      tokens.push(tokenOf(folded, start, cut, kind, folded.text.slice(start, cut)));
    }
  });
  return tokens;
}

/**
 * What quotations are compared by: words without apostrophes, numbers, single Han characters with loose variants
 * joined (惟 and 唯).
 */
export function tokenizeCharacters(text: string): Token[] {
  const folded = foldText(text);
  const tokens: Token[] = [];
  scanRuns(folded.text, (start, end, kind) => {
    if (kind !== "han") {
      tokens.push(tokenOf(folded, start, end, kind, folded.text.slice(start, end).replaceAll("'", "")));
      return;
    }
    for (let i = start; i < end; ) {
      const length = isHighHalf(folded.text.charCodeAt(i)) ? 2 : 1;
      const character = length === 2 ? folded.text.slice(i, i + 2) : String.fromCharCode(looseVariant(folded.text.charCodeAt(i)));
      tokens.push(tokenOf(folded, i, i + length, "han", character));
      i += length;
    }
  });
  return tokens;
}

/** Runs of word, number and Han units in folded text, as ranges of the folded text, in order. */
function scanRuns(text: string, run: (start: number, end: number, kind: Token["kind"]) => void): void {
  let i = 0;
  while (i < text.length) {
    const start = i++;
    const first = unitClass(text.charCodeAt(start));
    if (first === UnitClass.OTHER || first === UnitClass.APOSTROPHE) {
      i += followsHighHalf(text, i) ? 1 : 0;
      continue;
    }
    if (first === UnitClass.HAN) {
      while (i < text.length && unitClass(text.charCodeAt(i)) === UnitClass.HAN) i++;
      run(start, i, "han");
      continue;
    }
    let letters = first === UnitClass.LETTER;
    while (i < text.length) {
      const here = unitClass(text.charCodeAt(i));
      if (here === UnitClass.LETTER) letters = true;
      else if (here !== UnitClass.DIGIT && !joins(text, i, here)) break;
      i++;
    }
    run(start, i, letters ? "word" : "number");
  }
}

/** An apostrophe between letters, or a point or comma between digits. */
function joins(text: string, i: number, here: number): boolean {
  const before = unitClass(text.charCodeAt(i - 1));
  const after = i + 1 < text.length ? unitClass(text.charCodeAt(i + 1)) : UnitClass.OTHER;
  if (here === UnitClass.APOSTROPHE) return before === UnitClass.LETTER && after === UnitClass.LETTER;
  const unit = text.charCodeAt(i);
  return (unit === 46 || unit === 44) && before === UnitClass.DIGIT && after === UnitClass.DIGIT;
}

/** Whether `i` is the second half of a character outside the basic plane, a pictograph say. */
function followsHighHalf(text: string, i: number): boolean {
  const before = text.charCodeAt(i - 1);
  const here = text.charCodeAt(i);
  return before >= 0xd800 && before <= 0xdbff && here >= 0xdc00 && here <= 0xdfff;
}

function possessiveStart(text: string, start: number, end: number): number {
  return end - start > 2 && text.endsWith("'s", end) ? end - 2 : end;
}

function tokenOf(folded: FoldedText, start: number, end: number, kind: Token["kind"], text: string): Token {
  const [from, to] = sourceSpan(folded, start, end);
  return { text, start: from, end: to, kind };
}

/** The words of a Han run, each followed by the words within it, at their exact places. */
function cutHan(folded: FoldedText, start: number, end: number, tokens: Token[]): void {
  const run = folded.text.slice(start, end);
  if (end - start === 1) {
    tokens.push(tokenOf(folded, start, end, "han", run));
    return;
  }
  const cutter = jieba();
  const parts = cutter.cutForSearch(run, true);
  let part = 0;
  let position = start;
  for (const word of cutter.cut(run, true)) {
    tokens.push(tokenOf(folded, position, position + word.length, "han", word));
    // The cutter names the parts of a word before the word: all of one length in order of place, then the next length.
    let from = 0;
    let length = 0;
    while (part < parts.length && parts[part] !== word) {
      const inner = parts[part++] as string;
      if (inner.length !== length) {
        length = inner.length;
        from = 0;
      }
      const at = word.indexOf(inner, from);
      if (at < 0) continue;
      from = at + 1;
      tokens.push(tokenOf(folded, position + at, position + at + inner.length, "han", inner));
    }
    part++;
    position += word.length;
  }
}

let loaded: Jieba | undefined;

/** The cutter and its dictionary of 5 MB, read when the first Han run needs them. */
function jieba(): Jieba {
  if (loaded === undefined) {
    const require = createRequire(import.meta.url);
    const native = require("@node-rs/jieba") as typeof import("@node-rs/jieba");
    const { dict } = require("@node-rs/jieba/dict") as { dict: Uint8Array };
    loaded = native.Jieba.withDict(dict);
  }
  return loaded;
}

function classify(unit: number): number {
  if (isHanUnit(unit) || isHighHalf(unit) || (unit >= 0xdc00 && unit <= 0xdfff)) return UnitClass.HAN;
  if (unit >= 0xd800 && unit <= 0xdbff) return UnitClass.OTHER;
  if (unit === 39) return UnitClass.APOSTROPHE;
  const character = String.fromCharCode(unit);
  if (/[\p{L}\p{M}]/u.test(character)) return UnitClass.LETTER;
  return /\p{Nd}/u.test(character) ? UnitClass.DIGIT : UnitClass.OTHER;
}

/** First half of a character from U+20000 up, where the rare Han characters are. */
function isHighHalf(unit: number): boolean {
  return unit >= 0xd840 && unit <= 0xd8ff;
}
