import { Fidelity } from "@lectern/schema/kind";
import type { Alignment } from "./align.js";

/** How the words between the runs of an alignment differ. */
export interface Differences {
  /** Words of the passage that the text leaves out. */
  omitted: number;
  /** Words of the text that the passage does not have. */
  added: number;
  /** Words that stand for others. */
  substituted: number;
}

export function differencesOf({ runs }: Alignment): Differences {
  const differences = { omitted: 0, added: 0, substituted: 0 };
  for (let i = 1; i < runs.length; i++) {
    const before = runs[i - 1] as Alignment["runs"][number];
    const after = runs[i] as Alignment["runs"][number];
    const text = after.text - before.text - before.length;
    const held = after.held - before.held - before.length;
    const both = Math.min(text, held);
    differences.substituted += both;
    differences.added += text - both;
    differences.omitted += held - both;
  }
  return differences;
}

/**
 * How a quotation stands to its passage, from the alignment alone: words only left out are an elision, words only
 * exchanged one for one a substitution, anything else that differs near-verbatim. Case, punctuation and script do not
 * count.
 */
export function fidelityOf(alignment: Alignment): Fidelity {
  const { omitted, added, substituted } = differencesOf(alignment);
  if (omitted === 0 && added === 0 && substituted === 0) return Fidelity.VERBATIM;
  if (added === 0 && substituted === 0) return Fidelity.ELIDED;
  if (omitted === 0 && added === 0) return Fidelity.SUBSTITUTED;
  return Fidelity.NEAR_VERBATIM;
}
