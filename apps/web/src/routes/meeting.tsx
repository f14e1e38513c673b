import { useQuery } from "@apollo/client/react";
import { useMemo } from "react";
import { ErrorState } from "../components/ErrorState.js";
import { PageTitle } from "../components/PageTitle.js";
import { Pill } from "../components/Pill.js";
import { AppearanceList } from "../components/record/AppearanceList.js";
import { BackToSearch } from "../components/record/BackToSearch.js";
import { CitationList } from "../components/record/CitationList.js";
import { explainDateBasis } from "../components/record/date-basis.js";
import { isOverruled } from "../components/record/decided.js";
import { Fact, Facts, RecordPart, ValueFact } from "../components/record/Facts.js";
import { LooseValues, looseValues } from "../components/record/LooseValues.js";
import { type Meeting, outlineOf, Points, Speeches } from "../components/record/MeetingParts.js";
import { PhraseList } from "../components/record/PhraseList.js";
import { RecordMissing, RecordSkeleton } from "../components/record/RecordPage.js";
import { RecordView, type ShownValue } from "../components/record/RecordView.js";
import { SourceDates, SourceFacts } from "../components/record/SourceFacts.js";
import { useDecisionOn } from "../components/record/source-context.js";
import { Value } from "../components/record/Value.js";
import { graphql } from "../gql/index.js";
import { t } from "../i18n/language.js";
import { dateTimeAttribute, formatHeld } from "../lib/dates.js";
import { Link, useParams } from "../lib/navigation.js";
import type { Question } from "../lib/page-code.js";
import { known, people, quotationsIn } from "../lib/structured-data.js";

