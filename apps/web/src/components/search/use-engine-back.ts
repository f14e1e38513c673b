import type { TypedDocumentNode } from "@apollo/client";
import { useApolloClient } from "@apollo/client/react";
import { useEffect, useState } from "react";
import type { SearchQuery, SearchQueryVariables } from "../../gql/graphql.js";

/** How often a search is asked again while the engine is away, in milliseconds. */
const EVERY = 4_000;

/**
 * Asks a search again, quietly and while the page is in sight, as long as the database answers it in the engine's place. Once the
 * engine answers, its hits take the place of those shown at once where they are the same in the same order; else they wait
 * for the reader: gives what shows them, and null where nothing waits. An answer of the database in the engine's place is
 * forgotten as soon as another search is shown.
 */
export function useEngineBack(
  query: TypedDocumentNode<SearchQuery, SearchQueryVariables>,
  variables: SearchQueryVariables,
  shown: SearchQuery | undefined,
): (() => void) | null {
  const client = useApolloClient();
  const [back, setBack] = useState<{ variables: SearchQueryVariables; data: SearchQuery } | null>(null);
  const waiting = back?.variables === variables && shown?.search.degraded === true ? back.data : null;
  const isDegraded = shown?.search.degraded === true;
  const isAway = shown?.search.degraded === true && waiting === null;
  useEffect(() => {
    if (!isAway || shown === undefined) return;
    let isOver = false;
    const look = async () => {
      if (document.hidden) return;
      const { data } = await client.query({ query, variables, fetchPolicy: "no-cache" });
      if (isOver || data === undefined || data.search.degraded) return;
      if (isSame(data, shown)) client.writeQuery({ query, variables, data });
      else setBack({ variables, data });
    };
    const timer = setInterval(() => void look().catch(() => undefined), EVERY);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [isAway, shown, client, query, variables]);
  useEffect(() => {
    if (!isDegraded) return;
    // Kept, it would be shown again to whoever comes back to these words, whether the engine is there or not.
    return () => {
      const kept = client.readQuery({ query, variables });
      if (kept?.search.degraded) client.cache.evict({ fieldName: "search", args: variables });
    };
  }, [isDegraded, client, query, variables]);
  return waiting === null ? null : () => void client.writeQuery({ query, variables, data: waiting });
}

function isSame(a: SearchQuery, b: SearchQuery): boolean {
  const idsOf = ({ search }: SearchQuery) => search.edges.map(({ node }) => node.record.id).join();
  return a.search.total === b.search.total && idsOf(a) === idsOf(b);
}
