import { readCursor } from "../cursor.js";
import type { SearchRequest, TimelinePeriod } from "../search-index.js";
import { FACETS, MOST_FACET_VALUES, type SearchKind } from "../search-record.js";
import { closeness } from "./closeness.js";
import { type FilterIds, failsOf, idsOfFilters } from "./filters.js";
import { Part } from "./index-record.js";
import { type Matching, matchedRecords } from "./matched.js";
import type { Ask, IndexSize } from "./pool.js";
import type { BestPassage } from "./show.js";
import { type FoundPassages, Statement } from "./statement.js";
import { timeline } from "./timeline.js";
import type { KnownQuery } from "./vocabulary.js";

/** A record that was found, with its place in the order. */
export interface FoundRecord {
  number: number;
  recordId: string;
  kind: SearchKind;
  sourceId: string;
  title: string;
  /** How many passages it has. */
  passages: number;
  score: number;
  /** The best passage, where finding the record told which it is: null where none holds a phrase that the title or the names hold. */
  passage?: KnownPassage | null;
  rank: number;
  day: number;
}

export type KnownPassage = Omit<BestPassage, "record">;

export interface Found {
  /** Whether any record matches when filters and dates are left out. */
  any: boolean;
  total: number;
  /** The most frequent values of each facet, with how many it has in all. */
  facets: [facet: number, value: string, count: number, of: number][];
  /** Null where it was not asked for. */
  timeline: TimelinePeriod[] | null;
  /** One more than asked for where there are more. */
  page: FoundRecord[];
}

/** Scores are compared as whole numbers, so that a cursor finds its place again. */
const SCORE_STEPS = 100_000;

const UNDATED_DAY = 2_000_000_000;

/** A query as the index knows it, with what is needed to find its records. */
export interface AskedQuery {
  query: KnownQuery;
  matching: Matching;
  size: IndexSize;
  long: Map<string, FoundPassages>;
}

/** Counts and ranks the records that a query finds: totals, facets, counts over time and one page in one statement. */
export async function findRecords(
  ask: Ask,
  request: SearchRequest,
  query: KnownQuery,
  matching: Matching,
  size: IndexSize,
  long: Map<string, FoundPassages>,
): Promise<Found> {
  const statement = new Statement();
  const facetIds = await idsOfFilters(ask, request);
  const records =
    query.clauses.length === 0
      ? "search_record"
      : "(SELECT * FROM search_record WHERE number = ANY (ARRAY(SELECT record FROM kept))) AS found";
  const parts = [
    ...matchedRecords(statement, query, matching, size, long),
    `candidate AS MATERIALIZED (
       SELECT number, record_id, kind, source_id, title, held_on, facets, passages, score, ${failsOf(statement, facetIds)} AS fails
       FROM kept JOIN ${records} ON number = record
       WHERE ${within(statement, request)})`,
    ...facetCounts(statement, request, facetIds),
    ...page(statement, request, query, matching),
    shown(query),
    ...(request.timeline ? timeline(statement, facetIds, request.timeline) : []),
  ];
  const text = `WITH ${parts.join(",\n")}
    SELECT EXISTS (SELECT FROM kept) AS any, (SELECT count(*)::int FROM candidate WHERE fails = 0) AS total,
      (SELECT json_agg(json_build_array(facet, value, count, "of") ORDER BY facet, count DESC, value) FROM facet_count) AS facets,
      (SELECT json_agg(shown ORDER BY rank, day, "recordId") FROM shown) AS page
      ${request.timeline ? ", (SELECT json_agg(timeline ORDER BY period) FROM timeline) AS timeline" : ""}`;
  const [found] = await ask<{ any: boolean; total: number } & { [K in "facets" | "timeline" | "page"]?: Found[K] | null }>(
    text,
    statement.values,
    "PREPARED",
  );
  if (found === undefined) throw new Error("searching gave no answer");
  const { any, total, facets, page: hits } = found;
  return { any, total, facets: facets ?? [], timeline: request.timeline ? (found.timeline ?? []) : null, page: hits ?? [] };
}

function within(statement: Statement, request: SearchRequest): string {
  const limits: string[] = [];
  if (request.from !== null) limits.push(`held_on >= ${statement.value(request.from, "date")}`);
  if (request.to !== null) limits.push(`held_on <= ${statement.value(request.to, "date")}`);
  return limits.length === 0 ? "true" : limits.join(" AND ");
}

