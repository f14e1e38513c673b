import { useQuery } from "@apollo/client/react";
import { useMemo } from "react";
import type { SearchHitFragment } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import type { SearchVariables } from "../../lib/search-code.js";
import { SearchHit } from "./SearchHit.js";

const PLACES = graphql(`
  query SearchPlaces($query: String!, $filter: SearchFilter, $sort: SearchSort!, $records: [ID!]!) {
    search(query: $query, filter: $filter, sort: $sort) {
      matchingPassages(records: $records)
    }
  }
`);

interface Props {
  hits: readonly (SearchHitFragment & { cursor: string })[];
  search: SearchVariables;
  /** In how many places each hit has what is searched for, where that is counted elsewhere; null until it is. */
  places?: readonly number[] | null;
}

/** Hits that came together. In how many places each has what is searched for follows. */
export function HitPage({ hits, search, places }: Props) {
  const records = useMemo(() => hits.map(({ record }) => record.id), [hits]);
  const { data } = useQuery(PLACES, { variables: { ...search, records }, skip: places !== undefined });
  const counts = places ?? data?.search.matchingPassages ?? [];
  return hits.map((hit, place) => <SearchHit key={hit.cursor} hit={hit} places={counts[place] ?? 0} />);
}
