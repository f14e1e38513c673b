import { useQuery } from "@apollo/client/react";
import type { CitedPlaceQuery, RecordCitationFragment } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { explain, plural, t } from "../../i18n/language.js";
import { Say } from "../../i18n/Say.js";
import { placeName } from "../../lib/cited-name.js";
import { passagePath } from "../../lib/links.js";
import { Link } from "../../lib/navigation.js";
import { formatShare } from "../../lib/numbers.js";
import { ErrorState } from "../ErrorState.js";
import { ComparedWords } from "../link/ComparedWords.js";
import { CitedWorkLink } from "./CitedWorkLink.js";
import { citationKey } from "./citation-key.js";
import { Decide } from "./Decide.js";
import { valueElementId } from "./evidence.js";
import { Retarget } from "./Retarget.js";
import { goToWords } from "./show-words.js";

const CITED_PLACE = graphql(`
  query CitedPlace($id: ID!) {
    node(id: $id) {
      __typename
      ... on Citation {
        id
        targets {
          id
          locator
        }
        candidates {
          locator
          studyText {
            ...CitedWork @unmask
          }
          passage {
            ...CitedPassage @unmask
          }
        }
      }
    }
  }
`);

/** What a citation leads to: the passage with the words it shares, the works it could mean, or why there is none. */
export function CitedPlace({ citation, lang }: { citation: RecordCitationFragment; lang: string }) {
  const { data, error, refetch } = useQuery(CITED_PLACE, { variables: { id: citation.id } });
  const more = data?.node?.__typename === "Citation" ? data.node : null;
  return (
    <div className="cited-place" id={`${valueElementId(citationKey(citation.id))}-evidence`}>
      {citation.state === "RESOLVED" && <Resolved citation={citation} lang={lang} />}
      {citation.state === "CITED_NOT_HELD" && (
        <p>
          <Say
            message="The archive does not hold this work. It stands on the {list}."
            list={<Link to="/wanted">{t("list of wanted works")}</Link>}
          />
        </p>
      )}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {more && more.targets.length > 1 && citation.studyText && <Targets targets={more.targets} studyTextId={citation.studyText.id} />}
      {more && more.candidates.length > 0 && <Candidates candidates={more.candidates} isOneMeant={citation.state === "RESOLVED"} />}
      <p className="small quiet">
        {explain(citation.reason)}. {t("Sure to {share}.", { share: formatShare(citation.score) })}{" "}
        {citation.decidedBy && `${t("Decided by {name}.", { name: citation.decidedBy })} `}
        <button type="button" className="button-link" onClick={() => void goToWords(citationKey(citation.id))}>
          {t("Go to these words")}
        </button>
      </p>
      <Retarget citation={citation.id} candidates={more?.candidates ?? []} />
      <Decide record={citation.id} field={null} />
    </div>
  );
}

function Resolved({ citation, lang }: { citation: RecordCitationFragment; lang: string }) {
  const { studyText, passage } = citation;
  if (!studyText) return null;
  if (!passage) {
    return (
      <p>
        <Say message="The whole of {work}" work={<CitedWorkLink studyText={studyText} passage={null} />} />
      </p>
    );
  }
  const { passageStart, passageEnd, place } = citation;
  // The first words of a volume or chapter say nothing of why it is cited: its ends are named below.
  if (place && place.count > 1) {
    return (
      <p>
        <CitedWorkLink studyText={studyText} passage={passage} locator={placeName(place)} />
      </p>
    );
  }
  return (
    <>
      <p>
        <CitedWorkLink studyText={studyText} passage={passage} />
      </p>
      {typeof passageStart === "number" && typeof passageEnd === "number" ? (
        <ComparedWords
          quoting={citation.printed}
          label={t("In this source")}
          quotingLang={lang}
          passage={passage.text}
          passageLang={studyText.language}
          part={{ start: passageStart, end: passageEnd }}
        />
      ) : (
        <blockquote className="source-text passage-words" lang={studyText.language}>
          {passage.text}
        </blockquote>
      )}
    </>
  );
}

type Citation = Extract<NonNullable<CitedPlaceQuery["node"]>, { __typename: "Citation" }>;

/** More passages than this are a chapter or a volume: its ends say enough. */
const MOST_TARGETS = 8;

function Targets({ targets, studyTextId }: { targets: Citation["targets"]; studyTextId: string }) {
  const isLong = targets.length > MOST_TARGETS;
  const shown = isLong ? [...targets.slice(0, 1), ...targets.slice(-1)] : targets;
  return (
    <p className="small">
      {isLong
        ? plural(targets.length, "{count} passage", "{count} passages, the first and the last:")
        : plural(targets.length, "{count} passage:", "{count} passages:")}{" "}
      {shown.map((target, place) => (
        <span key={target.id}>
          {place > 0 && "; "}
          <Link to={passagePath(studyTextId, target.id)}>{target.locator}</Link>
        </span>
      ))}
    </p>
  );
}

/** The places that a citation could mean, or those that have the same words as the one it is taken to mean: other versions, parallels. */
function Candidates({ candidates, isOneMeant }: { candidates: Citation["candidates"]; isOneMeant: boolean }) {
  return (
    <>
      <p>{isOneMeant ? t("The same words also stand here:") : t("It could mean any of these:")}</p>
      <ul className="candidates">
        {candidates.map(({ studyText, passage, locator }) => (
          <li key={`${studyText?.id} ${passage?.id ?? locator}`}>
            <CitedWorkLink studyText={studyText} passage={passage} locator={locator} />
            {passage && <span className="small quiet"> {passage.text}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
