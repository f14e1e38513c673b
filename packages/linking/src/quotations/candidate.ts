import type { Catalogue } from "../catalogue.js";
import type { SpanIndex } from "../span-index.js";
import { isHanId, type Words, wordSpan } from "../words.js";
import { type Alignment, bitsOfRuns, fromRuns } from "./align.js";
import { type FoundAlignment, type QuotedWords, SHORT_TEXT } from "./candidates.js";
import { isEdge, isPartOfClause, isPartOfHeldClause, isWithinClause } from "./clauses.js";
import { followsReference, hasCue, isOwnParagraph } from "./cues.js";
import { cutAtMarks, sizeOfRuns } from "./marks.js";
import { passageAt } from "./quotation-index.js";
import { ENOUGH, FEW, IN_MARKS, scoreOf } from "./score.js";
import { commonness, type TextSeeds } from "./text-seeds.js";

/** A citation beside which quotations of its work need less to be believed. */
export interface Support {
  start: number;
  end: number;
  works: string[];
  /** Passages that it names; empty where it names the work as a whole. */
  passages: number[];
}

/** A quotation that may be one, with all that speaks for it. */
export interface Candidate {
  /** From the first word to the last, what lies between its parts included. */
  alignment: Alignment;
  /** What is quoted: several parts where the speaker's own words interrupt it. */
  parts: Alignment[];
  passages: number[];
  /** Improbability, with what is usual in the held texts discounted. */
  bits: number;
  /** How many places hold the core of it. */
  places: number;
  /** Words, a Han character counting two thirds of one. */
  size: number;
  /** Words `[from, to)` between the innermost quotation marks around it; null where it is in none, or runs out of them. */
  marks: { from: number; to: number } | null;
  /** Share of the innermost quotation marks' words that the alignment covers; of the whole text where that is short. */
  quoteShare: number;
  /** Whether it is the whole text that it is a share of, since no marks are around it. */
  isUnmarked: boolean;
  /** Whether words of speech or writing stand beside its marks, or it is all of a short text. */
  isTold: boolean;
  /** Whether it is all of a short text, or has its lines for itself: then nothing but the quotation is meant. */
  isAlone: boolean;
  /** Share of the passages' words that the alignment covers. */
  passageShare: number;
  /** Whether it is Chinese, and no words that refer to a text stand before it. */
  isBareHan: boolean;
  /** Whether it is Chinese that begins or ends within a clause: formulas do, what is quoted seldom does. */
  isPartOfClause: boolean;
  /** Whether it begins and ends where clauses do. */
  isWholeClauses(): boolean;
  /** Whether the passage has the words within a clause of its own: it may have the set phrase from elsewhere as well. */
  isPartOfHeldClause(): boolean;
  /** Whether it is a few words of another script, all of one clause that goes on before and behind them. */
  isWithinClause: boolean;
  support: Support | null;
  /** Passages of the same work that the text quotes elsewhere, beyond doubt. */
  besides: number;
  /** Whether the text cites, names or quotes its work otherwise. */
  isKnown: boolean;
  score: number;
  rank: number;
}

/** However common its seeds, a long quotation keeps this share of its improbability. */
const LEAST_RARE = 0.4;

/** What the candidates of one text are judged by. */
export interface TextWithPassages {
  words: Words;
  quoted: QuotedWords;
  seeds: TextSeeds;
  catalogue: Catalogue;
  citations: SpanIndex<Support>;
}

/** The quotations that a stretch of repeated words comes to: none of the words between the marks that hold it and the next. */
export function candidatesOf(text: TextWithPassages, found: FoundAlignment): Candidate[] {
  const { words, quoted, catalogue } = text;
  const whole = withinPassages(words, catalogue, found.alignment);
  const candidates: Candidate[] = [];
  for (const parts of cutAtMarks(words, quoted, whole.alignment, (runs) => bitsOfRuns(text.seeds.bits, runs))) {
    const [only] = parts;
    const alignment = parts.length === 1 && only ? only : fromParts(parts);
    const { passages } = alignment === whole.alignment ? whole : withinPassages(words, catalogue, alignment);
    const candidate = candidateOf(text, { alignment, parts, passages, places: found.places });
    if (candidate !== null) candidates.push(candidate.score > 0 ? candidate : (coreOf(text, candidate) ?? candidate));
  }
  return candidates;
}

/** What is left of words that differ too much on the whole: the longest run of equal ones, if it is enough by itself. */
function coreOf(text: TextWithPassages, { alignment, places }: Candidate): Candidate | null {
  const longest = alignment.runs.reduce((a, b) => (b.length > a.length ? b : a));
  if (alignment.runs.length === 1 || sizeOfRuns(text.words, [longest]) < ENOUGH) return null;
  const core = withinPassages(text.words, text.catalogue, fromRuns([longest], alignment.bits * (longest.length / alignment.matched)));
  return candidateOf(text, { ...core, parts: [core.alignment], places });
}

function fromParts(parts: Alignment[]): Alignment {
  return fromRuns(
    parts.flatMap(({ runs }) => runs),
    parts.reduce((sum, { bits }) => sum + bits, 0),
  );
}

