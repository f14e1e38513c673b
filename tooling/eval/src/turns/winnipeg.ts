import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { addCounts } from "../measure.js";
import { readDraft } from "./read-draft.js";
import { asMistakes, compareTurns, type TrueTurn, turnsOf } from "./turn-scores.js";
import { emptySet, type TurnsSet } from "./turns-set.js";

/** Minutes of one council as PDF and as pages made from it, against turns that people checked by hand. */
export async function evaluateWinnipeg(folder: string): Promise<TurnsSet> {
  const set = emptySet();
  for (const file of readdirSync(join(folder, "json"))
    .filter((name) => name.endsWith(".json"))
    .sort()) {
    const truth = truthOf(readFileSync(join(folder, "json", file), "utf8"));
    for (const [format, extension] of [
      ["html", "htm"],
      ["pdf", "pdf"],
    ] as const) {
      const name = file.replace(/json$/, extension);
      const draft = await readDraft(join(folder, format, name), name);
      const { counts, missed, wrong } = compareTurns(truth, turnsOf(draft));
      set.counts.set(format, addCounts(set.counts.get(format) ?? { tp: 0, fp: 0, fn: 0 }, counts));
      set.mistakes.push(...asMistakes(name, format, "missed", missed), ...asMistakes(name, format, "wrong", wrong));
      set.documents++;
    }
  }
  return set;
}

interface Hansard {
  hansard: { type: string; name: string; spoken?: string }[];
}

/** Turns; sections, motions and votes are no words of anybody. */
function truthOf(json: string): TrueTurn[] {
  return (JSON.parse(json) as Hansard).hansard.flatMap(({ type, name, spoken }) =>
    type === "speaker" && spoken ? [{ speaker: name, words: spoken }] : [],
  );
}
