import { NO_WORD, type Words } from "../words.js";
import type { QuotationData } from "./quotation-index.js";

/** Words `[text, text + length)` of a text that are words `[held, held + length)` of the passages. */
export interface Run {
  text: number;
  held: number;
  length: number;
}

/** A stretch of a text beside a stretch of the passages: equal runs in order, and what lies between them. */
export interface Alignment {
  runs: Run[];
  textFrom: number;
  textTo: number;
  heldFrom: number;
  heldTo: number;
  /** Improbability of the equal words, less the cost of the unequal ones. */
  bits: number;
  matched: number;
  longestRun: number;
}

const MISMATCH = 7;
const DROP = 22;
/** Words that may be skipped between two runs: in the text, in the passage, in the passage where the text marks it. */
const TEXT_GAP = 10;
const HELD_GAP = 14;
const ELIDED_GAP = 160;
const MOST_JUMPS = 20;
const GAP_OPEN = 5;
const GAP_WORD = 1.5;

/** Where the text says that words are left out: the place is before this word. */
export type IsElided = (textWord: number) => boolean;

/** Words `[textFrom, textTo)` of a text beside as many of the passages, most of them the same. */
export interface Stretch {
  textFrom: number;
  textTo: number;
  heldFrom: number;
  bits: number;
}

/** A text and the passages that it is aligned with. */
export interface Sides {
  words: Words;
  /** Improbability of each word of the text, in bits. */
  bits: Float32Array;
  index: QuotationData;
}

/** The stretch without gaps around a seed, as far as its bits grow; mismatched words cost, and may lie inside. */
export function extendSeed(sides: Sides, { text, held, length }: Run): Stretch {
  let bits = 0;
  for (let k = text; k < text + length; k++) bits += sides.bits[k] as number;
  const right = extend(sides, text + length, held + length, 1);
  const left = extend(sides, text - 1, held - 1, -1);
  bits += left.bits + right.bits;
  return { textFrom: text - left.length, textTo: text + length + right.length, heldFrom: held - left.length, bits };
}

/** The same with gaps: runs before and after it that stand close by in both, or further away where the text marks an elision. */
export function extendOverGaps(sides: Sides, stretch: Stretch, isElided: IsElided): Alignment {
  const { textFrom, textTo, heldFrom } = stretch;
  let current = fromRuns(runsOnDiagonal(sides, textFrom, heldFrom, textTo - textFrom), stretch.bits);
  for (const step of [1, -1] as const) {
    for (let jumps = 0; jumps < MOST_JUMPS; jumps++) {
      const next = jump(sides, current, step, isElided);
      if (next === null) break;
      current = next;
    }
  }
  return current;
}

function extend({ words, bits: wordBits, index }: Sides, text: number, held: number, step: 1 | -1): { length: number; bits: number } {
  const { ids, count } = words;
  const heldIds = index.ids;
  let bits = 0;
  let best = 0;
  let length = 0;
  for (let k = 0; ; k++) {
    const i = text + k * step;
    const p = held + k * step;
    if (i < 0 || i >= count || p < 0 || p >= heldIds.length) break;
    const id = heldIds[p] as number;
    if (id === NO_WORD) break;
    bits += id === ids[i] ? (wordBits[i] as number) : -MISMATCH;
    if (bits > best) {
      best = bits;
      length = k + 1;
    } else if (best - bits > DROP) break;
  }
  return { length, bits: best };
}

function runsOnDiagonal({ words, index }: Sides, text: number, held: number, length: number): Run[] {
  const runs: Run[] = [];
  for (let k = 0; k < length; k++) {
    if (words.ids[text + k] !== index.ids[held + k]) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.text + last.length === text + k) last.length++;
    else runs.push({ text: text + k, held: held + k, length: 1 });
  }
  return runs;
}

/** Improbability of the equal words of runs, less what the words between them cost. */
export function bitsOfRuns(bits: Float32Array, runs: Run[]): number {
  let sum = 0;
  runs.forEach(({ text, held, length }, at) => {
    for (let i = text; i < text + length; i++) sum += bits[i] as number;
    const before = runs[at - 1];
    if (before === undefined) return;
    const [between, left] = [text - before.text - before.length, held - before.held - before.length];
    sum -= between === left ? MISMATCH * between : gapCost(between, left, false);
  });
  return sum;
}

/** An alignment of runs in order. */
export function fromRuns(runs: Run[], bits: number): Alignment {
  const first = runs[0] as Run;
  const last = runs.at(-1) as Run;
  return {
    runs,
    textFrom: first.text,
    textTo: last.text + last.length,
    heldFrom: first.held,
    heldTo: last.held + last.length,
    bits,
    matched: runs.reduce((sum, run) => sum + run.length, 0),
    longestRun: runs.reduce((longest, run) => Math.max(longest, run.length), 0),
  };
}

/** The best run beyond one end of the alignment that pays for the gap before it. */
function jump(sides: Sides, from: Alignment, step: 1 | -1, isElided: IsElided): Alignment | null {
  const { words, bits, index } = sides;
  const text = step === 1 ? from.textTo : from.textFrom - 1;
  const held = step === 1 ? from.heldTo : from.heldFrom - 1;
  let best: { text: number; held: number; length: number; gain: number } | null = null;
  let elision = false;
  let reach = reachOf(index, held, step, HELD_GAP);
  for (let a = 0; a <= TEXT_GAP; a++) {
    const i = text + a * step;
    if (i < 0 || i >= words.count) break;
    if (!elision && isElided(step === 1 ? i : i + 1)) {
      elision = true;
      reach = reachOf(index, held, step, ELIDED_GAP);
    }
    const id = words.ids[i] as number;
    for (let b = 0; b < reach; b++) {
      const p = held + b * step;
      if (index.ids[p] !== id) continue;
      const cost = gapCost(a, b, elision);
      // A run that does not go on at once has to be rare in itself, or starts later.
      if (a !== b && index.ids[p + step] !== words.ids[i + step] && (bits[i] as number) < cost) continue;
      const run = extend(sides, i, p, step);
      const gain = run.bits - cost;
      if (run.length > 0 && gain > 0 && (run.length > 1 || a === b) && (best === null || gain > best.gain))
        best = { text: i, held: p, length: run.length, gain };
    }
  }
  if (best === null) return null;
  const textFrom = step === 1 ? best.text : best.text - best.length + 1;
  const heldFrom = step === 1 ? best.held : best.held - best.length + 1;
  const runs = runsOnDiagonal(sides, textFrom, heldFrom, best.length);
  return fromRuns(step === 1 ? [...from.runs, ...runs] : [...runs, ...from.runs], from.bits + best.gain);
}

/** Words of the passages from a place on, in one direction: up to one more than `gap`, within one work. */
function reachOf({ ids }: QuotationData, from: number, step: 1 | -1, gap: number): number {
  let reach = 0;
  // What is outside of all words is no word either.
  while (reach <= gap && (ids[from + reach * step] ?? NO_WORD) !== NO_WORD) reach++;
  return reach;
}

function gapCost(a: number, b: number, elision: boolean): number {
  const unmarked = elision ? 0 : b;
  return GAP_OPEN + GAP_WORD * Math.max(a, unmarked) + (elision ? Math.log2(1 + b) : 0);
}
