import { useQuery } from "@apollo/client/react";
import { useContext, useMemo } from "react";
import { ErrorState } from "../components/ErrorState.js";
import { PageTitle } from "../components/PageTitle.js";
import { Pill } from "../components/Pill.js";
import { PersonLink } from "../components/record/AppearanceList.js";
import { BackToSearch } from "../components/record/BackToSearch.js";
import { CitationList } from "../components/record/CitationList.js";
import { Fact, Facts, RecordPart, ValueFact } from "../components/record/Facts.js";
import { PhraseList } from "../components/record/PhraseList.js";
import { RecordMissing, RecordSkeleton } from "../components/record/RecordPage.js";
import { RecordView, type ShownValue } from "../components/record/RecordView.js";
import { SourceDates, SourceFacts } from "../components/record/SourceFacts.js";
import { SourceContext, useDecisionOn } from "../components/record/source-context.js";
import { Value } from "../components/record/Value.js";
import type { SpeechQuery } from "../gql/graphql.js";
import { graphql } from "../gql/index.js";
import { t } from "../i18n/language.js";
import { dateTimeAttribute, formatDate, formatHeld } from "../lib/dates.js";
import { speechKindLabel } from "../lib/labels.js";
import { recordPath } from "../lib/links.js";
import { Link, useParams } from "../lib/navigation.js";
import type { Question } from "../lib/page-code.js";
import { known, quotationsIn, works } from "../lib/structured-data.js";

const SPEECH = graphql(`
  query Speech($id: ID!) {
    speech(id: $id) {
      id
      title
      madeName
      kind
      printedKind
      about
      role
      start
      end
      givenOn
      givenPrecision
      person {
        id
        name
      }
      meeting {
        id
        title
        madeName
        heldOn
        heldEnd
        heldPrecision
        heldHalfDay
        heldPartial
      }
      citations {
        ...RecordCitation @unmask
      }
      source {
        ...RecordSource @unmask
      }
    }
  }
`);

type Speech = NonNullable<SpeechQuery["speech"]>;

export const question = (_parameters: URLSearchParams, id: string): Question => ({ query: SPEECH, variables: { id }, isDrawn: false });

export function Component() {
  const { id = "" } = useParams();
  const { data, error, refetch } = useQuery(SPEECH, { variables: { id } });
  if (error) return <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />;
  if (data === undefined) return <RecordSkeleton label={t("Loading the speech")} />;
  if (!data.speech) return <RecordMissing title={t("This speech is not in the archive")} />;
  return <SpeechRecord key={data.speech.id} speech={data.speech} />;
}

function SpeechRecord({ speech }: { speech: Speech }) {
  const { source } = speech;
  const lang = source.language;
  const values = useMemo(() => shownValues(speech), [speech]);
  const own = useMemo(() => ownPart(speech), [speech]);
  const phrases = useMemo(() => phrasesWithin(speech), [speech]);
  return (
    <>
      <PageTitle
        title={titleOf(speech)}
        lang={lang}
        kicker={<BackToSearch />}
        description={[speech.person?.name, speech.givenOn && formatDate(speech.givenOn, speech.givenPrecision), speech.about]
          .filter(Boolean)
          .join(" · ")}
        data={known({
          "@type": "CreativeWork",
          name: titleOf(speech),
          creator: speech.person && { "@type": "Person", name: speech.person.name },
          dateCreated: speech.givenOn && dateTimeAttribute(speech.givenOn, speech.givenPrecision),
          inLanguage: lang,
          citation: works(speech.citations.map(({ studyText }) => studyText?.title)),
          hasPart: quotationsIn(speech.citations),
        })}
      >
        <p>
          {speech.person
            ? t("{kind} by {name}", { kind: speechKindLabel(speech.kind), name: speech.person.name })
            : speechKindLabel(speech.kind)}
          {speech.madeName !== null && <span className="quiet"> · {t("without a title of its own")}</span>}
          {source.collection.isSample && (
            <>
              {" "}
              <Pill>{t("Made-up sample")}</Pill>
            </>
          )}
        </p>
      </PageTitle>
      <RecordView source={source} values={values} citations={speech.citations} phrases={phrases} own={own}>
        <Facts heading={t("Dates")}>
          <GivenDate speech={speech} />
          <SourceDates source={source} />
        </Facts>
        <SpeechFacts speech={speech} />
        {speech.citations.length > 0 && (
          <RecordPart heading={t("Cites")}>
            <CitationList citations={speech.citations} lang={lang} />
          </RecordPart>
        )}
        {phrases.length > 0 && (
          <RecordPart heading={t("Set phrases")}>
            <PhraseList occurrences={phrases} text={source.text} />
          </RecordPart>
        )}
        <SourceFacts source={source} />
      </RecordView>
    </>
  );
}

