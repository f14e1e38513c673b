import type { Locator } from "@lectern/schema";
import { foldKey, parseNumeral } from "@lectern/text";
import type { HeldWork } from "../catalogue.js";
import type { Level } from "../kinds.js";
import { NAMES_NEEDING_A_VERSE } from "./scripture-names.js";

/** A place named "John 3:16-18; 4:2": its passages, and the locator of its first part. */
export interface ScripturePlace {
  locator: Locator;
  passages: number[];
  /** Parts that the book does not have: "3:99". */
  missing: string[];
  /** End in the folded text. */
  end: number;
}

interface Part {
  chapter: number;
  from: number | null;
  toChapter: number;
  to: number | null;
}

const space = /\.?,?\s*/y;
const chapterNumber = /(\d{1,3}|[ivxlc]+)(?![a-z\d])/y;
const verseWord = /,?\s*(?:at\s+)?(?:verses?|vv?)\.?\s*(?=\d)/y;
const verseMark = /\s*:\s*|\.\s*(?=\d)|,\s+(?=\d)|\s+(?=\d)/y;
// A colon behind a verse ends the citation, unless a digit follows: "3:10: he says", but the 4 of "3:16, 4:1" is a chapter.
const verseRange = /(\d{1,3})(?:\s*-\s*(\d{1,3})(?:\s*:\s*(\d{1,3}))?)?(?:\s?ff?\b\.?)?(?!\d|:\d)/y;
const nextVerse = /(?:\s*,\s*|\s+and\s+|\s*&\s*)(?=\d)/y;
const nextChapter = /\s*[;,]\s*(?=\d{1,3}\s*:)|\s*;\s*(?=[ivxlc]+\s*[.:,]\s*\d)/y;
const levelWords = /,?\s*(?:chapter|chap|ch)\.?\s*(\d{1,3}|[ivxlc]+)(?![a-z\d])(?:\s*,?\s*(?:and\s+)?(?:verses?|vv?)\.?\s*)?/y;

/**
 * What follows the name of a book at `at` of folded text: 3:16, 3:16-18, 3.16, iii. 16, 3:16, 18; 4:2, chapter 3,
 * verse 16. Null where no chapter follows, or only a number behind a name that is a common word.
 */
export function scripturePlace(
  folded: string,
  at: number,
  work: HeldWork,
  named: { level: Level; value: string },
  printedName: string,
): ScripturePlace | null {
  const parsed = partsAt(folded, at);
  if (parsed === null) return null;
  const { parts, end } = onlyChapter(parsed, work, named);
  const [first] = parts;
  if (first === undefined) return null;
  if (first.from === null && parsed.isBare && NAMES_NEEDING_A_VERSE.has(foldKey(printedName))) return null;
  if (first.from === null && parsed.isBare && foldKey(printedName).replace(/^\S+ /, "").length < 4) return null;
  const passages: number[] = [];
  const missing: string[] = [];
  for (const part of parts) {
    const found = passagesOf(part, work, named);
    if (found.length === 0) missing.push(part.from === null ? String(part.chapter) : `${part.chapter}:${part.from}`);
    else passages.push(...found);
  }
  return { locator: locatorOf(first, named), passages: [...new Set(passages)], missing, end };
}

function partsAt(folded: string, at: number): { parts: Part[]; end: number; isBare: boolean } | null {
  const leveled = exec(levelWords, folded, at);
  if (leveled) {
    const chapter = numberOf(leveled.match[1] as string);
    if (chapter === null) return null;
    const hasVerse = /v/.test(leveled.match[0].replace(/^.*?\b(?:chapter|chap|ch)\.?\s*(?:\d+|[ivxlc]+)/, ""));
    const tail = hasVerse ? verseList(folded, leveled.end, chapter) : null;
    return tail
      ? { ...tail, isBare: false }
      : {
          parts: [{ chapter, from: null, toChapter: chapter, to: null }],
          end: at + leveled.match[0].trimEnd().replace(/[\s,]*(?:and)?$/, "").length,
          isBare: false,
        };
  }
  const start = exec(space, folded, at)?.end ?? at;
  const chapter = exec(chapterNumber, folded, start);
  if (start === at || chapter === null) return null;
  const number = numberOf(chapter.match[1] as string);
  if (number === null) return null;
  const worded = exec(verseWord, folded, chapter.end);
  const named = worded && verseList(folded, worded.end, number);
  if (named) return { ...named, isBare: false };
  const mark = exec(verseMark, folded, chapter.end);
  // A space parts chapter and verse only behind Roman numerals: "iii 16", but not "3 16".
  const isRoman = !/\d/.test(chapter.match[0]);
  const verses = mark && (isRoman || /[:.]/.test(mark.match[0])) ? verseList(folded, mark.end, number) : null;
  if (verses) return { ...verses, isBare: false };
  const range = exec(/\s*-\s*(\d{1,3})(?!\d|:\d)/y, folded, chapter.end);
  const last = range ? numberOf(range.match[1] as string) : null;
  const part = { chapter: number, from: null, toChapter: last !== null && last > number ? last : number, to: null };
  return { parts: [part], end: part.toChapter > number && range ? range.end : chapter.end, isBare: true };
}

