import { CombinedGraphQLErrors, ServerError } from "@apollo/client/errors";
import { t } from "../i18n/language.js";

export interface Explanation {
  title: string;
  advice: string;
  /** The stable code of the API, where it gave one. */
  code: string | null;
  /** Whether the server gave no answer: it may be back in a moment. */
  isAway?: boolean;
}

/** What a fault means to a reader, and what to do about it. */
export function explainError(error: unknown): Explanation {
  if (CombinedGraphQLErrors.is(error)) return explainGraphQL(error);
  if (ServerError.is(error)) return explainStatus(error);
  if (error instanceof TypeError && NO_CONNECTION.test(error.message)) return { ...away(), code: null };
  return {
    title: t("Something went wrong on this page"),
    advice: t("Load the page anew. If it happens again, please report it."),
    code: null,
  };
}

const away = () => ({
  title: t("The archive does not answer"),
  advice: t("The server may be stopped or starting. Nothing is lost: this page goes on by itself once it is back."),
  isAway: true,
});

/** What browsers call a request that got no answer, a part of the page included. */
const NO_CONNECTION = /fetch|network|load failed|importing a module/i;

const KEY_CODES = new Set(["UNAUTHENTICATED"]);

function explainGraphQL(error: CombinedGraphQLErrors): Explanation {
  const first = error.errors[0];
  const code = typeof first?.extensions?.code === "string" ? first.extensions.code : null;
  if (code !== null && KEY_CODES.has(code)) {
    return { title: t("This archive asks for a key"), advice: t("Sign in with your key, then come back."), code };
  }
  return { title: t("The archive could not answer this"), advice: first?.message ?? t("It gave no reason."), code };
}

function explainStatus(error: ServerError): Explanation {
  if (error.statusCode === 401)
    return { title: t("This archive asks for a key"), advice: t("Sign in with your key, then come back."), code: null };
  if (error.statusCode === 502 || error.statusCode === 503 || error.statusCode === 504)
    return { ...away(), code: `HTTP ${error.statusCode}` };
  return { title: t("The archive could not answer this"), advice: t("Try again in a moment."), code: `HTTP ${error.statusCode}` };
}
