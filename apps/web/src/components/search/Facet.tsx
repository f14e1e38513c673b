import { useState } from "react";
import type { FacetName, FacetsFragment, SearchKind } from "../../gql/graphql.js";
import { plural, t } from "../../i18n/language.js";
import { kindLabel, languageName } from "../../lib/labels.js";
import { formatCount } from "../../lib/numbers.js";
import type { SearchState } from "../../lib/search-address.js";
import { type FoundValues, useFacetValues } from "./use-facet-values.js";

type Value = FacetsFragment["facets"][number]["values"][number];

/** How many values a facet shows before "Show all", and from how many on its values can be searched. */
const SHORT = 6;
const SEARCHABLE = 10;

interface Props {
  name: FacetName;
  title: string;
  /** The most frequent ones. */
  values: readonly Value[];
  /** How many there are in all. */
  total: number;
  search: SearchState;
  chosen: readonly string[];
  excluded: readonly string[];
  onChange: (chosen: string[], excluded: string[]) => void;
}

/** One side by which hits can be narrowed: a tick keeps a value's records, the bar behind it leaves them out. */
export function Facet({ name, title, values, total, search, chosen, excluded, onChange }: Props) {
  const [isLong, setLong] = useState(false);
  const [letters, setLetters] = useState("");
  const all = inOrder(name, withAsked(values, [...chosen, ...excluded]));
  const isCut = total > values.length;
  const beyond = useFacetValues(search, name, isCut ? letters.trim() : "");
  if (all.length === 0) return null;
  const isAsked = ({ value }: Value) => chosen.includes(value) || excluded.includes(value);
  const found = beyond?.values ?? all.filter((value) => labelOf(name, value).toLowerCase().includes(letters.trim().toLowerCase()));
  const shown = isLong || letters !== "" ? found : found.filter((value, place) => place < SHORT || isAsked(value));
  return (
    <fieldset className="facet">
      <legend>{title}</legend>
      {all.length >= SEARCHABLE && isLong && (
        <input
          type="search"
          className="facet-letters"
          aria-label={t("Search in {facet}", { facet: title })}
          placeholder={t("Search")}
          value={letters}
          onChange={(event) => setLetters(event.currentTarget.value)}
        />
      )}
      {isLong && isCut && <p className="small quiet">{tellOfOthers(values.length, total, letters === "" ? null : beyond)}</p>}
      <ul>
        {shown.map((value) => (
          <FacetRow
            key={value.value}
            label={labelOf(name, value)}
            count={value.count}
            isChosen={chosen.includes(value.value)}
            isExcluded={excluded.includes(value.value)}
            onChoose={() => onChange(toggled(chosen, value.value), without(excluded, value.value))}
            onExclude={() => onChange(without(chosen, value.value), toggled(excluded, value.value))}
          />
        ))}
      </ul>
      {all.length > SHORT && (
        <button
          type="button"
          className="button-link small"
          aria-expanded={isLong}
          onClick={() => {
            setLong(!isLong);
            setLetters("");
          }}
        >
          {isLong
            ? t("Show fewer")
            : isCut
              ? t("Show more, or search all {total}", { total: formatCount(total) })
              : plural(all.length, "Show all {count}", "Show all {count}")}
          <span className="visually-hidden"> {t("of {facet}", { facet: title })}</span>
        </button>
      )}
    </fieldset>
  );
}

/** What a list leaves out: values that are rarer, or the rest of those that hold what was typed. */
function tellOfOthers(count: number, total: number, found: FoundValues | null): string {
  if (found === null)
    return t("The {count} most frequent of {total}. Type to find others.", { count: formatCount(count), total: formatCount(total) });
  if (found.total <= found.values.length) return plural(found.total, "{count} of them found", "{count} of them found");
  return t("The first {count} of {total} found. Type more letters.", {
    count: formatCount(found.values.length),
    total: formatCount(found.total),
  });
}

interface RowProps {
  label: string;
  count: number;
  isChosen: boolean;
  isExcluded: boolean;
  onChoose: () => void;
  onExclude: () => void;
}

function FacetRow({ label, count, isChosen, isExcluded, onChoose, onExclude }: RowProps) {
  const exclude = isExcluded ? t("No longer leave out {value}", { value: label }) : t("Leave out {value}", { value: label });
  return (
    <li data-excluded={isExcluded || undefined}>
      <label>
        <input type="checkbox" checked={isChosen} onChange={onChoose} />
        <span className="facet-label">{label}</span>
        <span className="facet-count">
          <span aria-hidden="true">{formatCount(count)}</span>
          <span className="visually-hidden">{plural(count, "{count} result", "{count} results")}</span>
        </span>
      </label>
      <button type="button" className="facet-exclude" aria-pressed={isExcluded} aria-label={exclude} title={exclude} onClick={onExclude}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3 7.2h10v1.6H3z" />
        </svg>
      </button>
    </li>
  );
}

function toggled(values: readonly string[], value: string): string[] {
  return values.includes(value) ? without(values, value) : [...values, value];
}

function without(values: readonly string[], value: string): string[] {
  return values.filter((other) => other !== value);
}

/** What was asked for stays in sight although nothing has it any more, so that it can be taken back. */
function withAsked(values: readonly Value[], asked: readonly string[]): Value[] {
  const missing = asked.filter((value) => !values.some((other) => other.value === value));
  return [...values, ...missing.map((value) => ({ value, label: "", count: 0 }))];
}

/** Years stand by year, the latest first and those without one last; everything else by how many have it. */
function inOrder(name: FacetName, values: Value[]): Value[] {
  if (name !== "YEAR") return values;
  const rank = ({ value }: Value) => (/^\d+$/.test(value) ? Number(value) : Number.NEGATIVE_INFINITY);
  return values.toSorted((a, b) => rank(b) - rank(a));
}

function labelOf(name: FacetName, { value, label }: Value): string {
  if (name === "KIND") return kindLabel(value as SearchKind);
  if (name === "LANGUAGE") return languageName(value);
  if (name === "YEAR") return /^\d+$/.test(value) ? value : t("Without a date");
  if (label !== "") return label;
  return /^\d+$|^[0-9a-f-]{20,}$/i.test(value) ? t("Chosen before, in none of these") : value.replace(/^wanted:/, "");
}
