import type { Catalogue } from "../catalogue.js";
import { readWords, type Words } from "../words.js";
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
 * at its ends, unless a clause ends there, and with what differs in it. `words` are the text's own.
 */
export function inPrint(
  words: Words,
  catalogue: Catalogue,
  passages: number[],
  part: Alignment,
): { part: Alignment; differences: PrintedDifferences } {
  const isEqual = equalInPrint(words, catalogue, passages);
  const kept = withoutRespelledEnds(words, part, isEqual);
  let respelled = 0;
  for (const run of kept.runs) for (let k = 0; k < run.length; k++) if (!isEqual(run.text + k, run.held + k)) respelled++;
  const differences = differencesOf([kept]);
  return { part: kept, differences: { ...differences, substituted: differences.substituted + respelled, respelled } };
}

interface Pair {
  text: number;
  held: number;
}

type IsEqual = (text: number, held: number) => boolean;

function equalInPrint(words: Words, { quotations, passages: store }: Catalogue, passages: number[]): IsEqual {
  const held = passages.map((passage) => ({ start: quotations.starts[passage] as number, ids: readWords(store.text(passage)).ids }));
  return (text, at) => {
    const passage = held.findLast(({ start }) => start <= at);
    return passage !== undefined && passage.ids[at - passage.start] === words.ids[text];
  };
}

/** "They shall call his name" for "thou shalt call his name": the words of the speaker's own sentence are not quoted. */
function withoutRespelledEnds(words: Words, part: Alignment, isEqual: IsEqual): Alignment {
  const pairs = part.runs.flatMap(({ text, held, length }) => Array.from({ length }, (_, k) => ({ text: text + k, held: held + k })));
  const isKept = ({ text, held }: Pair): boolean => isEqual(text, held);
  let from = isEdge(words, part.textFrom) ? 0 : pairs.findIndex(isKept);
  let to = isEdge(words, part.textTo) ? pairs.length : pairs.findLastIndex(isKept) + 1;
  if (from < 0 || to <= from) [from, to] = [0, pairs.length];
  return from === 0 && to === pairs.length ? part : fromRuns(runsOf(pairs.slice(from, to)), part.bits);
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
