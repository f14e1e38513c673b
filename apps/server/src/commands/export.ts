import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Database, exportArchive, exportLabels } from "@lectern/storage";
import type { Command } from "commander";
import { CommandError, command, EXIT, say } from "./command.js";
import { count } from "./progress.js";
import { runWithArchive } from "./run-with-archive.js";

const FILE = ["<file>", "file to write, relative to where you stand; - for standard output"] as const;

export function exportCommand(): Command {
  const whole = command(
    "export",
    "Write everything that cannot be made again as JSON lines: sources with their bytes, decisions, names of keys, ids.",
    ["export archive.jsonl", "export - | gzip > archive.jsonl.gz", "export labels labels.jsonl"],
  )
    .argument(...FILE)
    .action((file: string) => writeLines(file, exportArchive));
  whole
    .command("labels")
    .description("Write what people decided as labelled data: links as `link` prints them, values as `eval notices` takes them.")
    .argument(...FILE)
    .action((file: string) => writeLines(file, exportLabels));
  return whole;
}

function writeLines(file: string, read: (database: Database) => AsyncIterable<object>): Promise<void> {
  return runWithArchive(
    async ({ database, replicas }, env) => {
      const write = async (from: Database) => {
        const lines = countLines(read(from));
        if (file === "-") await pipeline(Readable.from(lines.text), process.stdout, { end: false });
        else await writeWhole(resolve(env.callerFolder, file), lines.text);
        say(`${count(lines.number, "line")} written.`);
        return EXIT.ok;
      };
      if (replicas === null) return await write(database);
      const reader = { name: "export", wrote: await replicas.position(), isLong: true };
      await replicas.untilReached(reader.wrote);
      return await replicas.read(reader, () => write(replicas.database));
    },
    { withReplicas: true },
  );
}

interface CountedLines {
  number: number;
  text: AsyncIterable<string>;
}

function countLines(lines: AsyncIterable<object>): CountedLines {
  const counted: CountedLines = { number: 0, text: toText() };
  async function* toText(): AsyncIterable<string> {
    for await (const line of lines) {
      counted.number++;
      yield `${JSON.stringify(line)}\n`;
    }
  }
  return counted;
}

/** Under another name until it is whole, so that a half export is never taken for one. */
async function writeWhole(file: string, lines: AsyncIterable<string>): Promise<void> {
  const draft = `${file}.part`;
  try {
    await pipeline(Readable.from(lines), createWriteStream(draft, { mode: 0o600 }));
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    if (error instanceof Error && "syscall" in error) throw new CommandError(`${file} cannot be written: ${error.message}.`, EXIT.fault);
    throw error;
  }
}
