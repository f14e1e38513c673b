import { type FormEvent, useState } from "react";
import { t } from "../../i18n/language.js";

interface Props {
  /** What is asked for. */
  name: string;
  /** What stands in the box at first. */
  value?: string;
  onSend: (typed: string) => void;
  onCancel: () => void;
}

/** A box for one value, with the focus in it: Enter sends what was typed, Escape gives it up. */
export function ValueForm({ name, value = "", onSend, onCancel }: Props) {
  const [typed, setTyped] = useState(value);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSend(typed);
  };
  return (
    <form className="decide-form" onSubmit={send} onKeyDown={(event) => event.key === "Escape" && onCancel()}>
      <input aria-label={name} placeholder={name} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} ref={focus} />
      <button type="submit" className="button-primary">
        {t("Save")}
      </button>
      <button type="button" onClick={onCancel}>
        {t("Cancel")}
      </button>
    </form>
  );
}

function focus(box: HTMLInputElement | null): void {
  box?.focus();
}
