import type { ApolloClient } from "@apollo/client";
import type { ExportQuery } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { dateTimeAttribute } from "../dates.js";
import { recordPath } from "../links.js";
import type { SearchVariables } from "../search-code.js";
import type { ExportedRecord } from "./record.js";

const EXPORT = graphql(`
  query Export($query: String!, $filter: SearchFilter, $sort: SearchSort!, $after: String) {
    search(query: $query, filter: $filter, sort: $sort, first: 100, after: $after) {
      edges {
        node {
          kind
          title {
            text
          }
          snippet {
            text
          }
          source {
            id
            name
            language
            publisher
            collection {
              id
              name
              title
            }
          }
          record {
            __typename
            ... on Meeting {
              id
              madeName
              heldOn
              heldPrecision
              place
              body {
                id
                name
              }
            }
            ... on Speech {
              id
              madeName
              givenOn
              givenPrecision
              person {
                id
                name
              }
              meeting {
                id
                heldOn
                heldPrecision
                place
                body {
                  id
                  name
                }
              }
            }
            ... on StudyText {
              id
              author
              publishedOn
              publishedPrecision
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** More records than this are work for a script: "this search as code" goes through all pages. */
export const MOST_RECORDS = 5_000;

type Hit = ExportQuery["search"]["edges"][number]["node"];

/** The results of a search, page by page; `onCount` is told how many have come. What comes is not kept by the page. */
export async function fetchRecords(
  client: ApolloClient,
  search: SearchVariables,
  onCount: (count: number) => void,
): Promise<ExportedRecord[]> {
  const records: ExportedRecord[] = [];
  let after: string | null = null;
  do {
    const { data }: { data?: ExportQuery } = await client.query({
      query: EXPORT,
      variables: { ...search, after },
      fetchPolicy: "no-cache",
    });
    if (data === undefined) break;
    records.push(...data.search.edges.map(({ node }) => toExported(node)));
    onCount(records.length);
    after = data.search.pageInfo.hasNextPage ? data.search.pageInfo.endCursor : null;
  } while (after !== null && records.length < MOST_RECORDS);
  return records.slice(0, MOST_RECORDS);
}

function toExported({ kind, title, snippet, source, record }: Hit): ExportedRecord {
  return {
    id: record.id,
    kind,
    title: ("madeName" in record ? record.madeName : null) ?? (title.text || source.name),
    ...detailsOf(record, source),
    language: source.language,
    collection: source.collection.title ?? source.collection.name,
    snippet: snippet.text,
    url: window.location.origin + recordPath(kind, record.id),
  };
}

function detailsOf(record: Hit["record"], source: Hit["source"]): Pick<ExportedRecord, "date" | "person" | "body" | "place"> {
  switch (record.__typename) {
    case "Meeting":
      return { date: dateOf(record.heldOn, record.heldPrecision), person: null, body: record.body?.name ?? null, place: record.place };
    case "Speech": {
      const { meeting, person } = record;
      const date = dateOf(record.givenOn, record.givenPrecision) ?? dateOf(meeting?.heldOn ?? null, meeting?.heldPrecision ?? null);
      return { date, person: person?.name ?? null, body: meeting?.body?.name ?? null, place: meeting?.place ?? null };
    }
    case "StudyText":
      return { date: dateOf(record.publishedOn, record.publishedPrecision), person: record.author, body: source.publisher, place: null };
  }
}

function dateOf(date: string | null, precision: Parameters<typeof dateTimeAttribute>[1]): string | null {
  return date === null ? null : dateTimeAttribute(date, precision);
}
