import { isHanId, type Words } from "../words.js";
import type { Alignment, Run } from "./align.js";
import { fromRuns } from "./align.js";
import type { QuotedWords } from "./candidates.js";

/** Share of a quotation's words that an alignment has to cover, for its marks to be where the quotation ends. */
const MOST_OF_A_QUOTE = 0.7;
/** Words (a Han character is two thirds of one) that are worth a link when they go on from a quotation in marks. */
const WORTH_GOING_ON = 4;
/** The same of words without marks, which lead up to a quotation or follow it. */
const WORTH_OUTSIDE = 5;
/** Words of the speaker's own between two parts of a quotation, and words of the passage between them. */
const LONGEST_ASIDE = 24;
const LONGEST_SKIP = 4;

/**
 * An alignment cut where its words leave the quotation marks that hold them: what the speaker says between the parts of
 * a quotation ("...," writes the author, "...") and after it is not quoted. Each item is one quotation, in parts that
 * follow each other; marks that hold little of the alignment (a word in scare quotes) cut nothing.
 */
export function cutAtMarks(words: Words, quoted: QuotedWords, alignment: Alignment, bitsOf: (runs: Run[]) => number): Alignment[][] {
  const pieces = piecesOf(words, quoted, alignment);
  if (pieces.length === 1) return [[alignment]];
  const parts = pieces.map(({ runs, quote }) => {
    const kept = quote >= 0 ? runs : withoutStrayEnds(words, runs);
    return { part: fromRuns(kept, bitsOf(kept)), quote };
  });
  const quotations: (typeof parts)[] = [];
  for (const piece of parts) {
    const last = quotations.at(-1);
    const before = last?.at(-1);
    if (last && before && goesOn(words, quoted, before, piece)) last.push(piece);
    else quotations.push([piece]);
  }
  return quotations.map((quotation) => quotation.map(({ part }) => part));
}

interface Part {
  part: Alignment;
  /** The quotation in marks that it is most of, or -1. */
  quote: number;
}

interface Piece {
  runs: Run[];
  /** The quotation in marks that the words are in, or -1. */
  quote: number;
}

/** The runs of an alignment, parted at the marks of those quotations that it covers. */
function piecesOf(words: Words, { quoteOf, quotes }: QuotedWords, { runs }: Alignment): Piece[] {
  const first = runs[0]?.text ?? 0;
  const last = runs.at(-1) as Run;
  // Most stretches lie outside all marks, or inside one.
  if (isWithinOne(quoteOf, first, last.text + last.length)) return [{ runs, quote: -1 }];
  const covered = new Map<number, number>();
  for (const run of runs) {
    for (let i = run.text; i < run.text + run.length; i++) {
      const quote = quoteOf[i] as number;
      if (quote >= 0) covered.set(quote, (covered.get(quote) ?? 0) + weightOf(words, i));
    }
  }
  const isMark = (quote: number): boolean => {
    const range = quotes[quote];
    if (range === undefined || (range.from <= first && last.text + last.length <= range.to)) return false;
    let size = 0;
    for (let i = range.from; i < range.to; i++) size += weightOf(words, i);
    const held = covered.get(quote) ?? 0;
    return held >= WORTH_GOING_ON && held >= size * MOST_OF_A_QUOTE;
  };
  const marks = new Set([...covered.keys()].filter(isMark));
  if (marks.size === 0) return [{ runs, quote: -1 }];
  const pieces: Piece[] = [];
  for (const run of runs) {
    for (let i = run.text; i < run.text + run.length; i++) {
      const innermost = quoteOf[i] as number;
      const quote = marks.has(innermost) ? innermost : -1;
      const piece = pieces.at(-1);
      const held = run.held + i - run.text;
      const before = piece?.runs.at(-1);
      if (piece === undefined || piece.quote !== quote) pieces.push({ runs: [{ text: i, held, length: 1 }], quote });
      else if (before && before.text + before.length === i && before.held + before.length === held) before.length++;
      else piece.runs.push({ text: i, held, length: 1 });
    }
  }
  return pieces;
}

function isWithinOne(quoteOf: Int32Array, from: number, to: number): boolean {
  for (let word = from + 1; word < to; word++) if (quoteOf[word] !== quoteOf[from]) return false;
  return true;
}

/** A word or two at the end of what goes on outside the marks, parted from the rest by other words, are there by chance. */
function withoutStrayEnds(words: Words, runs: Run[]): Run[] {
  const isStray = (run: Run | undefined): boolean => run !== undefined && sizeOfRuns(words, [run]) <= 2;
  let from = 0;
  let to = runs.length;
  while (to - from > 1 && isStray(runs[from])) from++;
  while (to - from > 1 && isStray(runs[to - 1])) to--;
  return runs.slice(from, to);
}

/** Whether a piece is the next part of the quotation that another one ends: a further quotation in marks behind an aside, or words enough that follow at once. */
function goesOn(words: Words, { quoteOf }: QuotedWords, before: Part, behind: Part): boolean {
  const { part, quote } = behind;
  if (part.heldFrom - before.part.heldTo > LONGEST_SKIP || part.textFrom - before.part.textTo > LONGEST_ASIDE) return false;
  if (before.quote >= 0 && quote >= 0) return true;
  const isWorth = (piece: Part): boolean =>
    sizeOfRuns(words, piece.part.runs) >= ((quoteOf[piece.part.textFrom] as number) >= 0 ? WORTH_GOING_ON : WORTH_OUTSIDE);
  return isWorth(before) && isWorth(behind);
}

/** Words of runs, a Han character counting two thirds of one. */
export function sizeOfRuns(words: Words, runs: Run[]): number {
  let size = 0;
  for (const run of runs) for (let k = 0; k < run.length; k++) size += weightOf(words, run.text + k);
  return size;
}

function weightOf({ ids }: Words, word: number): number {
  return isHanId(ids[word] as number) ? 2 / 3 : 1;
}
