import { resolve } from "node:path";
import { READER_VERSION } from "@lectern/reading";
import { Command, Option } from "commander";
import { type Measure, type Mistake, measure } from "./measure.js";
import { recordFigures } from "./record.js";
import { evaluateFomc } from "./turns/fomc.js";
import { evaluateParliaments } from "./turns/parliaments.js";
import type { TurnsSet } from "./turns/turns-set.js";
import { evaluateUn } from "./turns/un.js";
import { evaluateWinnipeg } from "./turns/winnipeg.js";

const sets: Record<string, (folder: string) => Promise<TurnsSet>> = {
  winnipeg: evaluateWinnipeg,
  parliaments: evaluateParliaments,
  un: evaluateUn,
  fomc: evaluateFomc,
};

/** The least that every measure of a set has to reach. */
const bars: Record<string, Partial<Record<"precision" | "recall" | "f1", number>>> = {
  winnipeg: { f1: 0.95 },
  parliaments: { f1: 1 },
  un: { f1: 1 },
  fomc: { recall: 0.99, precision: 0.9 },
};

interface TurnsReport {
  set: string;
  measures: Record<string, Measure>;
  documents: number;
  engine: string;
  notes: string[];
  mistakes: Mistake[];
}

/** `eval turns`: speeches and their speakers against truth that others made. Exit code 1 where a measure is below its bar. */
export function turnsCommand(callerFolder: string): Command {
  return new Command("turns")
    .description("Compares speeches, speakers and words of records with structured truth.")
    .addOption(new Option("--set <set>", "what the folder holds").choices(Object.keys(sets)).makeOptionMandatory())
    .requiredOption("--data <folder>", "folder of the set")
    .option("--json", "print one line of JSON")
    .option("--record", "keep the figures as those that Lectern ships and shows")
    .option("--explain", "show every miss and every wrong turn with its words")
    .action(async (options: { set: string; data: string; json?: boolean; explain?: boolean; record?: boolean }) => {
      const report = await evaluate(options.set, resolve(callerFolder, options.data));
      if (options.record) recordFigures(report);
      if (options.json) printJson(report);
      else printTable(report);
      if (options.explain) explain(report);
      const below = belowBars(report);
      for (const line of below) console.error(`eval: ${line}`);
      if (below.length > 0) process.exitCode = 1;
    });
}

async function evaluate(set: string, folder: string): Promise<TurnsReport> {
  const { counts, mistakes, documents, notes } = await (sets[set] as (folder: string) => Promise<TurnsSet>)(folder);
  const measures = Object.fromEntries([...counts].map(([name, one]) => [name, measure(one)]));
  return { set, measures, documents, engine: READER_VERSION, notes, mistakes };
}

function belowBars({ set, measures }: TurnsReport): string[] {
  return Object.entries(measures).flatMap(([name, found]) =>
    Object.entries(bars[set] ?? {}).flatMap(([figure, least]) => {
      const value = found[figure as "precision" | "recall" | "f1"];
      return value < least ? [`${name}: ${figure} ${value.toFixed(4)} is below ${least}`] : [];
    }),
  );
}

function printJson({ mistakes: _, ...report }: TurnsReport): void {
  console.log(JSON.stringify(report));
}

function printTable({ set, measures, documents, engine, notes }: TurnsReport): void {
  console.log(`${set.padEnd(36)} ${"P".padStart(6)} ${"R".padStart(6)} ${"F1".padStart(6)}     tp    fp    fn`);
  for (const [name, { precision, recall, f1, tp, fp, fn }] of Object.entries(measures)) {
    const figures = [precision, recall, f1].map((figure) => figure.toFixed(4)).join(" ");
    console.log(`${name.padEnd(36)} ${figures} ${[tp, fp, fn].map((count) => String(count).padStart(6)).join("")}`);
  }
  for (const note of notes) console.log(note);
  console.log(`${documents} documents, reader ${engine}`);
}

function explain({ mistakes }: TurnsReport): void {
  for (const { document, field, kind, value, sentence } of mistakes)
    console.error(`${document}  ${field}  ${kind}: ${value}\n    ${sentence}`);
}
