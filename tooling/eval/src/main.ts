import { resolve } from "node:path";
import { Command, Option } from "commander";
import { drawCommand } from "./draw.js";
import { filesCommand } from "./files.js";
import { HALVES, type Half } from "./gold.js";
import { linkingCommand } from "./linking.js";
import type { Measure } from "./measure.js";
import { evaluateNotices, type NoticeReport } from "./notices.js";
import { recordFigures } from "./record.js";
import { searchCommand } from "./search/command.js";
import { seenCommand } from "./seen.js";
import { turnsCommand } from "./turns.js";

const callerFolder = process.env.LECTERN_CALLER_DIR ?? process.cwd();
const program = new Command("eval").description("Accuracy on labelled data: precision, recall and F1 per field.");

program
  .command("notices")
  .description("Compares what reading makes of notices with labels.")
  .requiredOption("--texts <folder>", "folder of the texts, or of the corpora that the labels' places name")
  .requiredOption("--gold <file>", "labels, as docs/evaluation.md describes them")
  .option("--json", "print one line of JSON")
  .option("--explain", "show every miss and every wrong value beside its sentence")
  .option("--record", "keep the figures as those that Lectern ships and shows")
  .option("--markdown", "print the table as Markdown, F1 by language, for docs/reading.md")
  .addOption(new Option("--half <half>", "only the labels of this half").choices(HALVES))
  .option("--bar <f1>", "exit with 1 where the macro F1 is below this", Number)
  .action(
    (options: {
      texts: string;
      gold: string;
      half?: Half;
      json?: boolean;
      markdown?: boolean;
      explain?: boolean;
      record?: boolean;
      bar?: number;
    }) => {
      if (options.record && options.half) throw new Error("--record keeps figures of the whole set: leave out --half");
      const report = evaluateNotices(resolve(callerFolder, options.texts), resolve(callerFolder, options.gold), options.half);
      if (options.json) printJson(report);
      else if (options.markdown) printMarkdown(report);
      else printTable(report);
      if (options.explain) explain(report);
      if (options.record) recordFigures(report);
      if (options.bar !== undefined && report.macroF1 < options.bar) {
        console.error(`eval: macro F1 ${report.macroF1.toFixed(3)} is below the bar of ${options.bar}`);
        process.exitCode = 1;
      }
    },
  );

program.addCommand(linkingCommand(callerFolder));
program.addCommand(drawCommand(callerFolder));
program.addCommand(turnsCommand(callerFolder));
program.addCommand(seenCommand(callerFolder));
program.addCommand(filesCommand(callerFolder));
program.addCommand(searchCommand(callerFolder));

try {
  await program.parseAsync();
} catch (error) {
  console.error(`eval: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}

function printJson({ mistakes: _, ...report }: NoticeReport): void {
  console.log(JSON.stringify(report));
}

function printTable(report: NoticeReport): void {
  console.log(`${"field".padEnd(28)} ${"P".padStart(6)} ${"R".padStart(6)} ${"F1".padStart(6)}    tp   fp   fn`);
  for (const [field, { precision, recall, f1, tp, fp, fn }] of Object.entries(report.measures)) {
    const figures = [precision, recall, f1].map((figure) => figure.toFixed(3).padStart(6)).join(" ");
    console.log(`${field.padEnd(28)} ${figures} ${[tp, fp, fn].map((count) => String(count).padStart(5)).join("")}`);
  }
  console.log(`macro F1 ${report.macroF1.toFixed(3)} over ${report.documents} documents, reader ${report.engine}`);
}

function printMarkdown({ measures, macroF1, documents, engine }: NoticeReport): void {
  const shown = (measure: Measure | undefined) =>
    measure === undefined || measure.tp + measure.fp + measure.fn === 0 ? "–" : `${measure.f1.toFixed(3)} (${measure.tp + measure.fn})`;
  console.log("| Field | both | Chinese | English |\n|---|---|---|---|");
  for (const field of Object.keys(measures).filter((name) => !name.includes("(")))
    console.log(`| ${field} | ${shown(measures[field])} | ${shown(measures[`${field} (zh)`])} | ${shown(measures[`${field} (en)`])} |`);
  console.log(
    `\nMacro F1 ${macroF1.toFixed(3)} over ${documents} documents, reader ${engine}; F1, and in brackets how many values are labelled.`,
  );
}

function explain(report: NoticeReport): void {
  for (const { document, field, kind, value, sentence } of report.mistakes) {
    console.error(`${document}  ${field}  ${kind}: ${value}${sentence ? `\n    ${sentence}` : ""}`);
  }
}
