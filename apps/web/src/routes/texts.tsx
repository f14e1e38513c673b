import { useQuery } from "@apollo/client/react";
import { Link } from "react-router";
import { EmptyState } from "../components/EmptyState.js";
import { ErrorState } from "../components/ErrorState.js";
import { LoadMore } from "../components/LoadMore.js";
import { PageTitle } from "../components/PageTitle.js";
import { Skeleton } from "../components/Skeleton.js";
import { graphql } from "../gql/index.js";
import { countOf } from "../lib/numbers.js";
import { recordPath } from "../lib/links.js";

const TEXTS = graphql(`
  query Texts($after: String) {
    studyTexts(first: 50, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          title
          author
          edition
          publishedOn
          language
          passageCount
          citationCount
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
  return (
    <>
      <PageTitle title="Study texts">
        <p>Books, laws, charters and scriptures that speeches cite, and that the archive holds.</p>
      </PageTitle>
    </>
  );
}
