import { plural, t } from "../i18n/language.js";
import { Say } from "../i18n/Say.js";
import "../styles/record.css";
import "../styles/record-lists.css";
import { NetworkStatus } from "@apollo/client";
import { useQuery } from "@apollo/client/react";
import { CompareWith } from "../components/compare/CompareWith.js";
import { EmptyState } from "../components/EmptyState.js";
import { ErrorState } from "../components/ErrorState.js";
import { Editors } from "../components/edit/Editors.js";
import type { SplitEntry } from "../components/edit/SplitForm.js";
import { LoadMore } from "../components/LoadMore.js";
import { PageTitle } from "../components/PageTitle.js";
import { Connections } from "../components/record/Connections.js";
import { RecordPart } from "../components/record/Facts.js";
import { OverTime } from "../components/record/OverTime.js";
import { RecordMissing } from "../components/record/RecordPage.js";
import { TimedEntry, type When } from "../components/record/TimedEntry.js";
import { Skeleton } from "../components/Skeleton.js";
import type { PersonQuery } from "../gql/graphql.js";
import { graphql } from "../gql/index.js";
import { formatDate, formatHeld } from "../lib/dates.js";
import { partLabel, speechKindLabel } from "../lib/labels.js";
import { recordPath } from "../lib/links.js";
import { Link, useParams } from "../lib/navigation.js";
import { known } from "../lib/structured-data.js";

