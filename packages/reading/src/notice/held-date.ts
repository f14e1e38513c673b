import type { Evidenced, HeldDate, Span } from "@lectern/schema";
import { DateBasis, DatePrecision } from "@lectern/schema/kind";
import { type Dateline, findDateline } from "./dateline.js";
import { completeDate } from "./dates.js";
import { datesOfMeeting } from "./dates-of-holding.js";
import { addDays, daysSinceWeekday, isoDay, type PrintedDate } from "./printed-date.js";
import type { Prose } from "./prose.js";
import { type DateEvidence, type YearFound, yearFor } from "./year-of-date.js";

/**
 * When the meeting was held: the first date of the prose that stands with a word of holding, completed from the nearest
 * evidence. Null where none is printed: no date is ever invented.
 */
export function findHeldDate(prose: Prose, evidence: DateEvidence): HeldDate | null {
  const dateline = findDateline(prose);
  for (const candidate of datesOfMeeting(prose, evidence.title)) {
    // When the news was sent is not when the meeting was.
    if (dateline && candidate.span[0] === dateline.date.span[0]) continue;
    const held = completeHeld(prose, fromDateline(candidate, dateline), evidence);
    if (held) return held;
  }
  return null;
}

/** "This morning" and "on the 26th" of news that says no more than its dateline: the day or month of that. */
function fromDateline(date: PrintedDate, dateline: Dateline | null): PrintedDate {
  const sent = dateline?.date;
  if (!sent || sent.month === null || sent.day === null) return date;
  const { year, month, day, yearSpan } = sent;
  if (date.weekday) return year === null ? date : sinceWeekday(date, date.weekday, isoDay(year, month, day), yearSpan);
  if (date.relative !== null) {
    const held = addDays(isoDay(year ?? 2000, month, day), date.relative);
    const [heldYear, heldMonth, heldDay] = held.split("-").map(Number) as [number, number, number];
    // Of news of 1 January, yesterday was in the year before the printed one.
    const printed = year === null || heldYear === year ? { year, yearSpan } : { year: heldYear, yearSpan: null };
    return { ...date, ...printed, relative: null, month: heldMonth, day: heldDay };
  }
  if (date.month !== null || date.day === null || date.day > day) return date;
  return { ...date, year, month, yearSpan };
}

/** "On Saturday" of news sent on a Tuesday is the Saturday before. */
function sinceWeekday(
  date: PrintedDate,
  { first, days }: { first: number; days: number },
  sent: string,
  yearSpan: Span | null,
): PrintedDate {
  // A range that ends behind the day of the news would be of the week before.
  const since = daysSinceWeekday(sent, first);
  const start = addDays(sent, -(since < days ? since + 7 : since));
  const [year, month, day] = start.split("-").map(Number) as [number, number, number];
  const [toYear, toMonth, toDay] = addDays(start, days).split("-").map(Number) as [number, number, number];
  return { ...date, year, month, day, yearSpan, weekday: null, to: days === 0 ? null : { year: toYear, month: toMonth, day: toDay } };
}

function completeHeld(prose: Prose, date: PrintedDate, evidence: DateEvidence): HeldDate | null {
  const { text } = prose;
  const base = {
    partial: null,
    precision: DatePrecision.DAY,
    halfDay: date.halfDay,
    printed: text.slice(...date.span),
    span: date.span,
    yearSpan: null,
  } as const;
  if (date.weekday) {
    if (evidence.publishedOn === null) return null;
    const value = sinceWeekday(date, date.weekday, evidence.publishedOn, null);
    const whole = completeDate(value, value.year);
    return whole && { ...base, date: whole.date, end: whole.end, basis: DateBasis.PUBLICATION_DAY };
  }
  if (date.relative !== null) {
    // Without a day of publication "today" is no date.
    if (evidence.publishedOn === null) return null;
    return { ...base, date: addDays(evidence.publishedOn, date.relative), end: null, basis: DateBasis.PUBLICATION_DAY };
  }
  if (date.year !== null) {
    const value = completeDate(date, date.year);
    return value && { ...base, date: value.date, end: value.end, basis: DateBasis.PRINTED, yearSpan: date.yearSpan };
  }
  const year = yearFor(prose, date, evidence);
  if (year) return finish(base, date, year);
  if (date.month === null) return null;
  const partial = `--${String(date.month).padStart(2, "0")}-${String(date.day).padStart(2, "0")}`;
  return { ...base, date: null, end: null, partial, basis: DateBasis.PRINTED };
}

type Base = Pick<HeldDate, "partial" | "precision" | "halfDay" | "printed" | "span" | "yearSpan">;

function finish(base: Base, date: PrintedDate, { year, month, basis, span }: YearFound): HeldDate | null {
  const whole = { ...date, month };
  const value = completeDate(whole, year);
  return value && { ...base, date: value.date, end: value.end, basis, yearSpan: span };
}

/** A held date that a field of the collection gives. */
export function heldFromField(field: Evidenced, value: { date: string; end: string | null; precision: DatePrecision }): HeldDate {
  return {
    date: value.date,
    end: value.end,
    partial: null,
    precision: value.precision,
    halfDay: null,
    printed: field.printed,
    span: field.span,
    basis: DateBasis.METADATA,
    yearSpan: null,
  };
}
