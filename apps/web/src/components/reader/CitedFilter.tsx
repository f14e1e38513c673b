import "../../styles/choices.css";
import { useId, useMemo } from "react";
import { plural, t } from "../../i18n/language.js";
import { useSearchParams } from "../../lib/navigation.js";
import { useCitationCounts } from "./citation-counts.js";
import { type Cited, type Citing, writeCiting } from "./citing.js";

interface Props {
  studyTextId: string;
  citing: Citing;
  /** How each passage is cited so, by its position. */
  cited: ReadonlyMap<number, Cited>;
}

/** Chooses whose citations shade the passages, and of which years. */
export function CitedFilter({ studyTextId, citing, cited }: Props) {
  const [address, setAddress] = useSearchParams();
  const counts = useCitationCounts(studyTextId);
  const themselves = useMemo(() => [...cited.values()].filter(({ itself }) => itself > 0).length, [cited]);
  const choose = (change: Partial<Citing>) => setAddress(writeCiting(address, { ...citing, ...change }), { replace: true });
  const years = counts.years.map(({ year }) => ({ value: String(year), name: String(year) }));
  return (
    <div className="choices cited-filter">
      <Choice
        name={t("Cited by")}
        all={t("anyone")}
        value={citing.speaker}
        options={counts.speakers.map(optionOf)}
        onChoose={(speaker) => choose({ speaker })}
      />
      <Choice
        name={t("At meetings of")}
        all={t("any body")}
        value={citing.body}
        options={counts.bodies.map(optionOf)}
        onChoose={(body) => choose({ body })}
      />
      <Choice
        name={t("From year")}
        all={t("the first")}
        value={citing.fromYear}
        options={years}
        onChoose={(year) => choose({ fromYear: year === null ? null : Number(year) })}
      />
      <Choice
        name={t("To year")}
        all={t("the last")}
        value={citing.toYear}
        options={years}
        onChoose={(year) => choose({ toYear: year === null ? null : Number(year) })}
      />
      <p role="status" className="small quiet">
        {citing.fromYear !== null && citing.toYear !== null && citing.fromYear > citing.toYear
          ? t("The first year asked for lies behind the last one: no year is left.")
          : citedWords(cited.size, themselves)}
      </p>
    </div>
  );
}

function citedWords(all: number, themselves: number): string {
  const own = plural(themselves, "{count} passage is quoted or named", "{count} passages are quoted or named");
  if (all === themselves) return own;
  return `${own}; ${plural(all - themselves, "{count} more lies in a part that is cited as a whole", "{count} more lie in parts that are cited as a whole")}`;
}

interface Option {
  value: string;
  name: string;
}

function optionOf({ id, name, count }: { id: string; name: string; count: number }): Option {
  return { value: id, name: `${name} (${count})` };
}

interface ChoiceProps {
  name: string;
  /** What no choice is called. */
  all: string;
  value: string | number | null;
  options: readonly Option[];
  onChoose: (value: string | null) => void;
}

function Choice({ name, all, value, options, onChoose }: ChoiceProps) {
  const id = useId();
  const chosen = value === null ? "" : String(value);
  return (
    <div>
      <label htmlFor={id}>{name}</label>
      <select id={id} value={chosen} onChange={(event) => onChoose(event.currentTarget.value || null)}>
        <option value="">{all}</option>
        {chosen !== "" && !options.some((option) => option.value === chosen) && <option value={chosen}>…</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}
