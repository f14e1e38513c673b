import { cursorWriter } from "./cursor.js";
import { type ParsedQuery, parseQuery } from "./parse-query.js";
import { findLines } from "./postgres/concordance.js";
import { countPassages } from "./postgres/count-passages.js";
import { type AskedQuery, type Found, findRecords } from "./postgres/find.js";
import { showHits } from "./postgres/hits.js";
import { indexRecords } from "./postgres/index-record.js";
import { findLongPhrases } from "./postgres/long-phrases.js";
import { halfOf, type Matching } from "./postgres/matched.js";
import { type Ask, type IndexSize, inSearch, inTransaction } from "./postgres/pool.js";
import { isRebuilding, rebuildTables, rememberPut } from "./postgres/rebuild.js";
import type { SearchPool } from "./postgres/search-pool.js";
import type { FoundPassages } from "./postgres/statement.js";
import { type KnownQuery, lookUp, wordsBeginningWith } from "./postgres/vocabulary.js";
import { lockForWriting, replaceRecords } from "./postgres/write.js";
import {
  type Concordance,
  type DateSort,
  type ExactRequest,
  type ExactSearch,
  type FacetCount,
  type SearchAnswer,
  type SearchIndex,
  SearchQueryError,
  type SearchRequest,
  type SourceRecords,
  type TimelinePeriod,
  type TimelineUnit,
} from "./search-index.js";
import { FACETS, type FacetName } from "./search-record.js";
import { searchTokens } from "./search-text.js";

/** Most hits of one page. */
const LARGEST_PAGE = 1_000;

/** Search in Postgres itself: what an archive has without another engine, and what it falls back to. The tables come with the migrations. */
export class PostgresIndex implements SearchIndex, ExactSearch {
  readonly engine = "POSTGRES";
  readonly answering = "POSTGRES";
  readonly copy = null;
  readonly #pool: SearchPool;
  readonly #writing: SearchPool;

  /** `pool` is for searches; `writing` may take as long as it needs. Both stay their owner's: `close` does not end them. */
  constructor(pool: SearchPool, writing: SearchPool = pool) {
    this.#pool = pool;
    this.#writing = writing;
  }

  async configure(): Promise<void> {
    await inTransaction(this.#pool, "BEGIN", async (ask) => {
      const [row] = await ask<{ ready: boolean }>("SELECT to_regclass('search_state') IS NOT NULL AS ready");
      if (row?.ready !== true) throw new Error("The tables of search are missing; run the migrations first.");
    });
  }

  async put(sources: SourceRecords[]): Promise<void> {
    if (sources.length === 0) return;
    // Of a source given twice the last word counts.
    const latest = new Map(sources.map(({ sourceId, records }) => [sourceId, records]));
    const ids = [...latest.keys()];
    const records = await indexRecords([...latest.values()].flat());
    await inTransaction(this.#writing, "BEGIN", async (ask) => {
      await lockForWriting(ask);
      await replaceRecords(ask, "", ids, records);
      if (!(await isRebuilding(ask))) return;
      await replaceRecords(ask, "_next", ids, records);
      await rememberPut(ask, ids);
    });
  }

  async search(request: SearchRequest): Promise<SearchAnswer> {
    const parsed = parseQuery(request.query);
    checkRequest(request);
    return await inSearch(
      this.#pool,
      async (ask, size) => {
        const long = await findLongPhrases(ask, phrasesOf(parsed));
        const { query, found, matching } = await findFirst(ask, request, parsed, size, long);
        const cursorOf = cursorWriter(request);
        const page = found.page.slice(0, request.first).map((record) => ({ ...record, cursor: cursorOf(record) }));
        const facets = facetsOf(request, found);
        request.onFound?.({ recordIds: page.map(({ recordId }) => recordId), facets });
        return {
          engine: this.engine,
          degraded: false,
          catchingUp: false,
          matching: matching.all ? "ALL" : "MOST",
          total: found.total,
          hits: await showHits(ask, query, page, long, request.isCounting ?? true),
          facets,
          facetTotals: totalsOf(request, found),
          passageCounts: await countPassages(ask, query, request.countedIn ?? [], long),
          timeline: found.timeline,
          hasNextPage: found.page.length > request.first,
          corrections: query.corrections,
        };
      },
      request.signal,
    );
  }

  async timeline(request: ExactRequest, unit: TimelineUnit): Promise<TimelinePeriod[]> {
    const counting: SearchRequest = { ...request, sort: "NEWEST", first: 0, after: null, facets: [], timeline: unit };
    return (await this.search(counting)).timeline ?? [];
  }

  async concordance(request: ExactRequest, limit: number, sort: DateSort = "NEWEST"): Promise<Concordance> {
    if (parseQuery(request.query).clauses.length === 0) return { total: 0, matching: "ALL", lines: [], isComplete: true };
    return await this.#within(request, (ask, asked) => findLines(ask, { ...request, sort }, asked, limit));
  }

  /** Does something with the query as the index knows it, in the moment it was looked up in. */
  async #within<T>(request: ExactRequest, act: (ask: Ask, asked: AskedQuery) => Promise<T>): Promise<T> {
    const parsed = parseQuery(request.query);
    const counting: SearchRequest = { ...request, sort: "NEWEST", first: 0, after: null, facets: [] };
    checkRequest(counting);
    return await inSearch(
      this.#pool,
      async (ask, size) => {
        const long = await findLongPhrases(ask, phrasesOf(parsed));
        const { query, matching } = await findFirst(ask, counting, parsed, size, long);
        return await act(ask, { query, matching, size, long });
      },
      request.signal,
    );
  }

  async rebuild(sources: AsyncIterable<SourceRecords>): Promise<void> {
    await rebuildTables(this.#writing, sources);
  }

  async suggest(prefix: string, limit: number): Promise<string[]> {
    const token = searchTokens(prefix).at(-1);
    if (token === undefined || token.end !== prefix.length || limit < 1) return [];
    return await inSearch(this.#pool, (ask) => wordsBeginningWith(ask, token.text, limit));
  }

  async count(): Promise<{ records: number; passages: number }> {
    return await inSearch(this.#pool, async (_ask, size) => size);
  }

  async close(): Promise<void> {}
}

export function checkRequest(request: SearchRequest): void {
  if (!Number.isInteger(request.first) || request.first < 0 || request.first > LARGEST_PAGE) {
    throw new SearchQueryError(`A page has from 0 to ${LARGEST_PAGE} hits, not ${request.first}.`);
  }
  for (const day of [request.from, request.to]) {
    const isDay = day === null || (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)));
    if (!isDay) throw new SearchQueryError(`"${day}" is not a day such as 2022-09-27.`);
  }
}

