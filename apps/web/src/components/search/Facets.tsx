import { useState } from "react";
import type { FacetName, FacetsFragment, SearchKind } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { KIND_LABELS, languageName } from "../../lib/labels.js";
import { formatCount } from "../../lib/numbers.js";
import { type ChangeSearch, FACETS, isNarrowed, type SearchState, withoutFilters } from "../../lib/search-address.js";
import { DateRange } from "./DateRange.js";

graphql(`
  fragment Facets on SearchResult {
    facets {
      name
      values {
        value
        label
        count
      }
    }
  }
`);

type Value = FacetsFragment["facets"][number]["values"][number];

interface Props {
  result: FacetsFragment;
  search: SearchState;
  onChange: ChangeSearch;
}

/** What the hits can be narrowed by. On a narrow screen it stands folded above them. */
export function Facets({ result, search, onChange }: Props) {
  const [isOpen, setOpen] = useState(false);
  const chosen =
    FACETS.reduce((sum, { name }) => sum + search.chosen[name].length, 0) + Number(search.from !== "") + Number(search.to !== "");
  return (
    <section className="facets" aria-label="Filters" data-open={isOpen || undefined}>
      <div className="facets-bar">
        <button type="button" className="facets-toggle" aria-expanded={isOpen} aria-controls="facets" onClick={() => setOpen(!isOpen)}>
          Filters{chosen > 0 ? ` (${chosen})` : ""}
        </button>
        {isNarrowed(search) && (
          <button type="button" className="button-link" onClick={() => onChange(withoutFilters)}>
            Clear all filters
          </button>
        )}
      </div>
      <div id="facets" className="facets-body">
        {FACETS.map(({ name, title }) => (
          <Facet
            key={name}
            name={name}
            title={title}
            values={result.facets.find((facet) => facet.name === name)?.values ?? []}
            chosen={search.chosen[name]}
            onToggle={(value) => onChange((now) => ({ ...now, chosen: { ...now.chosen, [name]: toggled(now.chosen[name], value) } }))}
          />
        )).toSpliced(1, 0, <DateRange key="dates" onChange={onChange} />)}
      </div>
    </section>
  );
}

/** How many values a facet shows before "Show all". */
const SHORT = 6;

interface FacetProps {
  name: FacetName;
  title: string;
  values: Value[];
  chosen: string[];
  onToggle: (value: string) => void;
}

function Facet({ name, title, values, chosen, onToggle }: FacetProps) {
  const [isLong, setLong] = useState(false);
  const all = inOrder(name, withChosen(values, chosen));
  if (all.length === 0) return null;
  const shown = isLong ? all : all.filter(({ value }, place) => place < SHORT || chosen.includes(value));
  return (
    <fieldset className="facet">
      <legend>{title}</legend>
      <ul>
        {shown.map((value) => (
          <li key={value.value}>
            <label>
              <input type="checkbox" checked={chosen.includes(value.value)} onChange={() => onToggle(value.value)} />
              <span className="facet-label">{labelOf(name, value)}</span>
              <span className="facet-count">
                {formatCount(value.count)}
                <span className="visually-hidden"> results</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {all.length > SHORT && (
        <button type="button" className="button-link small" aria-expanded={isLong} onClick={() => setLong(!isLong)}>
          {isLong ? "Show fewer" : `Show all ${all.length}`}
          <span className="visually-hidden"> of {title}</span>
        </button>
      )}
    </fieldset>
  );
}

function toggled(chosen: string[], value: string): string[] {
  return chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
}

/** A chosen value stays in sight although nothing has it any more, so that it can be taken back. */
function withChosen(values: Value[], chosen: string[]): Value[] {
  const missing = chosen.filter((value) => !values.some((other) => other.value === value));
  return [...values, ...missing.map((value) => ({ value, label: "", count: 0 }))];
}

/** Years stand by year, the latest first and those without one last; everything else by how many have it. */
function inOrder(name: FacetName, values: Value[]): Value[] {
  if (name !== "YEAR") return values;
  const rank = ({ value }: Value) => (/^\d+$/.test(value) ? Number(value) : Number.NEGATIVE_INFINITY);
  return values.toSorted((a, b) => rank(b) - rank(a));
}

function labelOf(name: FacetName, { value, label }: Value): string {
  if (name === "KIND") return KIND_LABELS[value as SearchKind];
  if (name === "LANGUAGE") return languageName(value);
  if (name === "YEAR") return /^\d+$/.test(value) ? value : "Without a date";
  if (label !== "") return label;
  return /^\d+$|^[0-9a-f-]{20,}$/i.test(value) ? "Chosen before, in none of these" : value.replace(/^wanted:/, "");
}
