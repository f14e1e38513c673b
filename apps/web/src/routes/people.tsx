import { useQuery } from "@apollo/client/react";
import { LetterFilter } from "../components/lists/LetterFilter.js";
import { RecordList } from "../components/lists/RecordList.js";
import { PageTitle } from "../components/PageTitle.js";
import { graphql } from "../gql/index.js";
import { plural, t } from "../i18n/language.js";
import { Link } from "../lib/navigation.js";
import { useLetters } from "../lib/use-letters.js";

const PEOPLE = graphql(`
  query People($name: String, $after: String) {
    people(first: 50, name: $name, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          name
          aliases
          appearances {
            totalCount
          }
          speeches {
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
  const answer = useQuery(PEOPLE, { variables: { name } });
  return (
    <>
      <PageTitle title={t("People")}>
        <p>{t("Who presided, spoke and attended, by name.")}</p>
      </PageTitle>
      <LetterFilter parameter="name" label={t("Name holds")} />
      <RecordList
        answer={answer}
        list={(answer.data ?? answer.previousData)?.people}
        names={{
          count: (count) => plural(count, "{count} person", "{count} people"),
          loading: t("Loading people"),
          none: t("No people"),
        }}
        empty={<p>{name === null ? t("They appear as meetings and speeches are imported.") : t("No name holds these letters.")}</p>}
      >
        {(person) => (
          <>
            <h2>
              <Link to={`/people/${encodeURIComponent(person.id)}`}>{person.name}</Link>
            </h2>
            {person.aliases.length > 0 && <p className="small quiet">{t("also {names}", { names: person.aliases.join(", ") })}</p>}
            <p className="fact-line">
              <span>{plural(person.speeches.totalCount, "{count} speech", "{count} speeches")}</span>
              <span>{plural(person.appearances.totalCount, "{count} appearance", "{count} appearances")}</span>
            </p>
          </>
        )}
      </RecordList>
    </>
  );
}
