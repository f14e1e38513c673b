import "../styles/search.css";
import { NetworkStatus } from "@apollo/client";
import { useQuery } from "@apollo/client/react";
import { useMemo, useRef } from "react";
import { useSearchParams } from "react-router";
import { ErrorState } from "../components/ErrorState.js";
import { LoadMore } from "../components/LoadMore.js";
import { usePageTitle } from "../components/PageTitle.js";
import { Skeleton } from "../components/Skeleton.js";
import { Facets } from "../components/search/Facets.js";
import { NoHits } from "../components/search/NoHits.js";
import { SearchBox } from "../components/search/SearchBox.js";
import { SearchCode } from "../components/search/SearchCode.js";
import { SearchHit } from "../components/search/SearchHit.js";
import { SearchNotes } from "../components/search/SearchNotes.js";
import { SortChoice } from "../components/search/SortChoice.js";
import { StartPage } from "../components/search/StartPage.js";
import { useHitKeys } from "../components/search/use-hit-keys.js";
import { graphql } from "../gql/index.js";
import { countOf } from "../lib/numbers.js";
import { type ChangeSearch, filterOf, isNothing, readSearch, type SearchState, writeSearch } from "../lib/search-address.js";
import { useAddressText } from "../lib/use-address-text.js";

const SEARCH = graphql(`
  query Search($query: String!, $filter: SearchFilter, $sort: SearchSort!, $after: String) {
    search(query: $query, filter: $filter, sort: $sort, first: 20, after: $after) {
      total
      ...Facets @unmask
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

export function Component() {
  const [address, setAddress] = useSearchParams();
  const search = useMemo(() => readSearch(address), [address]);
  // From the address as it stands, not as it was drawn: of two changes at once neither is lost.
  const go: ChangeSearch = (change, isNewStep = true) => {
    const now = readSearch(new URLSearchParams(window.location.search));
    setAddress(writeSearch(change(now)), { replace: !isNewStep, preventScrollReset: true });
  };
  const words = useAddressText("q", (query, isNewStep) => go((now) => ({ ...now, query }), isNewStep));
  const box = useRef<HTMLInputElement>(null);
  useHitKeys(box);
  usePageTitle(search.query.trim() === "" ? "" : search.query);

  const clear = () => {
    words.commit("");
    box.current?.focus();
  };
  return (
    <div className="search-page">
      <h1 className="visually-hidden">Search the archive</h1>
      <SearchBox ref={box} words={words} onClear={clear} />
      {isNothing(search) ? <StartPage /> : <Results search={search} onChange={go} />}
    </div>
  );
}

function Results({ search, onChange }: { search: SearchState; onChange: ChangeSearch }) {
  const variables = useMemo(() => ({ query: search.query.trim(), filter: filterOf(search), sort: search.sort }), [search]);
  const answer = useQuery(SEARCH, { variables });
  // While the next answer is on its way the last one stays, dimmed; an answer to older words is dropped by Apollo.
  const found = (answer.data ?? (answer.error ? undefined : answer.previousData))?.search;
  const isLoadingMore = answer.networkStatus === NetworkStatus.fetchMore;
  const isStale = answer.loading && !isLoadingMore;

  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch().catch(() => undefined)} />;
  if (found === undefined) return <Skeleton lines={8} label="Searching" />;

  const more = () => {
    if (isLoadingMore || isStale) return;
    void answer.fetchMore({ variables: { after: found.pageInfo.endCursor } }).catch(() => undefined);
  };
  return (
    <div className="search-columns">
      <Facets result={found} search={search} onChange={onChange} />
      <section className="search-results" aria-label="Results" aria-busy={isStale}>
        <div className="search-bar">
          <p role="status" className="search-total">
            {isStale ? <span className="visually-hidden">Searching</span> : null}
            {countOf(found.total, "result")}
          </p>
          <SortChoice sort={search.sort} onChange={(sort) => onChange((now) => ({ ...now, sort }))} />
        </div>
        <SearchNotes result={found} />
        {found.total === 0 ? (
          <NoHits search={search} onChange={onChange} />
        ) : (
          <ol className="hits" data-stale={isStale || undefined}>
            {found.edges.map(({ node }) => (
              <SearchHit key={node.cursor} hit={node} />
            ))}
          </ol>
        )}
        <LoadMore
          shown={found.edges.length}
          total={found.total}
          hasMore={found.pageInfo.hasNextPage}
          isLoading={isLoadingMore}
          onMore={more}
          noun="results"
        />
        <SearchCode search={variables} />
      </section>
    </div>
  );
}
