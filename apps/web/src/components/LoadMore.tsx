import { formatCount } from "../lib/numbers.js";

interface Props {
  /** How many entries are shown. */
  shown: number;
  /** How many there are altogether. */
  total: number;
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
  /** What the entries are called: hits, people. */
  noun?: string;
}

/** The end of a list: how much of it is shown, and the button that brings more. */
export function LoadMore({ shown, total, hasMore, isLoading, onMore, noun = "entries" }: Props) {
  if (!hasMore) return null;
  return (
    <div className="load-more">
      <button type="button" onClick={onMore} aria-disabled={isLoading}>
        {isLoading ? "Loading…" : "Show more"}
      </button>
      <span className="quiet">
        {formatCount(shown)} of {formatCount(total)} {noun}
      </span>
    </div>
  );
}
