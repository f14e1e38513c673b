import { useQuery } from "@apollo/client/react";
import { LetterFilter } from "../components/lists/LetterFilter.js";
import { RecordList } from "../components/lists/RecordList.js";
import { PageTitle } from "../components/PageTitle.js";
import type { PhrasesQuery } from "../gql/graphql.js";
import { graphql } from "../gql/index.js";
import { plural, t } from "../i18n/language.js";
import { Say } from "../i18n/Say.js";
import { timesInSources } from "../lib/counts.js";
import { formatDate } from "../lib/dates.js";
import { Link } from "../lib/navigation.js";
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
          firstUsedPrecision
          lastUsedOn
          lastUsedPrecision
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
      <PageTitle title={t("Set phrases")}>
        <p>{t("Formulas that speeches and notices repeat, the most used first.")}</p>
      </PageTitle>
      <LetterFilter parameter="contains" label={t("Phrase holds")} />
      <RecordList
        answer={answer}
        list={(answer.data ?? answer.previousData)?.phrases}
        names={{
          count: (count) => plural(count, "{count} set phrase", "{count} set phrases"),
          loading: t("Loading set phrases"),
          none: t("No set phrases"),
        }}
        empty={<p>{contains === null ? t("They are found as texts are imported.") : t("No phrase holds these letters.")}</p>}
      >
        {(phrase) => (
          <>
            <h2 lang={phrase.language}>
              <Link to={`/phrases/${encodeURIComponent(phrase.id)}`}>{phrase.canonical}</Link>
            </h2>
            {phrase.variants.length > 0 && (
              <p className="small quiet">
                <Say message="also {names}" names={<span lang={phrase.language}>{phrase.variants.join(", ")}</span>} />
              </p>
            )}
            <p className="fact-line">
              <span>{timesInSources(phrase)}</span>
              <Used phrase={phrase} />
            </p>
          </>
        )}
      </RecordList>
    </>
  );
}

type Phrase = PhrasesQuery["phrases"]["edges"][number]["node"];

function Used({ phrase: { firstUsedOn, firstUsedPrecision, lastUsedOn, lastUsedPrecision } }: { phrase: Phrase }) {
  if (firstUsedOn === null || lastUsedOn === null) return null;
  const first = formatDate(firstUsedOn, firstUsedPrecision);
  const last = formatDate(lastUsedOn, lastUsedPrecision);
  return <span>{first === last ? first : t("{first} to {last}", { first, last })}</span>;
}
