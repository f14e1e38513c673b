import { t } from "../i18n/language.js";
import { explainError } from "../lib/errors.js";
import { useServerBack } from "../lib/use-server-back.js";

/** Says what went wrong and what can be done, with a way to try again. Where the server is away it tries by itself once it is back. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { title, advice, code, isAway = false } = explainError(error);
  useServerBack(isAway, onRetry);
  return (
    <section className="state state-error" role="alert">
      <h2>{title}</h2>
      <p>{advice}</p>
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {t("Try again")}
        </button>
      )}
      {code && (
        <p className="state-code">
          {t("Code")} <code>{code}</code>
        </p>
      )}
    </section>
  );
}
