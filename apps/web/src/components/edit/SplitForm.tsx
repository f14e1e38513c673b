import { type FormEvent, useState } from "react";
import { plural, t } from "../../i18n/language.js";

/** One place at which somebody or something is named. */
export interface SplitEntry {
  recordId: string;
  /** The field that names it. */
  field: "person" | "body";
  label: string;
}

interface Props {
  entries: readonly SplitEntry[];
  /** False where not all could be given away. */
  onSplit: (moved: readonly SplitEntry[], name: string) => Promise<boolean>;
}

/** Where two were taken for one: gives some of the places to another name. */
export function SplitForm({ entries, onSplit }: Props) {
  const [moved, setMoved] = useState<ReadonlySet<string>>(new Set());
  const [name, setName] = useState("");
  const toggle = (id: string) =>
    setMoved((known) => (known.has(id) ? new Set([...known].filter((one) => one !== id)) : new Set([...known, id])));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const chosen = entries.filter(({ recordId }) => moved.has(recordId));
    if (!(await onSplit(chosen, name.trim()))) return;
    setMoved(new Set());
    setName("");
  };
  return (
    <details className="split">
      <summary>{t("Two were taken for one…")}</summary>
      <form onSubmit={(event) => void send(event)}>
        <ul>
          {entries.map(({ recordId, label }) => (
            <li key={recordId}>
              <label>
                <input type="checkbox" checked={moved.has(recordId)} onChange={() => toggle(recordId)} /> {label}
              </label>
            </li>
          ))}
        </ul>
        <p className="decide-form">
          <input
            aria-label={t("Name of the other one")}
            placeholder={t("Name of the other one")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <button type="submit" disabled={moved.size === 0 || name.trim() === ""}>
            {plural(moved.size, "Give {count} place to this name", "Give {count} places to this name")}
          </button>
        </p>
      </form>
    </details>
  );
}
