import { useState } from "react";
import { t } from "../../i18n/language.js";
import { DIALECTS, type Dialect, type SearchVariables, searchAsCode } from "../../lib/search-code.js";

/** This search for a script: the same question to the API, ready to be copied. */
export function SearchCode({ search }: { search: SearchVariables }) {
  const [dialect, setDialect] = useState<Dialect>("GraphQL");
  const [said, setSaid] = useState("");
  const code = searchAsCode(dialect, search, `${window.location.origin}/graphql`);
  const copy = async () => setSaid((await copied(code)) ? t("Copied") : t("Could not copy: select the text instead"));
  return (
    <details className="search-code">
      <summary>{t("This search as code")}</summary>
      <div className="search-code-bar">
        <fieldset className="segments">
          <legend className="visually-hidden">{t("Language")}</legend>
          {DIALECTS.map((name) => (
            <label key={name}>
              <input
                type="radio"
                name="dialect"
                checked={dialect === name}
                onChange={() => {
                  setDialect(name);
                  setSaid("");
                }}
              />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
        <button type="button" onClick={() => void copy()}>
          {t("Copy")}
        </button>
        <span role="status" className="quiet">
          {said}
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: code that is wider than the page is scrolled with the keys */}
      <pre tabIndex={0}>
        <code>{code}</code>
      </pre>
    </details>
  );
}

/** A browser refuses the clipboard to a page that is not served safely. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
