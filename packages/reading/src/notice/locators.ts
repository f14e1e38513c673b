import type { Locator, LocatorValue, Span } from "@lectern/schema";
import { parseNumeral } from "@lectern/text";
import type { LevelName } from "../collection/settings.js";
import type { Prose } from "./prose.js";

export interface FoundLocator {
  span: Span;
  resolved: Locator;
}

/** What is printed around a title to say where in the work: before it, right behind it, or further on in its sentence. */
export function locatorAround(prose: Prose, title: Span): FoundLocator | null {
  const { text } = prose;
  if (prose.isChinese) return chineseLocator(text, title[1] + 1);
  const before = englishLocatorBefore(text, title[0] - 1);
  const behind = englishLocatorBehind(text, title[1] + 1);
  // "the second volume of “X”, chapter 1": two halves of one locator; what is printed behind says the finer half.
  if (before && behind && Object.keys(behind.resolved).every((level) => !(level in before.resolved)))
    return { span: behind.span, resolved: inOrder({ ...before.resolved, ...behind.resolved }) };
  return before ?? behind ?? englishLocatorFurtherOn(text, title[1] + 1);
}

const ZH_LEVELS: Record<string, LevelName> = {
  卷: "volume",
  册: "volume",
  辑: "volume",
  编: "part",
  篇: "chapter",
  部分: "part",
  章: "chapter",
  节: "section",
  条: "article",
  款: "paragraph",
  项: "item",
  页: "page",
};
const ZH_NUMBER = "[〇零一二三四五六七八九十百千\\d]+";
const ZH_LOCATOR = new RegExp(
  `^[（(]?(第(${ZH_NUMBER})(卷|册|辑|编|篇|部分|章|节|条|款|项|页)(?:(?:(至|到|[-—–~～]+)|[、和及与])第?(${ZH_NUMBER})\\3?)*(?:第(${ZH_NUMBER})(章|节|条|款|项))?(?:第(${ZH_NUMBER})(款|项))?)`,
  "u",
);

/** 第四卷, 第一卷、第二卷, 第一卷至第四卷, 第二章第十条 behind a title. */
function chineseLocator(text: string, at: number): FoundLocator | null {
  const match = ZH_LOCATOR.exec(text.slice(at, at + 60));
  if (!match) return null;
  const words = match[1] as string;
  const start = at + match[0].length - words.length;
  const level = ZH_LEVELS[match[3] as string] as LevelName;
  const numbers = [...words.matchAll(new RegExp(`第?(${ZH_NUMBER})(?=${match[3]}|[、和及与至到—–~～-]|$)`, "gu"))]
    .map((one) => parseNumeral(one[1] as string))
    .filter((one) => one !== null);
  const resolved: Locator = { [level]: locatorValue(numbers, match[4] !== undefined) };
  for (const [number, unit] of [
    [match[6], match[7]],
    [match[8], match[9]],
  ]) {
    const value = number ? parseNumeral(number) : null;
    if (value !== null && unit) resolved[ZH_LEVELS[unit] as LevelName] = value;
  }
  return numbers.length > 0 ? { span: [start, start + words.length], resolved } : null;
}

function locatorValue(numbers: number[], isRange: boolean): LocatorValue {
  if (numbers.length === 1) return numbers[0] as number;
  if (isRange && numbers.length === 2) return [numbers[0] as number, numbers[1] as number];
  return numbers.map((number): [number] => [number]);
}

const EN_LEVELS: Record<string, LevelName> = {
  volume: "volume",
  vol: "volume",
  book: "book",
  part: "part",
  chapter: "chapter",
  ch: "chapter",
  section: "section",
  article: "article",
  paragraph: "paragraph",
  page: "page",
};
/** From the coarsest to the finest. */
const ORDER: LevelName[] = ["volume", "book", "part", "chapter", "section", "article", "paragraph", "page", "verse"];
const EN_NUMBER =
  "(?:\\d+(?:st|nd|rd|th)?|[IVXLC]+|(?:twenty|thirty|forty|fifty)?-?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))(?![\\p{L}\\d])";
