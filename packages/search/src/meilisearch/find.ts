import type { NumberedPlace } from "../cursor.js";
import type { FacetCount, SearchRequest } from "../search-index.js";
import { FACETS, type FacetName, MOST_FACET_VALUES } from "../search-record.js";
import { type Answer, type AskedQuery, askAll } from "./ask-all.js";
import { dayOf, FACET_FIELDS, placeOf, readValue, writeValue } from "./documents.js";
import type { EngineServer } from "./server.js";
import { LOCALES } from "./settings.js";

/** What the engine says to a query: which records, in which order, and how they spread. Texts come from Postgres. */
export interface EngineFound {
  /** Records, exactly. */
  total: number;
  hits: EngineHit[];
  hasNextPage: boolean;
  facets: Partial<Record<FacetName, FacetCount[]>>;
  /** How many values each of them has in all. */
  facetTotals: Partial<Record<FacetName, number>>;
}

/** A record, and the passage of it that the engine ranks highest. */
export interface EngineHit {
  recordId: string;
  ordinal: number;
  score: number;
  position: number;
}

/** Hits before and behind its old place among which the last hit of a page is looked for, since others came or went meanwhile. */
const SLACK = 50;

/**
 * Asks each server for one page, its total and its facets in one request. Counts are exact where pages are asked for by number.
 * Null where a facet has more values on a server than it gives, so that counts would not be exact.
 */
export async function findInEngines(
  servers: EngineServer[],
  request: SearchRequest,
  q: string,
  after: NumberedPlace | null,
): Promise<EngineFound | null> {
  const filtered = FACETS.filter((facet) => valuesAskedFor(request, facet).length > 0);
  const own = request.facets.filter((facet) => filtered.includes(facet));
  const shared = request.facets.filter((facet) => !filtered.includes(facet));
  const base: AskedQuery = {
    q,
    matchingStrategy: "all",
    locales: LOCALES,
    distinct: "recordId",
    attributesToRetrieve: ["id"],
  };
  const narrowed = { ...base, ...sorted(request), filter: filterOf(request, null), showRankingScore: true };
  const window = windowOf(request.first, after);
  const queries: AskedQuery[] = [
    { ...narrowed, facets: shared.map((facet) => FACET_FIELDS[facet]), page: 1, hitsPerPage: after === null ? window.limit : 0 },
    ...own.map((facet) => ({ ...base, filter: filterOf(request, facet), facets: [FACET_FIELDS[facet]], page: 1, hitsPerPage: 0 })),
    ...(after === null ? [] : [{ ...narrowed, ...window }]),
  ];
  const answers = await askAll(servers, queries);
  if (answers === null) return null;
  const [whole] = answers;
  const ranked = (after === null ? whole : answers.at(-1))?.hits ?? [];
  const from = after === null ? 0 : startBehind(ranked, after, window.offset);
  const facets: EngineFound["facets"] = {};
  const facetTotals: EngineFound["facetTotals"] = {};
  for (const facet of request.facets) {
    const distribution = answers[own.indexOf(facet) + 1]?.facetDistribution?.[FACET_FIELDS[facet]] ?? {};
    facets[facet] = givenOf(request, facet, distribution);
    facetTotals[facet] = Object.keys(distribution).length;
  }
  return {
    total: whole?.totalHits ?? 0,
    hits: ranked.slice(from, from + request.first).map(({ id, _rankingScore = 0 }, i) => ({
      ...placeOf(id),
      score: _rankingScore,
      position: window.offset + from + i + 1,
    })),
    hasNextPage: ranked.length > from + request.first,
    facets,
    facetTotals,
  };
}

/** Which hits are looked at: one more than asked for, and behind a cursor those around it. */
function windowOf(first: number, after: NumberedPlace | null): { offset: number; limit: number } {
  if (after === null) return { offset: 0, limit: first + 1 };
  const offset = Math.max(0, after.position - SLACK);
  return { offset, limit: after.position - offset + SLACK + first + 1 };
}

function startBehind(hits: Answer["hits"], after: NumberedPlace, offset: number): number {
  const last = hits.findIndex(({ id }) => placeOf(id).recordId === after.recordId);
  return last >= 0 ? last + 1 : after.position - offset;
}

function sorted({ sort }: SearchRequest): { sort?: string[] } {
  if (sort === "RELEVANCE") return {};
  return { sort: [sort === "NEWEST" ? "day:desc" : "day:asc", "recordId:asc"] };
}

/** Values of a facet that are filtered by, wanted or not. */
function valuesAskedFor({ filters, excluded }: SearchRequest, facet: FacetName): string[] {
  return [...new Set([...(filters[facet] ?? []), ...(excluded?.[facet] ?? [])])];
}

/** All filters but that of one facet. */
function filterOf(request: SearchRequest, except: FacetName | null): string[] {
  const filters = FACETS.flatMap((facet) => {
    if (facet === except) return [];
    const [wanted, excluded] = [request.filters[facet] ?? [], request.excluded?.[facet] ?? []];
    return [
      ...(wanted.length === 0 ? [] : [isAnyOf(facet, wanted)]),
      ...(excluded.length === 0 ? [] : [`NOT ${isAnyOf(facet, excluded)}`]),
    ];
  });
  if (request.from !== null) filters.push(`day >= ${dayOf(request.from)}`);
  if (request.to !== null) filters.push(`day <= ${dayOf(request.to)}`);
  return filters;
}

function isAnyOf(facet: FacetName, values: string[]): string {
  return `${FACET_FIELDS[facet]} IN [${values.map((value) => quoted(writeValue(value))).join(", ")}]`;
}

/** A value in a filter. */
export function quoted(value: string): string {
  return `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** How many records have each value of a facet, as the engine writes it. */
type Distribution = Record<string, number>;

/** The most frequent values, and those that are filtered by. */
function givenOf(request: SearchRequest, facet: FacetName, distribution: Distribution): FacetCount[] {
  const most = request.mostValues ?? MOST_FACET_VALUES;
  const given = inOrder(foremost(distribution, most)).slice(0, most);
  const missing = valuesAskedFor(request, facet).filter((value) => !given.some((count) => count.value === value));
  if (missing.length === 0) return given;
  return inOrder([...given, ...missing.map((value) => ({ value, count: distribution[writeValue(value)] ?? 0 }))]);
}

/** So many of the most frequent values, and those that are as frequent as the last of them: of thousands most need not be read. */
function foremost(distribution: Distribution, most: number): FacetCount[] {
  const counts = Object.entries(distribution);
  const least = Object.values(distribution).sort((a, b) => b - a)[most - 1] ?? 0;
  return counts.flatMap(([written, count]) => (count >= least ? [{ value: readValue(written), count }] : []));
}

function inOrder(counts: FacetCount[]): FacetCount[] {
  return counts.sort((a, b) => b.count - a.count || compareAsPostgres(a.value, b.value));
}

/** By code points, as bytes of UTF-8 are. */
function compareAsPostgres(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
