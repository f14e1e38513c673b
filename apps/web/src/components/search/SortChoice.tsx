import type { SearchSort } from "../../gql/graphql.js";

const NAMES: Record<SearchSort, string> = { RELEVANCE: "Best match", NEWEST: "Newest first", OLDEST: "Oldest first" };

export function SortChoice({ sort, onChange }: { sort: SearchSort; onChange: (sort: SearchSort) => void }) {
  return (
    <label className="sort-choice">
      <span className="quiet">Order</span>
      <select value={sort} onChange={(event) => onChange(event.currentTarget.value as SearchSort)}>
        {Object.entries(NAMES).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
