import type { TimelineUnit } from "../search-index.js";
import { FACETS } from "../search-record.js";
import { type FilterIds, failsOf } from "./filters.js";
import type { Statement } from "./statement.js";

const FORMATS: Record<TimelineUnit, string> = { YEAR: "YYYY", MONTH: "YYYY-MM" };

/**
 * `timeline (period, count, "all")`: records of each period that pass the filters, and those among them that are in `kept`. Years
 * and dates do not narrow it; undated records stay out.
 */
export function timeline(statement: Statement, ids: FilterIds, unit: TimelineUnit): string[] {
  return [
    `passing AS (
       SELECT number, date_trunc(${statement.value(unit, "text")}, held_on) AS beginning FROM search_record
       WHERE held_on IS NOT NULL AND (${failsOf(statement, withoutYears(ids))}) = 0)`,
    `timeline AS (
       SELECT to_char(beginning, ${statement.value(FORMATS[unit], "text")}) AS period, count(record)::int AS count, count(*)::int AS "all"
       FROM passing LEFT JOIN kept ON record = number GROUP BY beginning)`,
  ];
}

function withoutYears({ wanted, excluded }: FilterIds): FilterIds {
  const year = FACETS.indexOf("year");
  const [others, left] = [wanted, excluded].map((side) => new Map([...side].filter(([facet]) => facet !== year)));
  return { wanted: others as FilterIds["wanted"], excluded: left as FilterIds["excluded"] };
}
