import { type Message, t } from "../../i18n/language.js";
import { type EvidenceOfValue, looseKey } from "./evidence.js";
import { Fact, Facts } from "./Facts.js";
import { ValueButton } from "./Value.js";

const NAMES: Record<string, Message> = { event: "Events", quantity: "Quantities" };

export interface LooseValue {
  key: string;
  name: string;
  value: string;
  /** Every place that says it, in the order of the text: at least one. */
  evidence: EvidenceOfValue[];
}

/** What was read of a record besides its fields, each once: events that are mentioned, quantities. */
export function looseValues(evidence: readonly EvidenceOfValue[], recordId: string): LooseValue[] {
  const found = new Map<string, LooseValue>();
  for (const one of evidence) {
    const name = NAMES[one.field];
    if (one.recordId !== recordId || name === undefined || one.start === null) continue;
    const place = `${one.field} ${one.value}`;
    const known = found.get(place);
    if (known) known.evidence.push(one);
    else found.set(place, { key: looseKey(one), name: t(name), value: one.value, evidence: [one] });
  }
  return [...found.values()];
}

export function LooseValues({ values, lang }: { values: readonly LooseValue[]; lang: string }) {
  return (
    <Facts heading={t("Mentioned")}>
      {Object.values(NAMES).map((message) => {
        const name = t(message);
        const those = values.filter((value) => value.name === name);
        if (those.length === 0) return null;
        return (
          <Fact key={name} name={name}>
            <ul className="phrases">
              {those.map(({ key, value, evidence }) => (
                <li key={key}>
                  <ValueButton valueKey={key} evidence={evidence} lang={lang}>
                    {value}
                  </ValueButton>
                </li>
              ))}
            </ul>
          </Fact>
        );
      })}
    </Facts>
  );
}
