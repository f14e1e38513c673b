import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import { graphql } from "../../gql/index.js";
import { type Message, t } from "../../i18n/language.js";

const CORRECT_VALUE = graphql(`
  mutation CorrectValue($record: ID!, $field: String!, $value: JSON) {
    correctValue(record: $record, field: $field, value: $value) {
      id
    }
  }
`);

/** Fields whose value is a person or body: given by name. */
const NAMED: ReadonlySet<string> = new Set(["person", "body"]);

interface Props {
  record: string;
  field: string;
  value: string;
  onAct: (decide: () => Promise<unknown>, done: Message) => Promise<void>;
}

/** A button that becomes a box for the right value. */
export function Correct({ record, field, value, onAct }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const [correct] = useMutation(CORRECT_VALUE);
  if (typed === null) {
    return (
      <button type="button" onClick={() => setTyped(value)}>
        {t("Correct…")}
      </button>
    );
  }
  const right = typed.trim();
  const send = () => {
    setTyped(null);
    return onAct(
      () => correct({ variables: { record, field, value: right === "" ? null : NAMED.has(field) ? { name: right } : right } }),
      "Corrected",
    );
  };
  return (
    <form
      className="decide-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => event.key === "Escape" && setTyped(null)}
    >
      <input
        aria-label={t("Right value")}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        ref={(box) => box?.focus()}
      />
      <button type="submit" className="button-primary">
        {t("Save")}
      </button>
      <button type="button" onClick={() => setTyped(null)}>
        {t("Cancel")}
      </button>
    </form>
  );
}
