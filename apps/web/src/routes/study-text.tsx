import { plural, t } from "../i18n/language.js";
import "../styles/record.css";
import "../styles/passages.css";
import { NetworkStatus } from "@apollo/client";
import { useQuery } from "@apollo/client/react";
import { useEffect, useMemo, useState } from "react";
import { EmptyState } from "../components/EmptyState.js";
import { ErrorState } from "../components/ErrorState.js";
import { LoadMore } from "../components/LoadMore.js";
import { PageTitle } from "../components/PageTitle.js";
import { BackToSearch } from "../components/record/BackToSearch.js";
import { CitedByWhom } from "../components/record/CitedByWhom.js";
import { Contents, sectionPaths, widerSections } from "../components/record/Contents.js";
import { FindInText } from "../components/record/FindInText.js";
import { PassageEntry, passageElementId } from "../components/record/PassageEntry.js";
import { RecordMissing } from "../components/record/RecordPage.js";
import { Skeleton } from "../components/Skeleton.js";
import type { StudyTextQuery, TextPassageFragment } from "../gql/graphql.js";
import { graphql } from "../gql/index.js";
import { formatDate } from "../lib/dates.js";
import { languageName } from "../lib/labels.js";
import { passagePath } from "../lib/links.js";
import { Link, useParams, useSearchParams } from "../lib/navigation.js";

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
        children {
          id
          level
          number
          heading
          printed
          children {
            id
            level
            number
            heading
            printed
          }
        }
      }
    }
  }