function GivenDate({ speech }: { speech: Speech }) {
  const { id, givenOn, givenPrecision } = speech;
  const decision = useDecisionOn(id, "givenOn");
  if (!givenOn && decision === null) return <Fact name={t("Given")}>{t("The source does not say when")}</Fact>;
  return (
    <Fact name={t("Given")}>
      <Value recordId={id} field="givenOn">
        {givenOn && <time dateTime={dateTimeAttribute(givenOn, givenPrecision)}>{formatDate(givenOn, givenPrecision)}</time>}
      </Value>
    </Fact>
  );
}

function SpeechFacts({ speech }: { speech: Speech }) {
  const { id, person, role, printedKind, about, meeting } = speech;
  const lang = speech.source.language;
  const isReported = speech.start === null;
  const { decided } = useContext(SourceContext);
  const isDecided = ["person", "role", "printedKind", "about"].some((field) => decided.on(id, field) !== null);
  if (!(person || role || printedKind || about || meeting || isReported || isDecided)) return null;
  return (
    <Facts heading={t("Speech")}>
      <ValueFact name={t("Speaker")} recordId={id} field="person" lang={lang} beside={person && <PersonLink person={person} />}>
        {person?.name}
      </ValueFact>
      <ValueFact name={t("Role")} recordId={id} field="role" lang={lang}>
        {role}
      </ValueFact>
      <ValueFact name={t("Kind")} recordId={id} field="printedKind" lang={lang}>
        {printedKind}
      </ValueFact>
      <ValueFact name={t("About")} recordId={id} field="about" lang={lang}>
        {about}
      </ValueFact>
      {meeting && (
        <Fact name={t("At")}>
          <Link to={recordPath("MEETING", meeting.id)} lang={lang}>
            {meeting.madeName ?? meeting.title ?? t("A meeting")}
          </Link>
          <span className="role">{formatHeld(meeting)}</span>
        </Fact>
      )}
      {isReported && <Fact name={t("Words")}>{t("Only reported; the source does not hold the speech itself")}</Fact>}
    </Facts>
  );
}

function titleOf({ title, madeName, printedKind, kind, source }: Speech): string {
  return title ?? madeName ?? (source.name || (printedKind ?? speechKindLabel(kind)));
}

/** The speech's own words, where its source holds more than them. */
function ownPart({ start, end, source }: Speech): { start: number; end: number } | null {
  if (start === null || end === null) return null;
  const rest = source.text.slice(0, start) + source.text.slice(end);
  return rest.trim() === "" ? null : { start, end };
}

/** A speech that is only reported has no words of its own, so no phrases either. */
function phrasesWithin({ start, end, source }: Speech) {
  if (start === null || end === null) return [];
  return source.phraseOccurrences.filter((occurrence) => occurrence.start >= start && occurrence.end <= end);
}

function shownValues({ id, source }: Speech): ShownValue[] {
  return [
    { recordId: id, field: "person", name: t("Speaker") },
    { recordId: id, field: "role", name: t("Role") },
    { recordId: id, field: "printedKind", name: t("Kind of speech") },
    { recordId: id, field: "about", name: t("What it was about") },
    { recordId: id, field: "givenOn", name: t("Given") },
    { recordId: source.id, field: "title", name: t("Title") },
    { recordId: source.id, field: "publishedOn", name: t("Published") },
    { recordId: source.id, field: "capturedOn", name: t("Captured") },
    { recordId: source.id, field: "correctedOn", name: t("Corrected") },
    { recordId: source.id, field: "publisher", name: t("Publisher") },
  ];
}
