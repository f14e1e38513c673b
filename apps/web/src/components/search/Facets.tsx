import "../../styles/facets.css";
import { memo, useState } from "react";
import type { FacetsFragment } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { t } from "../../i18n/language.js";
import {
  type ChangeSearch,
  countChosen,
  FACETS,
  isNarrowed,
  isReversed,
  type SearchState,
  withoutFilters,
} from "../../lib/search-address.js";
import { DateRange } from "./DateRange.js";
import { Facet } from "./Facet.js";

graphql(`
  fragment Facets on SearchResult {
    facets {
      name
      total
      values {
        value
        label
        count
      }
    }
  }
`);

interface Props {
  /** Undefined until something was counted. */
  result: FacetsFragment | undefined;
  /** Whether what was counted belongs to the search before. */
  isStale: boolean;
  search: SearchState;
  onChange: ChangeSearch;
}

/** What the hits can be narrowed by. On a narrow screen it stands folded above them. Hits that come leave it as it is. */
export const Facets = memo(function Facets({ result, isStale, search, onChange }: Props) {
  const [isOpen, setOpen] = useState(false);
  const chosen = countChosen(search) + Number(search.from !== "") + Number(search.to !== "");
  return (
    <section className="facets" aria-label={t("Filters")} aria-busy={isStale} data-open={isOpen || undefined}>
      <a className="skip-link" href="#results">
        {t("Skip to the results")}
      </a>
      <div className="facets-bar">
        <button type="button" className="facets-toggle" aria-expanded={isOpen} aria-controls="facets" onClick={() => setOpen(!isOpen)}>
          {t("Filters")}
          {chosen > 0 ? ` (${chosen})` : ""}
        </button>
        {isNarrowed(search) && (
          <button type="button" className="button-link" onClick={() => onChange(withoutFilters)}>
            {t("Clear all filters")}
          </button>
        )}
      </div>
      <div id="facets" className="facets-body">
        {FACETS.map(({ name, title }) => (
          <Facet
            key={name}
            name={name}
            title={t(title)}
            values={result?.facets.find((facet) => facet.name === name)?.values ?? []}
            total={result?.facets.find((facet) => facet.name === name)?.total ?? 0}
            search={search}
            chosen={result === undefined ? [] : search.chosen[name]}
            excluded={result === undefined ? [] : search.excluded[name]}
            onChange={(chosen, excluded) =>
              onChange((now) => ({
                ...now,
                chosen: { ...now.chosen, [name]: chosen },
                excluded: { ...now.excluded, [name]: excluded },
              }))
            }
          />
        )).toSpliced(1, 0, <DateRange key="dates" isReversed={isReversed(search)} onChange={onChange} />)}
      </div>
    </section>
  );
});
