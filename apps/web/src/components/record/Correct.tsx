import { useState } from "react";
import { t } from "../../i18n/language.js";
import { formOf } from "../../lib/field-labels.js";
import { ValueForm } from "../decide/ValueForm.js";

interface Props {
  field: string;
  value: string;
  onCorrect: (typed: string) => Promise<boolean>;
}

/** A button that becomes a box for the right value; what was typed stays there until it is kept. */
export function Correct({ field, value, onCorrect }: Props) {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <button type="button" onClick={() => setOpen(true)}>
        {t("Correct…")}
      </button>
    );
  }
  const send = async (typed: string) => {
    if (await onCorrect(typed)) setOpen(false);
  };
  return (
    <ValueForm
      name={t("Right value")}
      value={value}
      hint={formOf(field)}
      onSend={(typed) => void send(typed)}
      onCancel={() => setOpen(false)}
    />
  );
}
