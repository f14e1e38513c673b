import { Part } from "./index-record.js";
import type { Matching } from "./matched.js";
import { queryOfAll, queryOfAny, queryOfRow, type Statement } from "./statement.js";
import type { KnownQuery } from "./vocabulary.js";

/** What words close together in one passage, in the title, or in the names add, as a share of what all the words tell. */
const CLOSENESS = 0.8;
const IN_TITLE = 0.8;
const IN_NAMES = 0.5;
/** The words in the order in which they were typed, one behind the other. */
const AS_TYPED = 0.6;

/**
 * Passages that hold the words together and are fetched, and of these, those in which closeness is looked at, so many of a
 * record at most: about 2 and 8 microseconds each.
 */
const PASSAGES_CONSIDERED = 8_000;
const PASSAGES_LOOKED_AT = 400;
const PASSAGES_OF_A_RECORD = 8;

/** From so many words on, they are looked for as they were typed in all passages: it is likely a line that someone remembers. */
const LONG_QUERY = 4;

/**
 * `near (record, near)`: what the best passage, title or names of a record add for holding the words together. Only the
 * rarer words are asked to be together, and only so many passages are looked at, those of the best records first.
 */
export function closeness(statement: Statement, query: KnownQuery, matching: Matching): string[] {
  const telling = query.clauses.filter((clause) => clause.isTelling && clause.terms.length > 0);
  if (telling.length < 2) return [];
  const told = statement.value(
    query.clauses.reduce((sum, { rarity }) => sum + rarity, 0),
    "float8",
  );
  const together = statement.value(matching.all ? queryOfAll(telling) : queryOfAny(telling), "tsquery");
  // Cover density: a cover without foreign words counts 0.1. Without all words there is no cover: the share of them that a passage holds.
  const density = matching.all ? `10 * ts_rank_cd(tokens, ${together})` : `4 * ts_rank(tokens, ${together})`;
  const many = statement.value(telling.length, "float8");
  const inPart = `CASE part WHEN ${Part.TITLE} THEN ${IN_TITLE} * least(1, ${many} / size) WHEN ${Part.NAMES} THEN ${IN_NAMES} ELSE 0 END`;
  const row = matching.all ? queryOfRow(query.clauses, query.order) : "";
  const inRow = row === "" ? null : statement.value(row, "tsquery");
  const isLong = inRow !== null && query.order.length >= LONG_QUERY;
  const asTyped = inRow === null || isLong ? "" : ` + CASE WHEN tokens @@ ${inRow} THEN ${AS_TYPED} ELSE 0 END`;
  const parts = [
    `together AS MATERIALIZED (
       SELECT ctid AS at, record, part, ordinal FROM search_passage
       WHERE tokens @@ ${together} AND part <> ${Part.SEAM} LIMIT ${PASSAGES_CONSIDERED})`,
    `looked_at AS MATERIALIZED (
       SELECT record, ${density} AS density, ${inPart}${asTyped} AS place
       FROM (SELECT at, record, part FROM (
               SELECT at, record, part, score, row_number() OVER (PARTITION BY record ORDER BY part DESC, ordinal) AS position
               FROM together JOIN candidate ON number = record WHERE fails = 0) AS numbered
             WHERE position <= ${PASSAGES_OF_A_RECORD} ORDER BY score DESC, record, position LIMIT ${PASSAGES_LOOKED_AT}) AS best
         CROSS JOIN LATERAL (SELECT size, tokens FROM search_passage AS passage WHERE passage.ctid = best.at OFFSET 0) AS passage)`,
  ];
  const adds = [`SELECT record, ${told} * max(${CLOSENESS} * density / (1 + density) + place) AS near FROM looked_at GROUP BY record`];
  if (isLong) {
    const all = statement.value(queryOfAll(query.clauses), "tsquery");
    const candidates = `SELECT record, tokens FROM search_passage WHERE tokens @@ ${all} AND part <> ${Part.SEAM} LIMIT ${PASSAGES_CONSIDERED}`;
    adds.push(`SELECT DISTINCT record, ${told} * ${AS_TYPED} FROM (${candidates}) AS all_words WHERE tokens @@ ${inRow}`);
  }
  parts.push(`near AS MATERIALIZED (SELECT record, sum(near) AS near FROM (${adds.join(" UNION ALL ")}) AS added GROUP BY record)`);
  return parts;
}
