import type { Catalogue } from "../catalogue.js";
import { isHanId, readWords, type Words } from "../words.js";
import { type Alignment, fromRuns, type Run } from "./align.js";
import { isEdge } from "./clauses.js";
import { type Differences, differencesOf } from "./fidelity.js";

/** What differs between a part of a quotation and its passages as they are printed. */
export interface PrintedDifferences extends Differences {
  /** Words that are the same in another spelling; they count as exchanged. */
  respelled: number;
}

/**
 * A part of a quotation, found by words whose spelling does not count, as it is printed: without words in another spelling
 * at its ends, unless a clause ends there, and with what differs in it. `words` are the text's own, `marks` the words between the quotation marks that it is most of.
 */
export function inPrint(
  words: Words,
  catalogue: Catalogue,
  passages: number[],
  part: Alignment,
  marks: { from: number; to: number } | null,
): { part: Alignment; differences: PrintedDifferences } {
  const isEqual = equalInPrint(words, catalogue, passages);
  const kept = withoutRespelledEnds(words, part, isEqual);
  const ends = marks === null ? null : upToMarks(catalogue, passages, kept, marks);
  let respelled = 0;
  for (const run of kept.runs) for (let k = 0; k < run.length; k++) if (!isEqual(run.text + k, run.held + k)) respelled++;
  const differences = differencesOf([kept]);
  const substituted = differences.substituted + respelled + (ends?.substituted ?? 0);
  return {
    part: { ...kept, ...ends?.range },
    differences: { ...differences, substituted, added: differences.added + (ends?.added ?? 0), respelled },
  };
}

/** Words at an end of what marks hold that may differ, for all of it to be quoted. */
const LONGEST_END = 2;

/** "My life is hid with Christ in God" for "your life ...": what stands in the marks is quoted to their ends, as it differs there. */
function upToMarks({ quotations: { starts } }: Catalogue, passages: number[], part: Alignment, marks: { from: number; to: number }) {
  const before = part.textFrom - marks.from;
  const behind = marks.to - part.textTo;
  if (before < 0 || behind < 0 || before > LONGEST_END || behind > LONGEST_END) return null;
  const heldBefore = Math.min(before, part.heldFrom - (starts[passages[0] as number] as number));
  const heldBehind = Math.min(behind, (starts[(passages.at(-1) as number) + 1] as number) - part.heldTo);
  const substituted = heldBefore + heldBehind;
  return {
    range: { textFrom: marks.from, textTo: marks.to, heldFrom: part.heldFrom - heldBefore, heldTo: part.heldTo + heldBehind },
    substituted,
    added: before + behind - substituted,
  };
}

interface Pair {
  text: number;
  held: number;
}

type IsEqual = (text: number, held: number) => boolean;

/** Compares words as they are printed; passages are read when they are first asked for, and Chinese has one spelling. */
function equalInPrint(words: Words, { quotations: { starts }, passages: store }: Catalogue, passages: number[]): IsEqual {
  const read = new Map<number, Int32Array>();
  return (text, at) => {
    const id = words.ids[text] as number;
    const passage = isHanId(id) ? undefined : passages.findLast((one) => (starts[one] as number) <= at);
    if (passage === undefined) return true;
    let ids = read.get(passage);
    if (ids === undefined) {
      ids = readWords(store.text(passage)).ids;
      read.set(passage, ids);
    }
    return ids[at - (starts[passage] as number)] === id;
  };
}

/** "They shall call his name" for "thou shalt call his name": the words of the speaker's own sentence are not quoted. */
function withoutRespelledEnds(words: Words, part: Alignment, isEqual: IsEqual): Alignment {
  const first = part.runs[0] as Run;
  const last = part.runs.at(-1) as Run;
  const isWhole =
    (isEqual(first.text, first.held) || isEdge(words, part.textFrom)) &&
    (isEqual(last.text + last.length - 1, last.held + last.length - 1) || isEdge(words, part.textTo));
  if (isWhole) return part;
  const pairs = part.runs.flatMap(({ text, held, length }) => Array.from({ length }, (_, k) => ({ text: text + k, held: held + k })));
  const isKept = ({ text, held }: Pair): boolean => isEqual(text, held);
  let from = isEdge(words, part.textFrom) ? 0 : pairs.findIndex(isKept);
  let to = isEdge(words, part.textTo) ? pairs.length : pairs.findLastIndex(isKept) + 1;
  if (from < 0 || to <= from) [from, to] = [0, pairs.length];
  return fromRuns(runsOf(pairs.slice(from, to)), part.bits);
}

function runsOf(pairs: Pair[]): Run[] {
  const runs: Run[] = [];
  for (const { text, held } of pairs) {
    const last = runs.at(-1);
    if (last && last.text + last.length === text && last.held + last.length === held) last.length++;
    else runs.push({ text, held, length: 1 });
  }
  return runs;
}
