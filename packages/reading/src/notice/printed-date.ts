import type { Span } from "@lectern/schema";
import { HalfDay } from "@lectern/schema/kind";

/** A date as it stands in a text; what is not printed is null. */
export interface PrintedDate {
  span: Span;
  year: number | null;
  month: number | null;
  day: number | null;
  /** Last day of a range, with what is printed of its month and year or follows from the first day. */
  to: { year: number | null; month: number | null; day: number } | null;
  halfDay: HalfDay | null;
  /** Days from the day of publication: 0 for "today", -1 for "yesterday"; null for a printed date. */
  relative: number | null;
  /** "this year" is 0, "last year" -1; null where the text does not say so. */
  relativeYear: number | null;
  yearSpan: Span | null;
  /** A day of the week that is printed alone, 0 for Sunday, and how many days a range goes on. */
  weekday: { first: number; days: number } | null;
}

export function blankDate(span: Span): PrintedDate {
  return {
    span,
    year: null,
    month: null,
    day: null,
    to: null,
    halfDay: null,
    relative: null,
    relativeYear: null,
    yearSpan: null,
    weekday: null,
  };
}

/** Whether such a day exists; a missing year allows 29 February. */
export function isRealDay(year: number | null, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year ?? 2000, month, 0)).getUTCDate();
}

export function isoDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

export function addDays(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** How many days before a day its last such day of the week was: 0 to 6. */
export function daysSinceWeekday(iso: string, weekday: number): number {
  return (new Date(`${iso}T00:00:00Z`).getUTCDay() - weekday + 7) % 7;
}

/** Of finds that overlap, the earlier one stays, and of two at one place the longer. */
export function withoutOverlaps(dates: PrintedDate[]): PrintedDate[] {
  const kept: PrintedDate[] = [];
  for (const date of dates.toSorted((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])) {
    const last = kept.at(-1);
    if (!last || date.span[0] >= last.span[1]) kept.push(date);
  }
  return kept;
}

export function halfDayOfWord(word: string | undefined): HalfDay | null {
  if (!word) return null;
  if (/morning|上午|早|凌晨|晨/i.test(word)) return HalfDay.MORNING;
  if (/afternoon|下午|午后/i.test(word)) return HalfDay.AFTERNOON;
  return /evening|night|晚|夜/i.test(word) ? HalfDay.EVENING : null;
}
