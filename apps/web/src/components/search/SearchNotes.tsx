import type { SearchNotesFragment } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { t } from "../../i18n/language.js";
import { Say } from "../../i18n/Say.js";
import { Link } from "../../lib/navigation.js";
import { searchPath } from "../../lib/search-address.js";

graphql(`
  fragment SearchNotes on SearchResult {
    matching
    degraded
    catchingUp
    corrections {
      typed
      searched
    }
  }
`);

interface Props {
  result: SearchNotesFragment;
  /** Shows what the engine finds, where that is back and the hits are still those of the database. */
  onEngineBack: (() => void) | null;
}

/** What a reader must know about how these hits were found. */
export function SearchNotes({ result, onEngineBack }: Props) {
  return (
    <>
      {onEngineBack && (
        <p className="note">
          {t("The search engine is back. These results still come from the database itself.")}{" "}
          <button type="button" className="button-link" onClick={onEngineBack}>
            {t("Show those of the search engine")}
          </button>
        </p>
      )}
      {result.catchingUp && !onEngineBack && (
        <p className="note">
          {t("Meilisearch is catching up with a change. These results come from the database itself, and are complete.")}
        </p>
      )}
      {result.degraded && !result.catchingUp && !onEngineBack && (
        <p className="note note-warn">
          {t("The search engine is away or slow. These results come from the database itself: complete, but ranked more simply.")}
        </p>
      )}
      {result.matching === "MOST" && <p className="note">{t("Nothing holds all of these words. These results hold most of them.")}</p>}
      {result.corrections.map(({ typed, searched }) => (
        <p key={typed} className="note">
          <Say message="Searched {words} for {typed}." words={<strong>{searched.join(", ")}</strong>} typed={<strong>{typed}</strong>} />{" "}
          <Link to={searchPath({ query: `"${typed}"` })}>{t("Search “{typed}” as typed", { typed })}</Link>
        </p>
      ))}
    </>
  );
}
