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
  const first = formatDate(held.heldOn, held.heldPrecision);
  const isLong = held.heldEnd && held.heldEnd !== held.heldOn;
  const date = isLong ? t("{first} to {last}", { first, last: formatDate(held.heldEnd ?? "", held.heldPrecision) }) : first;
  return held.heldHalfDay ? t(HALVES[held.heldHalfDay], { date }) : date;
}

/** A day, month or year for people, no more exactly than is known: every date on a page is written here. */
export function formatDate(date: string, precision: DatePrecision | null): string {
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  if (precision === "YEAR") return written(day, { year: "numeric" });
  return written(day, precision === "MONTH" ? { month: "long", year: "numeric" } : { day: "numeric", month: "long", year: "numeric" });
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

function written(day: Date, parts: Intl.DateTimeFormatOptions): string {
  return dateFormat(locale(), { ...parts, timeZone: "UTC" }).format(day);
}
