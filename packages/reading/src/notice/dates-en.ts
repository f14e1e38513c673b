import type { Span } from "@lectern/schema";
import { HalfDay } from "@lectern/schema/kind";
import { parseNumeral } from "@lectern/text";
import { blankDate, halfDayOfWord, isRealDay, type PrintedDate, withoutOverlaps } from "./printed-date.js";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH =
  "(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?\\.?|July?\\.?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)(?![\\p{L}])";
const ORDINAL_WORD =
  "(?:(?:twenty|thirty)[- ]?)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth";
/** Scanned pages print the raised "th" as ™, a degree sign, quotation marks and other small marks. */
const SCANNED_TH = `[™"”“'’º°*?%®&]{1,3}(?=\\s+${MONTH}|\\s*,)`;
const DAY = `(?:\\d{1,2}(?:(?:\\s?(?:st|nd|rd|th)\\b|${SCANNED_TH}|[™"”º°]{1,2})(?!\\d)|(?![\\d:%]))|(?:${ORDINAL_WORD})\\b)`;
const YEAR = "\\d{4}(?!\\d)";
const JOIN = "\\s*(?:[-–—~]|\\bto\\b|\\bthrough\\b|\\band\\b|\\buntil\\b)\\s*";
const HALF_BEFORE = "(?:(?:the\\s+)?(?<halfBefore>morning|afternoon|evening|night)\\s+of\\s+(?:the\\s+)?)?";
const HALF_AFTER =
  "(?:,?\\s+(?:in\\s+the\\s+)?(?<halfAfter>morning|afternoon|evening|night)\\b|,?\\s+(?:(?:at|from|beginning\\s+at|commencing\\s+at)\\s+|(?<=,\\s+))(?<clock>\\d{1,2}(?:\\s?[.:]\\s?\\d{2})?\\s{0,3}(?:[ap]\\s?\\.?\\s?m\\b\\.?|noon\\b|hrs\\b|hours\\b)|\\d{2}:\\d{2}(?!\\d)|(?:noon|midday)\\b))?";
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const WEEKDAY_NAME = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day";
const WEEKDAY = `(?:${WEEKDAY_NAME},?\\s+)?`;
const START = "(?<![\\p{L}\\d])";

const forms = {
  monthFirst: `${START}${HALF_BEFORE}${WEEKDAY}(?<month>${MONTH})\\s+(?:the\\s+)?(?<day>${DAY})(?:${JOIN}(?:(?<toMonth>${MONTH})\\s+)?(?<toDay>${DAY}))?(?:,?\\s+(?<year>${YEAR}))?${HALF_AFTER}`,
  range: `${START}${HALF_BEFORE}${WEEKDAY}(?:the\\s+)?(?<day>${DAY})(?:\\s+(?:of\\s+)?(?<ownMonth>${MONTH}),?(?:\\s+(?<ownYear>${YEAR}))?)?${JOIN}(?:the\\s+)?(?<toDay>${DAY})\\s+(?:of\\s+)?(?<month>${MONTH})(?:,?\\s+(?<year>${YEAR}))?${HALF_AFTER}`,
  dayFirst: `${START}${HALF_BEFORE}${WEEKDAY}(?:the\\s+)?(?<day>${DAY})(?:\\s+day)?\\s+(?:of\\s+)?(?<month>${MONTH})(?:,?\\s+(?<year>${YEAR}))?${HALF_AFTER}`,
  monthOnly: `(?<!\\d(?:st|nd|rd|th)?\\s)${START}(?<month>${MONTH}),?\\s+(?<year>${YEAR})`,
  iso: `${START}(?<year>(?:1[5-9]|2[01])\\d{2})(?<sep>[-/.])(?<monthNumber>\\d{1,2})\\k<sep>(?<day>\\d{1,2})(?!\\d)${HALF_AFTER}`,
  european: "(?<![\\p{L}\\d./-])(?<day>\\d{1,2})(?<sep>[./])(?<monthNumber>\\d{1,2})\\k<sep>(?<year>(?:1[5-9]|2[01])\\d{2})(?!\\d)",
  dayAlone: `(?<=\\bon\\s)${HALF_BEFORE}(?:the\\s+)?(?<day>\\d{1,2}(?:st|nd|rd|th)|${ORDINAL_WORD})\\b(?=\\s*[,.;(]|\\s+(?:in|at|the|a|to|that|and)\\s)${HALF_AFTER}`,
  weekday: `(?<=\\b(?:on|last|this|late|early)\\s|\\bheld\\s|\\bmet\\s)(?<from>${WEEKDAY_NAME})(?:${JOIN}(?<till>${WEEKDAY_NAME}))?(?:\\s+(?<halfAfter>morning|afternoon|evening|night))?\\b(?!,?\\s+(?:the\\s+)?(?:\\d|${MONTH}|${ORDINAL_WORD}))`,
  relative:
    "\\b(?:(?<word>today|yesterday|tonight)(?:\\s+(?<halfAfter>morning|afternoon|evening))?|(?<=\\bheld\\s)this\\s+day|this\\s+(?<half>morning|afternoon|evening)|last\\s+(?<lastNight>night))\\b",
};
type Form = keyof typeof forms;
const HAS_MONTH = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu;
const HAS_NUMBERS = /\d[-/.]\d/u;
/** What a form cannot do without, which costs little to look for. */
const needs: Record<Form, RegExp> = {
  monthFirst: HAS_MONTH,
  range: HAS_MONTH,
  dayFirst: HAS_MONTH,
  monthOnly: HAS_MONTH,
  iso: HAS_NUMBERS,
  european: HAS_NUMBERS,
  dayAlone: /\bon\s/iu,
  weekday: /day\b/iu,
  relative: /\b(?:today|yesterday|tonight|this|last)\b/iu,
};
const compiled = Object.entries(forms).map(([form, source]) => [form as Form, new RegExp(source, "giu")] as const);