const PERSON = graphql(`
  query Person($id: ID!, $after: String) {
    person(id: $id) {
      id
      name
      aliases
      roles {
        role
        heldOn
        heldPrecision
        meeting {
          id
          title
          source {
            id
            name
          }
        }
      }
      ...PersonSpeeches @unmask
      ...PersonAppearances @unmask
    }
  }

  fragment PersonSpeeches on Person {
    speeches(first: 20, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          title
          kind
          printedKind
          givenOn
          givenPrecision
          source {
            id
            name
            language
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }

  fragment PersonAppearances on Person {
    appearances(first: 20, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          part
          role
          meeting {
            id
            title
            heldOn
            heldEnd
            heldPrecision
            heldHalfDay
            heldPartial
            source {
              id
              name
              language
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const MORE_SPEECHES = graphql(`
  query MoreSpeechesOfPerson($id: ID!, $after: String) {
    person(id: $id) {
      id
      ...PersonSpeeches @unmask
    }
  }
`);

const MORE_APPEARANCES = graphql(`
  query MoreAppearancesOfPerson($id: ID!, $after: String) {
    person(id: $id) {
      id
      ...PersonAppearances @unmask
    }
  }
`);

type Person = NonNullable<PersonQuery["person"]>;

export function Component() {
  const { id = "" } = useParams();
  const { data, error, refetch, fetchMore, networkStatus } = useQuery(PERSON, { variables: { id } });
  if (error) return <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />;
  if (data === undefined) return <Skeleton lines={8} label={t("Loading the person")} />;
  if (!data.person) return <RecordMissing title={t("This person is not in the archive")} />;
  const { person } = data;
  const counts = [
    plural(person.speeches.totalCount, "{count} speech", "{count} speeches"),
    plural(person.appearances.totalCount, "{count} appearance", "{count} appearances"),
  ].join(", ");
  const isLoading = networkStatus === NetworkStatus.fetchMore;
  const more = (query: typeof MORE_SPEECHES | typeof MORE_APPEARANCES, after: string | null) => {
    if (!isLoading) void fetchMore({ query, variables: { id, after } }).catch(() => undefined);
  };
  return (
    <div className="record-lists">
      <PageTitle
        title={person.name}
        kicker={t("Person")}
        description={[person.name, person.roles[0]?.role, counts].filter(Boolean).join(" · ")}
        data={known({
          "@type": "Person",
          name: person.name,
          alternateName: person.aliases,
          jobTitle: person.roles.map(({ role }) => role),
        })}
      >
        {person.aliases.length > 0 && <p>{t("Also printed as {names}", { names: person.aliases.join(", ") })}</p>}
        <p>{counts}</p>
        <CompareWith kind="people" id={person.id} />
      </PageTitle>
      <OverTime filter={{ speaker: [person.id] }} label={t("Records in which they speak, by year")} />
      {person.roles.length > 0 && (
        <RecordPart heading={t("Roles, as they were first printed")}>
          <Roles roles={person.roles} />
        </RecordPart>
      )}
      {person.speeches.totalCount + person.appearances.totalCount === 0 && (
        <EmptyState title={t("Nothing of this person is in the archive now")} />
      )}
      {person.speeches.totalCount > 0 && (
        <RecordPart heading={t("Speeches")}>
          <Speeches speeches={person.speeches} />
          <LoadMore
            shown={person.speeches.edges.length}
            total={person.speeches.totalCount}
            hasMore={person.speeches.pageInfo.hasNextPage}
            isLoading={isLoading}
            onMore={() => more(MORE_SPEECHES, person.speeches.pageInfo.endCursor)}
          />
        </RecordPart>
      )}
      {person.appearances.totalCount > 0 && (
        <RecordPart heading={t("Appearances")}>
          <Appearances appearances={person.appearances} />
          <LoadMore
            shown={person.appearances.edges.length}
            total={person.appearances.totalCount}
            hasMore={person.appearances.pageInfo.hasNextPage}
            isLoading={isLoading}
            onMore={() => more(MORE_APPEARANCES, person.appearances.pageInfo.endCursor)}
          />
        </RecordPart>
      )}
      <Connections kind="people" id={person.id} />
      <Editors kind="people" id={person.id} entries={splitEntries(person)} />
    </div>
  );
}

/** Every place that names the person, as far as the page has them. */
function splitEntries({ speeches, appearances }: Person): SplitEntry[] {
  return [
    ...speeches.edges.map(({ node }): SplitEntry => {
      const label = [
        node.givenOn && formatDate(node.givenOn, node.givenPrecision),
        node.title ?? (node.source.name || speechKindLabel(node.kind)),
      ];
      return { recordId: node.id, field: "person", label: label.filter(Boolean).join(": ") };
    }),
    ...appearances.edges.map(({ node: { id, part, meeting } }): SplitEntry => {
      const label = [formatHeld(meeting), `${partLabel(part)}, ${meeting.title ?? (meeting.source.name || t("A meeting"))}`];
      return { recordId: id, field: "person", label: label.filter(Boolean).join(": ") };
    }),
  ];
}

function Roles({ roles }: { roles: Person["roles"] }) {
  return (
    <ol className="timed-entries">
      {roles.map(({ role, heldOn, heldPrecision, meeting }) => (
        <TimedEntry key={`${heldOn} ${role}`} when={{ heldOn, heldPrecision }}>
          {role}
          {meeting && (
            <span className="role">
              <Say
                message="at {meeting}"
                meeting={<Link to={recordPath("MEETING", meeting.id)}>{meeting.title ?? (meeting.source.name || t("a meeting"))}</Link>}
              />
            </span>
          )}
        </TimedEntry>
      ))}
    </ol>
  );
}

function Speeches({ speeches }: { speeches: Person["speeches"] }) {
  return (
    <ol className="timed-entries">
      {speeches.edges.map(({ node: { id, title, kind, printedKind, givenOn, givenPrecision, source } }) => (
        <TimedEntry key={id} when={givenAt(givenOn, givenPrecision)}>
          <Link to={recordPath("SPEECH", id)} lang={source.language}>
            {title ?? (source.name || (printedKind ?? speechKindLabel(kind)))}
          </Link>
          <span className="role">{speechKindLabel(kind)}</span>
        </TimedEntry>
      ))}
    </ol>
  );
}

function givenAt(heldOn: string | null, heldPrecision: When["heldPrecision"]): When {
  return { heldOn, heldPrecision };
}

function Appearances({ appearances }: { appearances: Person["appearances"] }) {
  return (
    <ol className="timed-entries">
      {appearances.edges.map(({ node: { id, part, role, meeting } }) => (
        <TimedEntry key={id} when={meeting}>
          <Link to={recordPath("MEETING", meeting.id)} lang={meeting.source.language}>
            {meeting.title ?? (meeting.source.name || t("A meeting"))}
          </Link>
          <span className="role">
            {partLabel(part)}
            {role && <span lang={meeting.source.language}>, {role}</span>}
          </span>
        </TimedEntry>
      ))}
    </ol>
  );
}