const MEETING = graphql(`
  query Meeting($id: ID!) {
    meeting(id: $id) {
      id
      title
      madeName
      theme
      kind
      place
      heldOn
      heldEnd
      heldPrecision
      heldHalfDay
      heldPartial
      heldBasis
      body {
        id
        name
      }
      appearances {
        ...RecordAppearance @unmask
      }
      points {
        id
        verb
        text
      }
      speeches {
        id
        kind
        printedKind
        title
        about
        role
        person {
          id
          name
        }
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

export const question = (_parameters: URLSearchParams, id: string): Question => ({ query: MEETING, variables: { id }, isDrawn: false });

export function Component() {
  const { id = "" } = useParams();
  const { data, error, refetch } = useQuery(MEETING, { variables: { id } });
  if (error) return <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />;
  if (data === undefined) return <RecordSkeleton label={t("Loading the meeting")} />;
  if (!data.meeting) return <RecordMissing title={t("This meeting is not in the archive")} />;
  return <MeetingRecord key={data.meeting.id} meeting={data.meeting} />;
}

function MeetingRecord({ meeting }: { meeting: Meeting }) {
  const { source } = meeting;
  const lang = source.language;
  const values = useMemo(() => shownValues(meeting), [meeting]);
  const loose = useMemo(() => looseValues(source.evidence, meeting.id), [source.evidence, meeting.id]);
  const outline = useMemo(() => outlineOf(meeting), [meeting]);
  return (
    <>
      <PageTitle
        title={titleOf(meeting)}
        lang={lang}
        kicker={<BackToSearch />}
        description={[meeting.body?.name, formatHeld(meeting), meeting.theme].filter(Boolean).join(" · ")}
        data={known({
          "@type": "Event",
          name: titleOf(meeting),
          startDate: meeting.heldOn && dateTimeAttribute(meeting.heldOn, meeting.heldPrecision),
          location: meeting.place && { "@type": "Place", name: meeting.place },
          organizer: meeting.body && { "@type": "Organization", name: meeting.body.name },
          performer: people(meeting.speeches.map(({ person }) => person?.name)),
          inLanguage: lang,
          subjectOf: quotationsIn(meeting.citations),
        })}
      >
        <p>
          {meeting.body ? t("Meeting of {body}", { body: meeting.body.name }) : t("Meeting")}
          {meeting.madeName !== null && <span className="quiet"> · {t("without a title of its own")}</span>}
          {source.collection.isSample && (
            <>
              {" "}
              <Pill>{t("Made-up sample")}</Pill>
            </>
          )}
        </p>
      </PageTitle>
      <RecordView
        source={source}
        values={values}
        citations={meeting.citations}
        phrases={source.phraseOccurrences}
        loose={loose}
        outline={outline}
      >
        <Facts heading={t("Dates")}>
          <HeldDate meeting={meeting} />
          <SourceDates source={source} />
        </Facts>
        <Facts heading={t("Meeting")}>
          <ValueFact
            name={t("Body")}
            recordId={meeting.id}
            field="body"
            lang={lang}
            beside={meeting.body && <BodyLink body={meeting.body} />}
          >
            {meeting.body?.name}
          </ValueFact>
          <ValueFact name={t("Kind")} recordId={meeting.id} field="kind" lang={lang}>
            {meeting.kind}
          </ValueFact>
          <ValueFact name={t("Theme")} recordId={meeting.id} field="theme" lang={lang}>
            {meeting.theme}
          </ValueFact>
          <ValueFact name={t("Place")} recordId={meeting.id} field="place" lang={lang}>
            {meeting.place}
          </ValueFact>
        </Facts>
        {meeting.appearances.length > 0 && (
          <RecordPart heading={t("People")}>
            <AppearanceList appearances={meeting.appearances} lang={lang} />
          </RecordPart>
        )}
        {meeting.speeches.length > 0 && (
          <RecordPart heading={t("Speeches")}>
            <Speeches speeches={meeting.speeches} lang={lang} />
          </RecordPart>
        )}
        {meeting.points.length > 0 && (
          <RecordPart heading={t("Points")}>
            <Points points={meeting.points} lang={lang} />
          </RecordPart>
        )}
        {meeting.citations.length > 0 && (
          <RecordPart heading={t("Cites")}>
            <CitationList citations={meeting.citations} lang={lang} />
          </RecordPart>
        )}
        {source.phraseOccurrences.length > 0 && (
          <RecordPart heading={t("Set phrases")}>
            <PhraseList occurrences={source.phraseOccurrences} text={source.text} />
          </RecordPart>
        )}
        {loose.length > 0 && <LooseValues values={loose} lang={lang} />}
        <SourceFacts source={source} />
      </RecordView>
    </>
  );
}

function BodyLink({ body: { id, name } }: { body: { id: string; name: string } }) {
  return (
    <Link className="page-link" to={`/bodies/${encodeURIComponent(id)}`} aria-label={t("Page of {name}", { name })}>
      →
    </Link>
  );
}

function HeldDate({ meeting }: { meeting: Meeting }) {
  const held = formatHeld(meeting);
  const decision = useDecisionOn(meeting.id, "heldOn");
  // How reading came to a day says nothing of the day that a person gave.
  const basis = isOverruled(decision) ? null : explainDateBasis(meeting.heldBasis, meeting.source);
  if (held === null && decision === null) return <Fact name={t("Held")}>{t("The source does not say when")}</Fact>;
  return (
    <Fact name={t("Held")}>
      <Value recordId={meeting.id} field="heldOn">
        {held && <time dateTime={meeting.heldOn ? dateTimeAttribute(meeting.heldOn, meeting.heldPrecision) : undefined}>{held}</time>}
      </Value>
      {basis && (
        <span className="role">
          <Value recordId={meeting.id} field="heldBasis">
            {basis}
          </Value>
        </span>
      )}
    </Fact>
  );
}

function shownValues(meeting: Meeting): ShownValue[] {
  const { source } = meeting;
  return [
    { recordId: meeting.id, field: "heldOn", name: t("Held") },
    { recordId: meeting.id, field: "heldBasis", name: t("Year of the day it was held") },
    { recordId: meeting.id, field: "body", name: t("Body") },
    { recordId: meeting.id, field: "kind", name: t("Kind of meeting") },
    { recordId: meeting.id, field: "theme", name: t("Theme") },
    { recordId: meeting.id, field: "place", name: t("Place") },
    { recordId: source.id, field: "title", name: t("Title") },
    { recordId: source.id, field: "publishedOn", name: t("Published") },
    { recordId: source.id, field: "capturedOn", name: t("Captured") },
    { recordId: source.id, field: "correctedOn", name: t("Corrected") },
    { recordId: source.id, field: "publisher", name: t("Publisher") },
    ...meeting.appearances.flatMap(({ id }) => [
      { recordId: id, field: "person", name: t("Person") },
      { recordId: id, field: "groupName", name: t("Group") },
      { recordId: id, field: "role", name: t("Role") },
    ]),
    ...meeting.speeches.flatMap(({ id }) => [
      { recordId: id, field: "person", name: t("Speaker") },
      { recordId: id, field: "printedKind", name: t("Kind of speech") },
      { recordId: id, field: "about", name: t("What the speech was about") },
    ]),
    ...meeting.points.flatMap(({ id }) => [
      { recordId: id, field: "verb", name: t("Point") },
      { recordId: id, field: "text", name: t("Point") },
    ]),
  ];
}

function titleOf({ title, madeName, source }: Meeting): string {
  return madeName ?? title ?? (source.name || t("A meeting"));
}
