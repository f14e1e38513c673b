import { useQuery } from "@apollo/client/react";
import { RecordList } from "../components/lists/RecordList.js";
import { PageTitle } from "../components/PageTitle.js";
import { graphql } from "../gql/index.js";
import { plural, t } from "../i18n/language.js";
import { Say } from "../i18n/Say.js";
import { formatDate } from "../lib/dates.js";
import { languageName } from "../lib/labels.js";
import { recordPath } from "../lib/links.js";
import { Link } from "../lib/navigation.js";

const TEXTS = graphql(`
  query Texts($after: String) {
    studyTexts(first: 50, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          title
          author
          edition
          publishedOn
          publishedPrecision
          language
          passageCount
          citationCount
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
  const answer = useQuery(TEXTS);
  return (
    <>
      <PageTitle title={t("Study texts")}>
        <p>{t("Books, laws, charters and scriptures that the archive holds, so that a citation leads to the words it means.")}</p>
      </PageTitle>
      <RecordList
        answer={answer}
        list={(answer.data ?? answer.previousData)?.studyTexts}
        names={{
          count: (count) => plural(count, "{count} study text", "{count} study texts"),
          loading: t("Loading study texts"),
          none: t("No study texts"),
        }}
        empty={
          <p>
            <Say message="Works that are cited and missing stand on the {list}." list={<Link to="/wanted">{t("wanted list")}</Link>} />
          </p>
        }
      >
        {(text) => (
          <>
            <h2 lang={text.language}>
              <Link to={recordPath("STUDY_TEXT", text.id)}>{text.title}</Link>
            </h2>
            <p className="fact-line">
              {text.author && <span lang={text.language}>{text.author}</span>}
              {text.edition && <span lang={text.language}>{text.edition}</span>}
              {text.publishedOn && <span>{formatDate(text.publishedOn, text.publishedPrecision)}</span>}
              <span>{languageName(text.language)}</span>
            </p>
            <p className="fact-line">
              <span>{plural(text.passageCount, "{count} passage", "{count} passages")}</span>
              <span>
                {text.citationCount === 0 ? t("not cited yet") : plural(text.citationCount, "cited {count} time", "cited {count} times")}
              </span>
            </p>
          </>
        )}
      </RecordList>
    </>
  );
}
