import { useQuery } from "@apollo/client/react";
import type { FacetName } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import type { Kind } from "./kinds.js";
import type { Choice } from "./NameChoice.js";

const ALIKE = graphql(`
  query Alike($id: ID!) {
    alike(id: $id) {
      ... on Person {
        id
        name
      }
      ... on Body {
        id
        name
      }
      ... on SetPhrase {
        id
        canonical
      }
    }
  }
`);

/** Those whose names are most like the name of one, the likeliest first: it may be the same. */
export function useAlike(id: string): Choice[] {
  const { data } = useQuery(ALIKE, { variables: { id } });
  return (data?.alike ?? []).flatMap((record) => {
    if ("name" in record) return [{ id: record.id, name: record.name }];
    return "canonical" in record ? [{ id: record.id, name: record.canonical }] : [];
  });
}

const FREQUENT = graphql(`
  query MostFrequent {
    search(query: "") {
      facets {
        name
        values {
          value
          label
        }
      }
    }
  }
`);

const FACETS: Record<Kind, FacetName> = { people: "SPEAKER", bodies: "BODY", phrases: "PHRASE" };

/** How many are offered before a letter is typed. */
const OFFERED = 12;

/** Those that most records of the archive are of. */
export function useMostFrequent(kind: Kind): Choice[] {
  const { data } = useQuery(FREQUENT);
  const facet = data?.search.facets.find(({ name }) => name === FACETS[kind]);
  return (facet?.values ?? []).slice(0, OFFERED).map(({ value, label }) => ({ id: value, name: label }));
}
