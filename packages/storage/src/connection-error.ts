import { messageOf, nodeCode, StorageError, type StorageErrorCode } from "./errors.js";

const EXAMPLE = "Give it as postgres://user:password@host:5432/database.";

/** Host, port and database of an address without its password, for messages. Throws BAD_URL. */
export function describeUrl(url: string): string {
  // A socket's address has no host before the path: postgres://user@/database?host=/folder.
  const parsed = URL.parse(url.replace("@/", "@localhost/").replace("///", "//localhost/"));
  if (parsed === null) throw new StorageError("BAD_URL", "The database address is not a URL.", { advice: EXAMPLE });
  if (!/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new StorageError("BAD_URL", `The database address starts with "${parsed.protocol}//", not with "postgres://".`, {
      advice: EXAMPLE,
    });
  }
  const host = parsed.searchParams.get("host") ?? decodeURIComponent(parsed.hostname);
  return `${host || "localhost"}${parsed.port ? `:${parsed.port}` : ""}${parsed.pathname}`;
}

/** Why the database at `where` could not be opened, in words, and what to do about it. */
export function connectionError(where: string, error: unknown): StorageError {
  const fault = (code: StorageErrorCode, message: string, advice: string) => new StorageError(code, message, { advice, cause: error });
  const code = nodeCode(error) ?? (error instanceof AggregateError ? nodeCode(error.errors[0]) : null);
  const message = messageOf(error);
  switch (code) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return fault("UNKNOWN_HOST", `No host of that name answers for the database at ${where}.`, "Check the host in the database address.");
    case "ECONNREFUSED":
    case "ENOENT":
      return fault("REFUSED", `Nothing listens at ${where}.`, "Start Postgres there, or check host and port in the database address.");
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return fault("TIMED_OUT", `The database at ${where} cannot be reached.`, "Check host, port and firewall.");
    case "28P01":
    case "28000":
      return fault(
        "WRONG_PASSWORD",
        `The database at ${where} refuses this user or password: ${message}.`,
        "Check user and password in the database address.",
      );
    case "3D000":
      return fault(
        "NO_SUCH_DATABASE",
        `There is no such database at ${where}.`,
        "Create it (createdb NAME), or check the name in the database address.",
      );
    case "53300":
      return fault(
        "TOO_MANY_CONNECTIONS",
        `The database at ${where} has no connection left.`,
        "Close other programs that use it, or raise its max_connections.",
      );
    case "57P03":
      return fault("REFUSED", `The database at ${where} is starting up or shutting down.`, "Wait a moment and try again.");
  }
  if (/SASL|password must be a string/i.test(message)) {
    return fault(
      "WRONG_PASSWORD",
      `The database at ${where} asks for a password and the address has none, or a bad one.`,
      "Put the password in the database address.",
    );
  }
  if (/timeout/i.test(message)) {
    return fault("TIMED_OUT", `What listens at ${where} did not answer as Postgres in time.`, "Check host and port: is it Postgres?");
  }
  return fault(
    "NOT_POSTGRES",
    `What listens at ${where} does not speak as Postgres does: ${message}.`,
    "Check host and port: is it Postgres?",
  );
}
