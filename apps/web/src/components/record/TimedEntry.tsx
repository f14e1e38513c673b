import "../../styles/record-lists.css";
import type { ReactNode } from "react";
import { t } from "../../i18n/language.js";
import { dateTimeAttribute, formatHeld, type Held } from "../../lib/dates.js";

export type When = Held;

/** One entry of a list over time: the date on one side, what it is on the other. */
export function TimedEntry({ when, children }: { when: When; children: ReactNode }) {
  const date = formatHeld(when);
  return (
    <li className="timed-entry">
      {date === null ? (
        <span className="quiet">{t("Undated")}</span>
      ) : (
        <time dateTime={when.heldOn ? dateTimeAttribute(when.heldOn, when.heldPrecision) : undefined}>{date}</time>
      )}
      <div>{children}</div>
    </li>
  );
}
