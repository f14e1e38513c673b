import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Command, Option } from "commander";
import { benchMerging } from "./archive/bench-merging.js";
import { benchStoring } from "./archive/bench-storing.js";
import { benchGrowth } from "./archive/growth.js";
import { benchAdding } from "./bench-adding.js";
import { benchImport } from "./bench-import.js";
import { benchLinking } from "./bench-linking.js";
import { benchOpening } from "./bench-opening.js";
import { benchReading } from "./bench-reading.js";
import { benchTyping } from "./bench-typing.js";
import { benchSearch } from "./search/bench-search.js";

const callerFolder = process.env.LECTERN_CALLER_DIR ?? process.cwd();
const project = fileURLToPath(new URL("../../..", import.meta.url));
const program = new Command("bench").description("Speed, as ratios against a peer in the same run.");

interface SearchOptions {
  data?: string;
  passages: number;
  archive: string;
  seed: number;
  explain?: boolean;
  engine?: string;
}

const ARCHIVE = ["--archive <folder>", "data folder of the archive to make or to ask; kept for the next command"] as const;
const defaultArchive = resolve(project, ".lectern/bench");

program
  .command("import")
  .description("Imports collections one after the other and times them; storing against COPY of the same rows.")
  .requiredOption("--data <folder>", "folder that tooling/bench/collections.json names its paths from")
  .option(...ARCHIVE, defaultArchive)
  .option("--only <names>", "collections, separated by commas")
  .action(async (options: { data: string; archive: string; only?: string }) => {
    const only = options.only?.split(",") ?? null;
    await benchImport({ project, data: resolve(callerFolder, options.data), archive: resolve(callerFolder, options.archive), only });
  });

program
  .command("storing")
  .description("Stores and indexes ready drafts until they can be found, against COPY of the same rows and the engine's own addDocuments.")
  .requiredOption("--data <folder>", "folder with corpora and linking")
  .option("--sizes <numbers>", "numbers of passages, separated by commas", "10000,100000")
  .option("--archive <folder>", "folder for the archive, which is removed", resolve(project, ".lectern/bench-storing"))
  .action(async ({ data, sizes, archive }: { data: string; sizes: string; archive: string }) => {
    await benchStoring({
      data: resolve(callerFolder, data),
      folder: resolve(callerFolder, archive),
      sizes: sizes.split(",").map(Number),
    });
  });

program
  .command("merging")
  .description("Merges somebody with many speeches into somebody else, and takes it back: until all are found by the new name.")
  .requiredOption("--data <folder>", "folder with corpora and linking")
  .option("--records <number>", "speeches of the one that is merged", Number, 1_000)
  .option("--archive <folder>", "folder for the archive, which is removed", resolve(project, ".lectern/bench-merging"))
  .action(async ({ data, records, archive }: { data: string; records: number; archive: string }) => {
    await benchMerging({ project, data: resolve(callerFolder, data), folder: resolve(callerFolder, archive), records });
  });

program
  .command("growth")
  .description("Lets one archive grow: what searching, importing, memory and disk cost at each size, without Meilisearch and with it.")
  .requiredOption("--data <folder>", "folder with corpora and linking")
  .option("--sizes <numbers>", "numbers of passages, separated by commas", "10000,100000,1000000")
  .option("--archive <folder>", "data folder of the archive; kept, and goes on growing", resolve(project, ".lectern/bench-growth"))
  .option("--seed <number>", "which words are drawn", Number, 1)
  .action(async ({ data, sizes, archive, seed }: { data: string; sizes: string; archive: string; seed: number }) => {
    const numbers = sizes.split(",").map(Number);
    await benchGrowth({ project, data: resolve(callerFolder, data), archive: resolve(callerFolder, archive), sizes: numbers, seed });
  });

