import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { evaluateSearch, type Measure } from "./evaluate.js";

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

interface Options {
  data: string;
  queries: string;
  archive: string;
  seed: number;
  ofEach: number;
  json?: boolean;
  explain?: boolean;
}

/** `eval -- search`: whether a search finds the one record that is looked for. */
export function searchCommand(callerFolder: string): Command {
  return new Command("search")
    .description("Known-item searches over the development corpora: both engines beside a plain BM25.")
    .requiredOption("--data <folder>", "folder with corpora and linking")
    .option("--queries <file>", "hand-written queries, one {id, query} a line", at("labels/search-known-items.jsonl"))
    .option("--archive <folder>", "folder that keeps the index for the next run; remove it to index anew", at("../../.lectern/eval-search"))
    .option("--seed <number>", "which rows of words are drawn", Number, 1)
    .option("--of-each <number>", "queries made by each of the five rules", Number, 100)
    .option("--json", "print one line of JSON")
    .option("--explain", "name the queries that miss")
    .action(async (options: Options) => {
      const paths = { data: options.data, queries: options.queries, archive: options.archive };
      const resolved = Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, resolve(callerFolder, path)])) as typeof paths;
      const measures = await evaluateSearch({ ...options, ...resolved }, (line) => console.error(line));
      if (options.json)
        console.log(JSON.stringify({ set: "search", seed: options.seed, measures: measures.map(({ missed: _, ...figures }) => figures) }));
      else printTable(measures);
      if (options.explain)
        for (const { engine, set, missed } of measures) for (const query of missed) console.error(`${engine}  ${set}  ${query}`);
    });
}

function printTable(measures: Measure[]): void {
  console.log(`${"engine".padEnd(12)} ${"set".padEnd(16)} queries    @1   @10   MRR`);
  for (const { engine, set, queries, successAt1, successAt10, mrr } of measures) {
    const figures = [successAt1, successAt10, mrr].map((figure) => figure.toFixed(3)).join(" ");
    console.log(`${engine.padEnd(12)} ${set.padEnd(16)} ${String(queries).padStart(7)} ${figures}`);
  }
}
