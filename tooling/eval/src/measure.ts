/** Counts of one field. Neutral items are never counted. */
export interface Counts {
  tp: number;
  fp: number;
  fn: number;
}

export interface Measure extends Counts {
  precision: number;
  recall: number;
  f1: number;
}

/** A miss or a false value, for `--explain`. */
export interface Mistake {
  document: string;
  field: string;
  kind: "missed" | "wrong";
  value: string;
  sentence: string;
}

export function addCounts(a: Counts, b: Counts): Counts {
  return { tp: a.tp + b.tp, fp: a.fp + b.fp, fn: a.fn + b.fn };
}

/** Precision, recall and F1; where nothing was there and nothing was given, all are 1. */
export function measure({ tp, fp, fn }: Counts): Measure {
  const precision = tp + fp === 0 ? (fn === 0 ? 1 : 0) : tp / (tp + fp);
  const recall = tp + fn === 0 ? 1 : tp / (tp + fn);
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { tp, fp, fn, precision, recall, f1 };
}

/**
 * Compares what was expected with what was given, as sets of strings.
 * A neutral string that was given is neither right nor wrong, but what was expected is missed even where it is neutral too
 * (the second speech of a person may be neutral, the first not). `stands for` lets an alternative answer for an expected one.
 */
export function compare(expected: string[], given: string[], neutral: string[], standsFor: Map<string, string> = new Map()) {
  const open = [...expected];
  const wrong: string[] = [];
  let tp = 0;
  for (const value of given) {
    const exact = open.indexOf(value);
    const index = exact >= 0 ? exact : open.indexOf(standsFor.get(value) ?? value);
    if (index >= 0) {
      open.splice(index, 1);
      tp++;
    } else if (!neutral.includes(value)) wrong.push(value);
  }
  return { counts: { tp, fp: wrong.length, fn: open.length }, wrong, missed: open };
}
