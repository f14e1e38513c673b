import type { Span } from "@lectern/schema";
import { parseNumeral } from "@lectern/text";
import { blankDate, halfDayOfWord, isRealDay, type PrintedDate, withoutOverlaps } from "./printed-date.js";

const HALF = "上午|下午|早上|早晨|清晨|凌晨|中午|午后|傍晚|晚上|晚间|当晚|夜间|晚";
const YEAR = "\\d{4}|[〇零○一二三四五六七八九]{4}";
const MONTH = "\\d{1,2}|十[一二]?|[一二三四五六七八九]";
const DAY = "\\d{1,2}|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九]";
const JOIN = "[ \\u3000]?(?:[-－—–~～至到]{1,2}|、(?=\\d{1,2}[日号]))[ \\u3000]?";
const SPACE = "[ \\u3000]{0,2}";
const WEEKDAY = "(?:[（(](?:星期|周)[一二三四五六日天][)）])?";
/** A number before 日 that is no day of the month: 5日内, 3日游, 27日电 (a dateline). */
const NO_DAY = "(?![内间游后前起以左报刊夜程电]|以[内来后])";

const forms = {
  full: `(?:(?<year>${YEAR})${SPACE}年${SPACE}|(?<relativeYear>今年|本年|去年)${SPACE})?(?<!\\d)(?:(?<month>${MONTH})${SPACE}月|本月)${SPACE}(?<day>${DAY})(?:${SPACE}[日号])?${WEEKDAY}(?<half>${HALF})?(?:${JOIN}(?:(?:(?<toYear>${YEAR})年)?(?<toMonth>${MONTH})月)?(?<toDay>${DAY})[日号])?${WEEKDAY}(?<halfAfter>${HALF})?`,
  days: `(?<![月\\d〇零一二三四五六七八九十廿第.．])(?<day>\\d{1,2})[日号]?(?<half>${HALF})?${JOIN}(?<toDay>\\d{1,2})[日号]${NO_DAY}(?<halfAfter>${HALF})?`,
  day: `(?<![月\\d〇零一二三四五六七八九十廿第.．])(?<day>\\d{1,2})日${NO_DAY}(?<half>${HALF})?`,
  month: `(?<year>${YEAR})${SPACE}年${SPACE}(?<month>${MONTH})${SPACE}月(?!${SPACE}\\d)`,
  relative: `(?<word>今天|今日|今晚|今早|今晨|昨天|昨日|昨晚|前天)(?<half>${HALF})?`,
};
type Form = keyof typeof forms;
const compiled = Object.entries(forms).map(([form, source]) => [form as Form, new RegExp(source, "gu")] as const);

/** Chinese dates of a stretch of text, in order: digits or numerals, half-days, ranges, 今天 and 昨日. */
export function findChineseDates(text: string, [from, to]: Span): PrintedDate[] {
  const part = text.slice(from, to);
  if (!/[日号月天晚早晨]/.test(part)) return [];
  const found: PrintedDate[] = [];
  for (const [form, pattern] of compiled) {
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
  date.halfDay = halfDayOfWord(groups.halfAfter ?? groups.half);
  if (form === "relative") return relativeDate(date, groups.word as string);
  if (groups.year) {
    date.year = parseNumeral(groups.year);
    date.yearSpan = [start, start + groups.year.length];
  }
  if (groups.relativeYear) date.relativeYear = groups.relativeYear === "去年" ? -1 : 0;
  if (groups.month) date.month = parseNumeral(groups.month);
  if (groups.day) date.day = parseNumeral(groups.day);
  if (form === "month") return date.month !== null && date.month >= 1 && date.month <= 12 ? date : null;
  if (form === "full" && !/[日号]/.test(match[0])) return null;
  if (groups.toDay) readRange(date, groups);
  if (date.day === null || date.day < 1 || date.day > 31) return null;
  return date.month === null || isRealDay(date.year, date.month, date.day) ? date : null;
}

function readRange(date: PrintedDate, groups: Record<string, string | undefined>): void {
  const day = parseNumeral(groups.toDay as string);
  if (day === null || day < 1 || day > 31) return;
  const month = groups.toMonth ? parseNumeral(groups.toMonth) : date.month;
  if (month === date.month && day < (date.day ?? 0)) return;
  date.to = { year: groups.toYear ? parseNumeral(groups.toYear) : null, month, day };
}

function relativeDate(date: PrintedDate, word: string): PrintedDate {
  date.relative = word.startsWith("昨") ? -1 : word === "前天" ? -2 : 0;
  date.halfDay ??= halfDayOfWord(word);
  return date;
}
