import { t } from "../../i18n/language.js";
import { Say } from "../../i18n/Say.js";
import { Link } from "../../lib/navigation.js";
import { type ChangeSearch, isNarrowed, type SearchState, withoutFilters } from "../../lib/search-address.js";
import { EmptyState } from "../EmptyState.js";

/** What is to stay out: `-tide`, `-"two lamps"`, `NOT tide`. */
const EXCLUSION = /(^|\s)(?:-|NOT\s+)(?:["“][^"”]*["”]?|[^\s-]\S*)/;
const EXCLUSIONS = new RegExp(EXCLUSION, "g");

/** Nothing was found: what could be loosened, each with one press. */
export function NoHits({ search, onChange }: { search: SearchState; onChange: ChangeSearch }) {
  const words = search.query.trim();
  const isExact = /["“”]/.test(words);
  const excludes = EXCLUSION.test(words);
  return (
    <EmptyState title={words === "" ? t("Nothing fits these filters") : t("Nothing found for {words}", { words })}>
      <ul className="loosen">
        {isNarrowed(search) && (
          <li>
            <button type="button" className="button-link" onClick={() => onChange(withoutFilters)}>
              {t("Search without the filters")}
            </button>
          </li>
        )}
        {isExact && (
          <li>
            <button
              type="button"
              className="button-link"
              onClick={() => onChange((now) => ({ ...now, query: words.replace(/["“”]/g, "") }))}
            >
              {t("Look for the words in any order")}
            </button>
          </li>
        )}
        {excludes && (
          <li>
            <button
              type="button"
              className="button-link"
              onClick={() => onChange((now) => ({ ...now, query: words.replace(EXCLUSIONS, "$1").trim() }))}
            >
              {t("Leave nothing out")}
            </button>
          </li>
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