export function phrasesOf(parsed: ParsedQuery) {
  return [...parsed.clauses.flat(), ...parsed.excluded].flatMap((term) => (term.is === "phrase" ? [term.phrase] : []));
}

interface FirstFound {
  query: KnownQuery;
  found: Found;
  matching: Matching;
}

/**
 * All words; where no record of the index holds them, all words with every one of them possibly misspelt; else at least
 * half of the words that mean something. Filters and dates have no say in which it is: they narrow what was meant, not what is meant.
 */
async function findFirst(
  ask: Ask,
  request: SearchRequest,
  parsed: ParsedQuery,
  size: IndexSize,
  long: Map<string, FoundPassages>,
): Promise<FirstFound> {
  const all: Matching = { all: true };
  const strict = await lookUp(ask, parsed, size.records, false);
  const first = { query: strict, found: await findRecords(ask, request, strict, all, size, long), matching: all };
  if (first.found.any || parsed.clauses.length === 0) return first;
  const lenient = await lookUp(ask, parsed, size.records, true);
  if (lenient.corrections.length > strict.corrections.length) {
    const found = await findRecords(ask, request, lenient, all, size, long);
    if (found.any) return { query: lenient, found, matching: all };
  }
  const half = halfOf(strict.clauses);
  if (half === null) return first;
  const found = await findRecords(ask, request, strict, half, size, long);
  return found.any ? { query: strict, found, matching: half } : first;
}

function totalsOf({ facets }: SearchRequest, found: Found): Partial<Record<FacetName, number>> {
  return Object.fromEntries(facets.map((facet) => [facet, found.facets.find(([of]) => of === FACETS.indexOf(facet))?.[3] ?? 0]));
}

function facetsOf(request: SearchRequest, found: Found): Partial<Record<FacetName, FacetCount[]>> {
  const facets: Partial<Record<FacetName, FacetCount[]>> = {};
  for (const facet of request.facets) {
    const number = FACETS.indexOf(facet);
    const counts = found.facets.filter(([of]) => of === number).map(([, value, count]): FacetCount => ({ value, count }));
    const asked = [...new Set([...(request.filters[facet] ?? []), ...(request.excluded?.[facet] ?? [])])];
    const missing = asked.filter((value) => !counts.some((one) => one.value === value));
    facets[facet] = [...counts, ...missing.map((value) => ({ value, count: 0 }))];
  }
  return facets;
}
