import type { RecordCitationFragment } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { t } from "../../i18n/language.js";
import { citedName, placeName, placeSize } from "../../lib/cited-name.js";
import { fidelityLabel, STATE_TONES, stateLabel } from "../../lib/labels.js";
import { scriptTag } from "../../lib/script-tag.js";
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
    place {
      name
      first
      last
      count
    }
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
        {citation.decidedBy && <small className="value-decided">{t("decided by {name}", { name: citation.decidedBy })}</small>}
        {citation.studyText && (
          <span className="quiet small">
            <span lang={citation.studyText.language}>
              {citedName(citation.studyText.title, citation.studyText.language, citation.place && placeName(citation.place))}
            </span>
            {citation.place && placeSize(citation.place) && ` · ${placeSize(citation.place)}`}
          </span>
        )}
      </span>
      {isOpen && <CitedPlace citation={citation} lang={lang} />}
    </li>
  );
}

/** What is cited, in a few words: "The Book of Soundings, Bread 2:2". */
export function citationName({ studyText, place, title, printedLocator, printed }: RecordCitationFragment): string {
  if (studyText) return citedName(studyText.title, studyText.language, place && placeName(place));
  return title === null ? t("a work") : citedName(title, scriptTag(printed), printedLocator);
}
