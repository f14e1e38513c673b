import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { addCounts } from "../measure.js";
import { readDraft } from "./read-draft.js";
import { commonWords, countWords, sizeOf } from "./turn-scores.js";
import { emptySet, type TurnsSet } from "./turns-set.js";

/** Web pages of speeches against their text as others extracted it: words kept, and words kept that are none of the speech. */
export async function evaluateFomc(folder: string): Promise<TurnsSet> {
  const set = emptySet();
  const unfit: string[] = [];
  for (const file of readdirSync(join(folder, "speech-html"))
    .filter((name) => name.endsWith(".htm"))
    .sort()) {
    const truth = countWords(readFileSync(join(folder, "speech-text", file.replace(/htm$/, "txt")), "utf8"));
    const draft = await readDraft(join(folder, "speech-html", file), file);
    if (isUnfit(truth, draft.text)) {
      unfit.push(file);
      continue;
    }
    const given = countWords(draft.text);
    const tp = commonWords(truth, given);
    const counts = { tp, fp: sizeOf(given) - tp, fn: sizeOf(truth) - tp };
    set.counts.set("words", addCounts(set.counts.get("words") ?? { tp: 0, fp: 0, fn: 0 }, counts));
    if (counts.fn > sizeOf(truth) * 0.01)
      set.mistakes.push({ document: file, field: "words", kind: "missed", value: `${counts.fn} words`, sentence: extra(truth, given) });
    if (counts.fp > sizeOf(given) * 0.1)
      set.mistakes.push({ document: file, field: "words", kind: "wrong", value: `${counts.fp} words`, sentence: extra(given, truth) });
    set.documents++;
  }
  if (unfit.length > 0)
    set.notes.push(`left out, because their extracted text is the menu of the site or a fraction of the speech: ${unfit.join(", ")}`);
  return set;
}

/** Extraction failed for some pages: their text holds the site's menu, or hardly any of the page. */
function isUnfit(truth: Map<string, number>, text: string): boolean {
  const hasMenu = ["menu", "toggle", "submit"].every((word) => truth.has(word));
  return hasMenu || sizeOf(truth) < sizeOf(countWords(text)) * 0.3;
}

/** The most frequent words that one side has and the other has not. */
function extra(one: Map<string, number>, other: Map<string, number>): string {
  return [...one]
    .map(([word, count]) => [word, count - (other.get(word) ?? 0)] as const)
    .filter(([, count]) => count > 0)
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 20)
    .map(([word, count]) => `${word} ${count}`)
    .join(", ");
}
