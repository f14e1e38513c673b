import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readDocument, sameness } from "@lectern/reading";
import { Command } from "commander";
import { z } from "zod";
import { textOfRow } from "./labelled-notice.js";
import { measure } from "./measure.js";

/** A sentence of a file, or of a row of a file of rows; offsets are into the text as it is read, in UTF-16 code units. */
const place = z.object({ file: z.string(), row: z.string().optional(), span: z.tuple([z.int(), z.int()]) });
const labels = z.object({ pairs: z.array(z.object({ same: z.boolean(), sentence: place, first: place })) });
type Place = z.infer<typeof place>;

const LABELS = fileURLToPath(new URL("../labels/seen-before.json", import.meta.url));
/** Precision below which the command ends with 1. */
const BAR = 0.98;

/** Pairs of sentences, each looked at by a person: whether the one is almost word for word the other. */
export function seenCommand(callerFolder: string): Command {
  return new Command("seen")
    .description("Compares which sentences count as seen before with labelled pairs.")
    .requiredOption("--data <folder>", "folder of the corpora that the labels' places name")
    .option("--json", "print one line of JSON")
    .option("--explain", "show every pair that is judged otherwise than it is labelled")
    .action(({ data, json, explain }: { data: string; json?: boolean; explain?: boolean }) => {
      const textOf = textsIn(resolve(callerFolder, data));
      const counts = { tp: 0, fp: 0, fn: 0 };
      const { pairs } = labels.parse(JSON.parse(readFileSync(LABELS, "utf8")));
      for (const { same, sentence, first } of pairs) {
        const [words, earlier] = [textOf(sentence).slice(...sentence.span), textOf(first).slice(...first.span)];
        const isSame = sameness(words, earlier) > 0;
        if (isSame) counts[same ? "tp" : "fp"]++;
        else if (same) counts.fn++;
        if (explain && isSame !== same) console.error(`${same ? "missed" : "wrong"}: ${words}\n    ${earlier}`);
      }
      const result = measure(counts);
      if (json) console.log(JSON.stringify({ set: "seen", measures: { pairs: result } }));
      else console.log(`seen before: P ${result.precision.toFixed(3)} R ${result.recall.toFixed(3)} over ${pairs.length} pairs`);
      if (result.precision < BAR) process.exitCode = 1;
    });
}

function textsIn(folder: string): (place: Place) => string {
  const known = new Map<string, string>();
  return ({ file, row }) => {
    const key = `${file}#${row ?? ""}`;
    const text = known.get(key) ?? readText(join(folder, file), row);
    known.set(key, text);
    return text;
  };
}

function readText(path: string, row: string | undefined): string {
  if (!existsSync(path)) throw new Error(`there is no ${path}: --data is the folder of the corpora`);
  const bytes = readFileSync(path);
  return row === undefined ? readDocument(bytes, { fileName: path }).text : textOfRow(bytes.toString("utf8"), row, path);
}
