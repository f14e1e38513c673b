import { t } from "../i18n/language.js";
import { Link } from "../lib/navigation.js";
import { usePageHead } from "../lib/page-head.js";

/** For an address that leads nowhere, and for a record that is not there or was withdrawn. */
export function Component() {
  usePageHead({ title: t("Not found") });
  return (
    <section className="state">
      <h1>{t("There is nothing at this address")}</h1>
      <p>{t("The record may have been withdrawn, or the address may hold a slip.")}</p>
      <p>
        <Link to="/">{t("Search the archive")}</Link>
      </p>
    </section>
  );
}