`);

const PASSAGES = graphql(`
  query TextPassages($id: ID!, $section: ID, $after: String) {
    studyText(id: $id) {
      id
      passages(first: 100, section: $section, after: $after) {
        totalCount
        edges {
          cursor
          node {
            ...TextPassage @unmask
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

const MEANT = graphql(`
  query MeantPassage($id: ID!) {
    passage(id: $id) {
      ...TextPassage @unmask
      studyText {
        id
      }
      previous {
        id
        locator
      }
      next {
        id
        locator
      }
    }
  }
`);

type StudyText = NonNullable<StudyTextQuery["studyText"]>;

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
  const section = address.get("section");
  return (
    <>
      <PageTitle
        title={text.title}
        lang={text.language}
        kicker={<BackToSearch />}
        description={describe(text)}
        data={{
          "@type": "CreativeWork",
          name: text.title,
          alternateName: text.aliases,
          author: text.author && { "@type": "Person", name: text.author },
          datePublished: text.publishedOn,
          inLanguage: text.language,
        }}
      >
        <p>{describe(text)}</p>
        {text.aliases.length > 0 && <p>{t("Also cited as {names}", { names: text.aliases.join(", ") })}</p>}
      </PageTitle>
      {text.citationCount > 0 && <CitedByWhom studyTextId={text.id} />}
      {passageId === null ? <Passages text={text} section={section} meant={null} /> : <AtPassage text={text} passageId={passageId} />}
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

/** A passage that the address names is shown among those of its section: a long text is not read through to it. */
function AtPassage({ text, passageId }: { text: StudyText; passageId: string }) {
  const { data, error, refetch } = useQuery(MEANT, { variables: { id: passageId } });
  if (error) return <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />;
  if (data === undefined) return <Skeleton lines={8} label={t("Loading the passage")} />;
  const { passage } = data;
  if (!passage || passage.studyText.id !== text.id) {
    return (
      <EmptyState title={t("This passage is not in the text")}>
        <p>
          <Link to="?">{t("Open the text at its beginning")}</Link>
        </p>
      </EmptyState>
    );
  }
  if (passage.section === null && passage.position >= LONGEST_WAY) return <PassageAlone text={text} passage={passage} />;
  const section = passage.section?.id ?? null;
  const around = section === null ? null : (widerSections(text.sections).get(section) ?? section);
  return <Passages text={text} section={around} meant={passage.id} />;
}

/** In a text without sections, a passage further in than this is shown by itself. */
const LONGEST_WAY = 1_000;

interface Neighbour {
  id: string;
  locator: string;
}

function PassageAlone({
  text,
  passage,
}: {
  text: StudyText;
  passage: TextPassageFragment & { previous: Neighbour | null; next: Neighbour | null };
}) {
  return (
    <>
      <ol className="passages">
        <PassageEntry key={passage.id} passage={passage} textId={text.id} title={text.title} lang={text.language} isMeant />
      </ol>
      <nav aria-label={t("Passages around it")} className="passage-neighbours">
        {passage.previous && (
          <Link to={passagePath(text.id, passage.previous.id)}>{t("Before: {place}", { place: passage.previous.locator })}</Link>
        )}
        {passage.next && <Link to={passagePath(text.id, passage.next.id)}>{t("After: {place}", { place: passage.next.locator })}</Link>}
        <Link to="?">{t("The whole text")}</Link>
      </nav>
    </>
  );
}

interface PassagesProps {
  text: StudyText;
  /** The section whose passages are shown; null for the whole text. */
  section: string | null;
  /** The passage that the address points at. */
  meant: string | null;
}

function Passages({ text, section, meant }: PassagesProps) {
  const { data, error, refetch, fetchMore, networkStatus } = useQuery(PASSAGES, { variables: { id: text.id, section } });
  const headings = useMemo(() => headingsOf(text.sections), [text.sections]);
  const [isWide] = useState(() => window.matchMedia("(min-width: 56rem)").matches);
  const found = data?.studyText?.passages;
  const isLoading = networkStatus === NetworkStatus.fetchMore;
  const more = () => {
    if (found && !isLoading) void fetchMore({ variables: { after: found.pageInfo.endCursor } }).catch(() => undefined);
  };
  const passages = found?.edges.map(({ node }) => node) ?? [];
  const isMeantHere = passages.some(({ id }) => id === meant);
  const isOnTheWay = meant !== null && !isMeantHere && found?.pageInfo.hasNextPage === true;
  useEffect(() => {
    if (isOnTheWay) more();
  });
  useEffect(() => {
    if (meant !== null && isMeantHere) showPassage(meant);
  }, [meant, isMeantHere]);

  return (
    <div className={text.sections.length > 0 ? "text-columns" : undefined}>
      {text.sections.length > 0 && (
        <details className="contents-fold" open={isWide}>
          <summary>{t("Contents")}</summary>
          <Contents sections={text.sections} chosen={section} lang={text.language} />
        </details>
      )}
      <section id="passages" aria-label={t("Passages")}>
        <PassageTools />
        {error && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
        {!found && !error && <Skeleton lines={10} label={t("Loading the passages")} />}
        {found?.totalCount === 0 && <EmptyState title={t("There are no passages here")} />}
        <PassageList text={text} passages={passages} headings={headings} meant={meant} />
        {found && (
          <LoadMore
            shown={passages.length}
            total={found.totalCount}
            hasMore={found.pageInfo.hasNextPage}
            isLoading={isLoading}
            onMore={more}
          />
        )}
      </section>
    </div>
  );
}

/** Finding in the passages on the page, and `n` and `p` to go from one to the next. */
function PassageTools() {
  useEffect(() => {
    document.addEventListener("keydown", goOn);
    return () => document.removeEventListener("keydown", goOn);
  }, []);
  return (
    <div className="record-source-head">
      <FindInText within="passages" />
    </div>
  );
}

function goOn(event: KeyboardEvent): void {
  const step = event.key === "n" ? 1 : event.key === "p" ? -1 : 0;
  const isTyping = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (step === 0 || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const passages = [...document.querySelectorAll<HTMLElement>(".passage")];
  const at = passages.indexOf(document.activeElement?.closest<HTMLElement>(".passage") ?? document.body);
  const next = passages[at < 0 ? 0 : at + step];
  next?.scrollIntoView({ block: "center" });
  next?.focus({ preventScroll: true });
}

/** After the layout has put a new page to its top. */
function showPassage(id: string): void {
  requestAnimationFrame(() => {
    const passage = document.getElementById(passageElementId(id));
    passage?.scrollIntoView({ block: "center" });
    passage?.focus({ preventScroll: true });
  });
}

interface PassageListProps {
  passages: readonly TextPassageFragment[];
  /** Heading of each section by its id; sections of one passage have that of the section around them. */
  headings: ReadonlyMap<string, string>;
  text: StudyText;
  meant: string | null;
}

/** Passages under the headings of their sections. */
function PassageList({ text, passages, headings, meant }: PassageListProps) {
  return groupByHeading(passages, headings).map(({ heading, members }) => (
    <section key={members[0]?.id} className="passage-group">
      {heading !== null && <h2 lang={text.language}>{heading}</h2>}
      <ol className="passages">
        {members.map((passage) => (
          <PassageEntry
            key={passage.id}
            passage={passage}
            textId={text.id}
            title={text.title}
            lang={text.language}
            isMeant={passage.id === meant}
          />
        ))}
      </ol>
    </section>
  ));
}

interface Group {
  heading: string | null;
  members: TextPassageFragment[];
}

function headingsOf(sections: StudyText["sections"]): Map<string, string> {
  const paths = sectionPaths(sections);
  return new Map([...widerSections(sections)].map(([id, around]) => [id, paths.get(around) ?? ""]));
}

function groupByHeading(passages: readonly TextPassageFragment[], headings: ReadonlyMap<string, string>): Group[] {
  const groups: Group[] = [];
  for (const passage of passages) {
    const heading = headings.get(passage.section?.id ?? "") ?? null;
    const last = groups.at(-1);
    if (last && last.heading === heading) last.members.push(passage);
    else groups.push({ heading, members: [passage] });
  }
  return groups;
}
