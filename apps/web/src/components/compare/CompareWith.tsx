import { t } from "../../i18n/language.js";
import { Link } from "../../lib/navigation.js";
import { comparePath, KINDS, type Kind } from "./kinds.js";

/** Leads from a person, body or phrase to it beside another one. */
export function CompareWith({ kind, id }: { kind: Kind; id: string }) {
  return (
    <p>
      <Link to={comparePath(kind, id)}>{t(KINDS[kind].choose)}</Link>
    </p>
  );
}
