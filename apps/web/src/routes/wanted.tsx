import { useQuery } from "@apollo/client/react";
import { RecordList } from "../components/lists/RecordList.js";
import { MarkedText } from "../components/MarkedText.js";
import { PageTitle } from "../components/PageTitle.js";
import type { WantedQuery } from "../gql/graphql.js";
import { graphql } from "../gql/index.js";
import { plural, t } from "../i18n/language.js";
import { Say } from "../i18n/Say.js";
import { timesInSources } from "../lib/counts.js";
import { formatDate } from "../lib/dates.js";
import { recordPath } from "../lib/links.js";
import { Link } from "../lib/navigation.js";
import { searchPath } from "../lib/search-address.js";

const WANTED = graphql(`
  query Wanted($after: String) {
    wantedWorks(first: 20, after: $after) {
      totalCount
      edges {
        cursor
        node {
          key
          title
          citationCount
          sourceCount
          locators
          citations(first: 3) {
            edges {
              cursor
              node {
                id
                start
                end
                sentence {
                  text
                  start
                  marks {
                    start
                    end
                  }
                }
                source {
                  id
                  name
                  language
                  publishedOn
                  publishedPrecision
                }
                meeting {
                  id
                  title
                }
                speech {
                  id
                  title
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
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type Work = WantedQuery["wantedWorks"]["edges"][number]["node"];
type Citation = Work["citations"]["edges"][number]["node"];

export function Component() {
  const answer = useQuery(WANTED);
  const list = (answer.data ?? answer.previousData)?.wantedWorks;
  return (
    <>
      <PageTitle title={t("Wanted works")}>
        <p>
          {t(
            "Works that are cited and not in the archive, the most cited first. Once one is imported, its citations lead to its passages.",
          )}
        </p>
      </PageTitle>
      <RecordList
        answer={answer}
        list={list && { ...list, edges: list.edges.map(({ node }) => ({ node: { ...node, id: node.key } })) }}
        names={{
          count: (count) => plural(count, "{count} wanted work", "{count} wanted works"),
          loading: t("Loading wanted works"),
          none: t("No wanted works"),
        }}
        empty={<p>{t("Every work that is cited by its title is in the archive.")}</p>}
      >
        {(work) => <WantedWork work={work} />}
      </RecordList>
    </>
  );
}

function WantedWork({ work }: { work: Work }) {
  const citations = work.citations.edges.map(({ node }) => node);
  return (
    <>
      <h2 lang={citations[0]?.source.language}>{work.title}</h2>
      <p className="fact-line">
        <span>{t("cited {times}", { times: timesInSources({ occurrenceCount: work.citationCount, sourceCount: work.sourceCount }) })}</span>
        <Link to={searchPath({ chosen: { CITED_WORK: [`wanted:${work.key}`] } })}>
          {t("Search what cites it")}
          <span className="visually-hidden">: {work.title}</span>
        </Link>
      </p>
      {work.locators.length > 0 && (
        <p className="small quiet">
          <Say message="as {places}" places={<span lang={citations[0]?.source.language}>{work.locators.join(" · ")}</span>} />
        </p>
      )}
      <ul className="citing">
        {citations.map((citation) => (
          <li key={citation.id}>
            <blockquote className="source-text" lang={citation.source.language}>
              <MarkedText value={citation.sentence} />
            </blockquote>
            <p className="fact-line">
              <Citing citation={citation} />
              {citation.source.publishedOn && <span>{formatDate(citation.source.publishedOn, citation.source.publishedPrecision)}</span>}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Who cites, opened at the citation. */
function Citing({ citation }: { citation: Citation }) {
  const { source, meeting, speech } = citation;
  const title = meeting?.title ?? speech?.title ?? (source.name || t("Untitled"));
  if (meeting) return <Link to={recordPath("MEETING", meeting.id, [citation])}>{title}</Link>;
  if (speech) return <Link to={recordPath("SPEECH", speech.id, [citation])}>{title}</Link>;
  return <span lang={source.language}>{title}</span>;
}
