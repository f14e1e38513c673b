import { t } from "../../i18n/language.js";
import type { SearchVariables } from "../../lib/search-code.js";
import { SearchCode } from "./SearchCode.js";
import { SearchExport } from "./SearchExport.js";

/** What can be taken along of a search: its results as files, itself as code, and what is to come as a feed. */
export function SearchTools({ search, total }: { search: SearchVariables; total: number }) {
  return (
    <div className="search-tools">
      {total > 0 && <SearchExport search={search} total={total} />}
      <SearchCode search={search} />
      <p>
        <a href={`/feed.atom${window.location.search}`}>{t("Follow this search (Atom)")}</a>
      </p>
    </div>
  );
}
