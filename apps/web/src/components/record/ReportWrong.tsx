import { useMutation } from "@apollo/client/react";
import { type FormEvent, useState } from "react";
import { graphql } from "../../gql/index.js";
import { t } from "../../i18n/language.js";
import { explainError } from "../../lib/errors.js";
import { sendOnceBack } from "../../lib/unsent.js";

const REPORT_VALUE = graphql(`
  mutation ReportValue($record: ID!, $field: String!, $proposal: String) {
    reportValue(record: $record, field: $field, proposal: $proposal) {
      id
    }
  }
`);

const REPORT_LINK = graphql(`
  mutation ReportLink($record: ID!, $proposal: String) {
    reportLink(citation: $record, proposal: $proposal) {
      id
    }
  }
`);

/** For a reader without a key: says that a value or link is wrong, and what would be right. */
export function ReportWrong({ record, field }: { record: string; field: string | null }) {
  const [isOpen, setOpen] = useState(false);
  const [proposal, setProposal] = useState("");
  const [said, setSaid] = useState("");
  const [reportValue] = useMutation(REPORT_VALUE);
  const [reportLink] = useMutation(REPORT_LINK);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const given = { record, proposal: proposal.trim() || null };
    try {
      await sendOnceBack<unknown>(() =>
        field === null ? reportLink({ variables: given }) : reportValue({ variables: { ...given, field } }),
      );
      setSaid(t("Thank you. Someone with a key will look at it."));
    } catch (error) {
      setSaid(explainError(error).advice);
    }
  };
  if (said !== "") return <span role="status">{said}</span>;
  if (!isOpen) {
    return (
      <button type="button" className="button-link" onClick={() => setOpen(true)}>
        {t("Report as wrong")}
      </button>
    );
  }
  return (
    <form className="decide-form" onSubmit={(event) => void send(event)}>
      <input
        aria-label={t("What would be right (may be left out)")}
        placeholder={t("What would be right (may be left out)")}
        maxLength={2_000}
        value={proposal}
        onChange={(event) => setProposal(event.currentTarget.value)}
        ref={(box) => box?.focus()}
      />
      <button type="submit">{t("Report")}</button>
    </form>
  );
}
