import { useApolloClient } from "@apollo/client/react";
import { type FormEvent, useState } from "react";
import type { CitedPassageFragment, CitedWorkFragment } from "../../gql/graphql.js";
import { t } from "../../i18n/language.js";
import { explainError } from "../../lib/errors.js";
import { readTarget } from "../../lib/links.js";
import { useSignedIn } from "../../lib/session.js";
import { useDecisions } from "../queue/use-decisions.js";

interface Candidate {
  studyText: CitedWorkFragment | null;
  passage: CitedPassageFragment | null;
}

/** For who has a key: says what a citation leads to, one of what it could mean or any other text or passage by its address. */
export function Retarget({ citation, candidates }: { citation: string; candidates: readonly Candidate[] }) {
  const name = useSignedIn();
  const client = useApolloClient();
  const decisions = useDecisions();
  const [address, setAddress] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const [made, setMade] = useState<string | null>(null);
  if (!name) return null;
  const act = async (decide: () => Promise<string | null>, done: string) => {
    try {
      setMade(await decide());
      setSaid(done);
      setAddress(null);
      await client.refetchQueries({ include: "active" });
    } catch (error) {
      setSaid(explainError(error).advice);
    }
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    const target = readTarget(address ?? "");
    if (target === null) setSaid(t("That is no address of a study text of this archive: open the passage and copy its address."));
    else void act(() => decisions.retargetLink(citation, target.studyText, target.passage ? [target.passage] : []), t("Corrected"));
  };
  const choices = candidates.flatMap(({ studyText, passage }) => (studyText ? [{ studyText, passage }] : []));
  return (
    <>
      {choices.length > 0 && (
        <p className="decide-acts">
          {choices.map(({ studyText, passage }) => (
            <button
              key={`${studyText.id} ${passage?.id}`}
              type="button"
              onClick={() => void act(() => decisions.retargetLink(citation, studyText.id, passage ? [passage.id] : []), t("Corrected"))}
            >
              {t("Meant: {place}", { place: [studyText.title, passage?.locator].filter(Boolean).join(", ") })}
            </button>
          ))}
        </p>
      )}
      {address === null ? (
        <p className="decide-acts">
          <button type="button" onClick={() => setAddress("")}>
            {t("It leads elsewhere…")}
          </button>
          <span role="status">{said}</span>
          {made !== null && (
            <button
              type="button"
              className="button-link"
              onClick={() => void act(() => decisions.undo(made).then(() => null), t("Taken back"))}
            >
              {t("Undo")}
            </button>
          )}
        </p>
      ) : (
        <form className="decide-form" onSubmit={send} onKeyDown={(event) => event.key === "Escape" && setAddress(null)}>
          <input
            aria-label={t("Address of the text or passage that is meant")}
            placeholder={t("Address of the text or passage that is meant")}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            ref={(box) => box?.focus()}
          />
          <button type="submit" className="button-primary">
            {t("Save")}
          </button>
          <button type="button" onClick={() => setAddress(null)}>
            {t("Cancel")}
          </button>
          <span role="status">{said}</span>
        </form>
      )}
    </>
  );
}