/** English dates of a stretch of text, in order: September 27th, the 27th of September, 27–29 September 2022, 2022-09-27, yesterday. */
export function findEnglishDates(text: string, [from, to]: Span): PrintedDate[] {
  const part = text.slice(from, to);
  if (!/\d[-/.]\d|[A-Za-z]{3}/.test(part)) return [];
  const found: PrintedDate[] = [];
  for (const [form, pattern] of compiled) {
    if (!needs[form].test(part)) continue;
    for (const match of part.matchAll(pattern)) {
      const date = readMatch(form, match, from);
      if (date) found.push(date);
    }
  }
  return withoutOverlaps(found);
}

function readMatch(form: Form, match: RegExpExecArray, offset: number): PrintedDate | null {
  const groups = match.groups ?? {};
  const start = offset + match.index;
  const date = blankDate([start, start + match[0].length]);
  date.halfDay = halfDayOfWord(groups.halfBefore ?? groups.halfAfter ?? groups.half ?? groups.lastNight) ?? halfDayOfClock(groups.clock);
  if (form === "relative") return relativeDate(date, groups);
  if (form === "weekday") return onWeekday(date, groups);
  if (groups.year) {
    date.year = Number(groups.year);
    const at = start + match[0].lastIndexOf(groups.year);
    date.yearSpan = [at, at + 4];
  }
  // "may" and "march" in lower case are verbs.
  if (groups.month && !/^\p{Lu}/u.test(groups.month)) return null;
  if (groups.month) date.month = monthNumber(groups.month);
  if (groups.monthNumber) date.month = Number(groups.monthNumber);
  if (form === "monthOnly") return date;
  date.day = dayNumber(groups.day ?? "");
  if (form === "dayAlone") return date.day === null ? null : date;
  // 3/4/2022 is March to some and April to others.
  if (form === "european" && groups.sep === "/" && (date.day ?? 0) <= 12) return null;
  if (groups.toDay && !readRange(date, groups)) return null;
  return date.day !== null && date.month !== null && isRealDay(date.year, date.month, date.day) ? date : null;
}

/** "9.30 A.M.", "3 p.m.", "19.00 hrs", "12 noon": evening begins at six. */
function halfDayOfClock(clock: string | undefined): HalfDay | null {
  if (!clock) return null;
  const hour = Number(/^\d{1,2}/.exec(clock)?.[0] ?? 12);
  const isAfterNoon = /p\s?\.?\s?m/i.test(clock) || hour > 12;
  if (/noon|midday/i.test(clock) || (hour === 12 && isAfterNoon)) return HalfDay.AFTERNOON;
  if (!isAfterNoon) return HalfDay.MORNING;
  return hour % 12 >= 6 ? HalfDay.EVENING : HalfDay.AFTERNOON;
}

function readRange(date: PrintedDate, groups: Record<string, string | undefined>): boolean {
  const day = dayNumber(groups.toDay as string);
  const endMonth = groups.toMonth ? monthNumber(groups.toMonth) : date.month;
  if (day === null || endMonth === null || !isRealDay(date.year, endMonth, day)) return false;
  date.to = { year: date.year, month: endMonth, day };
  if (groups.ownMonth) date.month = monthNumber(groups.ownMonth);
  if (groups.ownYear) date.year = Number(groups.ownYear);
  else if (date.year !== null && date.month !== null && date.month > endMonth) date.year -= 1;
  return true;
}

function relativeDate(date: PrintedDate, groups: Record<string, string | undefined>): PrintedDate {
  const word = groups.word?.toLowerCase();
  date.relative = word === "yesterday" || groups.lastNight ? -1 : 0;
  if (word === "tonight") date.halfDay = halfDayOfWord(word);
  return date;
}

/** "on Saturday", "on Thursday and Friday": days of the week, counted from Sunday. */
function onWeekday(date: PrintedDate, { from = "", till }: Record<string, string | undefined>): PrintedDate {
  const first = WEEKDAYS.indexOf(from.slice(0, 3).toLowerCase());
  const days = till === undefined ? 0 : (WEEKDAYS.indexOf(till.slice(0, 3).toLowerCase()) - first + 7) % 7;
  return { ...date, weekday: { first, days } };
}

function monthNumber(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function dayNumber(printed: string): number | null {
  const digits = /^\d{1,2}/.exec(printed)?.[0];
  const day = digits ? Number(digits) : parseNumeral(printed);
  return day !== null && day >= 1 && day <= 31 ? day : null;
}