/** A quotation with all that speaks for it; null for words outside quotation marks that are too few, as most are. */
function candidateOf(text: TextWithPassages, found: Pick<Candidate, "alignment" | "parts" | "passages" | "places">): Candidate | null {
  const { words, quoted, seeds, catalogue, citations } = text;
  const { alignment, parts, passages } = found;
  const marks = parts.map((part) => inMarks(words, quoted, part)).sort((a, b) => b.share - a.share)[0];
  const size = sizeOfRuns(words, alignment.runs);
  if (size < ENOUGH && (marks?.share ?? 0) < IN_MARKS) return null;
  const near = supportOf(words, catalogue, alignment, passages, citations);
  const { starts } = catalogue.quotations;
  const held = passages.reduce((sum, passage) => sum + (starts[passage + 1] as number) - (starts[passage] as number), 0);
  const candidate = {
    ...found,
    bits: Math.max(alignment.bits - commonness(words, seeds, alignment), alignment.bits * LEAST_RARE),
    size,
    marks: marks?.quote ?? null,
    quoteShare: marks?.share ?? 0,
    isUnmarked: marks?.isUnmarked ?? true,
    isTold: marks !== undefined && marks.share >= IN_MARKS && marks.isTold(),
    isAlone: marks !== undefined && marks.share >= IN_MARKS && marks.isAlone(),
    passageShare: alignment.matched / Math.max(held, 1),
    isBareHan: isHanId(words.ids[alignment.textFrom] as number) && !followsReference(words, alignment.textFrom),
    isPartOfClause: isPartOfClause(words, alignment),
    isWholeClauses: () => isEdge(words, alignment.textFrom) && isEdge(words, alignment.textTo),
    isPartOfHeldClause: () => isPartOfHeldClause(catalogue, alignment, passages),
    isWithinClause: size < FEW && isWithinClause(words, alignment),
    support: near,
    besides: 0,
    isKnown: near !== null,
  };
  const supportRank =
    near === null ? 0 : near.passages.some((passage) => passages.includes(passage)) ? 40 : near.passages.length === 0 ? 10 : 0;
  return { ...candidate, score: scoreOf(candidate), rank: candidate.bits + supportRank };
}

/** The same candidate in a text that quotes so many other passages of its work: then marks need no words that tell of speech beside them. */
export function beside(candidate: Candidate, besides: number): Candidate {
  const backed = { ...candidate, besides };
  return { ...backed, score: scoreOf(backed) };
}

/**
 * Cuts off a few words that reach over into a neighbouring passage by chance: a passage is quoted by three words and
 * twelve bits at least, or not at all.
 */
function withinPassages(words: Words, catalogue: Catalogue, alignment: Alignment): { alignment: Alignment; passages: number[] } {
  const index = catalogue.quotations;
  const first = passageAt(index, alignment.heldFrom);
  const last = passageAt(index, alignment.heldTo - 1);
  if (first === last) return { alignment, passages: [first] };
  const matched = new Map<number, number>();
  for (const run of alignment.runs) {
    for (let k = 0; k < run.length; k++) {
      const passage = passageAt(index, run.held + k);
      matched.set(passage, (matched.get(passage) ?? 0) + (isHanId(words.ids[run.text + k] as number) ? 0.67 : 1));
    }
  }
  const passages = [...matched.keys()].sort((a, b) => a - b);
  const strongest = Math.max(...matched.values());
  const enough = (passage: number | undefined): boolean =>
    passage !== undefined && ((matched.get(passage) ?? 0) >= 4 || (matched.get(passage) ?? 0) >= strongest);
  while (passages.length > 1 && !enough(passages[0])) passages.shift();
  while (passages.length > 1 && !enough(passages.at(-1))) passages.pop();
  const from = index.starts[passages[0] as number] as number;
  const to = index.starts[(passages.at(-1) as number) + 1] as number;
  return { alignment: clip(alignment, from, to), passages: range(passages[0] as number, passages.at(-1) as number) };
}

function clip(alignment: Alignment, from: number, to: number): Alignment {
  const runs = alignment.runs.flatMap((run) => {
    const start = Math.max(run.held, from);
    const end = Math.min(run.held + run.length, to);
    return end > start ? [{ text: run.text + start - run.held, held: start, length: end - start }] : [];
  });
  if (runs.length === 0) return alignment;
  const matched = runs.reduce((sum, run) => sum + run.length, 0);
  return fromRuns(runs, alignment.bits * (matched / alignment.matched));
}

function inMarks(
  words: Words,
  { quoteOf, quotes }: QuotedWords,
  { textFrom, textTo }: Alignment,
): { quote: QuotedWords["quotes"][number] | null; share: number; isUnmarked: boolean; isTold: () => boolean; isAlone: () => boolean } {
  const middle = quoteOf[(textFrom + textTo) >> 1] as number;
  const quote = quotes[middle >= 0 ? middle : (quoteOf[textFrom] as number)];
  const held = quote ?? (words.count <= SHORT_TEXT ? { from: 0, to: words.count } : undefined);
  if (held === undefined) return { quote: null, share: 0, isUnmarked: true, isTold: () => false, isAlone: () => false };
  const shared = Math.min(textTo, held.to) - Math.max(textFrom, held.from);
  // What runs out of the marks as far as it runs in them is no quotation of theirs.
  const share = Math.max(shared, 0) / Math.max(held.to - held.from, textTo - textFrom);
  return {
    quote: quote ?? null,
    share,
    isUnmarked: quote === undefined,
    isTold: () => quote === undefined || hasCue(words, quote),
    isAlone: () => quote === undefined || isOwnParagraph(words, quote),
  };
}

function supportOf(
  words: Words,
  catalogue: Catalogue,
  { textFrom, textTo }: Alignment,
  passages: number[],
  citations: SpanIndex<Support>,
): Support | null {
  const [start, end] = wordSpan(words, textFrom, textTo);
  const work = catalogue.works[catalogue.passages.work(passages[0] as number)]?.work ?? "";
  const near = citations.overlapping(start, end).filter((citation) => citation.works.includes(work));
  return (
    near.find((citation) => citation.passages.some((passage) => passages.includes(passage))) ??
    near.find((citation) => citation.passages.length === 0) ??
    null
  );
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, step) => first + step);
}
