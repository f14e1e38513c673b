import type { Counts, Mistake } from "../measure.js";

/** What came of comparing a set, by measure. */
export interface TurnsSet {
  counts: Map<string, Counts>;
  mistakes: Mistake[];
  documents: number;
  /** What else a reader of the figures has to know. */
  notes: string[];
}

export function emptySet(): TurnsSet {
  return { counts: new Map(), mistakes: [], documents: 0, notes: [] };
}
