import { useId } from "react";
import { t } from "../../i18n/language.js";
import { type ChangeSearch, firstDay } from "../../lib/search-address.js";
import { useAddressText } from "../../lib/use-address-text.js";

/** From and to: a year is enough. What is not a date narrows nothing, and says so. */
export function DateRange({ isReversed, onChange }: { isReversed: boolean; onChange: ChangeSearch }) {
  return (
    <fieldset className="facet date-range">
      <legend>{t("Held")}</legend>
      <div>
        <DateBox label={t("From")} parameter="from" onChange={(from, isNewStep) => onChange((now) => ({ ...now, from }), isNewStep)} />
        <DateBox label={t("To")} parameter="to" onChange={(to, isNewStep) => onChange((now) => ({ ...now, to }), isNewStep)} />
      </div>
      {isReversed && (
        <p role="status" className="small">
          {t("The first day asked for lies behind the last one: no day is left.")}
        </p>
      )}
    </fieldset>
  );
}

interface DateBoxProps {
  label: string;
  parameter: "from" | "to";
  onChange: (value: string, isNewStep: boolean) => void;
}

function DateBox({ label, parameter, onChange }: DateBoxProps) {
  const id = useId();
  const box = useAddressText(parameter, onChange);
  const isWrong = box.typed.trim() !== "" && firstDay(box.typed) === null;
  return (
    <div className="date-box">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        inputMode="numeric"
        autoComplete="off"
        placeholder="2021-05"
        value={box.typed}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-help` : undefined}
        onChange={(event) => box.type(event.currentTarget.value)}
        onBlur={() => box.commit()}
        onKeyDown={(event) => {
          if (event.key === "Enter") box.commit();
        }}
      />
      {isWrong && (
        <span id={`${id}-help`} className="small quiet">
          {t("2021, 2021-05 or 2021-05-31")}
        </span>
      )}
    </div>
  );
}
