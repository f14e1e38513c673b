import { useQuery } from "@apollo/client/react";
import { useEffect, useState } from "react";
import type { FacetName, FacetValuesQuery } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { filterOf, type SearchState } from "../../lib/search-address.js";

const FACET_VALUES = graphql(`
  query FacetValues($query: String!, $filter: SearchFilter, $name: FacetName!, $contains: String!) {
    search(query: $query, filter: $filter) {
      facetValues(name: $name, contains: $contains, first: 50) {
        total
        values {
          value
          label
          count
        }
      }
    }
  }
`);

/** Values that were found by letters, with the number of all that have them. */
export type FoundValues = FacetValuesQuery["search"]["facetValues"];

/** A pause in typing after which the archive is asked, in milliseconds. */
const PAUSE = 150;

/** Asks the archive for values of a facet by letters of their labels; null without letters, and until the first answer comes. */
export function useFacetValues(search: SearchState, name: FacetName, letters: string): FoundValues | null {
  const [contains, setContains] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setContains(letters), PAUSE);
    return () => clearTimeout(timer);
  }, [letters]);
  const { data, previousData } = useQuery(FACET_VALUES, {
    variables: { query: search.query.trimStart(), filter: filterOf(search), name, contains },
    skip: letters === "" || contains === "",
  });
  return letters === "" ? null : ((data ?? previousData)?.search.facetValues ?? null);
}
