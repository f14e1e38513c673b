import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Database, type ExportLine, exportArchive, exportLabels, restoreArchive } from "@lectern/storage";
import type { Command } from "commander";
import { settle } from "../settle.js";
import { CommandError, command, EXIT, printJson, say } from "./command.js";
import { count } from "./progress.js";
import { rereadStored } from "./reread.js";
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
  return runWithArchive(async ({ database }, env) => {
    const lines = countLines(read(database));
    if (file === "-") await pipeline(Readable.from(lines.text), process.stdout, { end: false });
    else await writeWhole(resolve(env.callerFolder, file), lines.text);
    say(`${count(lines.number, "line")} written.`);
    return EXIT.ok;
  });
}

export function restoreCommand(): Command {
  return command("restore", "Restore an export into an empty archive: the same ids, the same answers.", [
    "restore archive.jsonl",
    "gunzip -c archive.jsonl.gz | npm run --silent lectern -- restore -",
  ])
    .argument("<file>", "file to read, relative to where you stand; - for standard input")
    .option("--json", "print the counts as one JSON line")
    .action((file: string, { json }: { json?: boolean }) =>
      runWithArchive(async (archive, env) => {
        const input = file === "-" ? process.stdin : createReadStream(resolve(env.callerFolder, file));
        const restored = await restoreArchive(archive.database, parseLines(input, file), (stored) => rereadStored(archive, stored));
        await settle(archive);
        if (json) printJson(restored);
        say(`${count(restored.sources, "source")} restored.`);
        for (const { place, sourceId, message } of restored.unread)
          say(`${place ?? sourceId} is there with its text, but was not read: ${message}`);
        return restored.unread.length > 0 ? EXIT.problems : EXIT.ok;
      }),
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

async function* parseLines(input: NodeJS.ReadableStream, file: string): AsyncIterable<ExportLine> {
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      if (line.trim() !== "") yield parseLine(line, number);
    }
  } catch (error) {
    if (error instanceof Error && "syscall" in error) throw new CommandError(`${file} cannot be read: ${error.message}.`);
    throw error;
  }
}

function parseLine(line: string, number: number): ExportLine {
  const value = parseJson(line);
  // A line of an export has a type; restoring checks what else is in it.
  if (typeof value === "object" && value !== null && "type" in value && typeof value.type === "string") return value as ExportLine;
  throw new CommandError(`Line ${number} is not a line of an export. Nothing was restored.`);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
