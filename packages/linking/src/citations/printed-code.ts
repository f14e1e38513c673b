import type { PrintedValue } from "./printed-value.js";

const HYPHEN = 45;
const POINT = 46;
const COLON = 58;
/** Letters behind the digits of one part of a code, at most: 300gg. */
const MOST_LETTERS = 2;
/** Digits of the parts of "3-5", where it may be a range, and of any number. */
const MOST_OF_A_RANGE = 4;
const MOST_DIGITS = 15;

/**
 * The code or number that starts at `at` of folded text, or null: 4, 4th, 3-5, 1-204.23, 300gg-1. "3-5" is a range of two
 * numbers as well as a code; the work decides, so both readings are kept.
 */
export function codeAt(folded: string, at: number): PrintedValue | null {
  let end = -1;
  let parts = 0;
  let digitsEnd = 0;
  let secondAt = at;
  let isPlain = true;
  for (let next = at; ; ) {
    let i = skipDigits(folded, next);
    if (i === next) break;
    const numberEnd = i;
    i = skipLetters(folded, i);
    if (i - numberEnd > MOST_LETTERS || isDigit(folded.charCodeAt(i))) break;
    if (parts === 0) digitsEnd = numberEnd;
    if (parts === 1) secondAt = next;
    isPlain = isPlain && i === numberEnd;
    parts++;
    end = i;
    const mark = folded.charCodeAt(i);
    if (mark !== HYPHEN && mark !== POINT && mark !== COLON) break;
    next = i + 1;
  }
  if (parts === 0) return null;
  const printed = folded.slice(at, end);
  if (parts === 1) return { printed, number: plainNumber(folded, at, digitsEnd, end), last: null, start: at, end };
  const isPair = parts === 2 && isPlain && folded.charCodeAt(secondAt - 1) === HYPHEN;
  if (!isPair || secondAt - 1 - at > MOST_OF_A_RANGE || end - secondAt > MOST_OF_A_RANGE) {
    return { printed, number: null, last: null, start: at, end };
  }
  const first = numberIn(folded, at, secondAt - 1);
  const last = numberIn(folded, secondAt, end);
  return last <= first ? { printed, number: null, last: null, start: at, end } : { printed, number: first, last, start: at, end };
}

/** The number of digits without a sign: 4, 4th. */
function plainNumber(folded: string, at: number, digitsEnd: number, end: number): number | null {
  const isNumber = digitsEnd - at <= MOST_DIGITS && (digitsEnd === end || ordinalEndings.has(folded.slice(digitsEnd, end)));
  return isNumber ? numberIn(folded, at, digitsEnd) : null;
}

const ordinalEndings = new Set(["st", "nd", "rd", "th"]);

function numberIn(folded: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) number = number * 10 + folded.charCodeAt(i) - 48;
  return number;
}

function skipDigits(folded: string, at: number): number {
  let i = at;
  while (isDigit(folded.charCodeAt(i))) i++;
  return i;
}

function skipLetters(folded: string, at: number): number {
  let i = at;
  while (isSmallLetter(folded.charCodeAt(i))) i++;
  return i;
}

export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

export function isSmallLetter(unit: number): boolean {
  return unit >= 97 && unit <= 122;
}
