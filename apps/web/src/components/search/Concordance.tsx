import { plural, t } from "../../i18n/language.js";
import "../../styles/concordance.css";
import { useQuery } from "@apollo/client/react";
import { useMemo, useState } from "react";
import type { ConcordanceQuery, SearchFilter } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { type LineOrder, sortLines } from "../../lib/concordance.js";
import { download } from "../../lib/export/download.js";
import { linesAsCsv } from "../../lib/export/lines.js";
import { ErrorState } from "../ErrorState.js";
import { Skeleton } from "../Skeleton.js";
import { LineList } from "./LineList.js";

const CONCORDANCE = graphql(`
  query Concordance($query: String!, $filter: SearchFilter) {
    concordance(query: $query, filter: $filter, first: 3000) {
      isComplete
      lines {
        recordId
        kind
        passageId
        start
        end
        left
        match
        right
        title
        heldOn
        heldPrecision
        by
        language
      }
    }
  }
`);

export type Line = ConcordanceQuery["concordance"]["lines"][number];

/** Every place that a search finds, as lines with the match in the middle. */
export function Concordance({ query, filter }: { query: string; filter: SearchFilter | null }) {
  const answer = useQuery(CONCORDANCE, { variables: { query, filter } });
  const [order, setOrder] = useState<LineOrder>("DATE");
  const found = (answer.data ?? answer.previousData)?.concordance;
  const lines = useMemo(() => (found ? sortLines(found.lines, order) : []), [found, order]);
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch().catch(() => undefined)} />;
  if (found === undefined) return <Skeleton lines={12} label={t("Searching")} />;
  return (
    <section className="concordance" aria-label={t("Lines")} aria-busy={answer.loading}>
      <div className="search-bar">
        <p role="status">
          {found.isComplete
            ? plural(lines.length, "{count} line", "{count} lines")
            : t("The {count} latest lines; narrow the search to see the others", { count: lines.length })}
        </p>
        <OrderChoice order={order} onChange={setOrder} />
        <button type="button" onClick={() => download("lectern-lines.csv", "text/csv", linesAsCsv(lines, window.location.origin))}>
          {t("Lines as CSV")}
        </button>
      </div>
      <LineList lines={lines} />
    </section>
  );
}

function OrderChoice({ order, onChange }: { order: LineOrder; onChange: (order: LineOrder) => void }) {
  const names: Record<LineOrder, string> = {
    DATE: t("Latest first"),
    LEFT: t("Words to the left"),
    RIGHT: t("Words to the right"),
    MATCH: t("The words found"),
    SPEAKER: t("Who speaks"),
  };
  return (
    <label className="sort-choice">
      <span className="quiet">{t("Lines by")}</span>
      <select value={order} onChange={(event) => onChange(event.currentTarget.value as LineOrder)}>
        {Object.entries(names).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
