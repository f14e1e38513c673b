import { useQuery } from "@apollo/client/react";
import { useDeferredValue, useId, useState } from "react";
import { graphql } from "../../gql/index.js";
import type { Kind } from "./kinds.js";

const CANDIDATES = graphql(`
  query NameCandidates($letters: String!, $people: Boolean!, $bodies: Boolean!, $phrases: Boolean!) {
    people(first: 12, name: $letters) @include(if: $people) {
      edges {
        cursor
        node {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    bodies(first: 12, name: $letters) @include(if: $bodies) {
      edges {
        cursor
        node {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    phrases(first: 12, contains: $letters) @include(if: $phrases) {
      edges {
        cursor
        node {
          id
          canonical
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export interface Choice {
  id: string;
  name: string;
}

interface Props {
  kind: Kind;
  /** The one that is not offered. */
  without: string;
  /** Those that are offered before a letter is typed. */
  likely: readonly Choice[];
  label: string;
  onChoose: (choice: Choice) => void;
}

/** Chooses a person, body or phrase: a likely one, or by letters of its name. */
export function NameChoice({ kind, without, likely, label, onChoose }: Props) {
  const box = useId();
  const [typed, setTyped] = useState("");
  const letters = useDeferredValue(typed.trim());
  const answer = useQuery(CANDIDATES, {
    variables: { letters, people: kind === "people", bodies: kind === "bodies", phrases: kind === "phrases" },
    skip: letters === "",
  });
  const data = answer.data ?? answer.previousData;
  const named = [
    ...(data?.people?.edges.map(({ node }) => node) ?? []),
    ...(data?.bodies?.edges.map(({ node }) => node) ?? []),
    ...(data?.phrases?.edges.map(({ node: { id, canonical } }) => ({ id, name: canonical })) ?? []),
  ];
  const found = (letters === "" ? likely : named).filter(({ id }) => id !== without);
  return (
    <search className="name-choice">
      <label htmlFor={box}>{label}</label>
      <input id={box} type="search" autoComplete="off" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      <ul>
        {found.map(({ id, name }) => (
          <li key={id}>
            <button type="button" onClick={() => onChoose({ id, name })}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </search>
  );
}
