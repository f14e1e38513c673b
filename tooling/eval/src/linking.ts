import { resolve } from "node:path";
import { Command, Option } from "commander";
import { evaluateLinking, LINKING_SETS, type LinkingReport } from "./linking/evaluate.js";
import { recordFigures } from "./record.js";

/** `eval linking`: what the engine makes of a set of labelled texts. Exit code 1 where a measure is below its bar. */
export function linkingCommand(callerFolder: string): Command {
  return new Command("linking")
    .description("Compares links with labels.")
    .addOption(new Option("--set <set>", "what the folder holds").choices(LINKING_SETS).makeOptionMandatory())
    .requiredOption("--data <folder>", "folder of the set")
    .option("--json", "print one line of JSON")
    .option("--explain", "show every miss and every false link in its sentence")
    .option("--record", "keep the figures as those that Lectern ships and shows")
    .action((options: { set: string; data: string; json?: boolean; explain?: boolean; record?: boolean }) => {
      const report = evaluateLinking(options.set, resolve(callerFolder, options.data));
      if (options.json) printJson(report);
      else printTable(report);
      if (options.explain) explain(report);
      if (options.record) recordFigures(report);
      for (const line of report.below) console.error(`eval: ${line}`);
      if (report.below.length > 0) process.exitCode = 1;
    });
}

function printJson({ mistakes: _, below: __, ...report }: LinkingReport): void {
  console.log(JSON.stringify(report));
}

function printTable({ set, measures, engine }: LinkingReport): void {
  console.log(`${set.padEnd(16)} ${"P".padStart(6)} ${"R".padStart(6)} ${"F1".padStart(6)}     tp    fp    fn ambiguous`);
  for (const [name, { precision, recall, f1, tp, fp, fn, ambiguous }] of Object.entries(measures)) {
    const figures = [precision, recall, f1].map((figure) => figure.toFixed(4)).join(" ");
    console.log(`${name.padEnd(16)} ${figures} ${[tp, fp, fn, ambiguous].map((count) => String(count).padStart(6)).join("")}`);
  }
  console.log(`linker ${engine}`);
}

function explain({ mistakes }: LinkingReport): void {
  for (const { id, measures, kind, value, context } of mistakes) {
    console.error(`${id}  ${measures.join(", ")}  ${kind}: ${value}\n    ${context}`);
  }
}
