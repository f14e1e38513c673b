import { Command } from "commander";
import { PostgresError } from "@lectern/postgres";
import { StorageError } from "@lectern/storage";
import { type Archive, openArchive } from "../archive.js";
import { type Env, EnvError, readEnv } from "../env.js";
import { ImportFailed } from "../import/fault.js";

/** What a command leaves to the script that called it. docs/operating.md names these to users. */
export const EXIT = {
  ok: 0,
  /** It ended, and found problems in documents or in the installation. */
  problems: 1,
  /** The command, or the environment, says what cannot be. */
  usage: 2,
  /** The database cannot be reached, or went away. */
  unreachable: 3,
  /** A fault of Lectern, or a full disk. */
  fault: 4,
  interrupted: 130,
} as const;

/** A command that cannot do what it was asked, with what to do about it. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: number = EXIT.usage,
  ) {
    super(message);
  }
}

/** A command of the command line, with examples in its help. */
export function command(name: string, description: string, examples: string[]): Command {
  const help = `\nExamples:\n${examples.map((example) => `  npm run lectern -- ${example}`).join("\n")}\n`;
  return new Command(name).description(description).addHelpText("after", help).showHelpAfterError("(add --help for what is known)");
}

/** Runs a command's work, and turns its end into an exit code and its fault into words on standard error. */
export async function runCommand(work: (env: Env) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work(readEnv());
  } catch (error) {
    say(describe(error));
    process.exitCode = exitCodeOf(error);
  }
}

/** The same with the archive open; it is closed whatever happens. */
export function runWithArchive(work: (archive: Archive, env: Env) => Promise<number>): Promise<void> {
  return runCommand(async (env) => {
    const archive = await openArchive(env, { onProgress: say });
    try {
      return await work(archive, env);
    } finally {
      await archive.close().catch(() => {});
    }
  });
}

/** Words for people, on standard error: standard output holds only data. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** One line of data on standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value));
}

function describe(error: unknown): string {
  if (error instanceof StorageError) return `${error.message} ${error.advice}`.trim();
  if (error instanceof CommandError || error instanceof EnvError || error instanceof ImportFailed || error instanceof PostgresError) return error.message;
  return `A fault of Lectern: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommandError) return error.exitCode;
  if (error instanceof EnvError) return EXIT.usage;
  if (error instanceof ImportFailed) return exitCodeOf(error.cause);
  if (error instanceof PostgresError) return error.code === "DISK_FULL" ? EXIT.fault : EXIT.unreachable;
  if (!(error instanceof StorageError)) return EXIT.fault;
  if (["BAD_URL", "NOT_FOUND", "NAME_TAKEN", "NOT_ALLOWED", "BAD_VALUE", "NOT_EMPTY", "BAD_EXPORT"].includes(error.code)) return EXIT.usage;
  return ["DISK_FULL", "FAILED"].includes(error.code) ? EXIT.fault : EXIT.unreachable;
}
