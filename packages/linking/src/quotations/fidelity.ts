import { Fidelity } from "@lectern/schema/kind";
import type { Alignment, Run } from "./align.js";

/** How the words between the runs of an alignment differ. */
export interface Differences {
  /** Words of the passage that the text leaves out. */
  omitted: number;
  /** Words of the text that the passage does not have. */
  added: number;
  /** Words that stand for others. */
  substituted: number;
}

/** Differences within the parts of a quotation; what lies between its parts is none. */
export function differencesOf(parts: Alignment[]): Differences {
  const differences = { omitted: 0, added: 0, substituted: 0 };
  for (const { runs } of parts) addDifferences(differences, runs);
  return differences;
}

function addDifferences(differences: Differences, runs: Run[]): void {
  for (let i = 1; i < runs.length; i++) {
    const before = runs[i - 1] as Run;
    const after = runs[i] as Run;
    const text = after.text - before.text - before.length;
    const held = after.held - before.held - before.length;
    const both = Math.min(text, held);
    differences.substituted += both;
    differences.added += text - both;
    differences.omitted += held - both;
  }
}

/**
 * How a quotation stands to its passage, from what differs in the alignment.
 * VERBATIM: from its first word to its last, the text has the words of the passage, all of them and in their order. Words
 * are compared by `readWords`, so that case, punctuation, quotation marks, apostrophes, the width and script of characters
 * (traditional or simplified) and the breaks of lines do not count; spelling does. A quotation that the speaker's own
 * words interrupt ("...," writes the author, "...") is in parts, each of which is judged by itself, and the
 * interruption belongs to none. Words of a passage that were left out before, behind or between parts are no difference.
 * ELIDED: words of the passage are left out within it. SUBSTITUTED: words stand for others, one for one.
 * NEAR_VERBATIM: anything else that differs.
 */
export function fidelityOf({ omitted, added, substituted }: Differences): Fidelity {
  if (omitted === 0 && added === 0 && substituted === 0) return Fidelity.VERBATIM;
  if (added === 0 && substituted === 0) return Fidelity.ELIDED;
  if (omitted === 0 && added === 0) return Fidelity.SUBSTITUTED;
  return Fidelity.NEAR_VERBATIM;
}
