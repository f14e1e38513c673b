import { Suspense, useState } from "react";
import { t } from "../../i18n/language.js";
import { latePart } from "../../lib/late-part.js";
import { readSigns } from "../../lib/read-query.js";

/** Loaded for who types: a shared search has its results first. */
const Suggestions = latePart(async () => (await import("./Suggestions.js")).Suggestions);

/** One line under the box, always of the same height: how to ask, what the signs in use mean, and what could be meant. */
export function SearchHelp({ typed, onComplete }: { typed: string; onComplete: (text: string) => void }) {
  const signs = readSigns(typed);
  const [shared] = useState(typed);
  const [isTyping, setTyping] = useState(false);
  if (!isTyping && typed !== shared) setTyping(true);
  return (
    <div className="search-line">
      <p id="search-help" className="search-help">
        {typed.trim() === "" ? <Signs /> : null}
        {signs.map(({ typed: sign, meaning, instead }) => (
          <span key={sign}>
            <code>{sign}</code> {meaning}
            {instead !== null && (
              <>
                {" "}
                <button type="button" className="button-link" onClick={() => onComplete(instead)}>
                  {t("Search {words}", { words: instead })}
                </button>
              </>
            )}
          </span>
        ))}
      </p>
      {isTyping && typed.trim() !== "" && (
        <Suspense>
          <Suggestions typed={typed} onComplete={onComplete} />
        </Suspense>
      )}
    </div>
  );
}

function Signs() {
  return (
    <>
      <span>
        <code>{t('"exact phrase"')}</code>
      </span>
      <span>
        <code>{t("-without")}</code>
      </span>
      <span>
        <code>{t("one OR other")}</code>
      </span>
      <span>
        <code>{t("begin*")}</code>
      </span>
      <span className="search-keys">
        <kbd>/</kbd> {t("to search,")} <kbd>↑</kbd> <kbd>↓</kbd> {t("through results")}, <kbd>?</kbd> {t("all keys")}
      </span>
    </>
  );
}
