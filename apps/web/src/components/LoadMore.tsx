import { t } from "../i18n/language.js";

interface Props {
  /** How many entries are shown. */
  shown: number;
  /** How many there are altogether. */
  total: number;
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
}

/** The end of a list: how much of it is shown, and the button that brings more. */
export function LoadMore({ shown, total, hasMore, isLoading, onMore }: Props) {
  if (!hasMore) return null;
  return (
    <div className="load-more">
      <button type="button" onClick={onMore} aria-disabled={isLoading}>
        {isLoading ? t("Loading…") : t("Show more")}
      </button>
      <span className="quiet">{t("{shown} of {total}", { shown, total })}</span>
    </div>
  );
}
