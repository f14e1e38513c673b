import type { SearchVariables } from "../../lib/search-code.js";
import { SearchCode } from "./SearchCode.js";
import { SearchExport } from "./SearchExport.js";

/** What can be taken along of a search: its results as files, and itself as code. */
export function SearchTools({ search, total }: { search: SearchVariables; total: number }) {
  return (
    <div className="search-tools">
      {total > 0 && <SearchExport search={search} total={total} />}
      <SearchCode search={search} />
    </div>
  );
}
