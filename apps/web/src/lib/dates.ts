import type { DatePrecision, HalfDay } from "../gql/graphql.js";

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const MOMENT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

export interface Held {
  heldOn?: string | null;
  heldPrecision?: DatePrecision | null;
  heldEnd?: string | null;
  heldHalfDay?: HalfDay | null;
  heldPartial?: string | null;
}

/** When a meeting was held, no more exactly than is known: "27 September 2022, afternoon", "September 2022", "2022". */
export function formatHeld(held: Held): string | null {
  if (!held.heldOn) return held.heldPartial ? `${held.heldPartial}, year not known` : null;
  const first = formatDate(held.heldOn, held.heldPrecision);
  const last = held.heldEnd && held.heldEnd !== held.heldOn ? ` to ${formatDate(held.heldEnd, held.heldPrecision)}` : "";
  const half = held.heldHalfDay ? `, ${held.heldHalfDay.toLowerCase()}` : "";
  return first + last + half;
}

/** A day, month or year for people, by its precision; a day where none is given. */
export function formatDate(date: string, precision?: DatePrecision | null): string {
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  if (precision === "YEAR") return String(day.getUTCFullYear());
  return (precision === "MONTH" ? MONTH : DAY).format(day);
}

/** What belongs into the attribute of a <time>: 2022, 2022-09 or 2022-09-27. */
export function dateTimeAttribute(date: string, precision?: DatePrecision | null): string {
  if (precision === "YEAR") return date.slice(0, 4);
  return precision === "MONTH" ? date.slice(0, 7) : date;
}

/** A moment in the reader's own time zone. */
export function formatMoment(moment: string): string {
  return MOMENT.format(new Date(moment));
}
