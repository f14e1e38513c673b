import type { RecordCitationFragment } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { t } from "../../i18n/language.js";
import { fidelityLabel, STATE_TONES, stateLabel } from "../../lib/labels.js";
import { shorten } from "../../lib/shorten.js";
import { Pill } from "../Pill.js";
import { CitedPlace } from "./CitedPlace.js";
import { citationKey } from "./citation-key.js";
import { useIsOpen } from "./pointing.js";
import { PointingButton } from "./Value.js";

graphql(`
  fragment RecordCitation on Citation {
    id
    start
    end
    printed
    title
    printedLocator
    state
    methods
    fidelity
    score
    reason
    decidedBy
    passageStart
    passageEnd
    studyText {
      ...CitedWork @unmask
    }
    passage {
      ...CitedPassage @unmask
    }
  }
`);

/** What a record cites, in the order of its text. Pressing an entry opens what it cites beside the text. */
export function CitationList({ citations, lang }: { citations: readonly RecordCitationFragment[]; lang: string }) {
  return (
    <ol className="citations">
      {citations.map((citation) => (
        <CitationEntry key={citation.id} citation={citation} lang={lang} />
      ))}
    </ol>
  );
}

function CitationEntry({ citation, lang }: { citation: RecordCitationFragment; lang: string }) {
  const key = citationKey(citation.id);
  const isOpen = useIsOpen(key);
  return (
    <li>
      <PointingButton valueKey={key} className="value citation" lang={lang}>
        {citation.title ? citation.printed : `“${shorten(citation.printed)}”`}
      </PointingButton>
      <span className="citation-state">
        <Pill tone={STATE_TONES[citation.state]}>{stateLabel(citation.state)}</Pill>
        {citation.fidelity && <Pill tone="accent">{fidelityLabel(citation.fidelity)}</Pill>}
        {citation.studyText && (
          <span className="quiet small">
            <span lang={citation.studyText.language}>{citation.studyText.title}</span>
            {citation.passage && <span lang={citation.studyText.language}>, {citation.passage.locator}</span>}
          </span>
        )}
      </span>
      {isOpen && <CitedPlace citation={citation} lang={lang} />}
    </li>
  );
}

/** What is cited, in a few words: "The Book of Soundings, Bread 2:2". */
export function citationName({ studyText, passage, title, printedLocator }: RecordCitationFragment): string {
  const place = studyText ? passage?.locator : printedLocator;
  return [studyText?.title ?? title ?? t("a work"), place].filter(Boolean).join(", ");
}
