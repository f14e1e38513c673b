import { plural, t } from "../i18n/language.js";
import { latePart } from "../lib/late-part.js";
import "../styles/search.css";
import "../styles/search-tools.css";
import "../styles/timeline.css";
import { NetworkStatus } from "@apollo/client";
import { useQuery } from "@apollo/client/react";
import { memo, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ErrorState } from "../components/ErrorState.js";
import { LoadMore } from "../components/LoadMore.js";
import { Skeleton } from "../components/Skeleton.js";
import { Facets } from "../components/search/Facets.js";
import { HitPage } from "../components/search/HitPage.js";
import { SearchBox } from "../components/search/SearchBox.js";
import { SearchNotes } from "../components/search/SearchNotes.js";
import { SortChoice } from "../components/search/SortChoice.js";
import { START, StartPage } from "../components/search/StartPage.js";
import { useEngineBack } from "../components/search/use-engine-back.js";
import { useHitKeys } from "../components/search/use-hit-keys.js";
import { ViewChoice } from "../components/search/ViewChoice.js";
import type { SearchQuery, TimelineUnit } from "../gql/graphql.js";
import { graphql } from "../gql/index.js";
import { useSearchParams } from "../lib/navigation.js";
import type { Question } from "../lib/page-code.js";
import { usePageHead } from "../lib/page-head.js";
import { type ChangeSearch, filterOf, isNothing, readSearch, type SearchState, writeSearch } from "../lib/search-address.js";
import type { SearchVariables } from "../lib/search-code.js";
import { useAddressText } from "../lib/use-address-text.js";

