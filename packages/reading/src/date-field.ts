import type { Evidenced } from "@lectern/schema";
import { parseDateValue } from "./notice/dates.js";

/** A field as an ISO day; null where it holds none. */
export function dateOf(field: Evidenced | null): Evidenced | null {
  const value = field && parseDateValue(field.value);
  return value && field ? { ...field, value: value.date } : null;
}
