import "../../styles/lists.css";
import { NetworkStatus } from "@apollo/client";
import type { ReactNode } from "react";
import { EmptyState } from "../EmptyState.js";
import { ErrorState } from "../ErrorState.js";
import { LoadMore } from "../LoadMore.js";
import { Skeleton } from "../Skeleton.js";

interface Connection<T> {
  totalCount: number;
  edges: ReadonlyArray<{ node: T }>;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

interface Answer {
  error?: unknown;
  loading: boolean;
  networkStatus: NetworkStatus;
  refetch: () => Promise<unknown>;
  fetchMore: (options: { variables: { after: string | null } }) => Promise<unknown>;
}

interface Props<T> {
  answer: Answer;
  /** The list in the answer, the one before while another is on its way; undefined where there is none yet. */
  list: Connection<T> | undefined;
  names: {
    /** "12 people". */
    count(count: number): string;
    loading: string;
    /** "No people". */
    none: string;
  };
  /** What is said where there are none. */
  empty: ReactNode;
  children: (entry: T) => ReactNode;
}

/** A list of records with all its states: on its way, away, empty, and more to come. */
export function RecordList<T extends { id: string }>({ answer, list, names, empty, children }: Props<T>) {
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch().catch(() => undefined)} />;
  if (list === undefined) return <Skeleton lines={8} label={names.loading} />;
  if (list.totalCount === 0) return <EmptyState title={names.none}>{empty}</EmptyState>;
  const isLoadingMore = answer.networkStatus === NetworkStatus.fetchMore;
  const more = () => {
    if (!answer.loading) void answer.fetchMore({ variables: { after: list.pageInfo.endCursor } }).catch(() => undefined);
  };
  return (
    <>
      <p role="status" className="list-total quiet">
        {names.count(list.totalCount)}
      </p>
      <ul className="record-list" aria-busy={answer.loading} data-stale={(answer.loading && !isLoadingMore) || undefined}>
        {list.edges.map(({ node }) => (
          <li key={node.id}>{children(node)}</li>
        ))}
      </ul>
      <LoadMore
        shown={list.edges.length}
        total={list.totalCount}
        hasMore={list.pageInfo.hasNextPage}
        isLoading={isLoadingMore}
        onMore={more}
      />
    </>
  );
}
