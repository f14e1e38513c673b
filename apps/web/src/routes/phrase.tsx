import { t } from "../i18n/language.js";
import "../styles/record.css";
import "../styles/record-lists.css";
import { NetworkStatus } from "@apollo/client";
import { useQuery } from "@apollo/client/react";
import { CompareWith } from "../components/compare/CompareWith.js";
import { EmptyState } from "../components/EmptyState.js";
import { ErrorState } from "../components/ErrorState.js";
import { Editors } from "../components/edit/Editors.js";
import { LoadMore } from "../components/LoadMore.js";
import { MarkedText } from "../components/MarkedText.js";
import { PageTitle } from "../components/PageTitle.js";
import { citingRecord } from "../components/record/CitingRecord.js";
import { Connections } from "../components/record/Connections.js";
import { Fact, RecordPart } from "../components/record/Facts.js";
import { RecordMissing } from "../components/record/RecordPage.js";
import { TimedEntry } from "../components/record/TimedEntry.js";
import { Skeleton } from "../components/Skeleton.js";
import { YearChart } from "../components/YearChart.js";
import type { DatePrecision, PhraseQuery } from "../gql/graphql.js";
import { graphql } from "../gql/index.js";
import { timesInSources } from "../lib/counts.js";
import { dateTimeAttribute, formatDate } from "../lib/dates.js";
import { languageName } from "../lib/labels.js";
import { Link, useParams } from "../lib/navigation.js";

const PHRASE = graphql(`
  query Phrase($id: ID!, $after: String) {
    phrase(id: $id) {
      id
      canonical
      variants
      expansion
      language
      occurrenceCount
      sourceCount
      firstUsedOn
      firstUsedPrecision
      lastUsedOn
      lastUsedPrecision
      byYear {
        year
        count
      }
      occurrences(first: 20, after: $after) {
        totalCount
        edges {
          cursor
          node {
            id
            start
            end
            sentence {
              text
              marks {
                start
                end
              }
            }
            source {
              ...CitingSource @unmask
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

type Phrase = NonNullable<PhraseQuery["phrase"]>;

export function Component() {
  const { id = "" } = useParams();
  const { data, error, refetch, fetchMore, networkStatus } = useQuery(PHRASE, { variables: { id } });
  if (error) return <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />;
  if (data === undefined) return <Skeleton lines={8} label={t("Loading the phrase")} />;
  if (!data.phrase) return <RecordMissing title={t("This set phrase is not in the archive")} />;
  const { phrase } = data;
  const isLoading = networkStatus === NetworkStatus.fetchMore;
  const more = () => {
    if (!isLoading) void fetchMore({ variables: { after: phrase.occurrences.pageInfo.endCursor } }).catch(() => undefined);
  };
  return (
    <div className="record-lists">
      <PageTitle
        data={{ "@type": "Quotation", text: phrase.canonical, inLanguage: phrase.language }}
        title={`“${phrase.canonical}”`}
        description={[`“${phrase.canonical}”`, timesInSources(phrase)].join(" · ")}
        lang={phrase.language}
        kicker={t("Set phrase, {language}", { language: languageName(phrase.language) })}
      >
        {phrase.expansion && <p lang={phrase.language}>{phrase.expansion}</p>}
        <p>{timesInSources(phrase)}</p>
        <CompareWith kind="phrases" id={phrase.id} />
      </PageTitle>
      <dl className="facts">
        <DateFact name={t("First used")} date={phrase.firstUsedOn} precision={phrase.firstUsedPrecision} />
        <DateFact name={t("Last used")} date={phrase.lastUsedOn} precision={phrase.lastUsedPrecision} />
        {phrase.variants.length > 0 && <Fact name={t("Also printed")}>{phrase.variants.join(", ")}</Fact>}
      </dl>
      <YearChart counts={phrase.byYear} label={t("Times it stands in the sources of each year")} />
      {phrase.occurrences.totalCount === 0 ? (
        <EmptyState title={t("This phrase stands in no source now")} />
      ) : (
        <RecordPart heading={t("Where it stands, the latest first")}>
          <Occurrences occurrences={phrase.occurrences} />
          <LoadMore
            shown={phrase.occurrences.edges.length}
            total={phrase.occurrences.totalCount}
            hasMore={phrase.occurrences.pageInfo.hasNextPage}
            isLoading={isLoading}
            onMore={more}
          />
        </RecordPart>
      )}
      <Connections kind="phrases" id={phrase.id} />
      <Editors kind="phrases" id={phrase.id} />
    </div>
  );
}

function DateFact({ name, date, precision }: { name: string; date: string | null; precision: DatePrecision | null }) {
  if (date === null) return null;
  return (
    <Fact name={name}>
      <time dateTime={dateTimeAttribute(date, precision)}>{formatDate(date, precision)}</time>
    </Fact>
  );
}

function Occurrences({ occurrences }: { occurrences: Phrase["occurrences"] }) {
  return (
    <ol className="timed-entries">
      {occurrences.edges.map(({ node: { id, start, end, sentence, source } }) => {
        const { title, path, when } = citingRecord(source, { start, end });
        return (
          <TimedEntry key={id} when={when}>
            <p className="source-text" lang={source.language}>
              <MarkedText value={sentence} />
            </p>
            <span className="role">{path ? <Link to={path}>{title}</Link> : title}</span>
          </TimedEntry>
        );
      })}
    </ol>
  );
}
