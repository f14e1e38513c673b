import type { ExactRequest, TimelinePeriod, TimelineUnit } from "../search-index.js";
import { type AskedQuery, failsOf, idsOfFilters } from "./find.js";
import { matchedRecords } from "./matched.js";
import type { Ask } from "./pool.js";
import { Statement } from "./statement.js";

const FORMATS: Record<TimelineUnit, string> = { YEAR: "YYYY", MONTH: "YYYY-MM" };

/** Records of each period that pass the filters, and those among them that hold the words. Undated records stay out. */
export async function countByPeriod(ask: Ask, request: ExactRequest, asked: AskedQuery, unit: TimelineUnit): Promise<TimelinePeriod[]> {
  const statement = new Statement();
  const ids = await idsOfFilters(ask, request);
  const { query, matching, size, long } = asked;
  const text = `WITH ${matchedRecords(statement, query, matching, size, long).join(",\n")},
    passing AS (
      SELECT number, to_char(held_on, ${statement.value(FORMATS[unit], "text")}) AS period FROM search_record
      WHERE held_on IS NOT NULL AND (${failsOf(statement, ids)}) = 0)
    SELECT period, count(record)::int AS count, count(*)::int AS "all"
    FROM passing LEFT JOIN kept ON record = number GROUP BY period ORDER BY period`;
  return await ask<TimelinePeriod>(text, statement.values, "PREPARED");
}
