import { MeilisearchApiError, type MeilisearchErrorResponse, MeilisearchRequestError, MeilisearchRequestTimeOutError } from "meilisearch";
import type { Share } from "../postgres/versions.js";
import { unwrapped } from "./http.js";

export type EngineFault =
  /** Nothing answers, or the connection breaks. */
  | "AWAY"
  /** No answer in time. */
  | "SLOW"
  /** The key is missing, wrong, or may not do what is needed. */
  | "WRONG_KEY"
  /** A version that is not supported, or no Meilisearch at all. */
  | "UNSUPPORTED"
  /** Its disk or memory is full. */
  | "FULL"
  /** Its index is not built yet, or is not the one that was built. */
  | "NOT_READY"
  /** This process is set for other servers than those that the archive is spread over. */
  | "OTHER_SERVERS"
  /** It does not take what it was sent. */
  | "REFUSED"
  /** Anything else that went wrong in it. */
  | "FAILED";

/** Meilisearch did not do what it was asked. The message is for people and holds neither key nor query. */
export class EngineError extends Error {
  constructor(
    readonly fault: EngineFault,
    message: string,
  ) {
    super(message);
  }
}

/** Runs a request; what it throws comes out as an EngineError. The client's own errors hold the request with its key, and are left behind. */
export async function asking<T>(doing: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw engineError(doing, unwrapped(error));
  }
}

/** The same for one of several servers: the message says which. */
export async function onServer<T>(share: Share, work: () => Promise<T>): Promise<T> {
  if (share.of === 1) return await work();
  try {
    return await work();
  } catch (error) {
    throw error instanceof EngineError ? new EngineError(error.fault, `${nameOf(share)}: ${error.message}`) : error;
  }
}

/** One of several servers, for people. */
export function nameOf({ number, of }: Share): string {
  return `Server ${number + 1} of ${of}`;
}

function engineError(doing: string, error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  if (error instanceof MeilisearchApiError) {
    const { status } = error.response;
    if (status === 401 || status === 403) {
      return new EngineError(
        "WRONG_KEY",
        `Meilisearch refuses the key of MEILISEARCH_API_KEY for ${doing} (HTTP ${status}). Give its master key.`,
      );
    }
    if (typeof error.cause?.code !== "string")
      return new EngineError(
        status >= 500 ? "AWAY" : "UNSUPPORTED",
        status >= 500
          ? `Meilisearch, or a proxy before it, is not well: it answers ${doing} with HTTP ${status}.`
          : `${NOT_MEILISEARCH} (HTTP ${status}).`,
      );
    if (MISSING.has(error.cause.code)) return new EngineError("NOT_READY", "Meilisearch lacks its index, which has to be built anew.");
    const { code, message } = error.cause;
    const reason = code === UNWRITTEN ? "it did not get all of it written down; its disk may be full" : message;
    return new EngineError(faultOf(error.cause), `Meilisearch failed in ${doing}: ${reason} (${code})`);
  }
  if (isTimeout(error)) return new EngineError("SLOW", `Meilisearch did not answer in time in ${doing}.`);
  if (error instanceof MeilisearchRequestError) return new EngineError("AWAY", `Meilisearch is away: ${reasonOf(error)}.`);
  if (error instanceof SyntaxError) return new EngineError("AWAY", `${NOT_MEILISEARCH}, or a proxy before it answers in its place.`);
  // A body that breaks off.
  if (error instanceof TypeError) return new EngineError("AWAY", `The answer of Meilisearch broke off in ${doing}.`);
  throw error;
}

/** The beginning of a sentence. */
export const NOT_MEILISEARCH = "What answers at the address of MEILISEARCH_URL is not Meilisearch";

function isTimeout(error: unknown): boolean {
  if (error instanceof MeilisearchRequestTimeOutError) return true;
  return error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError" || isTimeout(error.cause));
}

function reasonOf(error: Error): string {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string") return reasonOfCode(cause.code) ?? `the connection failed (${cause.code})`;
  }
  return "there is no connection to it";
}

function reasonOfCode(code: string): string | undefined {
  return code.startsWith("HPE_") ? "what answers at the address of MEILISEARCH_URL does not speak HTTP" : REASONS[code];
}

const NO_ANSWER = "its machine does not answer, or a firewall keeps it away";
const BROKEN_OFF = "it closed the connection, as one does that is stopped or started";

/** What the codes of the network mean for whoever looks after the server. */
const REASONS: Record<string, string> = {
  ECONNREFUSED: "nothing listens at the address of MEILISEARCH_URL",
  ENOTFOUND: "the host name of MEILISEARCH_URL is not known",
  EAI_AGAIN: "the host name of MEILISEARCH_URL cannot be looked up at present",
  ECONNRESET: BROKEN_OFF,
  EPIPE: BROKEN_OFF,
  UND_ERR_SOCKET: BROKEN_OFF,
  ETIMEDOUT: NO_ANSWER,
  EHOSTUNREACH: NO_ANSWER,
  ENETUNREACH: NO_ANSWER,
  UND_ERR_CONNECT_TIMEOUT: NO_ANSWER,
};

/** What we send is well formed: on a full disk the engine cannot write down what it reads, and says that it is not. */
const UNWRITTEN = "malformed_payload";
const FULL = new Set([
  UNWRITTEN,
  "no_space_left_on_device",
  "too_many_open_files",
  "database_size_limit_reached",
  "max_fields_limit_exceeded",
]);
const MISSING = new Set(["index_not_found", "index_not_accessible"]);
/** Settings that are not those that searches count on. */
const UNSUITED = new Set([
  "invalid_search_filter",
  "invalid_search_sort",
  "invalid_search_facets",
  "invalid_search_distinct",
  "invalid_document_filter",
]);

/** What kind of fault an error of a request or of a task is. */
export function faultOf({ code, type }: Pick<MeilisearchErrorResponse, "code" | "type">): EngineFault {
  if (FULL.has(code)) return "FULL";
  if (MISSING.has(code) || UNSUITED.has(code)) return "NOT_READY";
  return type === "invalid_request" ? "REFUSED" : "FAILED";
}
