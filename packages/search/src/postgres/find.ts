import { readCursor } from "../cursor.js";
import type { ExactRequest, SearchRequest } from "../search-index.js";
import { FACETS, type SearchKind } from "../search-record.js";
import { Part } from "./index-record.js";
import type { Ask } from "./pool.js";
import { type FoundPassages, queryOfAll, queryOfAny, queryOfRow, rowsWithPhrase, Statement } from "./statement.js";
import type { KnownClause, KnownQuery } from "./vocabulary.js";

/** A record that was found, with its place in the order. */
export interface FoundRecord {
  number: number;
  recordId: string;
  kind: SearchKind;
  sourceId: string;
  title: string;
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

/** How many of the clauses a record must hold. */
export type Matching = { all: true } | { all: false; atLeast: number };

/** Most values of a facet that are given, besides those that are filtered by. */
const MOST_FACET_VALUES = 100;

/** What words close together in one passage, in the title, or in the names add, as a share of what all the words tell. */
const CLOSENESS = 0.8;
const IN_TITLE = 0.8;
const IN_NAMES = 0.5;
/** The words in the order in which they were typed, one behind the other. */
const AS_TYPED = 0.6;

/** Passages that hold the words together and are fetched, and of these, those in which closeness is looked at: about 2 and 12 microseconds each. */
const PASSAGES_CONSIDERED = 8_000;
const PASSAGES_LOOKED_AT = 1_500;

/** From so many words on, they are looked for as they were typed in all passages: it is likely a line that someone remembers. */
const LONG_QUERY = 4;

/** Scores are compared as whole numbers, so that a cursor finds its place again. */
const SCORE_STEPS = 100_000;

const UNDATED_DAY = 2_000_000_000;

export interface IndexSize {
  records: number;
  passages: number;
}

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
       SELECT number, record_id, kind, source_id, title, held_on, facets, score, ${failsOf(statement, facetIds)} AS fails
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
  );
  if (found === undefined) throw new Error("searching gave no answer");
  return { any: found.any, total: found.total, facets: found.facets ?? [], page: found.page ?? [] };
}

/** The records that hold the words, in `kept (record, score)`: filters and dates left out. */
export function matchedRecords(
  statement: Statement,
  query: KnownQuery,
  matching: Matching,
  size: IndexSize,
  long: Map<string, FoundPassages>,
): string[] {
  const { clauses } = query;
  const parts: string[] = [];
  if (clauses.length === 0) parts.push("held AS NOT MATERIALIZED (SELECT number AS record, 0::float8 AS score FROM search_record)");
  else {
    const hits = [hitsOfWords(statement, clauses)];
    const phrases = new Map<string, string>();
    clauses.forEach((clause, i) => {
      for (const phrase of clause.phrases) {
        const name = phrases.get(phrase.text) ?? `phrase_${phrases.size}`;
        if (!phrases.has(phrase.text)) {
          const rows = rowsWithPhrase(statement, phrase, long);
          parts.push(`${name} AS MATERIALIZED (SELECT record, count(DISTINCT ordinal) AS count FROM (${rows}) AS found GROUP BY record)`);
        }
        phrases.set(phrase.text, name);
        hits.push(`SELECT record, ${i}, ${scoreOfPhrase(name, size)} FROM ${name}`);
      }
    });
    parts.push(`hit AS (${hits.join(" UNION ALL ")})`);
    const best = phrases.size === 0 ? "hit" : "(SELECT record, clause, max(score) AS score FROM hit GROUP BY 1, 2) AS hit";
    parts.push(`held AS (SELECT record, sum(score) AS score FROM ${best} GROUP BY record HAVING ${enough(clauses, matching)})`);
  }
  const excluded =
    query.excludedTerms.length > 0
      ? [`SELECT record FROM search_posting WHERE term = ANY (${statement.value(query.excludedTerms, "int[]")})`]
      : [];
  excluded.push(...query.excludedPhrases.map((phrase) => `SELECT record FROM (${rowsWithPhrase(statement, phrase, long)}) AS found`));
  if (excluded.length === 0) parts.push("kept AS MATERIALIZED (SELECT record, score FROM held)");
  else {
    parts.push(`excluded AS MATERIALIZED (${excluded.join(" UNION ")})`);
    parts.push(
      "kept AS MATERIALIZED (SELECT record, score FROM held WHERE NOT EXISTS (SELECT FROM excluded WHERE excluded.record = held.record))",
    );
  }
  return parts;
}

/** Rows (record, clause, score): each clause counts by the word of it that says most. */
function hitsOfWords(statement: Statement, clauses: KnownClause[]): string {
  const rows = clauses.flatMap((clause, i) =>
    clause.terms.map((term) => ({ id: term.id, clause: i, weight: term.weight * clause.rarity })),
  );
  const column = <T>(of: (row: (typeof rows)[number]) => T, type: string): string => statement.value(rows.map(of), type);
  const ids = column(({ id }) => id, "int[]");
  const terms = `unnest(${ids}, ${column(({ clause }) => clause, "int[]")}, ${column(({ weight }) => weight, "float8[]")})`;
  return `SELECT record, clause, max(weight * impact) AS score
    FROM (SELECT term, record, impact FROM search_posting WHERE term = ANY (${ids})) AS posting
      JOIN ${terms} AS term (id, clause, weight) ON posting.term = term.id GROUP BY record, clause`;
}

