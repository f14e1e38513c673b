import type { SearchSort } from "../../gql/graphql.js";
import { type Message, t } from "../../i18n/language.js";

const NAMES: Record<SearchSort, Message> = { RELEVANCE: "Best match", NEWEST: "Newest first", OLDEST: "Oldest first" };

export function SortChoice({ sort, onChange }: { sort: SearchSort; onChange: (sort: SearchSort) => void }) {
  return (
    <label className="sort-choice">
      <span className="quiet">{t("Order")}</span>
      <select value={sort} onChange={(event) => onChange(event.currentTarget.value as SearchSort)}>
        {Object.entries(NAMES).map(([value, name]) => (
          <option key={value} value={value}>
            {t(name)}
          </option>
        ))}
      </select>
    </label>
  );
}
