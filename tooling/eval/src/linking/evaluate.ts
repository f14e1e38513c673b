import { LINKER_VERSION, linkText } from "@lectern/linking";
import { type Measure, measure } from "../measure.js";
import { type Bar, bars } from "./bars.js";
import { readBom } from "./bom.js";
import { readDc } from "./dc.js";
import type { LinkingSet } from "./labelled-text.js";
import { readLawbench } from "./lawbench.js";
import { readNegative } from "./negative.js";
import { readOwn } from "./own.js";
import { emptyScores, type LinkMistake, scoreText } from "./score.js";
import { readSpurgeon } from "./spurgeon.js";
import { readZhClassics } from "./zh-classics.js";

/** A measure of links: ambiguous answers are missed, and counted apart; `of` texts were linked. */
export interface LinkMeasure extends Measure {
  ambiguous: number;
  of: number;
}

export interface LinkingReport {
  set: string;
  measures: Record<string, LinkMeasure>;
  engine: string;
  mistakes: LinkMistake[];
  /** Measures below their bars, in words. */
  below: string[];
}

const readers: Record<string, (folder: string) => LinkingSet> = {
  dc: readDc,
  spurgeon: readSpurgeon,
  bom: readBom,
  lawbench: readLawbench,
  "zh-classics": readZhClassics,
  negative: readNegative,
  own: readOwn,
};

export const LINKING_SETS = Object.keys(readers);

/** Links the texts of a set and compares the links with its labels. The set gives texts, catalogue and labels; nothing in the engine is set. */
export function evaluateLinking(set: string, folder: string): LinkingReport {
  const read = readers[set];
  if (read === undefined) throw new Error(`no set “${set}”; the sets are ${LINKING_SETS.join(", ")}`);
  const { catalogue, texts, measures: names } = read(folder);
  const scores = emptyScores(names);
  const mistakes: LinkMistake[] = [];
  let of = 0;
  for (const labelled of texts) {
    mistakes.push(...scoreText(scores, labelled, linkText(labelled.text, labelled.catalogue ?? catalogue)));
    of++;
  }
  const measures = Object.fromEntries([...scores].map(([name, counts]) => [name, { ...measure(counts), ambiguous: counts.ambiguous, of }]));
  return { set, measures, engine: String(LINKER_VERSION), mistakes, below: belowBars(measures, bars[set] ?? {}) };
}

/** Every figure that is below its bar, in words. */
export function belowBars(measures: Record<string, LinkMeasure>, wanted: Record<string, Bar>): string[] {
  return Object.entries(wanted).flatMap(([name, bar]) => {
    const found = measures[name];
    if (found === undefined) return [`${name} was not measured`];
    const low = (["precision", "recall", "f1"] as const).flatMap((figure) => {
      const least = bar[figure];
      return least !== undefined && found[figure] < least ? [`${name}: ${figure} ${found[figure].toFixed(4)} is below ${least}`] : [];
    });
    const share = found.fp / Math.max(found.of, 1);
    const isHigh = bar.falseShare !== undefined && share > bar.falseShare;
    return isHigh
      ? [...low, `${name}: false links in ${(share * 100).toFixed(3)}% of texts, more than ${(bar.falseShare ?? 0) * 100}%`]
      : low;
  });
}
