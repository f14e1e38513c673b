import {
  type ExactRequest,
  FACETS,
  type FacetName as FacetKey,
  type FoundFirst,
  type SearchHit as FoundHit,
  type SearchRequest,
  type TimelinePeriod,
} from "@lectern/search";
import { type Labels, readLabels } from "@lectern/storage";
import { foldText } from "@lectern/text";

import { timed } from "../metrics.js";
import type { Context } from "./context.js";
import { labelFacets, toLabel } from "./label-facets.js";
import type { MarkedText } from "./marked-text.js";
import type { Facet, SearchHit, SearchResult } from "./resolvers/search.js";
import { FACET_KEYS, type FacetName, SearchEngine, SearchKind, SearchMatching, type TimelineUnit } from "./search-enums.js";
import type { SearchExclusion, SearchFilter } from "./search-filter.js";

export interface ArchiveSearch {
  query: string;
  filter: SearchFilter;
  sort: SearchRequest["sort"];
  first: number;
  after: string | null;
}

/** What was counted together with a search. */
export interface CountedWith {
  unit: TimelineUnit | null;
  timeline: TimelinePeriod[] | null;
  /** Matching passages of records. */
  passages: Map<string, number>;
}

/** Which parts of an answer are asked for that take time to make. */
export interface AskedParts {
  /** The hits of a page, or where it ends. */
  page: boolean;
  facets: boolean;
  /** Of each hit. */
  matchingPassages: boolean;
  /** Of these records. */
  countedIn: string[];
  timeline: TimelineUnit | null;
}

/**
 * Asks the index, and answers with records that the archive shows: the index may lag behind it by a moment, and what has been
 * withdrawn since is left out. Names are read while the index reads texts.
 */
export async function searchArchive(context: Context, search: ArchiveSearch, parts: AskedParts): Promise<SearchResult> {
  let naming = Promise.resolve<PromiseSettledResult<Labels>[]>([]);
  const onFound = ({ facets, recordIds }: FoundFirst): void => {
    naming = Promise.allSettled([readLabels(context.database, recordIds, parts.facets ? toLabel(facets) : null)]);
  };
  const answer = await timed(() => context.archive.index.search({ ...toRequest(search, parts, context.gone), onFound }));
  const labels = outcomeOf(await naming);
  const shown = answer.hits.filter(({ recordId }) => labels.records.has(recordId));
  return {
    search,
    total: answer.total,
    matching: SearchMatching[answer.matching],
    engine: SearchEngine[answer.engine],
    degraded: answer.degraded,
    catchingUp: answer.catchingUp,
    corrections: answer.corrections,
    counted: { unit: parts.timeline, timeline: answer.timeline, passages: answer.passageCounts },
    facets: parts.facets ? labelFacets(answer.facets, answer.facetTotals, labels) : [],
    edges: shown.map((hit) => ({ cursor: hit.cursor, node: toHit(hit) })),
    pageInfo: { hasNextPage: answer.hasNextPage, endCursor: answer.hits.at(-1)?.cursor ?? null },
  };
}

/** Values of a facet that are looked through for letters in their labels: as many as an engine gives. */
const MOST_LOOKED_THROUGH = 10_000;

/** The most frequent values of a facet of a search whose labels hold some letters, with the number of all that do. */
export async function findFacetValues(
  context: Context,
  search: ArchiveSearch,
  name: FacetName,
  contains: string,
  first: number,
): Promise<Facet> {
  const request = { ...exactRequest(search.query, search.filter, context.gone), sort: search.sort, first: 0, after: null };
  const asked = { ...request, facets: [FACET_KEYS[name]], isCounting: false, mostValues: MOST_LOOKED_THROUGH };
  const { facets, facetTotals } = await context.archive.index.search(asked);
  const labels = await readLabels(context.database, [], toLabel(facets));
  const facet = labelFacets(facets, facetTotals, labels).find((one) => one.name === name);
  const letters = foldText(contains.trim()).text;
  const found = (facet?.values ?? []).filter(({ label, count }) => count > 0 && foldText(label).text.includes(letters));
  return { name, total: found.length, values: found.slice(0, first) };
}

function outcomeOf([outcome]: PromiseSettledResult<Labels>[]): Labels {
  if (outcome?.status === "fulfilled") return outcome.value;
  throw outcome?.reason ?? new Error("the index did not say what it found");
}

function toRequest({ query, filter, sort, first, after }: ArchiveSearch, parts: AskedParts, gone: AbortSignal): SearchRequest {
  return {
    ...exactRequest(query, filter, gone),
    sort,
    first: parts.page ? first : 0,
    after,
    facets: parts.facets ? [...FACETS] : [],
    isCounting: parts.matchingPassages,
    countedIn: parts.countedIn,
    timeline: parts.timeline,
  };
}

/** Words and filters of a search as the index takes them, wanted until `gone`. */
export function exactRequest(query: string, { from, to, not, ...facets }: SearchFilter, gone: AbortSignal): ExactRequest {
  return { query, filters: givenValues(facets), excluded: givenValues(not ?? {}), from: from ?? null, to: to ?? null, signal: gone };
}

function givenValues(facets: SearchExclusion): ExactRequest["filters"] {
  const given = Object.entries(facets).filter((entry): entry is [FacetKey, string[]] => entry[1] !== null && entry[1] !== undefined);
  return Object.fromEntries(given);
}

function toHit(hit: FoundHit): SearchHit {
  return {
    recordId: hit.recordId,
    sourceId: hit.sourceId,
    passageId: hit.passageId,
    cursor: hit.cursor,
    score: hit.score,
    kind: SearchKind[hit.kind],
    title: toMarkedText({ ...hit.title, start: 0 }),
    snippet: toMarkedText(hit.snippet),
    place: hit.snippet.place && { start: hit.snippet.place[0], end: hit.snippet.place[1] },
    matchingPassages: hit.matchingPassages,
  };
}

function toMarkedText({ text, marks, start }: Omit<FoundHit["snippet"], "place">): MarkedText {
  return { text, marks: marks.map(([markStart, markEnd]) => ({ start: markStart, end: markEnd })), start };
}