/** As a word's: the rarer the phrase, and the more passages of the record hold it, the more it counts. */
function scoreOfPhrase(name: string, size: IndexSize): string {
  return `ln(1 + (${size.records} - (SELECT count(*) FROM ${name}) + 0.5) / ((SELECT count(*) FROM ${name}) + 0.5)) * count / (count + 0.5)`;
}

function enough(clauses: KnownClause[], matching: Matching): string {
  if (matching.all) return `count(*) = ${clauses.length}`;
  const required = clauses.flatMap((clause, i) => (clause.isRequired ? [i] : []));
  const atLeast = `count(*) >= ${matching.atLeast + required.length}`;
  return required.length === 0 ? atLeast : `${atLeast} AND count(*) FILTER (WHERE clause IN (${required.join(", ")})) = ${required.length}`;
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
       SELECT number, record_id AS "recordId", kind, source_id AS "sourceId", title, ${score} AS score, ${rank} AS rank,
         coalesce(${day}, ${UNDATED_DAY}) AS day
       FROM candidate ${near.length === 0 ? "" : "LEFT JOIN near ON near.record = number"} WHERE fails = 0)`,
    `page AS (SELECT * FROM placed WHERE ${place} ORDER BY rank, day, "recordId" LIMIT ${statement.value(request.first + 1, "int")})`,
  ];
}

/**
 * `near (record, near)`: what the best passage, title or names of a record add for holding the words together. Only the
 * rarer words are asked to be together, and only so many passages are looked at, those of the best records first.
 */
function closeness(statement: Statement, query: KnownQuery, matching: Matching): string[] {
  const telling = query.clauses.filter((clause) => clause.isTelling && clause.terms.length > 0);
  if (telling.length < 2) return [];
  const told = query.clauses.reduce((sum, { rarity }) => sum + rarity, 0);
  const together = statement.value(matching.all ? queryOfAll(telling) : queryOfAny(telling), "tsquery");
  // Cover density: a cover without foreign words counts 0.1. Without all words there is no cover: the share of them that a passage holds.
  const density = matching.all ? `10 * ts_rank_cd(tokens, ${together})` : `4 * ts_rank(tokens, ${together})`;
  const inPart = `CASE part WHEN ${Part.TITLE} THEN ${IN_TITLE} * least(1, ${telling.length}.0 / size) WHEN ${Part.NAMES} THEN ${IN_NAMES} ELSE 0 END`;
  const row = matching.all ? queryOfRow(query.clauses, query.order) : "";
  const inRow = row === "" ? null : statement.value(row, "tsquery");
  const isLong = inRow !== null && query.order.length >= LONG_QUERY;
  const asTyped = inRow === null || isLong ? "" : ` + CASE WHEN tokens @@ ${inRow} THEN ${AS_TYPED} ELSE 0 END`;
  const parts = [
    `together AS MATERIALIZED (
       SELECT record, part, ordinal FROM search_passage WHERE tokens @@ ${together} AND part <> ${Part.SEAM} LIMIT ${PASSAGES_CONSIDERED})`,
    `looked_at AS MATERIALIZED (
       SELECT record, ${density} AS density, ${inPart}${asTyped} AS place
       FROM (SELECT record, part, ordinal FROM together JOIN candidate ON number = record WHERE fails = 0
             ORDER BY score DESC, record, part DESC, ordinal LIMIT ${PASSAGES_LOOKED_AT}) AS best
         CROSS JOIN LATERAL (
           SELECT size, tokens FROM search_passage AS passage
           WHERE passage.record = best.record AND passage.part = best.part AND passage.ordinal = best.ordinal OFFSET 0) AS passage)`,
  ];
  const adds = [`SELECT record, ${told} * max(${CLOSENESS} * density / (1 + density) + place) AS near FROM looked_at GROUP BY record`];
  if (isLong) {
    const all = statement.value(queryOfAll(query.clauses), "tsquery");
    const candidates = `SELECT record, tokens FROM search_passage WHERE tokens @@ ${all} AND part <> ${Part.SEAM} LIMIT ${PASSAGES_CONSIDERED}`;
    adds.push(`SELECT DISTINCT record, ${told * AS_TYPED}::float8 FROM (${candidates}) AS all_words WHERE tokens @@ ${inRow}`);
  }
  parts.push(`near AS MATERIALIZED (SELECT record, sum(near) AS near FROM (${adds.join(" UNION ALL ")}) AS added GROUP BY record)`);
  return parts;
}
