import { useQuery } from "@apollo/client/react";
import { Link } from "react-router";
import { LetterFilter } from "../components/lists/LetterFilter.js";
import { RecordList } from "../components/lists/RecordList.js";
import { PageTitle } from "../components/PageTitle.js";
import { graphql } from "../gql/index.js";
import { formatDate } from "../lib/dates.js";
import { countOf } from "../lib/numbers.js";
import { useLetters } from "../lib/use-letters.js";

const PHRASES = graphql(`
  query Phrases($contains: String, $after: String) {
    phrases(first: 50, contains: $contains, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          canonical
          language
          variants
          occurrenceCount
          sourceCount
          firstUsedOn
          lastUsedOn
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
  const contains = useLetters("contains");
  const answer = useQuery(PHRASES, { variables: { contains } });
  return (
    <>
      <PageTitle title="Set phrases">
        <p>Formulas that speeches and notices repeat, the most used first.</p>
      </PageTitle>
      <LetterFilter parameter="contains" label="Phrase holds" />
      <RecordList
        answer={answer}
        list={(answer.data ?? answer.previousData)?.phrases}
        one="set phrase"
        many="set phrases"
        empty={<p>{contains === null ? "They are found as texts are imported." : "No phrase holds these letters."}</p>}
      >
        {(phrase) => (
          <>
            <h2 lang={phrase.language}>
              <Link to={`/phrases/${encodeURIComponent(phrase.id)}`}>{phrase.canonical}</Link>
            </h2>
            {phrase.variants.length > 0 && (
              <p className="facts">
                also <span lang={phrase.language}>{phrase.variants.join(", ")}</span>
              </p>
            )}
            <p className="facts">
              <span>
                {countOf(phrase.occurrenceCount, "time")} in {countOf(phrase.sourceCount, "source")}
              </span>
              <Used first={phrase.firstUsedOn} last={phrase.lastUsedOn} />
            </p>
          </>
        )}
      </RecordList>
    </>
  );
}

function Used({ first, last }: { first: string | null; last: string | null }) {
  if (first === null) return null;
  if (last === null || last === first) return <span>{formatDate(first)}</span>;
  return (
    <span>
      {formatDate(first)} to {formatDate(last)}
    </span>
  );
}
