import type { RecordSourceFragment } from "../../gql/graphql.js";
import { plural, t } from "../../i18n/language.js";
import { Link } from "../../lib/navigation.js";
import { MarkedText } from "../MarkedText.js";
import { valueElementId } from "./evidence.js";
import { excerptAround } from "./excerpt.js";
import { useIsOpen } from "./pointing.js";
import { goToWords } from "./show-words.js";
import { PointingButton } from "./Value.js";

type Occurrences = RecordSourceFragment["phraseOccurrences"];

/** The set phrases of a text, each once, with the sentences they stand in. */
export function PhraseList({ occurrences, text }: { occurrences: Occurrences; text: string }) {
  const byPhrase = Map.groupBy(occurrences, ({ phrase }) => phrase.id);
  return (
    <ul className="phrases">
      {[...byPhrase].map(([id, found]) => (
        <PhraseEntry key={id} found={found} text={text} />
      ))}
    </ul>
  );
}

function PhraseEntry({ found, text }: { found: Occurrences; text: string }) {
  const [first] = found;
  const key = phraseKey(first?.phrase.id ?? "");
  const isOpen = useIsOpen(key);
  if (first === undefined) return null;
  const { phrase } = first;
  return (
    <li>
      <PointingButton valueKey={key} className="value" lang={phrase.language}>
        {phrase.canonical}
      </PointingButton>
      {found.length > 1 && <span className="quiet small"> {plural(found.length, "{count} time", "{count} times")}</span>}
      {isOpen && (
        <div className="value-evidence" id={`${valueElementId(key)}-evidence`}>
          {found.map(({ id, start, end }) => (
            <span key={id} className="value-evidence-of-one">
              <q>
                <MarkedText value={excerptAround(text, start, end)} lang={phrase.language} />
              </q>
              <small>
                <button type="button" className="button-link" onClick={() => void goToWords(key, start)}>
                  {t("Go to these words")}
                </button>
              </small>
            </span>
          ))}
          <small>
            <Link to={`/phrases/${encodeURIComponent(phrase.id)}`}>{t("Everywhere in the archive")}</Link>
          </small>
        </div>
      )}
    </li>
  );
}

/** Key by which a set phrase and its words in the text know each other. */
export function phraseKey(id: string): string {
  return `phrase.${id}`;
}
