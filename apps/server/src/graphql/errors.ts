import { randomUUID } from "node:crypto";
import { unwrapResolverError } from "@apollo/server/errors";
import { SearchQueryError } from "@lectern/search";
import { StorageError } from "@lectern/storage";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { LinkingOverrun, TooManyTexts } from "../linking/text-linker.js";

/** The codes that a client may see in `extensions.code`. They are stable: scripts depend on them. */
export type ErrorCode =
  | "BAD_USER_INPUT"
  | "NOT_FOUND"
  | "UNAUTHENTICATED"
  | "QUERY_TOO_DEEP"
  | "QUERY_TOO_COSTLY"
  | "TOO_MANY_ALIASES"
  | "BATCH_TOO_LARGE"
  | "BODY_TOO_LARGE"
  | "TIMEOUT"
  | "BUSY"
  | "RATE_LIMITED"
  | "DATABASE_UNAVAILABLE"
  | "DISK_FULL"
  | "INTERNAL";

/** Codes of Apollo Server for requests that are not GraphQL, or not of this schema. Their messages come from graphql itself. */
const PROTOCOL_CODES = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_REQUEST",
  "BAD_USER_INPUT",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

/** What graphql's own rule says, which it does without a code. */
const TOO_DEEP_INTROSPECTION = "Maximum introspection depth exceeded";
const INTROSPECTION_DEPTH =
  "The query asks for fields of fields of the schema, or types within types, too deep. Ask for the types one by one, by name.";

class ClientError extends GraphQLError {}

/** An error that says to the client what is wrong and what to do. `status` is that of the HTTP answer. */
export function clientError(code: ErrorCode, message: string, status?: number): GraphQLError {
  return new ClientError(message, { extensions: status === undefined ? { code } : { code, http: { status } } });
}

export function badInput(message: string): GraphQLError {
  return clientError("BAD_USER_INPUT", message);
}

/**
 * What a client sees of a fault: its own mistakes in words, everything else as a code and a number that stands in the
 * server's log beside the fault. `log` is told of those.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown, log: (line: string) => void): GraphQLFormattedError {
  const fault = unwrapResolverError(error);
  const place = { ...(formatted.locations && { locations: formatted.locations }), ...(formatted.path && { path: formatted.path }) };
  const known = explain(fault) ?? protocolError(formatted);
  if (known !== null) return { message: known.message, ...place, extensions: { code: known.code } };
  const reference = report(fault, log);
  return { message: internalMessage(reference), ...place, extensions: { code: "INTERNAL", reference } };
}

/** Writes a fault to the log, and returns the number under which it stands there. */
export function report(fault: unknown, log: (line: string) => void): string {
  const reference = randomUUID().slice(0, 8);
  const cause = fault instanceof Error && fault.cause instanceof Error ? `\n  caused by ${fault.cause.stack ?? fault.cause.message}` : "";
  log(`fault ${reference}: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}${cause}`);
  return reference;
}

export function internalMessage(reference: string): string {
  return `The server met a fault of its own. Its log has it under ${reference}.`;
}

/** Code and words for a fault whose cause the client may know; null for any other. */
export function explain(fault: unknown): { code: ErrorCode; message: string } | null {
  // The code of a ClientError was given by clientError.
  if (fault instanceof ClientError) return { code: fault.extensions.code as ErrorCode, message: fault.message };
  if (fault instanceof SearchQueryError) return { code: "BAD_USER_INPUT", message: fault.message };
  if (fault instanceof StorageError) return explainStorage(fault);
  if (fault instanceof LinkingOverrun)
    return { code: "TIMEOUT", message: "Linking the text took longer than a request may. Send it in parts, or try again in a moment." };
  if (fault instanceof TooManyTexts) return { code: "BUSY", message: "Many texts wait to be linked. Try again in a moment." };
  return explainPostgres(fault);
}

function explainStorage(fault: StorageError): { code: ErrorCode; message: string } | null {
  const said = `${fault.message} ${fault.advice}`.trim();
  switch (fault.code) {
    case "NOT_FOUND":
      return { code: "NOT_FOUND", message: said };
    case "NAME_TAKEN":
    case "NOT_ALLOWED":
    case "BAD_VALUE":
    case "BAD_DRAFT":
    case "BAD_CURSOR":
      return { code: "BAD_USER_INPUT", message: said };
    case "TOO_MANY":
      return { code: "RATE_LIMITED", message: said };
    case "DISK_FULL":
      return { code: "DISK_FULL", message: "The disk of the archive is full; nothing of this request was stored." };
    case "CONNECTION_LOST":
    case "REFUSED":
    case "TIMED_OUT":
    case "UNKNOWN_HOST":
    case "TOO_MANY_CONNECTIONS":
      return UNAVAILABLE;
    default:
      return explainPostgres(fault.cause);
  }
}

const UNAVAILABLE = {
  code: "DATABASE_UNAVAILABLE",
  message: "The archive's database does not answer now. Try again in a moment.",
} as const;
const LOST = /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT)$/;

/** Faults of the connection, and 57014 (query_canceled): the statement_timeout of the reading connections. */
function explainPostgres(fault: unknown): { code: ErrorCode; message: string } | null {
  if (!(fault instanceof Error)) return null;
  const code = "code" in fault ? String(fault.code) : "";
  if (code === "57014") return { code: "TIMEOUT", message: "The request took too long. Ask for less at once." };
  return LOST.test(code) || /Connection terminated|connection timeout/i.test(fault.message) ? UNAVAILABLE : null;
}

function protocolError(formatted: GraphQLFormattedError): { code: string; message: string } | null {
  if (formatted.message === TOO_DEEP_INTROSPECTION) return { code: "QUERY_TOO_DEEP", message: INTROSPECTION_DEPTH };
  const code = String(formatted.extensions?.code);
  return PROTOCOL_CODES.has(code) ? { code, message: formatted.message } : null;
}
