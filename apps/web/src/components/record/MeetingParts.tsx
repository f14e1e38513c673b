import type { MeetingQuery } from "../../gql/graphql.js";
import { t } from "../../i18n/language.js";
import { Say } from "../../i18n/Say.js";
import { speechKindLabel } from "../../lib/labels.js";
import { recordPath } from "../../lib/links.js";
import { Link } from "../../lib/navigation.js";
import { PersonLink } from "./AppearanceList.js";
import { EvidenceIndex } from "./evidence.js";
import type { OutlineEntry } from "./Outline.js";
import { useDecisionOn } from "./source-context.js";
import { Value } from "./Value.js";

export type Meeting = NonNullable<MeetingQuery["meeting"]>;

/** The speeches that a meeting's notice tells of. */
export function Speeches({ speeches, lang }: { speeches: Meeting["speeches"]; lang: string }) {
  return (
    <ol className="appearances">
      {speeches.map((speech) => (
        <SpeechEntry key={speech.id} speech={speech} lang={lang} />
      ))}
    </ol>
  );
}

function SpeechEntry({ speech: { id, kind, printedKind, person, about }, lang }: { speech: Meeting["speeches"][number]; lang: string }) {
  const isPersonDecided = useDecisionOn(id, "person") !== null;
  const isSubjectDecided = useDecisionOn(id, "about") !== null;
  return (
    <li>
      <Value recordId={id} field="printedKind" lang={lang} beside={<SpeechLink id={id} by={person?.name} />}>
        {printedKind ?? speechKindLabel(kind)}
      </Value>
      {(person || isPersonDecided) && (
        <span className="role">
          <Say
            message="by {person}"
            person={
              <Value recordId={id} field="person" lang={lang} beside={person && <PersonLink person={person} />}>
                {person?.name}
              </Value>
            }
          />
        </span>
      )}
      {(about || isSubjectDecided) && (
        <span className="role">
          <Say
            message="on {subject}"
            subject={
              <Value recordId={id} field="about" lang={lang}>
                {about}
              </Value>
            }
          />
        </span>
      )}
    </li>
  );
}

/** What the meeting requested, emphasized, called for. */
export function Points({ points, lang }: { points: Meeting["points"]; lang: string }) {
  return (
    <ol className="points">
      {points.map(({ id, verb, text }) => (
        <li key={id}>
          <Value recordId={id} field="verb" lang={lang} className="verb">
            {verb}
          </Value>
          <Value recordId={id} field="text" lang={lang} className="point">
            {text}
          </Value>
        </li>
      ))}
    </ol>
  );
}

/** What the notice does, place by place: the points it makes and the speeches it holds or tells of. */
export function outlineOf({ points, speeches, source }: Meeting): OutlineEntry[] {
  const evidence = new EvidenceIndex(source.evidence);
  const startOf = (recordId: string, field: string) => evidence.of(recordId, field)[0]?.start ?? null;
  const entry = (start: number | null, lead: string, words: string) => (start === null ? [] : [{ start, lead, words }]);
  return [
    ...points.flatMap(({ id, verb, text }) => entry(startOf(id, "verb") ?? startOf(id, "text"), verb, text)),
    ...speeches.flatMap(({ id, person, printedKind, kind, title, about }) =>
      entry(startOf(id, "person"), person?.name ?? t("Somebody who is not named"), title ?? about ?? printedKind ?? speechKindLabel(kind)),
    ),
  ];
}

function SpeechLink({ id, by }: { id: string; by: string | undefined }) {
  return (
    <Link
      className="page-link"
      to={recordPath("SPEECH", id)}
      aria-label={by === undefined ? t("Page of this speech") : t("Page of this speech by {name}", { name: by })}
    >
      →
    </Link>
  );
}
