import { useId } from "react";
import { firstDay, type SearchState } from "../../lib/search-address.js";
import { useAddressText } from "../../lib/use-address-text.js";

/** From and to: a year is enough. What is not a date narrows nothing, and says so. */
export function DateRange({ search, onChange }: { search: SearchState; onChange: (next: SearchState, isNewStep?: boolean) => void }) {
  return (
    <fieldset className="facet date-range">
      <legend>Held</legend>
      <div>
        <DateBox label="From" value={search.from} onChange={(from, isNewStep) => onChange({ ...search, from }, isNewStep)} />
        <DateBox label="To" value={search.to} onChange={(to, isNewStep) => onChange({ ...search, to }, isNewStep)} />
      </div>
    </fieldset>
  );
}

function DateBox({ label, value, onChange }: { label: string; value: string; onChange: (value: string, isNewStep: boolean) => void }) {
  const id = useId();
  const box = useAddressText(value, onChange);
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
          2021, 2021-05 or 2021-05-31
        </span>
      )}
    </div>
  );
}