const SEARCH = graphql(`
  query Search($query: String!, $filter: SearchFilter, $sort: SearchSort!, $after: String) {
    search(query: $query, filter: $filter, sort: $sort, first: 20, after: $after) {
      total
      ...SearchNotes @unmask
      edges {
        cursor
        node {
          cursor
          ...SearchHit @unmask
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Hits, or what stands under an empty box. Lines are drawn in the browser, as many as it has room for. */
export function question(parameters: URLSearchParams): Question | null {
  const search = readSearch(parameters);
  if (search.view === "LINES") return null;
  const asked = isNothing(search) ? { query: START, variables: {} } : { query: SEARCH, variables: variablesOf(search) };
  return { ...asked, isDrawn: true };
}

function variablesOf(search: SearchState): SearchVariables {
  // A space behind the last word says that it is finished.
  return { query: search.query.trimStart().replace(/\s+$/, " "), filter: filterOf(search), sort: search.sort };
}

/** What takes longer to count than the first hits take to find: it is asked for once they are there. */
const COUNTS = graphql(`
  query SearchCounts($query: String!, $filter: SearchFilter, $sort: SearchSort!, $unit: TimelineUnit!, $records: [ID!]!) {
    search(query: $query, filter: $filter, sort: $sort) {
      ...Facets @unmask
      ...Timeline @unmask
      matchingPassages(records: $records)
    }
  }
`);

/** Loaded once they are wanted: first results come first. */
const NoHits = latePart(async () => (await import("../components/search/NoHits.js")).NoHits);
const Timeline = latePart(async () => (await import("../components/search/Timeline.js")).Timeline);
const Concordance = latePart(async () => (await import("../components/search/Concordance.js")).Concordance);
const SearchTools = latePart(async () => (await import("../components/search/SearchTools.js")).SearchTools);

export function Component() {
  const [address, setAddress] = useSearchParams();
  const search = useMemo(() => readSearch(address), [address]);
  const go = useCallback<ChangeSearch>(
    (change, isNewStep = true) => {
      // From the address as it stands, not as it was drawn: of two changes at once neither is lost.
      const now = readSearch(new URLSearchParams(window.location.search));
      setAddress(writeSearch(change(now)), { replace: !isNewStep });
    },
    [setAddress],
  );
  const words = useAddressText("q", (query, isNewStep) => go((now) => ({ ...now, query }), isNewStep));
  const box = useRef<HTMLInputElement>(null);
  useHitKeys(box);
  const written = writeSearch(search).toString();
  usePageHead({ title: search.query.trim() === "" ? "" : search.query, feed: written === "" ? undefined : `/feed.atom?${written}` });

  const clear = () => {
    words.commit("");
    box.current?.focus();
  };
  return (
    <div className="search-page">
      <h1 className="visually-hidden">{t("Search the archive")}</h1>
      <SearchBox ref={box} words={words} onClear={clear} />
      {isNothing(search) ? <StartPage /> : <Results search={search} onChange={go} />}
    </div>
  );
}

/** Drawn anew when the search changes, and not with every letter in the box. */
const Results = memo(function Results({ search, onChange }: { search: SearchState; onChange: ChangeSearch }) {
  const variables = useMemo(() => variablesOf(search), [search]);
  const answer = useQuery(SEARCH, { variables });
  // While the next answer is on its way, or does not come, the last one stays, dimmed; an answer to older words is dropped by Apollo.
  const found = (answer.data ?? answer.previousData)?.search;
  const isQuiet = useIsQuiet(found !== undefined);
  const isHere = useIsHere();
  const isLoadingMore = answer.networkStatus === NetworkStatus.fetchMore;
  const isStale = (answer.loading && !isLoadingMore) || answer.error !== undefined;
  const pages = useMemo(() => inPages(found?.edges.map(({ node }) => node) ?? []), [found]);
  const showEngine = useEngineBack(SEARCH, variables, isStale ? undefined : answer.data);
  const counts = useCounts(variables, unitFor(search), isStale ? undefined : answer.data);

  const failed = [answer, counts].find(({ error }) => error !== undefined);
  const fault = failed && <ErrorState error={failed.error} onRetry={() => void failed.refetch().catch(() => undefined)} />;
  if (found === undefined) return fault ?? <Skeleton lines={8} label={t("Searching")} />;

  const more = () => {
    if (isLoadingMore || isStale) return;
    void answer.fetchMore({ variables: { after: found.pageInfo.endCursor } }).catch(() => undefined);
  };
  const tools = (
    <Suspense fallback={<div className="search-tools" />}>
      {isQuiet ? <SearchTools search={variables} total={found.total} /> : <div className="search-tools" />}
    </Suspense>
  );
  const isListed = search.view === "RECORDS" || found.total === 0 || variables.query === "";
  return (
    <div className="search-columns">
      <Facets result={counts.result} isStale={counts.isStale} search={search} onChange={onChange} />
      <section id="results" className="search-results" aria-label={t("Results")} aria-busy={isStale && !failed} tabIndex={-1}>
        {fault}
        <Suspense fallback={<div className="timeline" />}>
          {counts.result === undefined ? (
            <div className="timeline" />
          ) : (
            <Timeline result={counts.result} search={search} onChange={onChange} />
          )}
        </Suspense>
        <div className="search-bar">
          <p role="status" className="search-total">
            {isStale && !failed ? <span className="visually-hidden">{t("Searching")}</span> : null}
            {plural(found.total, "{count} result", "{count} results")}
          </p>
          <ViewChoice view={search.view} onChange={(view) => onChange((now) => ({ ...now, view }))} />
          {isListed && <SortChoice sort={search.sort} onChange={(sort) => onChange((now) => ({ ...now, sort }))} />}
        </div>
        <SearchNotes result={found} onEngineBack={showEngine} />
        {found.total === 0 && !failed && isHere && (
          <Suspense>
            <NoHits search={search} onChange={onChange} />
          </Suspense>
        )}
        {isListed ? (
          <>
            <ol className="hits" data-stale={isStale || undefined}>
              {pages.map((hits, page) => (
                <HitPage key={hits[0]?.cursor} hits={hits} search={variables} places={page === 0 ? counts.places : undefined} />
              ))}
            </ol>
            <LoadMore
              shown={found.edges.length}
              total={found.total}
              hasMore={found.pageInfo.hasNextPage}
              isLoading={isLoadingMore}
              onMore={more}
            />
          </>
        ) : (
          <Suspense fallback={<Skeleton lines={8} />}>
            <Concordance search={variables} order={search.lines} onChange={onChange}>
              {tools}
            </Concordance>
          </Suspense>
        )}
        {isListed && tools}
      </section>
    </div>
  );
});

/** Hits of a page: `first` of the query. */
const PAGE = 20;

function inPages<Hit>(hits: readonly Hit[]): Hit[][] {
  return Array.from({ length: Math.ceil(hits.length / PAGE) }, (_, page) => hits.slice(page * PAGE, (page + 1) * PAGE));
}

/** Facets, timeline and places of a search whose hits are there; those of the search before until they are counted. */
function useCounts(variables: SearchVariables, unit: TimelineUnit, answer: SearchQuery | undefined) {
  const records = useMemo(() => (answer?.search.edges ?? []).slice(0, PAGE).map(({ node }) => node.record.id), [answer]);
  const { data, error, refetch } = useQuery(COUNTS, { variables: { ...variables, unit, records }, skip: answer === undefined });
  const [last, setLast] = useState(data?.search);
  if (data !== undefined && data.search !== last) setLast(data.search);
  return { result: data?.search ?? last, isStale: data === undefined, places: data?.search.matchingPassages ?? null, error, refetch };
}

/** Whether the browser runs the page: what is loaded late is not drawn by the server. */
function useIsHere(): boolean {
  const [isHere, setHere] = useState(false);
  useEffect(() => setHere(true), []);
  return isHere;
}

/** How long after the first results what can wait is loaded, in milliseconds. */
const QUIET = 1_000;

/** Whether the browser has had a quiet moment since something stood on the page: what can wait is loaded then. */
function useIsQuiet(isShown: boolean): boolean {
  const [isQuiet, setQuiet] = useState(false);
  useEffect(() => {
    if (!isShown || isQuiet) return;
    const timer = setTimeout(() => setQuiet(true), QUIET);
    return () => clearTimeout(timer);
  }, [isShown, isQuiet]);
  return isQuiet;
}

/** Years that are shown month by month. */
const FEW_YEARS = 3;

/** A short time is divided more finely. */
function unitFor({ from, to }: SearchState): TimelineUnit {
  const years = [from, to].map((date) => Number(/^\d{4}/.exec(date)?.[0] ?? Number.NaN));
  return (years[1] ?? Number.NaN) - (years[0] ?? Number.NaN) < FEW_YEARS ? "MONTH" : "YEAR";
}
