/** What went wrong, as a stable word for code; `message` says it to people. */
export type StorageErrorCode =
  | "BAD_URL"
  | "UNKNOWN_HOST"
  | "REFUSED"
  | "TIMED_OUT"
  | "WRONG_PASSWORD"
  | "NO_SUCH_DATABASE"
  | "NOT_POSTGRES"
  | "TOO_OLD"
  | "TOO_MANY_CONNECTIONS"
  | "CONNECTION_LOST"
  | "DISK_FULL"
  | "NOT_FOUND"
  | "NAME_TAKEN"
  | "NOT_ALLOWED"
  | "BAD_VALUE"
  | "BAD_DRAFT"
  | "NOT_EMPTY"
  | "BAD_EXPORT"
  | "BAD_CURSOR"
  | "TOO_MANY"
  | "FAILED";

/** A fault of storage: a stable code, what was being done, and what to do about it. */
export class StorageError extends Error {
  readonly code: StorageErrorCode;
  /** What the reader of the message can do; empty where there is nothing. */
  readonly advice: string;

  constructor(code: StorageErrorCode, message: string, options: { advice?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "StorageError";
    this.code = code;
    this.advice = options.advice ?? "";
  }
}

/** The fault that `doing` met, in words: nothing of an interrupted transaction is kept, and the message says so. */
export function storageError(doing: string, error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  if (postgresCode(error) === "53100" || nodeCode(error) === "ENOSPC") {
    return new StorageError("DISK_FULL", `${doing}: the disk of the database is full; nothing of it was stored.`, {
      advice: "Free space on that disk, then run the same command again: it goes on where it stopped.",
      cause: error,
    });
  }
  if (isConnectionLost(error)) {
    return new StorageError(
      "CONNECTION_LOST",
      `${doing}: the connection to Postgres was lost; what was not yet committed was not stored.`,
      {
        advice: "See that Postgres runs, then do the same again: what was stored before is recognised and nothing is doubled.",
        cause: error,
      },
    );
  }
  return new StorageError("FAILED", `${doing}: ${messageOf(error)}`, { cause: error });
}

/** Five characters of SQLSTATE where the fault comes from Postgres, else null. */
export function postgresCode(error: unknown): string | null {
  const code = nodeCode(error);
  return code !== null && /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code) ? code : null;
}

/** `code` of a Node or Postgres error. */
export function nodeCode(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}

export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}

/** Whether the database was away, or went away, when this happened: the same will succeed once it is back. */
export function isConnectionFault(error: unknown): boolean {
  return error instanceof StorageError ? UNREACHABLE.has(error.code) : isConnectionLost(error);
}

const UNREACHABLE: ReadonlySet<StorageErrorCode> = new Set(["CONNECTION_LOST", "REFUSED", "TIMED_OUT", "TOO_MANY_CONNECTIONS"]);

const LOST = new Set(["57P01", "57P02", "57P03", "08000", "08003", "08006", "ECONNRESET", "EPIPE", "ECONNREFUSED", "ENOENT"]);

function isConnectionLost(error: unknown): boolean {
  const code = nodeCode(error) ?? (error instanceof AggregateError ? nodeCode(error.errors[0]) : null);
  if (code !== null && LOST.has(code)) return true;
  return /Connection terminated|Client has encountered a connection error|Connection ended/i.test(messageOf(error));
}
