import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import type { ExportLine } from "@lectern/storage";
import type { Command } from "commander";
import type { Archive } from "../archive.js";
import type { Env } from "../env.js";
import { type Restored, restoreExport } from "../restore-export.js";
import { CommandError, command, EXIT, printJson, say, unreadable } from "./command.js";
import { interruptSignal } from "./interrupt.js";
import { count, describePace, type LineDisplay, showLine } from "./progress.js";
import { runWithArchive } from "./run-with-archive.js";

export function restoreCommand(): Command {
  return command("restore", "Restore an export into an empty archive: the same ids, the same answers. One that was stopped goes on.", [
    "restore archive.jsonl",
    "gunzip -c archive.jsonl.gz | npm run --silent lectern -- restore -",
  ])
    .argument("<file>", "file to read, relative to where you stand; - for standard input")
    .option("--json", "print the counts as one JSON line")
    .action((file: string, { json }: { json?: boolean }) =>
      runWithArchive(async (archive, env) => {
        const restored = await restoreWithProgress(archive, env, file);
        if (json) printJson(restored);
        say(`${restored.isInterrupted ? "Interrupted. " : ""}${count(restored.sources, "source")} restored.`);
        for (const { place, sourceId, message } of restored.unread)
          say(`${place ?? sourceId} is there with its text, but was not read: ${message}`);
        if (restored.isInterrupted) say("Run the same restore again to complete it.");
        if (restored.isInterrupted) return EXIT.interrupted;
        return restored.unread.length > 0 ? EXIT.problems : EXIT.ok;
      }),
    );
}

async function restoreWithProgress(archive: Archive, env: Env, file: string): Promise<Restored> {
  const input = file === "-" ? process.stdin : createReadStream(resolve(env.callerFolder, file));
  const signal = interruptSignal("Finishing the sources under way.");
  const display = showLine();
  const startedAt = Date.now();
  return restoreExport(
    archive,
    stoppable(parseLines(input, file), signal, (lines) => display.show(() => `loading the export: ${count(lines, "line")}`)),
    {
      onRead: (done, all) =>
        display.show(
          () => `reading again: ${done} of ${count(all, "source")}${describePace(done, done / all, (Date.now() - startedAt) / 1_000)}`,
        ),
      onRelinked: counted(display, (done) => `linking the study texts: ${done}`),
      onIndexed: counted(display, (done) => `bringing the search index up to date: ${count(done, "source")}`),
      isStopped: () => signal.aborted,
    },
  ).finally(display.clear);
}

/** Shows the sum of what it is told. */
function counted(display: LineDisplay, describe: (sum: number) => string): (number: number) => void {
  let sum = 0;
  return (number) => {
    sum += number;
    display.show(() => describe(sum));
  };
}

/** Lines that are counted as they go by, until the signal: what was loaded before it is not kept. */
async function* stoppable(
  lines: AsyncIterable<ExportLine>,
  signal: AbortSignal,
  onLine: (count: number) => void,
): AsyncIterable<ExportLine> {
  let number = 0;
  for await (const line of lines) {
    if (signal.aborted) throw new CommandError("Interrupted while the export was loaded. Nothing was changed.", EXIT.interrupted);
    onLine(++number);
    yield line;
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
    throw unreadable(file, error);
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
