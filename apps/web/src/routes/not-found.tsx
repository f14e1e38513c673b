import { Link } from "react-router";
import { EmptyState } from "../components/EmptyState.js";
import { usePageTitle } from "../components/PageTitle.js";
import { t } from "../i18n/language.js";

/** For an address that leads nowhere, and for a record that is not there or was withdrawn. */
export function Component() {
  usePageTitle(t("Not found"));
  return (
    <EmptyState title={t("There is nothing at this address")}>
      <p>{t("The record may have been withdrawn, or the address may hold a slip.")}</p>
      <p>
        <Link to="/">{t("Search the archive")}</Link>
      </p>
    </EmptyState>
  );
}
