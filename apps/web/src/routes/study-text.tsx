import { plural, t } from "../i18n/language.js";
import "../styles/record.css";
import { useQuery } from "@apollo/client/react";
import { EmptyState } from "../components/EmptyState.js";
import { ErrorState } from "../components/ErrorState.js";
import { PageTitle } from "../components/PageTitle.js";
import { CitedByWhom } from "../components/reader/CitedByWhom.js";
import { TextReader } from "../components/reader/TextReader.js";
import { BackToSearch } from "../components/record/BackToSearch.js";
import { RecordMissing } from "../components/record/RecordPage.js";
import { Skeleton } from "../components/Skeleton.js";
import type { MeantPassageQuery, StudyTextQuery } from "../gql/graphql.js";
import { graphql } from "../gql/index.js";
import { citedName } from "../lib/cited-name.js";
import { dateTimeAttribute, formatDate } from "../lib/dates.js";
import { languageName } from "../lib/labels.js";
import { Link, useParams, useSearchParams } from "../lib/navigation.js";
import type { Question } from "../lib/page-code.js";
import { shorten } from "../lib/shorten.js";
import { known } from "../lib/structured-data.js";

const STUDY_TEXT = graphql(`
  query StudyText($id: ID!) {
    studyText(id: $id) {
      id
      title
      aliases
      author
      edition
      publishedOn
      publishedPrecision
      language
      passageCount
      citationCount
      source {
        id
        publisher
        licence
        collection {
          id
          isSample
        }
      }
      sections {
        id
        level
        number
        heading
        printed
        firstPosition
        children {
          id
          level
          number
          heading
          printed
          firstPosition
          children {
            id
            level
            number
            heading
            printed
            firstPosition
          }
        }
      }
    }
  }
`);

const MEANT = graphql(`
  query MeantPassage($id: ID!) {
    passage(id: $id) {
      id
      position
      locator
      text
      studyText {
        id
      }
    }
  }
`);

type StudyText = NonNullable<StudyTextQuery["studyText"]>;

export const question = (_parameters: URLSearchParams, id: string): Question => ({ query: STUDY_TEXT, variables: { id }, isDrawn: false });

export function Component() {
  const { id = "" } = useParams();
  const { data, error, refetch } = useQuery(STUDY_TEXT, { variables: { id } });
  if (error) return <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />;
  if (data === undefined) return <Skeleton lines={10} label={t("Loading the study text")} />;
  if (!data.studyText) return <RecordMissing title={t("This study text is not in the archive")} />;
  return <TextPage key={data.studyText.id} text={data.studyText} />;
}

function TextPage({ text }: { text: StudyText }) {
  const [address] = useSearchParams();
  const passageId = address.get("passage");
  const meant = useQuery(MEANT, { variables: { id: passageId ?? "" }, skip: passageId === null });
  const passage = passageId !== null && meant.data?.passage?.studyText.id === text.id ? meant.data.passage : null;
  const work = {
    "@type": "CreativeWork",
    name: text.title,
    alternateName: text.aliases,
    author: text.author && { "@type": "Person", name: text.author },
    datePublished: text.publishedOn && dateTimeAttribute(text.publishedOn, text.publishedPrecision),
    inLanguage: text.language,
  };
  return (
    <>
      <PageTitle
        title={text.title}
        tab={citedName(text.title, text.language, passage?.locator)}
        lang={text.language}
        kicker={<BackToSearch />}
        description={passage ? shorten(passage.text, LONGEST_DESCRIPTION) : describe(text)}
        data={known(passage ? { "@type": "Quotation", text: passage.text, name: passage.locator, isPartOf: known(work) } : work)}
      >
        <p>{describe(text)}</p>
        {text.aliases.length > 0 && <p>{t("Also cited as {names}", { names: text.aliases.join(", ") })}</p>}
      </PageTitle>
      {text.citationCount > 0 && <CitedByWhom studyTextId={text.id} />}
      <Reader text={text} passageId={passageId} passage={passage} answer={meant} />
    </>
  );
}

function describe({ author, edition, publishedOn, publishedPrecision, language, passageCount, citationCount, source }: StudyText): string {
  return [
    author && t("By {name}", { name: author }),
    edition,
    publishedOn && formatDate(publishedOn, publishedPrecision),
    languageName(language),
    plural(passageCount, "{count} passage", "{count} passages"),
    plural(citationCount, "cited {count} time", "cited {count} times"),
    source.licence,
    source.collection.isSample && t("made-up sample"),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Characters that a page shows of its passage to search engines. */
const LONGEST_DESCRIPTION = 200;

interface ReaderProps {
  text: StudyText;
  passageId: string | null;
  /** The passage that the address names, once it is known to be one of this text. */
  passage: { id: string; position: number } | null;
  answer: Pick<useQuery.Result<MeantPassageQuery>, "data" | "error" | "refetch">;
}

/** The text, opened at the passage that the address names, where it names one. What was read of it stays when another is chosen. */
function Reader({ text, passageId, passage, answer: { data, error, refetch } }: ReaderProps) {
  if (error) return <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />;
  if (passageId !== null && data !== undefined && passage === null) {
    return (
      <EmptyState title={t("This passage is not in the text")}>
        <p>
          <Link to="?">{t("Open the text at its beginning")}</Link>
        </p>
      </EmptyState>
    );
  }
  return <TextReader text={text} meant={passage} />;
}
