import type { Locator } from "@lectern/schema";
import { englishNumeralWords, foldText, parseNumeral } from "@lectern/text";
import type { CitationStyle, Level } from "../kinds.js";
import { chineseGroup, isChineseStart } from "./chinese-locators.js";
import { type LevelWords, levelWordsIn, type NamedLevel } from "./level-words.js";
import { codeAt, isDigit, isSmallLetter } from "./printed-code.js";
import { afterMatch, type LocatorGroup, type ParsedLocator, type PrintedValue } from "./printed-value.js";

const SPACE = 32;
const POINT = 46;
const ROMAN = "ivxlcdm";
/** So many values make one list, at most. */
const MOST_VALUES = 200;

const numeralWord = `(?:${[...englishNumeralWords].sort((a, b) => b.length - a.length).join("|")})`;
const englishNumeral = new RegExp(`${numeralWord}(?:(?:-|\\s+(?:and\\s+)?)${numeralWord})*(?![a-z])`, "y");
const ordinal =
  /(?:\d+(?:st|nd|rd|th)|[a-z-]*(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|teenth|tieth|hundredth))(?![a-z])/y;
/** Codes of divisions: 13, 3A, IV, XII-A, D-i. */
const divisionCode = /(?:\d+[a-z]{0,2}|[ivxlcdm]+|[a-z])(?:-(?:[ivxlcdm]+|[a-z]|\d+))*(?![a-z\d])/y;
const romanNumeral = /[ivxlcdm]+(?![a-z\d])/y;
/** Subdivisions behind a value, and lists of them: (c)(1), (a)(1) and (2), (b-1) through (d). */
const subdivisions = /(?:\s?\([a-z\d-]{1,6}\))+(?:(?:\s?,\s?(?:(?:and|or)\s)?|\s(?:and|or|to|through)\s)(?:\([a-z\d-]{1,6}\))+)*/y;
/** What an editor or the author says of one value in a list: [repealed], (adoptions). */
const editorsNote = /\s?\[[a-z ]{3,14}\]|\s?\([a-z][a-z ]{5,60}\)|\]/y;
const rangeMark = /\s*-\s*|\s+(?:to|through|thru|until)\s+/y;
/** What parts the codes of a list: the ends of a range are two citations. */
const codeMark = /(?:\s*[,;]\s*(?:(?:and|or)\s+)?|\s+(?:and|or|to|through|thru)\s+|\s*&\s*|\s+-\s+)(?:\[§*\]?\s*)?/y;
const listMark = /\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+|\s*&\s*/y;
const spaces = /\s*/y;
const connector = /(?:\s*,)?\s+of\s+(?:the\s+)?|\s*[,(]\s*(?:and\s+)?(?:the\s+)?|\s+/y;

/**
 * The locator that starts exactly at `at` of folded text, or null: "volume 4, chapter two", "the fourth volume",
 * "§§ 1-101 and 1-102", "第十条第二款", "第一卷至第五卷".
 */
export function parseLocator(folded: string, at: number, words: LevelWords = levelWordsIn(null)): ParsedLocator | null {
  const groups: LocatorGroup[] = [];
  let end = at;
  let next = at;
  while (groups.length < 6) {
    const found = parseGroup(folded, next, words);
    if (found === null || groups.some(({ level }) => level === found.group.level)) break;
    groups.push(found.group);
    end = found.end;
    next = isChineseStart(folded, end) ? end : afterMatch(connector, folded, end);
    if (next < 0) break;
  }
  return groups.length === 0 ? null : { groups, start: at, end };
}

/** Values alone, without the word that names their level: what follows a "§" or the name of a book. */
export function parseValues(
  folded: string,
  at: number,
  isList: boolean,
): { values: PrintedValue[]; subdivision: string | null; end: number } | null {
  const first = valueAt(folded, at, true);
  if (first === null) return null;
  return continueValues(folded, first, isList, null);
}

/** A locator of the catalogue taken apart, or null where it is only a name: "第十条", "Article 10", "Genesis 1:1", "§ 1-204.23". */
export function readLocator(locator: string, style: CitationStyle | null): Locator | null {
  const folded = foldText(locator.trim()).text;
  const scripture = /^(\D*?\d?\D+?)\s+(\d{1,3}):(\d{1,3})$/.exec(folded);
  if (scripture) {
    const name = locator.trim().replace(/\s+\S+$/u, "");
    return { book: name, chapter: Number(scripture[2]), verse: Number(scripture[3]) };
  }
  const codeLevel = style?.levels?.find(({ values }) => values === "code")?.level ?? "section";
  const code = /^(?:§+\s*)?(\d+[a-z]{0,2}(?:[-.:]\d+[a-z]{0,2})+|\d+[a-z]{0,2})$/.exec(folded);
  if (code) {
    const value = code[1] as string;
    const number = parseNumeral(value);
    return { [codeLevel]: number ?? value };
  }
  const parsed = parseLocator(folded, 0, levelWordsIn(style));
  if (parsed === null || parsed.end !== folded.length) return null;
  return toLocator(parsed.groups, null, null);
}

/** The groups as a locator: "No." stands for the widest level of the work, and "3-5" for one value where its values are codes. */
export function toLocator(groups: LocatorGroup[], widest: Level | null, codeLevel: Level | null): Locator {
  const locator: Locator = {};
  for (const { level, values, subdivision } of groups) {
    const key = level === "widest" ? (widest ?? "item") : level;
    const first = values[0] as PrintedValue;
    locator[key] = key === codeLevel && /[-.:]/.test(first.printed) ? first.printed : toValue(values);
    if (subdivision !== null && locator.paragraph === undefined) locator.paragraph = subdivision;
  }
  return locator;
}

function toValue(values: PrintedValue[]): NonNullable<Locator[Level]> {
  const first = values[0] as PrintedValue;
  if (values.length === 1) return first.last !== null ? [first.number as number, first.last] : (first.number ?? first.printed);
  const ranges = values.flatMap(({ number, last }): ([number] | [number, number])[] =>
    number === null ? [] : [last === null ? [number] : [number, last]],
  );
  return ranges.length === values.length ? ranges : values.flatMap(eachPrinted).join(", ");
}

/** The value, or each value of a range, as one of a list that has codes as well: 10-1, 12, 13. */
function eachPrinted({ number, last, printed }: PrintedValue): (string | number)[] {
  if (number === null) return [printed];
  return Array.from({ length: Math.min((last ?? number) - number + 1, MOST_VALUES) }, (_, step) => number + step);
}

function parseGroup(folded: string, at: number, words: LevelWords): { group: LocatorGroup; end: number } | null {
  if (isChineseStart(folded, at)) return chineseGroup(folded, at);
  return ordinalGroup(folded, skipArticle(folded, at), words) ?? wordGroup(folded, at, words);
}

/** "volume 4", "chapters two and three", "§ 1-204.23(c)". */
function wordGroup(folded: string, at: number, words: LevelWords): { group: LocatorGroup; end: number } | null {
  const word = words.at(folded, at);
  if (word === null) return null;
  const valueStart = skipSpaces(folded, word.end);
  if (valueStart === word.end && isSmallLetter(folded.charCodeAt(at))) return null;
  if (!mayBeValue(folded, valueStart)) return null;
  const first = namedValueAt(folded, valueStart, words.isCode(word.level));
  if (first === null) return null;
  const { values, subdivision, end } = continueValues(folded, first, word.isPlural, { words, level: word.level });
  return { group: { level: word.level, values, subdivision }, end };
}

/** "the fourth volume", "first and second books". */
function ordinalGroup(folded: string, at: number, words: LevelWords): { group: LocatorGroup; end: number } | null {
  const values: PrintedValue[] = [];
  let next = at;
  while (values.length < 12) {
    if (!isDigit(folded.charCodeAt(next)) && !beginsNumeral(folded, next)) return null;
    const end = afterMatch(ordinal, folded, next);
    if (end < 0) return null;
    const printed = folded.slice(next, end);
    const number = parseNumeral(printed);
    if (number === null) return null;
    values.push({ printed, number, last: null, start: next, end });
    const space = afterMatch(/\s+/y, folded, end);
    const word = space < 0 ? null : words.at(folded, space);
    if (word !== null && word.level !== "widest") return { group: { level: word.level, values, subdivision: null }, end: word.end };
    next = afterMatch(listMark, folded, end);
    if (next < 0) return null;
  }
  return null;
}

function continueValues(
  folded: string,
  first: PrintedValue,
  isList: boolean,
  repeat: { words: LevelWords; level: NamedLevel } | null,
): { values: PrintedValue[]; subdivision: string | null; end: number } {
  const values = [first];
  let { end } = first;
  let subdivision: string | null = null;
  const isCode = isCodeLike(first);
  while (values.length < MOST_VALUES) {
    // Most values end a citation: what can follow one is told by its first character.
    if (!mayGoOn(folded.charCodeAt(end))) break;
    const behind = afterMatch(subdivisions, folded, end);
    if (behind >= 0) {
      subdivision = folded.slice(end, behind).replaceAll(" ", "");
      end = behind;
    }
    const noted = afterMatch(editorsNote, folded, end);
    const range = isCode ? -1 : rangeAt(folded, end, values.at(-1) as PrintedValue, repeat);
    if (range >= 0) {
      end = range;
      continue;
    }
    const mark = afterMatch(isCode ? codeMark : listMark, folded, noted < 0 ? end : noted);
    if (mark < 0) break;
    const named = repeat === null ? null : repeat.words.at(folded, mark);
    const repeats = named !== null && named.level === repeat?.level;
    const start = repeats ? skipSpaces(folded, named.end) : mark;
    const isDivision = repeat?.words.isCode(repeat.level) && !isCode;
    const next = isDivision ? namedValueAt(folded, start, true) : valueAt(folded, start, repeats || !isCode);
    if (next === null || !(isList || repeats) || (isCode && !/[-.:]/.test(next.printed)) || isLikelyYear(next, first)) break;
    if (!repeats && /^[a-z]/.test(next.printed) && !/^[a-z]/.test(first.printed)) break;
    values.push(next);
    end = next.end;
  }
  return { values, subdivision, end };
}

/** What subdivisions, notes, ranges and lists begin with. */
const goingOn = new Set([..." \t\n\v\f\r([],;&-"].map((character) => character.charCodeAt(0)));

function mayGoOn(unit: number): boolean {
  return unit > 127 || goingOn.has(unit);
}

/** End of a range that starts with `value` and goes on at `end`, written into the value; -1 where there is none. */
function rangeAt(folded: string, end: number, value: PrintedValue, repeat: { words: LevelWords; level: NamedLevel } | null): number {
  const mark = afterMatch(rangeMark, folded, end);
  if (mark < 0 || value.number === null || value.last !== null) return -1;
  const named = repeat?.words.at(folded, mark) ?? null;
  const next = valueAt(folded, named !== null && named.level === repeat?.level ? skipSpaces(folded, named.end) : mark, true);
  if (next === null || next.number === null || next.number <= value.number) return -1;
  value.last = next.number;
  return next.end;
}

function valueAt(folded: string, at: number, allowWords: boolean): PrintedValue | null {
  if (at < 0) return null;
  const first = folded.charCodeAt(at);
  if (isDigit(first)) return codeAt(folded, at);
  if (!allowWords || !isSmallLetter(first)) return null;
  const roman = afterMatch(romanNumeral, folded, at);
  if (roman >= 0) {
    const printed = folded.slice(at, roman);
    // "Part C" is a letter, "Part V" a number.
    const isLetter = printed.length === 1 && "cdlm".includes(printed);
    const number = isLetter ? null : parseNumeral(printed);
    if (isLetter || number !== null) return { printed, number, last: null, start: at, end: roman };
  }
  const words = beginsNumeral(folded, at) ? afterMatch(englishNumeral, folded, at) : -1;
  if (words < 0) return null;
  const number = parseNumeral(folded.slice(at, words));
  return number === null ? null : { printed: folded.slice(at, words), number, last: null, start: at, end: words };
}

/** A value behind the word that names its level; where the style says that the level has codes, a code as a whole: XII-A, 3A. */
function namedValueAt(folded: string, at: number, isCode: boolean): PrintedValue | null {
  const plain = valueAt(folded, at, true);
  const end = isCode && at >= 0 ? afterMatch(divisionCode, folded, at) : -1;
  if (end < 0 || (plain !== null && (plain.end > end || plain.last !== null)) || /^[-.:]\d/.test(folded.slice(end, end + 2))) return plain;
  const printed = folded.slice(at, end);
  return { printed, number: /^\d+$/.test(printed) ? Number(printed) : null, last: null, start: at, end };
}

/** The place behind a point and spaces. */
function skipSpaces(folded: string, at: number): number {
  const start = folded.charCodeAt(at) === POINT ? at + 1 : at;
  const next = folded.charCodeAt(start) === SPACE ? start + 1 : start;
  return isSmallLetter(folded.charCodeAt(next)) || isDigit(folded.charCodeAt(next)) ? next : afterMatch(spaces, folded, start);
}

/** Whether a value may begin here: a digit, a Roman numeral, a letter by itself, a number in words, or a Han character. */
export function mayBeValue(folded: string, at: number): boolean {
  const first = folded.charCodeAt(at);
  if (isDigit(first) || first > 127) return true;
  return (
    isSmallLetter(first) && (!isSmallLetter(folded.charCodeAt(at + 1)) || ROMAN.includes(folded[at] as string) || beginsNumeral(folded, at))
  );
}

/** The first two letters of every English numeral, by which nearly all other words are told apart. */
const numeralBeginnings = new Set(englishNumeralWords.map((word) => beginning(word, 0)));

function beginsNumeral(folded: string, at: number): boolean {
  return numeralBeginnings.has(beginning(folded, at));
}

function beginning(text: string, at: number): number {
  return (text.charCodeAt(at) << 8) | text.charCodeAt(at + 1);
}

/** Digits parted by signs, and no plain range: 1-204.23, 47-2844, 300gg-1. */
export function isCodeLike(value: PrintedValue): boolean {
  return /[-.:]/.test(value.printed) && (value.last === null || /[.:]|[a-z]/.test(value.printed) || (value.last ?? 0) >= 100);
}

function isLikelyYear(value: PrintedValue, first: PrintedValue): boolean {
  return value.number !== null && value.number >= 1500 && value.number <= 2100 && (first.number ?? 0) < 1000;
}

function skipArticle(folded: string, at: number): number {
  return folded.startsWith("the ", at) ? at + 4 : at;
}
