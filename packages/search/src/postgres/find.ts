import { readCursor } from "../cursor.js";
import type { ExactRequest, SearchRequest } from "../search-index.js";
import { FACETS, type SearchKind } from "../search-record.js";
import { closeness } from "./closeness.js";
import { type Matching, matchedRecords } from "./matched.js";
import type { Ask, IndexSize } from "./pool.js";
import { type FoundPassages, Statement } from "./statement.js";
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
  rank: number;
  day: number;
}

export interface Found {
  /** Whether any record matches when filters and dates are left out. */
  any: boolean;
  total: number;
  facets: [facet: number, value: string, count: number][];
  /** One more than asked for where there are more. */
  page: FoundRecord[];
}

/** Most values of a facet that are given, besides those that are filtered by. */
const MOST_FACET_VALUES = 100;

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

/** Counts and ranks the records that a query finds: totals, facets and one page in one statement. */
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
  ];
  const text = `WITH ${parts.join(",\n")}
    SELECT EXISTS (SELECT FROM kept) AS any, (SELECT count(*)::int FROM candidate WHERE fails = 0) AS total,
      (SELECT json_agg(json_build_array(facet, value, count) ORDER BY facet, count DESC, value) FROM facet_count) AS facets,
      (SELECT json_agg(page ORDER BY rank, day, "recordId") FROM page) AS page`;
  const [found] = await ask<{ any: boolean; total: number; facets: Found["facets"] | null; page: FoundRecord[] | null }>(
    text,
    statement.values,
    "PREPARED",
  );
  if (found === undefined) throw new Error("searching gave no answer");
  return { any: found.any, total: found.total, facets: found.facets ?? [], page: found.page ?? [] };
}

/** For each facet that is filtered by, the ids of its values. */
export interface FilterIds {
  wanted: Map<number, number[]>;
  excluded: Map<number, number[]>;
}

export async function idsOfFilters(ask: Ask, { filters, excluded }: ExactRequest): Promise<FilterIds> {
  return { wanted: await idsOfValues(ask, filters), excluded: await idsOfValues(ask, excluded ?? {}) };
}

/** A value that no record has ever had has no id. */
async function idsOfValues(ask: Ask, filters: ExactRequest["filters"]): Promise<Map<number, number[]>> {
  const wanted = FACETS.flatMap((facet, number): [number, string[]][] => {
    const values = filters[facet] ?? [];
    return values.length === 0 ? [] : [[number, values]];
  });
  if (wanted.length === 0) return new Map();
  const rows = await ask<{ id: number; value: string }>("SELECT id, value FROM search_facet WHERE value = ANY ($1)", [
    wanted.flatMap(([, values]) => values),
  ]);
  return new Map(
    wanted.map(([facet, values]) => [
      facet,
      rows.filter(({ id, value }) => id % FACETS.length === facet && values.includes(value)).map(({ id }) => id),
    ]),
  );
}

/** A bit for each facet whose filter the record does not pass. */
export function failsOf(statement: Statement, { wanted, excluded }: FilterIds): string {
  const bits = FACETS.flatMap((_, number) => {
    const has = (ids: number[]) => `facets && ${statement.value(ids, "int[]")}`;
    const tests = [wanted, excluded].map((side) => side.get(number));
    const fails = [tests[0] && `NOT (${has(tests[0])})`, tests[1] && has(tests[1])].filter(Boolean);
    return fails.length === 0 ? [] : [`CASE WHEN ${fails.join(" OR ")} THEN ${1 << number} ELSE 0 END`];
  });
  return bits.length === 0 ? "0" : bits.join(" | ");
}

function within(statement: Statement, request: SearchRequest): string {
  const limits: string[] = [];
  if (request.from !== null) limits.push(`held_on >= ${statement.value(request.from, "date")}`);
  if (request.to !== null) limits.push(`held_on <= ${statement.value(request.to, "date")}`);
  return limits.length === 0 ? "true" : limits.join(" AND ");
}

/** `facet_count (facet, value, count)`: a record counts for a facet when it passes the filters of all other facets. */
function facetCounts(statement: Statement, request: SearchRequest, { wanted, excluded }: FilterIds): string[] {
  if (request.facets.length === 0) return ["facet_count AS (SELECT 0 AS facet, '' AS value, 0 AS count WHERE false)"];
  const last = FACETS.length - 1;
  const asked = request.facets.map((facet) => FACETS.indexOf(facet));
  const isFiltered = wanted.size + excluded.size > 0;
  const passes = isFiltered ? `fails & ~(1 << (id & ${last})) = 0` : "true";
  const isAsked = asked.length === FACETS.length ? "true" : `id & ${last} = ANY (${statement.value(asked, "int[]")})`;
  const selected = statement.value([...wanted.values(), ...excluded.values()].flat(), "int[]");
  return [
    `counted AS (SELECT id, count(*)::int AS count FROM (SELECT unnest(facets) AS id, fails FROM candidate) AS one WHERE ${passes} AND ${isAsked} GROUP BY id)`,
    `foremost AS (SELECT id, count, row_number() OVER (PARTITION BY id & ${last} ORDER BY count DESC, id) AS position FROM counted)`,
    `facet_count AS (
       SELECT id & ${last} AS facet, value, count FROM foremost JOIN search_facet USING (id)
       WHERE position <= ${MOST_FACET_VALUES} OR id = ANY (${selected}))`,
  ];
}

/** `page`: the hits in their order, from the cursor on. */
function page(statement: Statement, request: SearchRequest, query: KnownQuery, matching: Matching): string[] {
  const isRanked = request.sort === "RELEVANCE" && query.clauses.length > 0;
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
