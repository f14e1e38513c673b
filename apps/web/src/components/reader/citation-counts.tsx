import { useQuery } from "@apollo/client/react";
import type { CitationCountsQuery } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";

const CITATION_COUNTS = graphql(`
  query CitationCounts($id: ID!) {
    studyText(id: $id) {
      id
      citationCounts {
        byYear {
          year
          count
        }
        bySpeaker(first: 100) {
          count
          person {
            id
            name
          }
        }
        byBody(first: 100) {
          count
          body {
            id
            name
          }
        }
      }
    }
  }
`);

type Counts = NonNullable<CitationCountsQuery["studyText"]>["citationCounts"];

interface Named {
  id: string;
  name: string;
  count: number;
}

/** How often a study text is cited: by year where it is known, by speakers and at meetings of bodies, the most first. */
export interface CitationCounts {
  years: { year: number; count: number }[];
  speakers: Named[];
  bodies: Named[];
}

/** Counted once for all parts of the page that ask; empty while they are on their way. */
export function useCitationCounts(studyTextId: string): CitationCounts {
  const { data } = useQuery(CITATION_COUNTS, { variables: { id: studyTextId } });
  const { byYear, bySpeaker, byBody } = data?.studyText?.citationCounts ?? NONE;
  return {
    years: byYear.flatMap(({ year, count }) => (year === null ? [] : [{ year, count }])),
    speakers: bySpeaker.flatMap(({ person, count }) => (person ? [{ ...person, count }] : [])),
    bodies: byBody.flatMap(({ body, count }) => (body ? [{ ...body, count }] : [])),
  };
}

const NONE: Counts = { byYear: [], bySpeaker: [], byBody: [] };
