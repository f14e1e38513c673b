import type { Span } from "@lectern/schema";
import { DatePrecision } from "@lectern/schema/kind";
import { findEnglishDates } from "./dates-en.js";
import { findChineseDates } from "./dates-zh.js";
import { isoDay, isRealDay, type PrintedDate, withoutOverlaps } from "./printed-date.js";

/** All dates printed in a stretch of text, in whichever language they are printed. */
export function findDates(text: string, span: Span = [0, text.length]): PrintedDate[] {
  return withoutOverlaps([...findEnglishDates(text, span), ...findChineseDates(text, span)]);
}

export interface DateValue {
  /** ISO day; the first of the month or year where no more is given. */
  date: string;
  end: string | null;
  precision: DatePrecision;
}

/**
 * The date that a field holds: 2031-05-04, 20310504, 4 May 2031, 2031年5月4日, with or without a time behind it,
 * and 2031-05 or 2031, which keep their precision. Null where it is no date, or one without a year.
 */
export function parseDateValue(value: string): DateValue | null {
  const text = value.trim().slice(0, 100);
  const stamp = /^(\d{4})-(\d{2})-(\d{2})T/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})(?:\d{6})?$/.exec(text);
  if (stamp) return dayValue(Number(stamp[1]), Number(stamp[2]), Number(stamp[3]));
  const month = /^(\d{4})[-/.](\d{1,2})$/.exec(text);
  if (month) return monthValue(Number(month[1]), Number(month[2]));
  const year = /^(\d{4})年?$/.exec(text);
  if (year) return { date: isoDay(Number(year[1]), 1, 1), end: null, precision: DatePrecision.YEAR };
  const printed = findDates(text).find((date) => date.year !== null);
  return printed ? completeDate(printed, printed.year) : null;
}

/** A printed date in a given year, as ISO; null where it lacks a month or there is no such day. */
export function completeDate(printed: PrintedDate, year: number | null): DateValue | null {
  if (year === null || printed.month === null) return null;
  if (printed.day === null) return monthValue(year, printed.month);
  const value = dayValue(year, printed.month, printed.day);
  return value && { ...value, end: endOfRange(printed, year) };
}

function endOfRange({ to, month }: PrintedDate, year: number): string | null {
  if (!to) return null;
  const endMonth = to.month ?? month ?? 1;
  const endYear = to.year ?? (month !== null && endMonth < month ? year + 1 : year);
  return isRealDay(endYear, endMonth, to.day) ? isoDay(endYear, endMonth, to.day) : null;
}

function dayValue(year: number, month: number, day: number): DateValue | null {
  return isRealDay(year, month, day) ? { date: isoDay(year, month, day), end: null, precision: DatePrecision.DAY } : null;
}

function monthValue(year: number, month: number): DateValue | null {
  return month >= 1 && month <= 12 ? { date: isoDay(year, month, 1), end: null, precision: DatePrecision.MONTH } : null;
}
