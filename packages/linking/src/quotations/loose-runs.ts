import { NO_WORD, type Words } from "../words.js";
import type { Run } from "./align.js";
import { bitsOf, passageAt, type QuotationData } from "./quotation-index.js";

/** Words of a passage that may be left out between two words of a motto, and where the text marks that. */
const GAP = 2;
const MARKED_GAP = 40;
/** Of longer texts the usual search finds what differs. */
const MOST_WORDS = 8;
/** Words of which two may be missing, not one. */
const MANY = 7;
/** Places of the rarest word that are looked at. */
const MOST_PLACES = 400;

const elision = /\.\s?\.\s?\.|…|\*\s?\*\s?\*|---|\s-\s/;

/**
 * Where a few words stand in their order within one passage, though the passage has a word or two between them, more
 * where the text marks that it leaves some out; one word of the text may be missing, if two others stand together. The
 * places with the most improbable words; none where the words of none are rare. `[from, to)` are words of the text, and
 * `placesOf` gives the places of a word that are thought of: all of them, for which all held words are walked.
 */
export function looseRuns(
  words: Words,
  index: QuotationData,
  from: number,
  to: number,
  placesOf: (id: number) => Iterable<number> = (id) => placesByWalking(index, id),
): Run[][] {
  if (to - from < 2 || to - from > MOST_WORDS) return [];
  const rarest = rarestWord(words, index, from, to);
  let best: { runs: Run[]; bits: number; span: number }[] = [];
  let places = 0;
  for (const held of placesOf(words.ids[rarest] as number)) {
    if (++places > MOST_PLACES) return [];
    const runs = joined([
      ...walk(words, index, rarest, held, from, -1).reverse(),
      [rarest, held],
      ...walk(words, index, rarest, held, to, 1),
    ]);
    const matched = runs.reduce((sum, { length }) => sum + length, 0);
    if (matched < 2 || to - from - matched > (to - from < MANY ? 1 : 2)) continue;
    if (matched < to - from && !runs.some(({ length }) => length >= 2)) continue;
    const bits = runs.reduce((sum, run) => sum + runBits(words, index, run), 0);
    const last = runs.at(-1) as Run;
    const span = last.held + last.length - (runs[0] as Run).held;
    const strongest = best[0];
    if (strongest === undefined || bits > strongest.bits || (bits === strongest.bits && span < strongest.span))
      best = [{ runs, bits, span }];
    else if (bits === strongest.bits && span === strongest.span) best.push({ runs, bits, span });
  }
  return best.map(({ runs }) => runs);
}

function* placesByWalking({ ids }: QuotationData, id: number): Iterable<number> {
  for (let at = ids.indexOf(id); at >= 0; at = ids.indexOf(id, at + 1)) yield at;
}

/** Which word of a text, among some, is the most improbable; of equal ones the first. */
export function rarestWord({ ids }: Words, index: QuotationData, from: number, to: number): number {
  let rarest = from;
  for (let i = from + 1; i < to; i++) if (bitsOf(index, ids[i] as number) > bitsOf(index, ids[rarest] as number)) rarest = i;
  return rarest;
}

/** Pairs of equal words from one pair on, as far as `end`, each the nearest in the passage. */
function walk(words: Words, index: QuotationData, text: number, held: number, end: number, step: 1 | -1): [text: number, held: number][] {
  const passage = passageAt(index, held);
  const first = index.starts[passage] as number;
  const last = (index.starts[passage + 1] as number) - 1;
  const pairs: [number, number][] = [];
  let at = held;
  for (let i = text + step; step === 1 ? i < end : i >= end; i += step) {
    const reach = isMarked(words, step === 1 ? i : i + 1) ? MARKED_GAP : GAP;
    for (let k = 1; k <= reach + 1; k++) {
      const p = at + k * step;
      if (p < first || p > last || index.ids[p] === NO_WORD) break;
      if (index.ids[p] !== words.ids[i]) continue;
      pairs.push([i, p]);
      at = p;
      break;
    }
  }
  return pairs;
}

function isMarked({ folded, starts, ends }: Words, word: number): boolean {
  return word > 0 && elision.test(folded.text.slice(ends[word - 1], starts[word]));
}

function joined(pairs: [text: number, held: number][]): Run[] {
  const runs: Run[] = [];
  for (const [text, held] of pairs) {
    const before = runs.at(-1);
    if (before && before.text + before.length === text && before.held + before.length === held) before.length++;
    else runs.push({ text, held, length: 1 });
  }
  return runs;
}

function runBits({ ids }: Words, index: QuotationData, { text, length }: Run): number {
  let bits = 0;
  for (let i = text; i < text + length; i++) bits += bitsOf(index, ids[i] as number);
  return bits;
}
