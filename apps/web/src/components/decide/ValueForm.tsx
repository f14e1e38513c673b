import { type FormEvent, useId, useState } from "react";
import { t } from "../../i18n/language.js";

interface Props {
  /** What is asked for. */
  name: string;
  /** What stands in the box at first. */
  value?: string;
  /** The form that it has to have. */
  hint?: string | undefined;
  onSend: (typed: string) => void;
  onCancel: () => void;
}

/** A box for one value, with the focus in it: Enter sends what was typed, Escape gives it up. */
export function ValueForm({ name, value = "", hint, onSend, onCancel }: Props) {
  const hintId = useId();
  const [typed, setTyped] = useState(value);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSend(typed);
  };
  return (
    <form className="decide-form" onSubmit={send} onKeyDown={(event) => event.key === "Escape" && onCancel()}>
      <input
        aria-label={name}
        aria-describedby={hint && hintId}
        placeholder={name}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        ref={focus}
      />
      {hint && (
        <span id={hintId} className="small quiet">
          {hint}
        </span>
      )}
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
