import { Command } from "commander";
import { type Env, EnvError, readEnv } from "../env.js";

/** What a command leaves to the script that called it. docs/operating.md names these to users. */
export const EXIT = {
  ok: 0,
  /** It ended, and found problems in documents or in the installation. */
  problems: 1,
  /** The command, or the environment, says what cannot be. */
  usage: 2,
  /** The database, or Meilisearch where a command needs it, cannot be reached, or went away. */
  unreachable: 3,
  /** A fault of Lectern, or a full disk. */
  fault: 4,
  /** Another process is at what the command was to do. */
  busy: 5,
  interrupted: 130,
} as const;

/** A command that cannot do what it was asked, with what to do about it. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: number = EXIT.usage,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const WHY_UNREADABLE: Record<string, string> = {
  ENOENT: "there is nothing at that path (a relative one begins where you stand)",
  EACCES: "this user may not read it",
  EISDIR: "it is a folder",
};

/** What went wrong with a file that was given, in words where it is the file's fault. */
export function unreadable(file: string, error: unknown): Error {
  if (!(error instanceof Error && "syscall" in error)) return error instanceof Error ? error : new Error(String(error));
  const why = "code" in error ? WHY_UNREADABLE[String(error.code)] : undefined;
  return new CommandError(`${file} cannot be read: ${why ?? error.message}.`);
}

/** A command of the command line, with examples in its help; one that begins with a word and `|` is a line of its own. */
export function command(name: string, description: string, examples: string[]): Command {
  const help = `\nExamples:\n${examples.map((example) => `  ${/^\w+ [^|]*\| *npm run/.test(example) ? "" : "npm run lectern -- "}${example}`).join("\n")}\n`;
  return new Command(name).description(description).addHelpText("after", help).showHelpAfterError("(add --help for what is known)");
}

/** Runs a command's work, and turns its end into an exit code and its fault into words on standard error. */
export async function runCommand(work: (env: Env) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work(readEnv());
  } catch (error) {
    const isExpected = error instanceof CommandError || error instanceof EnvError;
    say(isExpected ? error.message : `A fault of Lectern: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = error instanceof CommandError ? error.exitCode : isExpected ? EXIT.usage : EXIT.fault;
  }
}

/** Words for people, on standard error: standard output holds only data. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The same for what runs on, with the moment (UTC). */
export function log(line: string): void {
  say(`${new Date().toISOString().slice(0, 19)}Z ${line}`);
}

/** One line of data on standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value));
}
