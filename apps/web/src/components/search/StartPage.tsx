import "../../styles/start.css";
import { useQuery } from "@apollo/client/react";
import type { FacetName, StartQuery } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { t } from "../../i18n/language.js";
import { Say } from "../../i18n/Say.js";
import { Link } from "../../lib/navigation.js";
import { formatCount } from "../../lib/numbers.js";
import { searchPath } from "../../lib/search-address.js";
import { EmptyState } from "../EmptyState.js";
import { ErrorState } from "../ErrorState.js";
import { Skeleton } from "../Skeleton.js";
import { SearchHit } from "./SearchHit.js";

/** What the start page asks. */
export const START = graphql(`
  query Start {
    archive {
      name
      isSample
      counts {
        sources
        meetings
        speeches
        studyTexts
        passages
        citations
        people
        bodies
        phrases
        wantedWorks
      }
    }
    phrases(first: 4) {
      edges {
        cursor
        node {
          id
          canonical
          language
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    search(query: "", sort: NEWEST, first: 5) {
      facets {
        name
        values {
          value
          label
          count
        }
      }
      edges {
        cursor
        node {
          cursor
          ...SearchHit @unmask
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** What stands under the empty box: what the archive holds, where one could begin, what came last. */
export function StartPage() {
  const { data, error, refetch } = useQuery(START);
  if (error) return <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />;
  if (data === undefined) return <Skeleton lines={8} label={t("Opening the archive")} />;
  if (data.archive.counts.sources === 0) return <NothingHere />;
  return (
    <div className="start">
      {data.archive.isSample && (
        <p className="note">
          <strong>{t("This is a sample archive.")}</strong>{" "}
          {t("Its city, its people and their words are invented, to show what Lectern does.")}{" "}
          <Link to="/import">{t("Import your own texts")}</Link>
        </p>
      )}
      <Counts counts={data.archive.counts} />
      <Examples data={data} />
      <section className="start-section">
        <div className="start-heading">
          <h2>{t("Latest in the archive")}</h2>
          <Link to={searchPath({ sort: "NEWEST" })}>{t("Browse everything")}</Link>
        </div>
        <ol className="hits">
          {data.search.edges.map(({ node }) => (
            <SearchHit key={node.cursor} hit={node} />
          ))}
        </ol>
      </section>
    </div>
  );
}

function NothingHere() {
  return (
    <EmptyState title={t("This archive is empty")}>
      <p>
        <Say
          message="{import} to search them here: notices, speeches, minutes, and the works that they cite."
          import={<Link to="/import">{t("Import texts")}</Link>}
        />
      </p>
    </EmptyState>
  );
}

function Counts({ counts }: { counts: StartQuery["archive"]["counts"] }) {
  const shown = [
    { count: counts.meetings, name: t("Meetings"), to: searchPath({ chosen: { KIND: ["MEETING"] } }) },
    { count: counts.speeches, name: t("Speeches"), to: searchPath({ chosen: { KIND: ["SPEECH"] } }) },
    { count: counts.studyTexts, name: t("Study texts"), to: "/texts" },
    { count: counts.people, name: t("People"), to: "/people" },
    { count: counts.bodies, name: t("Bodies"), to: "/bodies" },
    { count: counts.phrases, name: t("Set phrases"), to: "/phrases" },
    { count: counts.wantedWorks, name: t("Wanted works"), to: "/wanted" },
  ];
  return (
    <section aria-label={t("What the archive holds")}>
      <ul className="counts">
        {shown.map(({ count, name, to }) => (
          <li key={name}>
            <Link to={to}>
              <strong>{formatCount(count)}</strong> {name}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Searches that find something here, since they are made from what the archive holds. */
function Examples({ data }: { data: StartQuery }) {
  const first = (name: FacetName) => data.search.facets.find((facet) => facet.name === name)?.values[0];
  const body = first("BODY");
  const speaker = first("SPEAKER");
  const work = first("CITED_WORK");
  const examples = [
    ...data.phrases.edges.map(({ node }) => ({
      to: searchPath({ query: `"${node.canonical}"` }),
      text: `"${node.canonical}"`,
      lang: node.language,
    })),
    body && {
      to: searchPath({ chosen: { KIND: ["MEETING"], BODY: [body.value] } }),
      text: t("Meetings of {body}", { body: body.label }),
      lang: undefined,
    },
    speaker && {
      to: searchPath({ chosen: { SPEAKER: [speaker.value] } }),
      text: t("Words of {name}", { name: speaker.label }),
      lang: undefined,
    },
    work && {
      to: searchPath({ chosen: { CITED_WORK: [work.value] } }),
      text: t("What cites {work}", { work: work.label }),
      lang: undefined,
    },
  ].filter((example) => example !== undefined);
  if (examples.length === 0) return null;
  return (
    <section className="start-section">
      <h2>{t("Try")}</h2>
      <ul className="examples">
        {examples.map(({ to, text, lang }) => (
          <li key={to}>
            <Link to={to} lang={lang}>
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
