import { useQuery } from "@apollo/client/react";
import { graphql } from "../../gql/index.js";
import { plural, t } from "../../i18n/language.js";
import { Say } from "../../i18n/Say.js";
import { Link } from "../../lib/navigation.js";
import {
  type ChangeSearch,
  filterOf,
  isNarrowed,
  isReversed,
  type SearchState,
  withDatesSwapped,
  withoutEach,
  withoutFilters,
} from "../../lib/search-address.js";
import { EmptyState } from "../EmptyState.js";

const TOTAL = graphql(`
  query SearchTotal($query: String!, $filter: SearchFilter) {
    search(query: $query, filter: $filter) {
      total
    }
  }
`);

/** What is to stay out: `-tide`, `-"two lamps"`, `NOT tide`. */
const EXCLUSION = /(^|\s)(?:-|NOT\s+)(?:["“][^"”]*["”]?|[^\s-]\S*)/;
const EXCLUSIONS = new RegExp(EXCLUSION, "g");

/** Nothing was found: what could be loosened, each with one press. */
export function NoHits({ search, onChange }: { search: SearchState; onChange: ChangeSearch }) {
  const words = search.query.trim();
  const filters = withoutEach(search);
  return (
    <EmptyState title={words === "" ? t("Nothing fits these filters") : t("Nothing found for {words}", { words })}>
      {isReversed(search) && <p>{t("The first day asked for lies behind the last one: no day is left.")}</p>}
      <ul className="loosen">
        {isReversed(search) && <Loosen name={t("Swap the dates")} onPress={() => onChange(withDatesSwapped)} />}
        {filters.length > 1 &&
          filters.map(({ title, without }) => <WithoutOne key={title} name={t(title)} without={without} onChange={onChange} />)}
        {isNarrowed(search) && <Loosen name={t("Search without the filters")} onPress={() => onChange(withoutFilters)} />}
        {/["“”]/.test(words) && (
          <Loosen
            name={t("Look for the words in any order")}
            onPress={() => onChange((now) => ({ ...now, query: words.replace(/["“”]/g, "") }))}
          />
        )}
        {EXCLUSION.test(words) && (
          <Loosen
            name={t("Leave nothing out")}
            onPress={() => onChange((now) => ({ ...now, query: words.replace(EXCLUSIONS, "$1").trim() }))}
          />
        )}
        <li>
          <Say
            message="A work that is cited and not in the archive stands on the {list}."
            list={<Link to="/wanted">{t("wanted list")}</Link>}
          />
        </li>
      </ul>
    </EmptyState>
  );
}

function Loosen({ name, onPress }: { name: string; onPress: () => void }) {
  return (
    <li>
      <button type="button" className="button-link" onClick={onPress}>
        {name}
      </button>
    </li>
  );
}

/** The search without one of its filters, with how much it finds; nothing where it finds nothing either. */
function WithoutOne({ name, without, onChange }: { name: string; without: SearchState; onChange: ChangeSearch }) {
  const { data } = useQuery(TOTAL, { variables: { query: without.query.trimStart(), filter: filterOf(without) } });
  const total = data?.search.total ?? 0;
  if (total === 0) return null;
  const found = plural(total, "{count} result", "{count} results");
  return <Loosen name={t("Without the filter “{name}”: {found}", { name, found })} onPress={() => onChange(() => without)} />;
}
