import type { DatePrecision, HalfDay } from "../gql/graphql.js";
import { dateFormat } from "../i18n/formatters.js";
import { locale, type Message, t } from "../i18n/language.js";

export interface Held {
  heldOn: string | null;
  heldPrecision: DatePrecision | null;
  heldEnd?: string | null;
  heldHalfDay?: HalfDay | null;
  heldPartial?: string | null;
}

const HALVES: Record<HalfDay, Message> = {
  MORNING: "{date}, morning",
  AFTERNOON: "{date}, afternoon",
  EVENING: "{date}, evening",
};

/** When a meeting was held, no more exactly than is known: "27 September 2022, afternoon", "September 2022", "2022". */
export function formatHeld(held: Held): string | null {
  if (!held.heldOn) return held.heldPartial ? t("{date}, year not known", { date: held.heldPartial }) : null;
  const isLong = held.heldEnd && held.heldEnd !== held.heldOn;
  const date = isLong ? formatDays(held.heldOn, held.heldEnd ?? "", held.heldPrecision) : formatDate(held.heldOn, held.heldPrecision);
  return held.heldHalfDay ? t(HALVES[held.heldHalfDay], { date }) : date;
}

/** A day, month or year for people, no more exactly than is known: every date on a page is written here. */
export function formatDate(date: string, precision: DatePrecision | null): string {
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  return formatter(precision).format(day);
}

/** From one day to another, what both have in common written once: "4–6 June 2022", 2022年6月4日至6日. */
function formatDays(first: string, last: string, precision: DatePrecision | null): string {
  const [from, to] = [first, last].map((date) => new Date(`${date}T00:00:00Z`)) as [Date, Date];
  if (Number.isNaN(from.getTime() + to.getTime())) return t("{first} to {last}", { first, last });
  const written = formatter(precision);
  // The ranges of Chinese that Intl knows are of figures and strokes: 2022/6/4 – 2022/6/6.
  if (!locale().startsWith("zh")) return withDash(written.formatRange(from, to));
  return t("{first} to {last}", { first: written.format(from), last: withoutShared(written.format(from), written.format(to)) });
}

/** A dash between two numbers alone, with spaces between words: which spaces Intl puts there depends on its version, and server and browser must agree. */
function withDash(range: string): string {
  return range.replace(/\s*–\s*/u, /^\d{1,2}\s*–/u.test(range) ? "–" : " – ");
}

/** A Chinese date behind another one, without the year and the month that are the same: 6日 behind 2022年6月4日. */
export function withoutShared(first: string, last: string): string {
  const ends = [...last.matchAll(/[年月]/g)].map(({ index }) => index + 1);
  return last.slice(ends.findLast((end) => first.startsWith(last.slice(0, end))) ?? 0);
}

/** What belongs into the attribute of a <time>: 2022, 2022-09 or 2022-09-27. */
export function dateTimeAttribute(date: string, precision: DatePrecision | null): string {
  if (precision === "YEAR") return date.slice(0, 4);
  return precision === "MONTH" ? date.slice(0, 7) : date;
}

/** A moment in the reader's own time zone. */
export function formatMoment(moment: string): string {
  return dateFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(moment));
}

function formatter(precision: DatePrecision | null): Intl.DateTimeFormat {
  const parts: Intl.DateTimeFormatOptions =
    precision === "YEAR" ? { year: "numeric" } : { ...(precision !== "MONTH" && { day: "numeric" }), month: "long", year: "numeric" };
  return dateFormat(locale(), { ...parts, timeZone: "UTC" });
}
