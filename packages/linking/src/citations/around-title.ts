import type { Locator } from "@lectern/schema";
import type { HeldWork } from "../catalogue.js";
import type { Level } from "../kinds.js";
import { WordTrait } from "../scan-words.js";
import { type Words, wordAt } from "../words.js";
import type { CitationSearch } from "./find-citations.js";
import { type LevelWords, levelWordsIn } from "./level-words.js";
import { isCodeLike, mayBeValue, parseLocator, parseValues, toLocator } from "./locators.js";
import type { ParsedLocator, PrintedValue } from "./printed-value.js";
import { Signal } from "./signals.js";

/** A locator beside a title. Ranges are in the folded text; the value's leaves out brackets around it. */
export interface PlacedLocator {
  locator: Locator;
  start: number;
  end: number;
  valueStart: number;
  valueEnd: number;
  /** Where its finest level lists codes, the codes behind the first: each is a citation of its own. */
  furtherCodes: PrintedValue[];
}

/** How far before a title its locator may start, in words or Han characters. */
const REACH = 28;

/** Words from a title to that which tells of a locator behind it, at most. */
const WORDS_TO_LOCATOR = 4;

/** Longest words between a locator and its title: "of his famous little book entitled". */
const LONGEST_GAP = 160;

const gapAfter = /\s*[,(]?\s*(?:的\s*)?(?:,?\s*(?:in|at|under)\s+)?/y;
/** "X: Section 5 of Y", "X, section 5 of Y": the locator is that of the title that follows. */
const leadsOn = /\s+of\s+(?!(?:the\s+)?(?:said|same)\b)/y;
const gapBefore =
  /^(?:\s*,)?\s*(?:of|in|from|to|under)\s+(?:(?:the|his|her|its|our|their|this)\s+)?(?:[a-z.' -]{0,40}'s\s+)?(?:(?:book|work|study|text|collection|essay|treatise|pamphlet)\s+)?(?:of\s+)?(?:,?\s*(?:entitled|titled|called)\s+)?[\s"'*_(《]*$/;

/** The words that name levels in one work. */
export function levelWordsOf(work: HeldWork | null): LevelWords {
  return levelWordsIn(work?.style ?? null);
}

/** The locator that follows a title which ends at `at` of the folded text: "X, volume 4", 《X》第四卷, X (Book II). */
export function locatorAfter(search: CitationSearch, at: number, work: HeldWork | null): PlacedLocator | null {
  const folded = search.words.folded.text;
  const bareLevel = work === null ? null : bareLevelOf(work);
  if (bareLevel === null && !beginsNear(search, wordAt(search.words, at))) return null;
  gapAfter.lastIndex = at;
  const start = gapAfter.test(folded) ? gapAfter.lastIndex : at;
  if (bareLevel === null && !mayBegin(search, wordAt(search.words, start), start)) return null;
  const parsed = parseLocator(folded, start, levelWordsOf(work)) ?? bareValueAt(folded, start, work, bareLevel);
  if (parsed === null || isCodeOfAnother(folded, parsed, work)) return null;
  leadsOn.lastIndex = parsed.end;
  if (leadsOn.test(folded)) return null;
  const isOpen = folded.slice(at, start).includes("(");
  const end = isOpen && folded[parsed.end] === ")" ? parsed.end + 1 : parsed.end;
  return place(parsed, work, at, end);
}

/** The level whose values are printed without its word: the codes of "D.C. Code 1-601.01", the only numbers of "Federalist 78". */
function bareLevelOf({ locators }: HeldWork): Level | null {
  return locators.codeLevel ?? (locators.levels.length === 1 && locators.widest === "item" ? "item" : null);
}

function bareValueAt(folded: string, at: number, work: HeldWork | null, level: Level | null): ParsedLocator | null {
  const values = level === null ? null : parseValues(folded, at, false);
  const [first] = values?.values ?? [];
  if (level === null || values === null || first === undefined || !work?.locators.has(level, first.printed)) return null;
  return { groups: [{ level, ...values }], start: at, end: values.end };
}

/** "the Health Act (§§ 7-1201.01 to 7-1207.02)": numbers of several parts are of a work that has such codes. */
function isCodeOfAnother(folded: string, { groups }: ParsedLocator, work: HeldWork | null): boolean {
  if (work === null || work.locators.codeLevel !== null) return false;
  return groups.some(({ values }) => values.some((value) => /\d/.test(folded[value.start] as string) && isCodeLike(value)));
}

/** The locator that leads to a title which starts at `at` of the folded text: "the fourth volume of X", "Article II, Section 8 of the X". */
export function locatorBefore(search: CitationSearch, at: number, work: HeldWork | null): PlacedLocator | null {
  const { words } = search;
  const folded = words.folded.text;
  const levelWords = levelWordsOf(work);
  const last = wordAt(words, at);
  if (!mayLeadTo(search, last, at)) return null;
  for (let i = Math.max(0, last - REACH); i < last; i++) {
    if (!mayBeginAt(search, i)) continue;
    const start = startOf(words, i);
    const parsed = parseLocator(folded, start, levelWords);
    if (parsed === null || parsed.end > at) continue;
    if (at - parsed.end > LONGEST_GAP) continue;
    const between = folded.slice(parsed.end, at);
    // "chapter 5 of title 18, United States Code", "Articles 41 and 42, League Charter"
    const isWhole =
      /^\s*,\s*$/.test(between) &&
      (parsed.groups.length > 1 || /[a-z]/.test(folded[parsed.start] as string)) &&
      parsed.groups.at(-1)?.level === work?.locators.order[0];
    if (isWhole || gapBefore.test(between) || /^[\s"'《]*$/.test(between)) return place(parsed, work, parsed.start, parsed.end);
  }
  return null;
}

/** The last words of what may stand between a locator and its title. */
const leading = new Set(
  "of in from to under the his her its our their this book work study text collection essay treatise pamphlet entitled titled called".split(
    " ",
  ),
);

/**
 * Whether what stands right before a title may be a locator, or lead on from one: before most titles is neither. `word` is
 * the first word of the title, `at` its place in the folded text.
 */
function mayLeadTo({ words, signals }: CitationSearch, word: number, at: number): boolean {
  if (word === 0) return false;
  const { folded, starts, ends, traits } = words;
  const end = ends[word - 1] as number;
  const before = folded.text.slice(starts[word - 1], end);
  if (leading.has(before) || ((traits[word - 1] as number) & WordTrait.APOSTROPHE) !== 0) return true;
  if (folded.text[end] === ")") return true;
  const isNamed = ((signals.kinds[word - 1] as number) & (Signal.LEVEL | Signal.ORDINAL)) !== 0;
  return (isNamed || mayBeValue(before, 0)) && !folded.text.slice(end, at).includes("(");
}

/** Whether a locator may begin with one of the words that a gap leads to: "in the fourth". */
function beginsNear({ words, signals }: CitationSearch, next: number): boolean {
  const to = Math.min(next + WORDS_TO_LOCATOR, words.count);
  for (let word = next; word < to; word++) if (((signals.kinds[word] as number) & (Signal.LEVEL | Signal.ORDINAL)) !== 0) return true;
  return false;
}

/** Whether a locator may begin at `start`, before or at a word. */
function mayBegin(search: CitationSearch, word: number, start: number): boolean {
  const { folded, count, starts } = search.words;
  if (folded.text[start] === "§" || folded.text[start] === "¶") return true;
  return word < count && starts[word] === start && mayBeginAt(search, word);
}

/** Whether a locator may begin with a word: behind a section mark, with the word for a level, or an ordinal and its article. */
function mayBeginAt({ words, signals }: CitationSearch, word: number): boolean {
  const { kinds } = signals;
  if (((kinds[word] as number) & (Signal.LEVEL | Signal.ORDINAL)) !== 0) return true;
  const isOrdinalNext = word + 1 < words.count && ((kinds[word + 1] as number) & Signal.ORDINAL) !== 0;
  return isOrdinalNext && words.folded.text.startsWith("the ", words.starts[word] as number);
}

/** Section marks are no words, so they are looked for before the word. */
function startOf({ folded: { text: folded }, starts, traits }: Words, word: number): number {
  const wordStart = starts[word] as number;
  if (((traits[word] as number) & WordTrait.SECTION_MARK) === 0) return wordStart;
  let start = wordStart;
  while (start > 0 && folded[start - 1] === " ") start--;
  let mark = start;
  while (mark > 0 && (folded[mark - 1] === "§" || folded[mark - 1] === "¶")) mark--;
  return mark < start ? mark : wordStart;
}

function place(parsed: ParsedLocator, work: HeldWork | null, start: number, end: number): PlacedLocator {
  const codeLevel = work?.locators.codeLevel ?? null;
  const locator = toLocator(parsed.groups, work?.locators.widest ?? null, codeLevel);
  const values = parsed.groups.find(({ level }) => level === codeLevel)?.values ?? [];
  const [first, ...furtherCodes] = values;
  const valueEnd = furtherCodes.length > 0 && first ? first.end : parsed.end;
  return { locator, start, end: furtherCodes.length > 0 ? valueEnd : end, valueStart: parsed.start, valueEnd, furtherCodes };
}