function verseList(folded: string, at: number, chapter: number): { parts: Part[]; end: number } | null {
  const parts: Part[] = [];
  let end = -1;
  let next = at;
  let current = chapter;
  while (parts.length < 60) {
    const range = exec(verseRange, folded, next);
    if (range === null) break;
    const [, from, to, toVerse] = range.match;
    parts.push({
      chapter: current,
      from: Number(from),
      toChapter: toVerse === undefined ? current : Number(to),
      to: toVerse === undefined ? Number(to ?? from) : Number(toVerse),
    });
    end = range.end;
    const chapterMark = exec(nextChapter, folded, end);
    if (chapterMark) {
      const number = exec(chapterNumber, folded, chapterMark.end);
      const mark = number && exec(verseMark, folded, number.end);
      const value = number && numberOf(number.match[1] as string);
      if (mark && value !== null) {
        current = value;
        next = mark.end;
        continue;
      }
    }
    const verseMarkNext = exec(nextVerse, folded, end);
    // "John 3:16, 1 John 4:8" and "16 and 18 others": the number belongs to what follows it.
    if (
      verseMarkNext === null ||
      /^\d{1,3}\s*[a-z]/.test(folded.slice(verseMarkNext.end, verseMarkNext.end + 8)) ||
      /^\d{1,3}\s*:/.test(folded.slice(verseMarkNext.end, verseMarkNext.end + 8))
    )
      break;
    next = verseMarkNext.end;
  }
  return parts.length === 0 ? null : { parts, end };
}

/** "Jude 3" is a verse, since the book has one chapter. */
function onlyChapter(
  parsed: { parts: Part[]; end: number; isBare: boolean },
  work: HeldWork,
  named: { level: Level; value: string },
): { parts: Part[]; end: number } {
  const [first] = parsed.parts;
  if (!parsed.isBare || first === undefined || first.from !== null) return parsed;
  const only = work.locators.onlyValue("chapter", named.level, named.value);
  if (only === null || (first.chapter === Number(only) && first.toChapter === first.chapter)) return parsed;
  return { ...parsed, parts: [{ chapter: Number(only), from: first.chapter, toChapter: Number(only), to: first.toChapter }] };
}

function passagesOf(part: Part, work: HeldWork, named: { level: Level; value: string }): number[] {
  if (part.from !== null && part.toChapter > part.chapter) {
    const first = passagesAt(work, named, part.chapter, [part.from, part.from])[0];
    const last = passagesAt(work, named, part.toChapter, [part.to as number, part.to as number])[0];
    return first === undefined || last === undefined ? [] : work.locators.between(first, last);
  }
  if (part.from === null) {
    return rangeOf(part.chapter, part.toChapter).flatMap((chapter) => passagesAt(work, named, chapter, null));
  }
  return passagesAt(work, named, part.chapter, [part.from, Math.max(part.to ?? part.from, part.from)]);
}

function passagesAt(work: HeldWork, named: { level: Level; value: string }, chapter: number, verses: [number, number] | null): number[] {
  const locator: Locator = { [named.level]: named.value, chapter, ...(verses === null ? {} : { verse: verses }) };
  const meaning = work.locators.resolve(locator);
  return meaning.kind === "passages" ? meaning.passages : [];
}

function locatorOf(part: Part, named: { level: Level; value: string }): Locator {
  const locator: Locator = {
    [named.level]: named.value,
    chapter: part.toChapter > part.chapter ? [part.chapter, part.toChapter] : part.chapter,
  };
  if (part.from !== null)
    locator.verse = part.to !== null && part.to > part.from && part.toChapter === part.chapter ? [part.from, part.to] : part.from;
  return locator;
}

function rangeOf(first: number, last: number): number[] {
  return Array.from({ length: Math.min(Math.max(last - first + 1, 1), 200) }, (_, step) => first + step);
}

function numberOf(printed: string): number | null {
  const number = parseNumeral(printed);
  return number !== null && number > 0 && number < 200 ? number : null;
}

function exec(pattern: RegExp, text: string, at: number): { match: RegExpExecArray; end: number } | null {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? null : { match, end: pattern.lastIndex };
}
