import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { storeEvaluations } from "@lectern/storage";
import type { Command } from "commander";
import { z } from "zod";
import { CommandError, command, EXIT, say, unreadable } from "./command.js";
import { count } from "./progress.js";
import { runWithArchive } from "./run-with-archive.js";

const share = z.number().min(0).max(1);
const items = z.int().min(0);
const measure = z.object({ precision: share, recall: share, f1: share, tp: items, fp: items, fn: items });

/** What `eval ... --json` prints. */
const report = z.object({
  set: z.string().min(1),
  engine: z.union([z.string(), z.number()]).transform(String),
  measures: z.record(z.string(), measure),
});

export function accuracyCommand(): Command {
  const accuracy = command("accuracy", "Bring the figures of evaluations to the archive's page of accuracy.", [
    "accuracy import figures.jsonl",
    "accuracy import -   (after: npm run --silent eval -- linking --set dc --data sets/dc --json |)",
  ]);
  accuracy
    .command("import")
    .description("Take what `npm run eval -- ... --json` printed, one line for each set. The page shows the last of each set.")
    .argument("<file>", "JSON lines, relative to where you stand; - for standard input")
    .action((file: string) =>
      runWithArchive(async ({ database }, env) => {
        const lines = await readLines(file === "-" ? process.stdin : createReadStream(resolve(env.callerFolder, file)), file);
        const made = lines.map((line, index) => parseLine(line, index + 1, file));
        if (made.length === 0) throw new CommandError(`${file} holds no evaluation. Give what \`npm run eval -- ... --json\` printed.`);
        await storeEvaluations(database, made);
        say(`${count(made.length, "evaluation")} taken: ${made.map(({ set }) => set).join(", ")}.`);
        return EXIT.ok;
      }),
    );
  return accuracy;
}

async function readLines(input: NodeJS.ReadableStream, file: string): Promise<string[]> {
  const all = await text(input).catch((error: unknown) => Promise.reject(unreadable(file, error)));
  return all.split("\n").filter((line) => line.trim() !== "");
}

function parseLine(line: string, number: number, file: string) {
  const parsed = report.safeParse(parseJson(line));
  if (parsed.success) {
    const { set, engine, measures } = parsed.data;
    return { set, engine, measures: Object.entries(measures).map(([name, figures]) => ({ name, ...figures })) };
  }
  const [issue] = parsed.error.issues;
  const where = issue?.path.join(".");
  throw new CommandError(
    `${file}, line ${number} is not what \`eval --json\` prints${where ? ` (${where}: ${issue?.message})` : ""}. Nothing was taken.`,
  );
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
