import { NetworkStatus } from "@apollo/client";
import { useQuery } from "@apollo/client/react";
import { memo, useState } from "react";
import type { TextPassageFragment } from "../../gql/graphql.js";
import { graphql } from "../../gql/index.js";
import { plural, t } from "../../i18n/language.js";
import { passagePath } from "../../lib/links.js";
import { Link } from "../../lib/navigation.js";
import { CopyWithCitation } from "../CopyWithCitation.js";
import { ErrorState } from "../ErrorState.js";
import { LoadMore } from "../LoadMore.js";
import { Skeleton } from "../Skeleton.js";
import { CitingList } from "./CitingList.js";

graphql(`
  fragment TextPassage on Passage {
    id
    locator
    text
    position
    citationCount
    section {
      id
    }
  }
`);

const CITED_BY = graphql(`
  query PassageCitedBy($id: ID!, $after: String) {
    passage(id: $id) {
      id
      citations(first: 10, after: $after) {
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
  /** Id and title of the study text that it belongs to. */
  textId: string;
  title: string;
  lang: string;
  /** Whether the address points at it. */
  isMeant: boolean;
}

/** A passage of a study text, with who cites it. */
export const PassageEntry = memo(function PassageEntry({ passage, textId, title, lang, isMeant }: Props) {
  const { id, locator, text, citationCount } = passage;
  const [isOpen, setOpen] = useState(isMeant && citationCount > 0);
  return (
    <li id={passageElementId(id)} className={`passage${isMeant ? " is-meant" : ""}`} tabIndex={-1} data-heat={heatOf(citationCount)}>
      <div className="passage-head">
        <Link className="passage-locator" to={`?passage=${encodeURIComponent(id)}`} lang={lang}>
          {locator}
        </Link>
        {citationCount > 0 && (
          <button
            type="button"
            className="button-link small"
            aria-expanded={isOpen}
            aria-label={`${citedTimes(citationCount)}: ${locator}`}
            onClick={() => setOpen(!isOpen)}
          >
            {citedTimes(citationCount)}
          </button>
        )}
        <CopyWithCitation
          find={() => ({ words: text, parts: [title, locator], url: window.location.origin + passagePath(textId, id) })}
          isMeant={() => document.activeElement?.closest(".passage")?.id === passageElementId(id)}
        />
      </div>
      <p className="source-text" lang={lang}>
        {isMeant ? <mark>{text}</mark> : text}
      </p>
      {isOpen && <CitedBy passageId={id} />}
    </li>
  );
});

function CitedBy({ passageId }: { passageId: string }) {
  const { data, error, refetch, fetchMore, networkStatus } = useQuery(CITED_BY, { variables: { id: passageId } });
  if (error) return <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />;
  const citations = data?.passage?.citations;
  if (citations === undefined) return <Skeleton lines={2} label={t("Loading who cites it")} />;
  const isLoading = networkStatus === NetworkStatus.fetchMore;
  const more = () => {
    if (!isLoading) void fetchMore({ variables: { after: citations.pageInfo.endCursor } }).catch(() => undefined);
  };
  return (
    <div className="cited-by">
      <CitingList citations={citations.edges.map(({ node }) => node)} />
      <LoadMore
        shown={citations.edges.length}
        total={citations.totalCount}
        hasMore={citations.pageInfo.hasNextPage}
        isLoading={isLoading}
        onMore={more}
      />
    </div>
  );
}

function citedTimes(count: number): string {
  return plural(count, "Cited {count} time", "Cited {count} times");
}

/** Passages are shaded by how often they are cited, in four steps. */
function heatOf(count: number): number | undefined {
  if (count === 0) return undefined;
  return count === 1 ? 1 : count < 4 ? 2 : count < 10 ? 3 : 4;
}

export function passageElementId(id: string): string {
  return `passage-${id}`;
}
