import { useQuery } from "@apollo/client/react";
import { LetterFilter } from "../components/lists/LetterFilter.js";
import { RecordList } from "../components/lists/RecordList.js";
import { PageTitle } from "../components/PageTitle.js";
import { graphql } from "../gql/index.js";
import { plural, t } from "../i18n/language.js";
import { Say } from "../i18n/Say.js";
import { Link } from "../lib/navigation.js";
import { useLetters } from "../lib/use-letters.js";

const BODIES = graphql(`
  query Bodies($name: String, $after: String) {
    bodies(first: 50, name: $name, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          name
          aliases
          parent {
            id
            name
          }
          meetings {
            totalCount
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

export function Component() {
  const name = useLetters("name");
  const answer = useQuery(BODIES, { variables: { name } });
  return (
    <>
      <PageTitle title={t("Bodies")}>
        <p>{t("Organizations that meet: councils, bureaus, committees, congregations.")}</p>
      </PageTitle>
      <LetterFilter parameter="name" label={t("Name holds")} />
      <RecordList
        answer={answer}
        list={(answer.data ?? answer.previousData)?.bodies}
        names={{
          count: (count) => plural(count, "{count} body", "{count} bodies"),
          loading: t("Loading bodies"),
          none: t("No bodies"),
        }}
        empty={<p>{name === null ? t("They appear as meetings are imported.") : t("No name holds these letters.")}</p>}
      >
        {(body) => (
          <>
            <h2>
              <Link to={`/bodies/${encodeURIComponent(body.id)}`}>{body.name}</Link>
            </h2>
            {body.aliases.length > 0 && <p className="small quiet">{t("also {names}", { names: body.aliases.join(", ") })}</p>}
            <p className="fact-line">
              {body.parent && (
                <span>
                  <Say
                    message="part of {body}"
                    body={<Link to={`/bodies/${encodeURIComponent(body.parent.id)}`}>{body.parent.name}</Link>}
                  />
                </span>
              )}
              <span>{plural(body.meetings.totalCount, "{count} meeting", "{count} meetings")}</span>
            </p>
          </>
        )}
      </RecordList>
    </>
  );
}