const EN_LEVEL = "(?:volume|vol|book|part|chapter|ch|section|article|paragraph|page)s?\\b\\.?";
const JOIN = "(?:,\\s*|\\s*[-–—]\\s*|\\s+(?:and|to)\\s+(?:the\\s+)?)";
const NUMBERS = `${EN_NUMBER}(?:${JOIN}${EN_NUMBER})*`;
/** "second volume", "first and second volumes", "Volumes I to III". */
const UNIT = `(?:${NUMBERS}\\s+${EN_LEVEL}|\\b${EN_LEVEL}\\s+${NUMBERS})`;
/** "first chapter of the second volume"; "fourth chapter of Moorings", where a division has a name. */
const CHAIN = `${UNIT}(?:\\s+(?:of|in)\\s+(?:the\\s+)?${UNIT})*`;
const EN_BEFORE = new RegExp(`\\b(?:the\\s+)?(?<chain>${CHAIN})\\s+(?:of|in|from)\\s+(?:the\\s+(?:book\\s+)?)?$`, "iu");
const EN_BEHIND = new RegExp(`^[,.]?\\s*[(,]?\\s*(?:the\\s+)?(?<chain>${UNIT}(?:,\\s+${UNIT})*)(?![\\p{L}])`, "iu");
const NAMED_BEHIND = /^,\s+(?<book>\p{Lu}\p{L}+)\s+(?<chapter>\d{1,3}):(?<verse>\d{1,3})(?!\d)/u;
const FURTHER_ON = new RegExp(
  `\\b(?:in|from)\\s+(?:the\\s+(?:last|first|opening|closing|same)\\s+\\p{L}+\\s+of\\s+)??the\\s+(?<chain>${CHAIN})(?:\\s+of\\s+(?<book>\\p{L}+))?(?=\\s*[,.;:)”]|\\s+(?:and|where|when|that|which|the)\\b)`,
  "iu",
);

/** "the fourth volume of", "Volumes I to III of", "the first chapter of the second volume of" before a title. */
function englishLocatorBefore(text: string, at: number): FoundLocator | null {
  const offset = Math.max(0, at - 110);
  const match = EN_BEFORE.exec(text.slice(offset, at));
  const chain = match?.groups?.chain;
  return match && chain ? englishLocator(chain, offset + match.index + match[0].indexOf(chain)) : null;
}

/** ", Volume 4", ", volume one, chapter 3", "(Volume IV)", ", Tides 3:10" behind a title. */
function englishLocatorBehind(text: string, at: number): FoundLocator | null {
  const words = text.slice(at, at + 90);
  const named = NAMED_BEHIND.exec(words);
  if (named?.groups?.book) {
    const { book, chapter, verse } = named.groups;
    const start = at + named[0].indexOf(book);
    return { span: [start, at + named[0].length], resolved: { book, chapter: Number(chapter), verse: Number(verse) } };
  }
  const match = EN_BEHIND.exec(words);
  const chain = match?.groups?.chain;
  return match && chain ? englishLocator(chain, at + match[0].indexOf(chain)) : null;
}

/** "“X” asked for it long ago, in the second chapter of the third volume": in the sentence of the title, before another quotation. */
function englishLocatorFurtherOn(text: string, at: number): FoundLocator | null {
  const words = text.slice(at, at + 160);
  const stop = /[“"]|[.!?]\s+[\p{Lu}“"]|\n/u.exec(words)?.index ?? words.length;
  const match = FURTHER_ON.exec(words.slice(0, stop + 1));
  const chain = match?.groups?.chain;
  if (!match || !chain) return null;
  const found = englishLocator(chain, at + match.index + match[0].lastIndexOf(chain));
  const book = match.groups?.book;
  if (!found || !book || !/^\p{Lu}/u.test(book)) return book ? null : found;
  return { span: [found.span[0], at + match.index + match[0].length], resolved: inOrder({ ...found.resolved, book }) };
}

function englishLocator(words: string, start: number): FoundLocator | null {
  const resolved: Locator = {};
  for (const unit of words.matchAll(new RegExp(UNIT, "giu"))) {
    const name = new RegExp(`\\b${EN_LEVEL}`, "iu").exec(unit[0])?.[0] ?? "";
    const level = EN_LEVELS[name.toLowerCase().replace(/s?\.?$/, "")];
    const numerals = unit[0].replace(name, "").trim();
    const numbers = numerals
      .split(/\s*[-–—]\s*|,\s*|\s+(?:and|to)\s+(?:the\s+)?/iu)
      .map(parseNumeral)
      .filter((one) => one !== null);
    if (level && numbers.length > 0) resolved[level] = locatorValue(numbers, /[-–—]|\bto\b/iu.test(numerals));
  }
  return Object.keys(resolved).length > 0 ? { span: [start, start + words.length], resolved: inOrder(resolved) } : null;
}

function inOrder(locator: Locator): Locator {
  return Object.fromEntries(ORDER.flatMap((level) => (locator[level] === undefined ? [] : [[level, locator[level]]])));
}
