import { plural, t } from "../i18n/language.js";
import "../styles/record.css";
import "../styles/record-lists.css";
import { NetworkStatus } from "@apollo/client";
import { useQuery } from "@apollo/client/react";
import { CompareWith } from "../components/compare/CompareWith.js";
import { RosterDifference } from "../components/compare/RosterDifference.js";
import { EmptyState } from "../components/EmptyState.js";
import { ErrorState } from "../components/ErrorState.js";
import { Editors } from "../components/edit/Editors.js";
import { LoadMore } from "../components/LoadMore.js";
import { PageTitle } from "../components/PageTitle.js";
import { Connections } from "../components/record/Connections.js";
import { Fact, RecordPart } from "../components/record/Facts.js";
import { OverTime } from "../components/record/OverTime.js";
import { RecordMissing } from "../components/record/RecordPage.js";
import { TimedEntry } from "../components/record/TimedEntry.js";
import { Skeleton } from "../components/Skeleton.js";
import type { BodyQuery } from "../gql/graphql.js";
import { graphql } from "../gql/index.js";
import { formatHeld } from "../lib/dates.js";
import { recordPath } from "../lib/links.js";
import { Link, useParams } from "../lib/navigation.js";
import { known } from "../lib/structured-data.js";

const BODY = graphql(`
  query Body($id: ID!, $after: String) {
    body(id: $id) {
      id
      name
      aliases
      parent {
        id
        name
      }
      children {
        id
        name
      }
      meetings(first: 50, after: $after) {
        totalCount
        edges {
          cursor
          node {
            id
            title
            kind
            place
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
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

type Body = NonNullable<BodyQuery["body"]>;

export function Component() {
  const { id = "" } = useParams();
  const { data, error, refetch, fetchMore, networkStatus } = useQuery(BODY, { variables: { id } });
  if (error) return <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />;
  if (data === undefined) return <Skeleton lines={8} label={t("Loading the body")} />;
  if (!data.body) return <RecordMissing title={t("This body is not in the archive")} />;
  const { body } = data;
  const { meetings } = body;
  const isLoading = networkStatus === NetworkStatus.fetchMore;
  const more = () => {
    if (!isLoading) void fetchMore({ variables: { after: meetings.pageInfo.endCursor } }).catch(() => undefined);
  };
  return (
    <div className="record-lists">
      <PageTitle
        title={body.name}
        kicker={t("Body")}
        description={[body.name, plural(meetings.totalCount, "{count} meeting", "{count} meetings")].join(" · ")}
        data={known({ "@type": "Organization", name: body.name, alternateName: body.aliases })}
      >
        {body.aliases.length > 0 && <p>{t("Also printed as {names}", { names: body.aliases.join(", ") })}</p>}
        <p>{plural(meetings.totalCount, "{count} meeting", "{count} meetings")}</p>
        <CompareWith kind="bodies" id={body.id} />
      </PageTitle>
      <OverTime filter={{ body: [body.id] }} label={t("Records of its meetings, by year")} />
      <Family body={body} />
      {meetings.totalCount === 0 ? (
        <EmptyState title={t("No meeting of this body is in the archive")} />
      ) : (
        <RecordPart heading={t("Meetings, the latest first")}>
          <Meetings meetings={meetings} />
          <LoadMore
            shown={meetings.edges.length}
            total={meetings.totalCount}
            hasMore={meetings.pageInfo.hasNextPage}
            isLoading={isLoading}
            onMore={more}
          />
        </RecordPart>
      )}
      <Connections kind="bodies" id={body.id} />
      <Editors
        kind="bodies"
        id={body.id}
        entries={meetings.edges.map(({ node }) => ({
          recordId: node.id,
          field: "body",
          label: [formatHeld(node), node.title ?? (node.source.name || t("A meeting"))].filter(Boolean).join(": "),
        }))}
      />
      <RosterDifference meetings={meetings.edges.map(({ node }) => node)} />
    </div>
  );
}

/** What the body is part of, and what is part of it. */
function Family({ body: { parent, children } }: { body: Body }) {
  if (parent === null && children.length === 0) return null;
  return (
    <dl className="facts">
      {parent && (
        <Fact name={t("Part of")}>
          <BodyLink body={parent} />
        </Fact>
      )}
      {children.length > 0 && (
        <Fact name={t("Its parts")}>
          <ul>
            {children.map((child) => (
              <li key={child.id}>
                <BodyLink body={child} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </dl>
  );
}

function BodyLink({ body: { id, name } }: { body: { id: string; name: string } }) {
  return <Link to={`/bodies/${encodeURIComponent(id)}`}>{name}</Link>;
}

function Meetings({ meetings }: { meetings: Body["meetings"] }) {
  return (
    <ol className="timed-entries">
      {meetings.edges.map(({ node: meeting }) => (
        <TimedEntry key={meeting.id} when={meeting}>
          <Link to={recordPath("MEETING", meeting.id)} lang={meeting.source.language}>
            {meeting.title ?? (meeting.source.name || t("A meeting"))}
          </Link>
          <span className="role" lang={meeting.source.language}>
            {[meeting.kind, meeting.place].filter((words) => words && words !== meeting.title).join(", ")}
          </span>
        </TimedEntry>
      ))}
    </ol>
  );
}
