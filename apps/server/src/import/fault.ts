import { ProblemCode, type ReadProblem } from "@lectern/schema";
import { StorageError, type StorageErrorCode } from "@lectern/storage";

/** Faults after which no other document could be stored either. */
const FATAL: ReadonlySet<StorageErrorCode> = new Set([
  "CONNECTION_LOST",
  "DISK_FULL",
  "REFUSED",
  "TIMED_OUT",
  "UNKNOWN_HOST",
  "TOO_MANY_CONNECTIONS",
  "WRONG_PASSWORD",
  "NO_SUCH_DATABASE",
]);

/** Whether a fault is of the database as a whole, and not of the document that met it. */
export function isFatal(error: unknown): boolean {
  return error instanceof StorageError && FATAL.has(error.code);
}

/** A document that could not be linked or stored, as a problem. */
export function describeFault(error: unknown): ReadProblem {
  return {
    code: ProblemCode.STORING_FAILED,
    message: error instanceof Error ? error.message : String(error),
    advice: (error instanceof StorageError && error.advice) || "This is a fault of Lectern: please report it with the document.",
    row: null,
    line: null,
    column: null,
  };
}

/** An import that had to end before its time. Its message says what became of the documents and what to do. */
export class ImportFailed extends Error {}
