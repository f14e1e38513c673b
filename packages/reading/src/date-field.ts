import type { DateField, Evidenced } from "@lectern/schema";
import { DatePrecision } from "@lectern/schema/kind";
import { parseDateValue } from "./notice/dates.js";

/** A field as an ISO day, the first of the month or year where no more is given; null where it holds no date. */
export function dateOf(field: Evidenced | null): DateField | null {
  const value = field && parseDateValue(field.value);
  if (!field || !value) return null;
  if (value.precision === DatePrecision.DAY) return { ...field, value: value.date };
  const method = `${field.method} (only the ${value.precision.toLowerCase()} is given)`;
  return { ...field, value: value.date, method, precision: value.precision };
}

/** The same where the field gives a day; null for a month or a year. */
export function dayOf(field: Evidenced | null): Evidenced | null {
  const date = dateOf(field);
  return date?.precision ? null : date;
}

/** The last day on which it may have been published, by the date that is given. */
export function latestDay(date: DateField | null): string | null {
  if (date?.precision === DatePrecision.YEAR) return `${date.value.slice(0, 4)}-12-31`;
  if (date?.precision !== DatePrecision.MONTH) return date?.value ?? null;
  const [year, month] = date.value.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