/** `facet_count (facet, value, count, of)`: a record counts for a facet when it passes the filters of all other facets. */
function facetCounts(statement: Statement, request: SearchRequest, { wanted, excluded }: FilterIds): string[] {
  if (request.facets.length === 0) return [`facet_count AS (SELECT 0 AS facet, '' AS value, 0 AS count, 0 AS "of" WHERE false)`];
  const last = FACETS.length - 1;
  const asked = request.facets.map((facet) => FACETS.indexOf(facet));
  const isFiltered = wanted.size + excluded.size > 0;
  const passes = isFiltered ? `fails & ~(1 << (id & ${last})) = 0` : "true";
  const isAsked = asked.length === FACETS.length ? "true" : `id & ${last} = ANY (${statement.value(asked, "int[]")})`;
  const selected = statement.value([...wanted.values(), ...excluded.values()].flat(), "int[]");
  const most = statement.value(request.mostValues ?? MOST_FACET_VALUES, "int");
  const isGiven = `position <= ${most} OR id = ANY (${selected})`;
  return [
    `counted AS (SELECT id, count(*)::int AS count FROM (SELECT unnest(facets) AS id, fails FROM candidate) AS one WHERE ${passes} AND ${isAsked} GROUP BY id)`,
    `foremost AS (
       SELECT id, count, (count(*) OVER (PARTITION BY id & ${last}))::int AS "of",
         rank() OVER (PARTITION BY id & ${last} ORDER BY count DESC) AS position FROM counted)`,
    // Of values that are as frequent, those come first that do by their letters, as in any other engine.
    `facet_count AS (
       SELECT facet, value, count, "of" FROM (
         SELECT id, id & ${last} AS facet, value, count, "of",
           row_number() OVER (PARTITION BY id & ${last} ORDER BY count DESC, value) AS position
         FROM foremost JOIN search_facet USING (id) WHERE ${isGiven}) AS named
       WHERE ${isGiven})`,
  ];
}

/** `shown`: the page, and where a single phrase is looked for the first passage that holds it: looking it up again would take as long. */
function shown({ clauses: [clause, ...others] }: KnownQuery): string {
  if (clause === undefined || others.length > 0 || clause.terms.length > 0 || clause.phrases.length !== 1) {
    return "shown AS NOT MATERIALIZED (SELECT * FROM page)";
  }
  return `shown AS (
    SELECT page.*, row_to_json(passage) AS passage FROM page LEFT JOIN phrase_0 ON phrase_0.record = page.number
      LEFT JOIN LATERAL (
        SELECT ordinal, start, passage_id AS "passageId", text, phrase_0.passages AS matching FROM search_passage
        WHERE record = page.number AND part = ${Part.PASSAGE} AND ordinal = phrase_0.first OFFSET 0) AS passage ON true)`;
}

/** `page`: the hits in their order, from the cursor on. */
function page(statement: Statement, request: SearchRequest, query: KnownQuery, matching: Matching): string[] {
  const isRanked = request.sort === "RELEVANCE" && request.first > 0 && query.clauses.length > 0;
  const near = isRanked ? closeness(statement, query, matching) : [];
  const score = near.length === 0 ? "score" : "score + coalesce(near, 0)";
  const rank = isRanked ? `-round((${score}) * ${SCORE_STEPS})::bigint` : "0::bigint";
  const day = request.sort === "OLDEST" ? "held_on - date '1970-01-01'" : "date '1970-01-01' - held_on";
  const after = request.after === null ? null : readCursor(request.after, request);
  const place =
    after === null
      ? "true"
      : `(rank, day, "recordId") > (${statement.value(after.rank, "bigint")}, ${statement.value(after.day, "int")}, ${statement.value(after.recordId, "text")} COLLATE "C")`;
  return [
    ...near,
    `placed AS (
       SELECT number, record_id AS "recordId", kind, source_id AS "sourceId", title, passages, ${score} AS score, ${rank} AS rank,
         coalesce(${day}, ${UNDATED_DAY}) AS day
       FROM candidate ${near.length === 0 ? "" : "LEFT JOIN near ON near.record = number"} WHERE fails = 0)`,
    `page AS (SELECT * FROM placed WHERE ${place} ORDER BY rank, day, "recordId" LIMIT ${statement.value(request.first + 1, "int")})`,
  ];
}
