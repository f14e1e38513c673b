import { NetworkStatus } from "@apollo/client";
import { useQuery } from "@apollo/client/react";
import { useRef } from "react";
import { graphql } from "../../gql/index.js";
import { t } from "../../i18n/language.js";
import { formatMoment } from "../../lib/dates.js";
import { formatCount } from "../../lib/numbers.js";
import { ErrorState } from "../ErrorState.js";
import { LoadMore } from "../LoadMore.js";
import { Pill } from "../Pill.js";
import { Problem } from "./Problem.js";

const PROBLEMS = graphql(`
  query Problems($after: String) {
    importProblems(first: 20, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          collection
          file
          row
          line
          column
          code
          message
          advice
          lastSeenAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Entries of one page, as in the query above. */
const PAGE = 20;

/** Documents that could not be read or stored, and what to do. They clear themselves when the file reads well. */
export function Problems({ every }: { every: number }) {
  const shown = useRef(0);
  const { data, error, refetch, fetchMore, networkStatus } = useQuery(PROBLEMS, {
    fetchPolicy: "cache-and-network",
    pollInterval: every,
    // Asking anew brings the first page alone, so it is done only while that is all that is shown.
    skipPollAttempt: () => shown.current > PAGE,
  });
  const list = data?.importProblems;
  shown.current = list?.edges.length ?? 0;
  return (
    <section aria-labelledby="status-problems" aria-busy={list === undefined && error === undefined}>
      <h2 id="status-problems">
        {t("Problems")} {list && list.totalCount > 0 && <Pill tone="warn">{formatCount(list.totalCount)}</Pill>}
      </h2>
      {error && list === undefined && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
      {list?.totalCount === 0 && <p className="quiet">{t("None. Every document that came was read and stored.")}</p>}
      <ul className="record-list">
        {list?.edges.map(({ node }) => (
          <li key={node.id}>
            <Problem problem={node}>
              <span>{node.collection}</span>
              <span>{t("seen {moment}", { moment: formatMoment(node.lastSeenAt) })}</span>
            </Problem>
          </li>
        ))}
      </ul>
      {list && (
        <LoadMore
          shown={list.edges.length}
          total={list.totalCount}
          hasMore={list.pageInfo.hasNextPage}
          isLoading={networkStatus === NetworkStatus.fetchMore}
          onMore={() => void fetchMore({ variables: { after: list.pageInfo.endCursor } }).catch(() => undefined)}
        />
      )}
    </section>
  );
}
