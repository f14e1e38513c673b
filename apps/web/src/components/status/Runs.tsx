import { NetworkStatus } from "@apollo/client";
import { useQuery } from "@apollo/client/react";
import { useRef } from "react";
import type { RunsQuery } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { explain, type Message, plural, t } from "../../i18n/language.js";
import { formatMoment } from "../../lib/dates.js";
import { formatCount } from "../../lib/numbers.js";
import { ErrorState } from "../ErrorState.js";
import { LoadMore } from "../LoadMore.js";
import { Pill } from "../Pill.js";

const RUNS = graphql(`
  query Runs($after: String) {
    importRuns(first: 10, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          origin
          by
          state
          startedAt
          endedAt
          stored
          updated
          unchanged
          problems
          missing
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type Run = RunsQuery["importRuns"]["edges"][number]["node"];

/** Entries of one page, as in the query above. */
const PAGE = 10;

/** Imports, the latest first, with how their documents ended. */
export function Runs({ every }: { every: number }) {
  const shown = useRef(0);
  const { data, error, refetch, fetchMore, networkStatus } = useQuery(RUNS, {
    fetchPolicy: "cache-and-network",
    pollInterval: every,
    // Asking anew brings the first page alone, so it is done only while that is all that is shown.
    skipPollAttempt: () => shown.current > PAGE,
  });
  const list = data?.importRuns;
  shown.current = list?.edges.length ?? 0;
  return (
    <section aria-labelledby="status-runs" aria-busy={list === undefined && error === undefined}>
      <h2 id="status-runs">{t("Imports")}</h2>
      {error && list === undefined && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
      {list?.totalCount === 0 && <p className="quiet">{t("None yet.")}</p>}
      {list && list.totalCount > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than the page is scrolled with the keys
        <section className="table-scroll" aria-label={t("Table of imports")} tabIndex={0}>
          <table className="table runs">
            <thead>
              <tr>
                <th scope="col">{t("What")}</th>
                <th scope="col">{t("When")}</th>
                <th scope="col">{t("State")}</th>
                <th scope="col" className="number">
                  {t("New")}
                </th>
                <th scope="col" className="number">
                  {t("Changed")}
                </th>
                <th scope="col" className="number">
                  {t("As before")}
                </th>
                <th scope="col" className="number">
                  {t("Problems")}
                </th>
              </tr>
            </thead>
            <tbody>
              {list.edges.map(({ node }) => (
                <RunRow key={node.id} run={node} />
              ))}
            </tbody>
          </table>
        </section>
      )}
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

const STATES: Record<Run["state"], { name: Message; tone: "good" | "warn" | "accent" }> = {
  COMPLETED: { name: "Completed", tone: "good" },
  RUNNING: { name: "Running", tone: "accent" },
  FAILED: { name: "Failed", tone: "warn" },
  INTERRUPTED: { name: "Interrupted", tone: "warn" },
};

function RunRow({ run }: { run: Run }) {
  const { name, tone } = STATES[run.state];
  return (
    <tr>
      <th scope="row" className="run-origin">
        {run.origin}
        <p className="small quiet">{t("by {name}", { name: explain(run.by) })}</p>
        {run.missing.length > 0 && (
          <details className="small">
            <summary>
              {plural(
                run.missing.length,
                "{count} place no longer there (nothing was deleted)",
                "{count} places no longer there (nothing was deleted)",
              )}
            </summary>
            <ul>
              {run.missing.map((place) => (
                <li key={place}>{place}</li>
              ))}
            </ul>
          </details>
        )}
      </th>
      <td>
        <time dateTime={run.startedAt}>{formatMoment(run.startedAt)}</time>
        {run.endedAt && <p className="small quiet">{duration(run.startedAt, run.endedAt)}</p>}
      </td>
      <td>
        <Pill tone={tone}>{t(name)}</Pill>
      </td>
      <td className="number">{formatCount(run.stored)}</td>
      <td className="number">{formatCount(run.updated)}</td>
      <td className="number">{formatCount(run.unchanged)}</td>
      <td className="number">{formatCount(run.problems)}</td>
    </tr>
  );
}

function duration(from: string, to: string): string {
  const seconds = (new Date(to).getTime() - new Date(from).getTime()) / 1000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
