import { useApolloClient } from "@apollo/client/react";
import { useCallback, useRef, useState } from "react";
import type { TextPassageFragment } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";

const PASSAGES = graphql(`
  query TextPassages($id: ID!, $from: Int!, $first: Int!) {
    studyText(id: $id) {
      id
      passages(from: $from, first: $first) {
        edges {
          cursor
          node {
            ...TextPassage @unmask
          }
        }
      }
    }
  }
`);

/** Passages that are asked for at once. */
const BLOCK = 50;

interface Passages {
  /** A passage by its position; undefined while it is on its way. */
  at(position: number): TextPassageFragment | undefined;
  /** Asks for the passages of a range, whatever of them is not there yet. */
  want(first: number, last: number): void;
  /** What went wrong with the last passages that were asked for; null where nothing did. */
  error: unknown;
  /** Asks again for the passages that the reader looks at. */
  retry(): void;
}

/** The passages of a study text, brought in blocks where the reader looks. */
export function usePassages(textId: string): Passages {
  const client = useApolloClient();
  const [passages, setPassages] = useState<ReadonlyMap<number, TextPassageFragment>>(new Map());
  const [error, setError] = useState<unknown>(null);
  const asked = useRef(new Set<number>());
  const wanted = useRef({ first: 0, last: 0 });

  const ask = useCallback(
    async (block: number) => {
      if (asked.current.has(block)) return;
      asked.current.add(block);
      try {
        const variables = { id: textId, from: block * BLOCK, first: BLOCK };
        // A text is long and is read once: its blocks are kept here and nowhere else.
        const { data } = await client.query({ query: PASSAGES, variables, fetchPolicy: "no-cache" });
        const found = data?.studyText?.passages.edges.map(({ node }) => [node.position, node] as const) ?? [];
        setPassages((known) => new Map([...known, ...found]));
        setError(null);
      } catch (fault) {
        asked.current.delete(block);
        setError(fault);
      }
    },
    [client, textId],
  );
  const want = useCallback(
    (first: number, last: number) => {
      wanted.current = { first, last };
      for (let block = Math.floor(first / BLOCK); block <= Math.floor(last / BLOCK); block++) void ask(block);
    },
    [ask],
  );
  return { at: (position) => passages.get(position), want, error, retry: () => want(wanted.current.first, wanted.current.last) };
}
