import "../../styles/values.css";
import type { PlaceOfLinkFragment, TextLinkFragment } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { explain, plural, t } from "../../i18n/language.js";
import { Say } from "../../i18n/Say.js";
import { fidelityLabel, methodLabel, STATE_TONES, stateLabel } from "../../lib/labels.js";
import { Link } from "../../lib/navigation.js";
import { formatShare } from "../../lib/numbers.js";
import { shorten } from "../../lib/shorten.js";
import { Pill } from "../Pill.js";
import { CitedWorkLink } from "../record/CitedWorkLink.js";
import { valueElementId } from "../record/evidence.js";
import { useIsPointed, usePointing } from "../record/pointing.js";
import { goToWords } from "../record/show-words.js";
import { ComparedWords } from "./ComparedWords.js";

graphql(`
  fragment TextLink on TextLink {
    start
    end
    printed
    title
    methods
    state
    score
    fidelity
    reason
    studyText {
      ...CitedWork @unmask
    }
    targets {
      ...PlaceOfLink @unmask
    }
    candidates {
      ...PlaceOfLink @unmask
    }
  }

  fragment PlaceOfLink on LinkedPlace {
    locator
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

export type TextLink = TextLinkFragment;
type Place = PlaceOfLinkFragment;

/** Key by which a link and its words know each other. */
export function textLinkKey({ start, end }: { start: number; end: number }): string {
  return `link.${start}-${end}`;
}

/** One citation or quotation: its words, where it leads, and why. */
export function LinkEntry({ link, lang }: { link: TextLink; lang: string | undefined }) {
  const { state, fidelity, methods, score, reason } = link;
  return (
    <li className="link-entry">
      <WordsButton link={link} lang={lang} />
      <span className="citation-state">
        <Pill tone={STATE_TONES[state]}>{stateLabel(state)}</Pill>
        {methods.map((method) => (
          <Pill key={method}>{methodLabel(method)}</Pill>
        ))}
        {fidelity && <Pill tone="accent">{fidelityLabel(fidelity)}</Pill>}
        <Pill>{t("sure to {share}", { share: formatShare(score) })}</Pill>
      </span>
      <Targets link={link} lang={lang} />
      {link.candidates.length > 0 && <Candidates candidates={link.candidates} isOneMeant={link.state === "RESOLVED"} />}
      {state === "CITED_NOT_HELD" && (
        <p className="small">
          <Say
            message="The archive does not hold {work}. What it lacks stands among the {wanted}."
            work={link.title ? `“${link.title}”` : t("this work")}
            wanted={<Link to="/wanted">{t("wanted works")}</Link>}
          />
        </p>
      )}
      <p className="small quiet">{explain(reason)}</p>
    </li>
  );
}

function WordsButton({ link, lang }: { link: TextLink; lang: string | undefined }) {
  const key = textLinkKey(link);
  const pointing = usePointing();
  const isPointed = useIsPointed(key);
  const point = () => pointing.point({ keys: [key], side: "record" });
  const leave = () => pointing.point(null);
  return (
    <button
      type="button"
      id={valueElementId(key)}
      className={`value citation${isPointed ? " is-pointed" : ""}`}
      lang={lang}
      title={t("Go to these words")}
      onPointerEnter={point}
      onPointerLeave={leave}
      onFocus={point}
      onBlur={leave}
      onClick={() => void goToWords(key)}
    >
      {shorten(link.printed, LONGEST)}
    </button>
  );
}

/** Letters of the words of a link: the whole of most sentences. */
const LONGEST = 160;

/** More passages than this are a chapter or a volume: its ends say enough. */
const MOST_TARGETS = 6;

function Targets({ link, lang }: { link: TextLink; lang: string | undefined }) {
  const { targets, studyText } = link;
  if (studyText === null) return null;
  if (targets.length === 0) {
    return (
      <p>
        <CitedWorkLink studyText={studyText} passage={null} />
      </p>
    );
  }
  const isLong = targets.length > MOST_TARGETS;
  const shown = isLong ? [...targets.slice(0, 1), ...targets.slice(-1)] : targets;
  return (
    <>
      {isLong && <p className="small quiet">{plural(targets.length, "{count} passage", "{count} passages, the first and the last:")}</p>}
      {shown.map((target) => (
        <Target
          key={`${target.studyText?.id} ${target.passage?.id ?? target.locator}`}
          target={target}
          printed={link.printed}
          lang={lang}
        />
      ))}
    </>
  );
}

function Target({ target, printed, lang }: { target: Place; printed: string; lang: string | undefined }) {
  const { passage, studyText, passageStart: start, passageEnd: end } = target;
  return (
    <div className="link-target">
      <p>
        <CitedWorkLink {...target} />
      </p>
      {passage && typeof start === "number" && typeof end === "number" && (
        <ComparedWords
          quoting={printed}
          label={t("In your text")}
          quotingLang={lang}
          passage={passage.text}
          passageLang={studyText?.language}
          part={{ start, end }}
        />
      )}
      {passage && typeof start !== "number" && (
        <blockquote className="source-text passage-words link-cited" lang={studyText?.language}>
          {passage.text}
        </blockquote>
      )}
    </div>
  );
}

function Candidates({ candidates, isOneMeant }: { candidates: readonly Place[]; isOneMeant: boolean }) {
  return (
    <>
      <p className="small">{isOneMeant ? t("The same words also stand here:") : t("It could mean any of these:")}</p>
      <ul className="candidates">
        {candidates.map((place) => (
          <li key={`${place.studyText?.id} ${place.passage?.id ?? place.locator}`}>
            <CitedWorkLink {...place} />
            {place.passage && <span className="small quiet link-cited"> {place.passage.text}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
