import { plural, t } from "../../i18n/language.js";
import "../../styles/concordance.css";
import { useQuery } from "@apollo/client/react";
import { type ReactNode, useMemo } from "react";
import type { ConcordanceQuery } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { type LineOrder, longerWords, sortLines } from "../../lib/concordance.js";
import { download } from "../../lib/export/download.js";
import { linesAsCsv } from "../../lib/export/lines.js";
import type { ChangeSearch } from "../../lib/search-address.js";
import type { SearchVariables } from "../../lib/search-code.js";
import { unfinishedWord } from "../../lib/unfinished-word.js";
import { ErrorState } from "../ErrorState.js";
import { Skeleton } from "../Skeleton.js";
import { LineList } from "./LineList.js";

const CONCORDANCE = graphql(`
  query Concordance($query: String!, $filter: SearchFilter, $sort: DateSort!) {
    concordance(query: $query, filter: $filter, sort: $sort, first: 3000) {
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

interface Props {
  search: Pick<SearchVariables, "query" | "filter">;
  order: LineOrder;
  onChange: ChangeSearch;
  /** What stands below the lines, once they are there. */
  children: ReactNode;
}

/** Every place that a search finds, as lines with the match in the middle. */
export function Concordance({ search: { query, filter }, order, onChange, children }: Props) {
  const sort = order === "OLDEST" ? "OLDEST" : "NEWEST";
  const answer = useQuery(CONCORDANCE, { variables: { query, filter, sort } });
  const found = (answer.data ?? answer.previousData)?.concordance;
  const lines = useMemo(() => (found ? sortLines(found.lines, order) : []), [found, order]);
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch().catch(() => undefined)} />;
  if (found === undefined) return <Skeleton lines={12} label={t("Searching")} />;
  return (
    <>
      <section className="concordance" aria-label={t("Lines")} aria-busy={answer.loading}>
        <div className="search-bar">
          <p role="status">{found.isComplete ? plural(lines.length, "{count} line", "{count} lines") : tellOfCut(lines.length, sort)}</p>
          <OrderChoice order={order} onChange={(lines) => onChange((now) => ({ ...now, lines }))} />
          <button type="button" onClick={() => download("lectern-lines.csv", "text/csv", linesAsCsv(lines, window.location.origin))}>
            {t("Lines as CSV")}
          </button>
        </div>
        <UnfinishedNote query={query} lines={lines} onChange={onChange} />
        <LineList lines={lines} />
      </section>
      {children}
    </>
  );
}

function tellOfCut(count: number, sort: "NEWEST" | "OLDEST"): string {
  return sort === "OLDEST"
    ? t("The {count} oldest lines; narrow the search to see the others", { count })
    : t("The {count} latest lines; narrow the search to see the others", { count });
}

/** How many of the words that an unfinished one was taken for are named. */
const NAMED = 4;

/** Says which words an unfinished last one was taken for, and offers it alone. */
function UnfinishedNote({ query, lines, onChange }: { query: string; lines: readonly Line[]; onChange: ChangeSearch }) {
  const typed = unfinishedWord(query);
  const longer = useMemo(() => longerWords(lines, typed), [lines, typed]);
  if (longer.length === 0) return null;
  const words = longer.slice(0, NAMED).join(", ") + (longer.length > NAMED ? " …" : "");
  return (
    <p className="note">
      {t("“{typed}” may go on: {words} were found as well.", { typed, words })}{" "}
      <button type="button" className="button-link" onClick={() => onChange((now) => ({ ...now, query: `${now.query.trimEnd()} ` }))}>
        {t("Only “{typed}”", { typed })}
      </button>
    </p>
  );
}

function OrderChoice({ order, onChange }: { order: LineOrder; onChange: (order: LineOrder) => void }) {
  const names: Record<LineOrder, string> = {
    NEWEST: t("Latest first"),
    OLDEST: t("Oldest first"),
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
