import "../../styles/record-tools.css";
import "../../styles/compare.css";
import { useQuery } from "@apollo/client/react";
import { useState } from "react";
import type { RecordKind } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { t } from "../../i18n/language.js";
import { formatMoment } from "../../lib/dates.js";
import type { Kind } from "../compare/kinds.js";
import { useAlike } from "../compare/likely.js";
import { type Choice, NameChoice } from "../compare/NameChoice.js";
import { useActs } from "../decide/use-acts.js";
import { useDecisions } from "../decide/use-decisions.js";
import { RecordPart } from "../record/Facts.js";
import { type SplitEntry, SplitForm } from "./SplitForm.js";

const MERGES = graphql(`
  query StandingMerges($kind: [RecordKind!]!) {
    decisions(first: 100, filter: { recordKind: $kind, action: [MERGE], standing: true }) {
      edges {
        node {
          id
          recordId
          from
          to
          by
          at
        }
      }
    }
  }
`);

const RECORD_KINDS: Record<Kind, RecordKind> = { people: "PERSON", bodies: "BODY", phrases: "SET_PHRASE" };

interface Props {
  kind: Kind;
  id: string;
  /** What names it, each to be given to another one where two were taken for one; none where that cannot be. */
  entries: readonly SplitEntry[];
}

/** For who has a key: says that this and another one are one, or that what names it names another; each is taken back by a press. */
export function EditShared({ kind, id, entries }: Props) {
  const decisions = useDecisions();
  const { said, act } = useActs();
  const likely = useAlike(id);
  const [chosen, setChosen] = useState<Choice | null>(null);
  const [made, setMade] = useState<readonly string[]>([]);
  const { data } = useQuery(MERGES, { variables: { kind: [RECORD_KINDS[kind]] }, fetchPolicy: "cache-and-network" });
  const merged = data?.decisions.edges.map(({ node }) => node).filter(({ to }) => to === id) ?? [];

  const merge = ({ id: other, name }: Choice) =>
    act(
      async () => {
        setMade([await decisions.merge(other, id)]);
        setChosen(null);
      },
      t("Merged: {name} is part of this now", { name }),
    );
  // Each is kept as it is done, so that what was done before a fault can be taken back as well.
  const split = (moved: readonly SplitEntry[], name: string) =>
    act(
      async () => {
        setMade([]);
        for (const { recordId, field } of moved) {
          const decision = await decisions.correctValue(recordId, field, name);
          setMade((before) => [...before, decision]);
        }
      },
      t("Given to {name}", { name }),
    );
  const undo = (ids: readonly string[]) =>
    act(async () => {
      for (const one of ids.toReversed()) {
        await decisions.undo(one);
        setMade((left) => left.filter((decision) => decision !== one));
      }
    }, t("Taken back"));
  return (
    <RecordPart heading={t("For editors")}>
      <NameChoice kind={kind} without={id} likely={likely} label={t("The same as")} onChoose={setChosen} />
      {chosen && (
        <p className="decide-acts">
          <button type="button" className="button-primary" onClick={() => void merge(chosen)}>
            {t("Merge {name} into this", { name: chosen.name })}
          </button>
          <button type="button" onClick={() => setChosen(null)}>
            {t("Cancel")}
          </button>
        </p>
      )}
      {merged.length > 0 && (
        <ol className="decisions small">
          {merged.map(({ id: decision, from, by, at }) => (
            <li key={decision}>
              <strong>{by}</strong> {t("merged {name} into this", { name: nameIn(from) })}, <time dateTime={at}>{formatMoment(at)}</time>{" "}
              <button type="button" className="button-link" onClick={() => void undo([decision])}>
                {t("Undo")}
              </button>
            </li>
          ))}
        </ol>
      )}
      {entries.length > 0 && <SplitForm entries={entries} onSplit={split} />}
      <p role="status" className="decide-acts">
        {said}
        {made.length > 0 && (
          <button type="button" onClick={() => void undo(made)}>
            {t("Undo")}
          </button>
        )}
      </p>
    </RecordPart>
  );
}

/** A merge keeps the whole record that was given up. */
function nameIn(from: unknown): string {
  const row = typeof from === "object" && from !== null && "row" in from ? (from.row as { name?: unknown; canonical?: unknown }) : {};
  return String(row.name ?? row.canonical ?? "…");
}
