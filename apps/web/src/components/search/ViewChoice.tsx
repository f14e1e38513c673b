import { t } from "../../i18n/language.js";
import type { SearchState } from "../../lib/search-address.js";

/** Record by record, or line by line with the match in the middle. */
export function ViewChoice({ view, onChange }: { view: SearchState["view"]; onChange: (view: SearchState["view"]) => void }) {
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{t("View")}</legend>
      {(["RECORDS", "LINES"] as const).map((one) => (
        <label key={one}>
          <input type="radio" name="view" checked={view === one} onChange={() => onChange(one)} />
          <span>{one === "RECORDS" ? t("Records") : t("Lines")}</span>
        </label>
      ))}
    </fieldset>
  );
}
