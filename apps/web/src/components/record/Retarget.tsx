import { useState } from "react";
import type { CitedPassageFragment, CitedWorkFragment } from "../../gql/graphql.js";
import { t } from "../../i18n/language.js";
import { citedName } from "../../lib/cited-name.js";
import { readTarget } from "../../lib/links.js";
import { useSignedIn } from "../../lib/session.js";
import { useActs } from "../decide/use-acts.js";
import { useDecisions } from "../decide/use-decisions.js";
import { ValueForm } from "../decide/ValueForm.js";

interface Candidate {
  studyText: CitedWorkFragment | null;
  passage: CitedPassageFragment | null;
}

/** For who has a key: says what a citation leads to, one of what it could mean or any other text or passage by its address. */
export function Retarget({ citation, candidates }: { citation: string; candidates: readonly Candidate[] }) {
  const name = useSignedIn();
  const decisions = useDecisions();
  const { said, say, act } = useActs();
  const [isElsewhere, setElsewhere] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  if (!name) return null;
  const retarget = (studyText: string, passage: string | null) =>
    act(async () => setMade(await decisions.retargetLink(citation, studyText, passage === null ? [] : [passage])), t("Corrected"));
  const undo = (decision: string) =>
    act(async () => {
      await decisions.undo(decision);
      setMade(null);
    }, t("Taken back"));
  const send = async (address: string) => {
    const target = readTarget(address);
    if (target === null) say(t("That is no address of a study text of this archive: open the passage and copy its address."));
    else if (await retarget(target.studyText, target.passage)) setElsewhere(false);
  };
  const choices = candidates.flatMap(({ studyText, passage }) => (studyText ? [{ studyText, passage }] : []));
  return (
    <>
      {choices.length > 0 && (
        <p className="decide-acts">
          {choices.map(({ studyText, passage }) => (
            <button key={`${studyText.id} ${passage?.id}`} type="button" onClick={() => void retarget(studyText.id, passage?.id ?? null)}>
              {t("Meant: {place}", { place: citedName(studyText.title, studyText.language, passage?.locator) })}
            </button>
          ))}
        </p>
      )}
      {isElsewhere && (
        <ValueForm
          name={t("Address of the text or passage that is meant")}
          onSend={(address) => void send(address)}
          onCancel={() => setElsewhere(false)}
        />
      )}
      <p className="decide-acts">
        {!isElsewhere && (
          <button type="button" onClick={() => setElsewhere(true)}>
            {t("It leads elsewhere…")}
          </button>
        )}
        <span role="status">{said}</span>
        {made !== null && (
          <button type="button" className="button-link" onClick={() => void undo(made)}>
            {t("Undo")}
          </button>
        )}
      </p>
    </>
  );
}
