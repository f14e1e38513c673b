import "../../styles/record-tools.css";
import { useQuery } from "@apollo/client/react";
import type { SearchFilter } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { YearChart } from "../YearChart.js";

const OVER_TIME = graphql(`
  query OverTime($filter: SearchFilter!) {
    search(query: "", filter: $filter, first: 1) {
      timeline {
        period
        count
      }
    }
  }
`);

/** The records that a filter lets through, year by year. */
export function OverTime({ filter, label }: { filter: SearchFilter; label: string }) {
  const { data } = useQuery(OVER_TIME, { variables: { filter } });
  const counts = data?.search.timeline.map(({ period, count }) => ({ year: Number(period), count })) ?? [];
  // Its place is kept while the counts are on their way; they are asked for beside the page itself.
  return <div className="over-time">{counts.length > 1 && <YearChart counts={counts} label={label} />}</div>;
}
