import { NetworkStatus } from "@apollo/client";
import { useQuery } from "@apollo/client/react";
import { memo, useRef, useState } from "react";
import type { TextPassageFragment } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { plural, t } from "../../i18n/language.js";
import { passagePath } from "../../lib/links.js";
import { Link } from "../../lib/navigation.js";
import { CopyWithCitation } from "../CopyWithCitation.js";
import { ErrorState } from "../ErrorState.js";
import { LoadMore } from "../LoadMore.js";
import { CitingList } from "../record/CitingList.js";
import { useMarkFound } from "../rows/found-words.js";
import { Skeleton } from "../Skeleton.js";
import type { Cited, Citing } from "./citing.js";
import { heatOf } from "./heat.js";

graphql(`
  fragment TextPassage on Passage {
    id
    locator
    text
    position
  }
`);

const CITED_BY = graphql(`
  query PassageCitedBy($id: ID!, $itself: Boolean!, $after: String, $speaker: ID, $body: ID, $fromYear: Int, $toYear: Int) {
    passage(id: $id) {
      id
      citations(first: 10, after: $after, itself: $itself, speaker: $speaker, body: $body, fromYear: $fromYear, toYear: $toYear) {
        totalCount
        edges {
          cursor
          node {
            ...CitingPlace @unmask
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

interface Props {
  passage: TextPassageFragment;
  /** Id, title and language of the study text that it belongs to. */
  text: { id: string; title: string; language: string };
  /** How often it is cited by those who are chosen. */
  cited: Cited;
  citing: Citing;
  /** Whether the address points at it. */
  isMeant: boolean;
}

/** A passage of a study text, shaded by how often it is cited, with who cites it. */
export const PassageEntry = memo(function PassageEntry({ passage, text, cited, citing, isMeant }: Props) {
  const { id, locator, position } = passage;
  const words = useRef<HTMLParagraphElement>(null);
  const [isOpen, setOpen] = useState(isMeant);
  const isCited = cited.itself + cited.around > 0;
  useMarkFound(words, position);
  return (
    <article
      id={passageElementId(id)}
      className={`passage${isMeant ? " is-meant" : ""}`}
      tabIndex={-1}
      data-heat={heatOf(cited)}
      aria-label={locator}
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.target === event.currentTarget && isCited) setOpen(!isOpen);
      }}
    >
      <div className="passage-head">
        <Link className="passage-locator" to={`?passage=${encodeURIComponent(id)}`} lang={text.language}>
          {locator}
        </Link>
        {isCited && (
          <button
            type="button"
            className="button-link small"
            aria-expanded={isOpen}
            aria-label={`${citedWords(cited)}: ${locator}`}
            onClick={() => setOpen(!isOpen)}
          >
            {citedWords(cited)}
          </button>
        )}
        <CopyWithCitation
          find={() => ({ words: passage.text, parts: [text.title, locator], url: window.location.origin + passagePath(text.id, id) })}
          isMeant={() => document.activeElement?.closest(".passage")?.id === passageElementId(id)}
        />
      </div>
      <p ref={words} className="source-text" lang={text.language}>
        {isMeant ? <mark>{passage.text}</mark> : passage.text}
      </p>
      {isOpen && isCited && (
        <div className="cited-by">
          {cited.itself > 0 && <CitedBy passageId={id} citing={citing} itself />}
          {cited.around > 0 && (
            <>
              <h3>{t("As a part of what is cited as a whole")}</h3>
              <CitedBy passageId={id} citing={citing} itself={false} />
            </>
          )}
        </div>
      )}
    </article>
  );
});

interface CitedByProps {
  passageId: string;
  citing: Citing;
  /** Whether those that mean the passage itself are shown, or those that mean a part that it lies in. */
  itself: boolean;
}

function CitedBy({ passageId, citing, itself }: CitedByProps) {
  const { data, error, refetch, fetchMore, networkStatus } = useQuery(CITED_BY, { variables: { id: passageId, itself, ...citing } });
  if (error) return <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />;
  const citations = data?.passage?.citations;
  if (citations === undefined) return <Skeleton lines={2} label={t("Loading who cites it")} />;
  const isLoading = networkStatus === NetworkStatus.fetchMore;
  const more = () => {
    if (!isLoading) void fetchMore({ variables: { after: citations.pageInfo.endCursor } }).catch(() => undefined);
  };
  return (
    <>
      <CitingList citations={citations.edges.map(({ node }) => node)} />
      <LoadMore
        shown={citations.edges.length}
        total={citations.totalCount}
        hasMore={citations.pageInfo.hasNextPage}
        isLoading={isLoading}
        onMore={more}
      />
    </>
  );
}

function citedWords({ itself, around }: Cited): string {
  const own = itself > 0 ? [plural(itself, "Cited {count} time", "Cited {count} times")] : [];
  const within = around > 0 ? [plural(around, "{count} time within a larger part", "{count} times within a larger part")] : [];
  return [...own, ...within].join(" · ");
}

export function passageElementId(id: string): string {
  return `passage-${id}`;
}
