import { PostgresError } from "@lectern/postgres";
import { EngineError, RebuildingError } from "@lectern/search";
import { StorageError } from "@lectern/storage";
import { type Archive, type OpenOptions, openArchive } from "../archive.js";
import type { Env } from "../env.js";
import { ImportFailed } from "../import/fault.js";
import { CommandError, EXIT, runCommand, say } from "./command.js";

/** Runs a command's work with the archive open; it is closed whatever happens. */
export function runWithArchive(work: (archive: Archive, env: Env) => Promise<number>, options: OpenOptions = {}): Promise<void> {
  return runCommand((env) =>
    explained(async () => {
      const archive = await openArchive(env, { onProgress: say, ...options });
      const { copy } = archive.index;
      if (copy?.leftAlone != null) say(`search: ${copy.leftAlone}`);
      try {
        return await work(archive, env);
      } finally {
        await archive.close().catch(() => {});
      }
    }),
  );
}

/** Faults of the database as words for people, with the exit code that scripts can tell them by. */
export async function explained(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    // What a command found wrong with its input comes back wrapped where storage was reading that input.
    if (error instanceof StorageError && error.cause instanceof CommandError) throw error.cause;
    const code = exitCodeOf(error);
    throw code === null ? error : new CommandError(wordsOf(error), code, { cause: error });
  }
}

const USAGE = new Set(["BAD_URL", "NOT_FOUND", "NAME_TAKEN", "NOT_ALLOWED", "BAD_VALUE", "NOT_EMPTY", "BAD_EXPORT"]);
const FAULTS = new Set(["DISK_FULL", "FAILED", "BAD_DRAFT"]);

const EXIT_OF_ENGINE: Record<EngineError["fault"], keyof typeof EXIT> = {
  AWAY: "unreachable",
  SLOW: "unreachable",
  WRONG_KEY: "usage",
  UNSUPPORTED: "usage",
  OTHER_SERVERS: "usage",
  FULL: "fault",
  NOT_READY: "fault",
  REFUSED: "fault",
  FAILED: "fault",
};

function exitCodeOf(error: unknown): number | null {
  if (error instanceof ImportFailed) return exitCodeOf(error.cause) ?? EXIT.fault;
  if (error instanceof PostgresError) return error.code === "DISK_FULL" ? EXIT.fault : EXIT.unreachable;
  if (error instanceof RebuildingError) return EXIT.busy;
  if (error instanceof EngineError) return EXIT[EXIT_OF_ENGINE[error.fault]];
  if (!(error instanceof StorageError)) return null;
  if (USAGE.has(error.code)) return EXIT.usage;
  return FAULTS.has(error.code) ? EXIT.fault : EXIT.unreachable;
}

function wordsOf(error: unknown): string {
  if (error instanceof StorageError) return `${error.message} ${error.advice}`.trim();
  return error instanceof Error ? error.message : String(error);
}
