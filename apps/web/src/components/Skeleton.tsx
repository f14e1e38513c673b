import { t } from "../i18n/language.js";
/** The place of a page that is on its way. Shown only after a moment, so that a quick answer does not flicker. */
export function Skeleton({ lines = 4, label = t("Loading") }: { lines?: number; label?: string }) {
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}
