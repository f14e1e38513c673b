import { useQuery } from "@apollo/client/react";
import { graphql } from "../../gql/index.js";
import { plural, t } from "../../i18n/language.js";
import { Link } from "../../lib/navigation.js";
import { formatCount } from "../../lib/numbers.js";

const WAITING_REPORTS = graphql(`
  query WaitingReports {
    reports(first: 1) {
      totalCount
    }
  }
`);

/** The way to the queue, with how many readers' reports wait in it. */
export function QueueLink() {
  const { data } = useQuery(WAITING_REPORTS, { fetchPolicy: "cache-and-network" });
  const count = data?.reports.totalCount ?? 0;
  return (
    <Link to="/queue">
      {t("Queue")}
      {count > 0 && (
        <>
          {" "}
          <span className="count-mark" aria-hidden="true">
            {formatCount(count)}
          </span>
          <span className="visually-hidden">{plural(count, "{count} report of a reader waits", "{count} reports of readers wait")}</span>
        </>
      )}
    </Link>
  );
}
