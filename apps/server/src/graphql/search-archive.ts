import {
  type ExactRequest,
  FACETS,
  type FacetName as FacetKey,
  type SearchHit as FoundHit,
  type SearchAnswer,
  type SearchRequest,
} from "@lectern/search";
import type { Context } from "./context.js";
import { labelFacets } from "./label-facets.js";
import type { MarkedText } from "./marked-text.js";
import type { SearchHit, SearchResult } from "./resolvers/search.js";
import { FACET_KEYS, type FacetName, SearchEngine, SearchKind, SearchMatching } from "./search-enums.js";
import type { SearchExclusion, SearchFilter } from "./search-filter.js";

export interface ArchiveSearch {
  query: string;
  filter: SearchFilter;
  sort: SearchRequest["sort"];
  first: number;
  after: string | null;
}

/** Asks the index, and answers with records that the archive shows. */
export async function searchArchive(context: Context, search: ArchiveSearch): Promise<SearchResult> {
  const answer = await context.archive.index.search(toRequest(search));
  const [hits, facets] = await Promise.all([shownHits(context, answer.hits), labelFacets(context, facetsOf(answer))]);
  return {
    search,
    total: answer.total,
    matching: SearchMatching[answer.matching],
    engine: SearchEngine[answer.engine],
    degraded: answer.degraded,
    corrections: answer.corrections,
    facets,
    edges: hits.map((hit) => ({ cursor: hit.cursor, node: hit })),
    pageInfo: { hasNextPage: answer.hasNextPage, endCursor: answer.hits.at(-1)?.cursor ?? null },
  };
}

function toRequest({ query, filter, sort, first, after }: ArchiveSearch): SearchRequest {
  return { ...exactRequest(query, filter), sort, first, after, facets: [...FACETS] };
}

/** Words and filters of a search as the index takes them. */
export function exactRequest(query: string, { from, to, not, ...facets }: SearchFilter): ExactRequest {
  return { query, filters: givenValues(facets), excluded: givenValues(not ?? {}), from: from ?? null, to: to ?? null };
}

function givenValues(facets: SearchExclusion): ExactRequest["filters"] {
  const given = Object.entries(facets).filter((entry): entry is [FacetKey, string[]] => entry[1] !== null && entry[1] !== undefined);
  return Object.fromEntries(given);
}

/** The index may lag behind the archive by a moment: what has been withdrawn since is left out. */
async function shownHits(context: Context, hits: FoundHit[]): Promise<SearchHit[]> {
  const isShown = async (hit: FoundHit) =>
    (await context.loaders.foundRecord({ kind: SearchKind[hit.kind], recordId: hit.recordId })) !== null;
  const shown = await Promise.all(hits.map(async (hit) => ((await isShown(hit)) ? toHit(hit) : [])));
  return shown.flat();
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
    matchingPassages: hit.matchingPassages,
  };
}

function toMarkedText({ text, marks, start }: FoundHit["snippet"]): MarkedText {
  return { text, marks: marks.map(([markStart, markEnd]) => ({ start: markStart, end: markEnd })), start };
}

function facetsOf(answer: SearchAnswer): { name: FacetName; values: { value: string; count: number }[] }[] {
  // The entries of an object whose keys are FacetName.
  const names = Object.entries(FACET_KEYS) as [FacetName, FacetKey][];
  return names.map(([name, key]) => ({ name, values: answer.facets[key] ?? [] }));
}
