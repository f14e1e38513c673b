import { useQuery } from "@apollo/client/react";
import type { DecisionAction } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { type Message, t } from "../../i18n/language.js";
import { formatMoment } from "../../lib/dates.js";
import { fieldOfSchema } from "../../lib/field-labels.js";
import { useSignedIn } from "../../lib/session.js";
import { useActs } from "../decide/use-acts.js";
import { useDecisions } from "../decide/use-decisions.js";
import { SignInLink } from "../SignInLink.js";
import { Correct } from "./Correct.js";
import { citationKey } from "./citation-key.js";
import { valueElementId, valueKey } from "./evidence.js";
import { ReportWrong } from "./ReportWrong.js";

const HISTORY = graphql(`
  query DecisionsOn($record: ID!) {
    decisions(first: 50, filter: { record: $record }) {
      edges {
        node {
          id
          action
          field
          from
          to
          note
          by
          at
          undoneAt
        }
      }
    }
  }
`);

interface Props {
  record: string;
  /** The field it is about; null for a citation, which is decided on as a whole. */
  field: string | null;
  /** The value as it stands, for a correction to begin from. */
  value?: string;
}

/** What people say of a value or a link: confirm, reject, correct, undo, with the history. Without a key, what is wrong is reported. */
export function Decide({ record, field, value }: Props) {
  const name = useSignedIn();
  const decisions = useDecisions();
  const { said, act } = useActs();
  const confirm = () => (field === null ? decisions.confirmLink(record) : decisions.confirmValue(record, field));
  const reject = () => (field === null ? decisions.rejectLink(record) : decisions.rejectValue(record, field));
  return (
    <div className="decide">
      {name ? (
        <p className="decide-acts">
          <button type="button" onClick={() => void act(confirm, t("Confirmed"))}>
            {t("Confirm")}
          </button>
          <button type="button" onClick={() => void act(reject, t("Rejected"))}>
            {t("Reject")}
          </button>
          {field !== null && (
            <Correct
              field={field}
              value={value ?? ""}
              onCorrect={(typed) => act(() => decisions.correctValue(record, field, typed), t("Corrected"))}
            />
          )}
        </p>
      ) : (
        <p className="decide-acts">
          <ReportWrong record={record} field={field} />
          <SignInLink opened={valueElementId(field === null ? citationKey(record) : valueKey(record, field))}>
            {t("Sign in to decide")}
          </SignInLink>
        </p>
      )}
      <p role="status" className="small quiet">
        {said}
      </p>
      <History record={record} field={field} onUndo={name ? (id) => void act(() => decisions.undo(id), t("Taken back")) : null} />
    </div>
  );
}

const ACTIONS: Partial<Record<DecisionAction, Message>> = {
  CONFIRM: "confirmed it",
  REJECT: "rejected it",
  CORRECT: "corrected it from {from} to {to}",
  UNDO: "took a decision back",
};

interface HistoryProps extends Props {
  /** Takes a decision back; null for who may not. */
  onUndo: ((decision: string) => void) | null;
}

function History({ record, field, onUndo }: HistoryProps) {
  const { data } = useQuery(HISTORY, { variables: { record }, fetchPolicy: "cache-and-network" });
  const made =
    data?.decisions.edges.map(({ node }) => node).filter((one) => field === null || fieldOfSchema(one.field ?? "") === field) ?? [];
  if (made.length === 0) return null;
  return (
    <ol className="decisions small">
      {made.map(({ id, by, at, action, field: decided, from, to, note, undoneAt }) => (
        <li key={id} data-undone={undoneAt !== null || undefined}>
          <strong>{by}</strong> {actOf(action, decided, from, to)}
          {", "}
          <time dateTime={at}>{formatMoment(at)}</time>
          {note && <q>{note}</q>} {undoneAt !== null && <span className="quiet">({t("taken back")})</span>}
          {onUndo && undoneAt === null && action !== "UNDO" && (
            <button type="button" className="button-link" onClick={() => onUndo(id)}>
              {t("Undo")}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** What was done; from what to what, where that can be said in words. */
function actOf(action: DecisionAction, field: string | null, from: unknown, to: unknown): string {
  const isOfIds = field === "target" || [from, to].some((value) => typeof value === "string" && ID.test(value));
  if (action === "CORRECT" && isOfIds) return t("corrected it");
  return t(ACTIONS[action] ?? "decided on it", { from: written(from), to: written(to) });
}

/** A value of a decision for people: names are given with their ids. */
function written(value: unknown): string {
  if (value === null || value === undefined) return "—";
  if (typeof value === "object" && "name" in value && typeof value.name === "string") return `“${value.name}”`;
  return typeof value === "object" ? JSON.stringify(value) : `“${String(value)}”`;
}
