import { t } from "../../i18n/language.js";
import { Link, useLocation } from "../../lib/navigation.js";

/**
 * The way back to the search that led here. A link of the search hands its own address over in the history's state;
 * a page that was opened by its address leads to the empty search.
 */
export function BackToSearch() {
  const { state } = useLocation();
  const search = typeof state?.search === "string" && /^\/(\?|$)/.test(state.search) ? state.search : null;
  return <Link to={search ?? "/"}>{search === null ? t("Search the archive") : t("Back to the search")}</Link>;
}
