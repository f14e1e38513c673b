import type { Evidenced } from "@lectern/schema";
import { DatePrecision } from "@lectern/schema/kind";
import { parseDateValue } from "./notice/dates.js";

/** A field as an ISO day (the first of the month or year where no more is given); null where it holds no date. */
export function dateOf(field: Evidenced | null): Evidenced | null {
  const value = field && parseDateValue(field.value);
  if (!field || !value) return null;
  const method =
    value.precision === DatePrecision.DAY ? field.method : `${field.method} (only the ${value.precision.toLowerCase()} is given)`;
  return { ...field, value: value.date, method };
}
