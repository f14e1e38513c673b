import { useQuery } from "@apollo/client/react";
import { Link } from "react-router";
import { LetterFilter } from "../components/lists/LetterFilter.js";
import { RecordList } from "../components/lists/RecordList.js";
import { PageTitle } from "../components/PageTitle.js";
import { graphql } from "../gql/index.js";
import { countOf } from "../lib/numbers.js";
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
      <PageTitle title="Bodies">
        <p>Organizations that meet: councils, bureaus, committees, congregations.</p>
      </PageTitle>
      <LetterFilter parameter="name" label="Name holds" />
      <RecordList
        answer={answer}
        list={(answer.data ?? answer.previousData)?.bodies}
        one="body"
        many="bodies"
        empty={<p>{name === null ? "They appear as meetings are imported." : "No name holds these letters."}</p>}
      >
        {(body) => (
          <>
            <h2>
              <Link to={`/bodies/${encodeURIComponent(body.id)}`}>{body.name}</Link>
            </h2>
            {body.aliases.length > 0 && <p className="facts">also {body.aliases.join(", ")}</p>}
            <p className="facts">
              {body.parent && (
                <span>
                  part of <Link to={`/bodies/${encodeURIComponent(body.parent.id)}`}>{body.parent.name}</Link>
                </span>
              )}
              <span>{countOf(body.meetings.totalCount, "meeting")}</span>
            </p>
          </>
        )}
      </RecordList>
    </>
  );
}
