import { useQuery } from "@apollo/client/react";
import { useMemo } from "react";
import { Link, useParams } from "react-router";
import { ErrorState } from "../components/ErrorState.js";
import { PageTitle } from "../components/PageTitle.js";
import { Pill } from "../components/Pill.js";
import { PersonLink } from "../components/record/AppearanceList.js";
import { BackToSearch } from "../components/record/BackToSearch.js";
import { CitationList } from "../components/record/CitationList.js";
import { Fact, Facts, RecordPart } from "../components/record/Facts.js";
import { PhraseList } from "../components/record/PhraseList.js";
import { RecordMissing, RecordSkeleton } from "../components/record/RecordPage.js";
import { RecordView, type ShownValue } from "../components/record/RecordView.js";
import { SourceDates, SourceFacts } from "../components/record/SourceFacts.js";
import { Value } from "../components/record/Value.js";
import type { SpeechQuery } from "../gql/graphql.js";
import { graphql } from "../gql/index.js";
import { dateTimeAttribute, formatDate, formatHeld } from "../lib/dates.js";
import { SPEECH_KIND_LABELS } from "../lib/labels.js";
import { recordPath } from "../lib/links.js";

const SPEECH = graphql(`
  query Speech($id: ID!) {
    speech(id: $id) {
      id
      title
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

export function Component() {
  const { id = "" } = useParams();
  const { data, error, refetch } = useQuery(SPEECH, { variables: { id } });
  if (error) return <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />;
  if (data === undefined) return <RecordSkeleton label="Loading the speech" />;
  if (!data.speech) return <RecordMissing what="speech" />;
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
      <PageTitle title={titleOf(speech)} lang={lang} kicker={<BackToSearch />}>
        <p>
          {SPEECH_KIND_LABELS[speech.kind]}
          {speech.person && <> by {speech.person.name}</>}
          {source.collection.isSample && (
            <>
              {" "}
              <Pill>Made-up sample</Pill>
            </>
          )}
        </p>
      </PageTitle>
      <RecordView source={source} values={values} citations={speech.citations} phrases={phrases} own={own}>
        <Facts heading="Dates">
          <GivenDate speech={speech} />
          <SourceDates source={source} />
        </Facts>
        <SpeechFacts speech={speech} />
        {speech.citations.length > 0 && (
          <RecordPart heading="Cites">
            <CitationList citations={speech.citations} lang={lang} />
          </RecordPart>
        )}
        {phrases.length > 0 && (
          <RecordPart heading="Set phrases">
            <PhraseList occurrences={phrases} text={source.text} />
          </RecordPart>
        )}
        <SourceFacts source={source} />
      </RecordView>
    </>
  );
}

function GivenDate({ speech }: { speech: Speech }) {
  if (!speech.givenOn) return <Fact name="Given">The source does not say when</Fact>;
  return (
    <Fact name="Given">
      <Value recordId={speech.id} field="givenOn">
        <time dateTime={dateTimeAttribute(speech.givenOn, speech.givenPrecision)}>{formatDate(speech.givenOn, speech.givenPrecision)}</time>
      </Value>
    </Fact>
  );
}

function SpeechFacts({ speech }: { speech: Speech }) {
  const { id, person, role, printedKind, about, meeting } = speech;
  const lang = speech.source.language;
  return (
    <Facts heading="Speech">
      {person && (
        <Fact name="Speaker">
          <Value recordId={id} field="person" lang={lang}>
            {person.name}
          </Value>{" "}
          <PersonLink person={person} />
        </Fact>
      )}
      {role && (
        <Fact name="Role">
          <Value recordId={id} field="role" lang={lang}>
            {role}
          </Value>
        </Fact>
      )}
      {printedKind && (
        <Fact name="Kind">
          <Value recordId={id} field="printedKind" lang={lang}>
            {printedKind}
          </Value>
        </Fact>
      )}
      {about && (
        <Fact name="About">
          <Value recordId={id} field="about" lang={lang}>
            {about}
          </Value>
        </Fact>
      )}
      {meeting && (
        <Fact name="At">
          <Link to={recordPath("MEETING", meeting.id)} lang={lang}>
            {meeting.title ?? "A meeting"}
          </Link>
          <span className="role">{formatHeld(meeting)}</span>
        </Fact>
      )}
      {speech.start === null && <Fact name="Words">Only reported; the source does not hold the speech itself</Fact>}
    </Facts>
  );
}

function titleOf({ title, about, printedKind, kind, source }: Speech): string {
  return title ?? about ?? source.title ?? printedKind ?? SPEECH_KIND_LABELS[kind];
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
    { recordId: id, field: "person", name: "Speaker" },
    { recordId: id, field: "role", name: "Role" },
    { recordId: id, field: "printedKind", name: "Kind of speech" },
    { recordId: id, field: "about", name: "What it was about" },
    { recordId: id, field: "givenOn", name: "Given" },
    { recordId: source.id, field: "title", name: "Title" },
    { recordId: source.id, field: "publishedOn", name: "Published" },
    { recordId: source.id, field: "capturedOn", name: "Captured" },
    { recordId: source.id, field: "correctedOn", name: "Corrected" },
    { recordId: source.id, field: "publisher", name: "Publisher" },
  ];
}