program
  .command("search")
  .description(
    "Asks searches of seven kinds through GraphQL, and the same of the engine itself, over an archive that is there or is made once.",
  )
  .option("--data <folder>", "folder with corpora and linking, of which an archive is made; without it, the one that is there is asked")
  .option("--passages <number>", "passages that the archive has at least", Number, 100_000)
  .option("--archive <folder>", "data folder of the archive; kept for the next run", resolve(project, ".lectern/bench-search"))
  .option("--seed <number>", "which words are drawn", Number, 1)
  .option("--explain", "show the plan of the slowest statement")
  .addOption(new Option("--engine <name>", "time this one alone").choices(["postgres", "meilisearch"]))
  .action(async ({ data, archive, ...options }: SearchOptions) => {
    await benchSearch({
      project,
      data: data === undefined ? null : resolve(callerFolder, data),
      archive: resolve(callerFolder, archive),
      passages: options.passages,
      seed: options.seed,
      explain: options.explain ?? false,
      engine: options.engine ?? null,
    });
  });

program
  .command("reading")
  .description("Reads one notice made of many, 1, 10 and 100 times as long, beside a splitter of sentences.")
  .requiredOption("--chinese <path>", "folder of .txt and .md files, or a .jsonl file of rows with a text")
  .requiredOption("--english <path>", "the same, for English")
  .option("--length <characters>", "length of the shortest text", Number, 100_000)
  .action((options: { chinese: string; english: string; length: number }) => {
    const { length } = options;
    benchReading({ chinese: resolve(callerFolder, options.chinese), english: resolve(callerFolder, options.english), length });
  });

program
  .command("linking")
  .description("Links the labelled sets, beside peers, then against 10 thousand, 100 thousand and a million passages.")
  .requiredOption("--data <folder>", "folder of the labelled sets")
  .option("--texts <folder>", "folder of running texts, whose sentences are passages as well")
  .option("--sizes <numbers>", "numbers of passages, separated by commas; none for the sets alone", "10000,100000,1000000")
  .action((options: { data: string; texts?: string; sizes: string }) => {
    const texts = options.texts === undefined ? null : resolve(callerFolder, options.texts);
    const sizes = options.sizes
      .split(",")
      .map(Number)
      .filter((size) => size > 0);
    benchLinking({ sets: resolve(callerFolder, options.data), texts, sizes });
  });

program
  .command("adding")
  .description("Adds one text to a catalogue of 10 thousand and 100 thousand passages, against packing everything anew.")
  .requiredOption("--data <folder>", "folder of the labelled sets")
  .option("--texts <folder>", "folder of running texts, whose sentences are passages as well")
  .option("--sizes <numbers>", "numbers of passages, separated by commas", "10000,100000")
  .action((options: { data: string; texts?: string; sizes: string }) => {
    const texts = options.texts === undefined ? null : resolve(callerFolder, options.texts);
    benchAdding({ sets: resolve(callerFolder, options.data), texts, sizes: options.sizes.split(",").map(Number) });
  });

program
  .command("typing")
  .description("Types into the search box of a real browser over 100 thousand passages: from key press to paint.")
  .requiredOption("--data <folder>", "folder of the labelled sets")
  .option("--texts <folder>", "folder of running texts, whose sentences are passages as well")
  .option(
    "--archive <folder>",
    "data folder of the archive to make and to ask; kept for the next time",
    resolve(project, ".lectern/bench-typing"),
  )
  .option("--size <number>", "passages", Number, 100_000)
  .option("--phrases <number>", "phrases that are typed", Number, 30)
  .option("--seed <number>", "which words are drawn", Number, 1)
  .action((options: { data: string; texts?: string; archive: string; size: number; phrases: number; seed: number }) => {
    const texts = options.texts === undefined ? null : resolve(callerFolder, options.texts);
    const { size, phrases, seed } = options;
    const archive = resolve(callerFolder, options.archive);
    return benchTyping({ project, archive, sets: resolve(callerFolder, options.data), texts, size, phrases, seed });
  });

program
  .command("opening")
  .description(
    "Opens a shared search address in a real browser without a cache, its processor slowed: until the first results are painted.",
  )
  .option(
    "--archive <folder>",
    "data folder of the archive; the sample is imported where it is empty",
    resolve(project, ".lectern/bench-opening"),
  )
  .option("--query <words>", "words of the search", "harbour")
  .option("--loads <number>", "how often", Number, 20)
  .action(({ archive, query, loads }: { archive: string; query: string; loads: number }) =>
    benchOpening({ project, archive: resolve(callerFolder, archive), query, loads }),
  );

try {
  await program.parseAsync();
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}
