import type { Link, LinkTarget } from "@lectern/schema";
import { CitationMethod, CitationState, Fidelity } from "@lectern/schema/kind";
import type { Catalogue, HeldWork } from "../catalogue.js";
import { passageTarget } from "../citations/targets.js";
import { findMarkedSpans, type MarkedSpan } from "../quotes.js";
import { SpanIndex } from "../span-index.js";
import type { TextToLink } from "../text-to-link.js";
import { isHanId, readWords, type Words, wordSpan } from "../words.js";
import type { Alignment } from "./align.js";
import { type FoundAlignment, findAlignments, type QuotedWords, quotedWords, SHORT_TEXT } from "./candidates.js";
import { differencesOf, fidelityOf } from "./fidelity.js";
import { commonness, passageAt } from "./quotation-index.js";

/** A citation beside which quotations of its work need less to be believed. */
export interface Support {
  start: number;
  end: number;
  works: string[];
  /** Passages that it names; empty where it names the work as a whole. */
  passages: number[];
}

/** A quotation with the places it may come from. */
export interface Quotation {
  link: Link;
  /** Passages of the catalogue, first to last; of ambiguous ones those of the best candidate. */
  passages: number[];
}

/** A formula that stands at more places than this links to none of them. */
const MOST_SOURCES = 12;
/** However common its seeds, a long quotation keeps this share of its improbability. */
const LEAST_RARE = 0.4;
/** How far from a citation its support reaches, in UTF-16 units. */
export const SUPPORT_REACH = 400;

/**
 * Quotations of held passages: eight words or twelve Han characters that are repeated verbatim, fewer in quotation
 * marks or beside a citation of the work, and those that leave out or exchange words. In order of appearance, never
 * overlapping. Of passages with the same words none is preferred: the link is ambiguous.
 */
export function findQuotations(text: TextToLink, catalogue: Catalogue): Link[] {
  return quotationsOf(readWords(text.text), findMarkedSpans(text.text), text, catalogue, []).map(({ link }) => link);
}

/** The same for a text whose words, marks and citations are known. */
export function quotationsOf(words: Words, marked: MarkedSpan[], text: TextToLink, catalogue: Catalogue, support: Support[]): Quotation[] {
  const quoted = quotedWords(words, marked);
  const citations = new SpanIndex<Support>();
  for (const citation of support) citations.add(Math.max(citation.start - SUPPORT_REACH, 0), citation.end + SUPPORT_REACH, citation);
  const found = findAlignments(words, catalogue.quotations, quoted).map((alignment) =>
    candidateOf(words, quoted, catalogue, alignment, citations),
  );
  const believed = found.filter((candidate) => candidate.score >= 0.5);
  const chosen: Quotation[] = [];
  const places = new SpanIndex<Candidate>(64);
  for (const candidate of believed) places.add(candidate.alignment.textFrom, candidate.alignment.textTo, candidate);
  const taken = new SpanIndex<Candidate>(64);
  for (const candidate of believed.sort((a, b) => b.rank - a.rank)) {
    const { textFrom, textTo } = candidate.alignment;
    if (taken.overlaps(textFrom, textTo)) continue;
    taken.add(textFrom, textTo, candidate);
    const rivals = places.overlapping(textFrom, textTo).filter((other) => other !== candidate && isRival(candidate, other));
    if (rivals.length > 0 && isFormula(candidate)) continue;
    chosen.push(quotationOf(words, text, catalogue, candidate, rivals));
  }
  return chosen.sort((a, b) => a.link.start - b.link.start);
}

/** Words that many passages have, and a few words that more than one has, are a manner of speaking. */
function isFormula({ places, quoteShare, size, support }: Candidate): boolean {
  return (places > MOST_SOURCES && quoteShare < 0.8) || (size < 5 && support === null);
}

interface Candidate {
  alignment: Alignment;
  passages: number[];
  /** Improbability, with what is usual in the held texts discounted. */
  bits: number;
  /** How many places hold the core of it. */
  places: number;
  /** Words, a Han character counting two thirds of one. */
  size: number;
  /** Share of the innermost quotation marks' words that the alignment covers; of the whole text where that is short. */
  quoteShare: number;
  /** Share of the passages' words that the alignment covers. */
  passageShare: number;
  support: Support | null;
  score: number;
  rank: number;
}

function candidateOf(
  words: Words,
  quoted: QuotedWords,
  catalogue: Catalogue,
  found: FoundAlignment,
  citations: SpanIndex<Support>,
): Candidate {
  const { alignment, passages } = withinPassages(words, catalogue, found.alignment);
  const near = supportOf(words, catalogue, alignment, passages, citations);
  const { starts } = catalogue.quotations;
  const held = passages.reduce((sum, passage) => sum + (starts[passage + 1] as number) - (starts[passage] as number), 0);
  const candidate = {
    alignment,
    passages,
    bits: Math.max(alignment.bits - commonness(catalogue.quotations, alignment), alignment.bits * LEAST_RARE),
    places: found.places,
    size: sizeOf(words, alignment),
    quoteShare: quoteShareOf(words, quoted, alignment),
    passageShare: alignment.matched / Math.max(held, 1),
    support: near,
  };
  const score = scoreOf(candidate);
  const supportRank =
    near === null ? 0 : near.passages.some((passage) => passages.includes(passage)) ? 40 : near.passages.length === 0 ? 10 : 0;
  return { ...candidate, score, rank: candidate.bits + supportRank };
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
  const first = runs[0];
  const last = runs.at(-1);
  if (first === undefined || last === undefined || runs.length === 0) return alignment;
  const matched = runs.reduce((sum, run) => sum + run.length, 0);
  return {
    runs,
    textFrom: first.text,
    textTo: last.text + last.length,
    heldFrom: first.held,
    heldTo: last.held + last.length,
    bits: alignment.bits * (matched / alignment.matched),
    matched,
    longestRun: Math.max(...runs.map((run) => run.length)),
  };
}

function sizeOf(words: Words, { runs }: Alignment): number {
  let size = 0;
  for (const run of runs) for (let k = 0; k < run.length; k++) size += isHanId(words.ids[run.text + k] as number) ? 2 / 3 : 1;
  return size;
}

function quoteShareOf(words: Words, { quoteOf, quotes }: QuotedWords, { textFrom, textTo }: Alignment): number {
  const middle = quoteOf[(textFrom + textTo) >> 1] as number;
  const index = middle >= 0 ? middle : (quoteOf[textFrom] as number);
  const quote = quotes[index] ?? (words.count <= SHORT_TEXT ? { from: 0, to: words.count } : undefined);
  if (quote === undefined) return 0;
  const shared = Math.min(textTo, quote.to) - Math.max(textFrom, quote.from);
  // What runs out of the marks as far as it runs in them is no quotation of theirs.
  return Math.max(shared, 0) / Math.max(quote.to - quote.from, textTo - textFrom);
}

function supportOf(
  words: Words,
  catalogue: Catalogue,
  { textFrom, textTo }: Alignment,
  passages: number[],
  citations: SpanIndex<Support>,
): Support | null {
  const [start, end] = wordSpan(words, textFrom, textTo);
  const work = catalogue.works[catalogue.passageWorks[passages[0] as number] as number]?.work ?? "";
  const near = citations.overlapping(start, end).filter((citation) => citation.works.includes(work));
  return (
    near.find((citation) => citation.passages.some((passage) => passages.includes(passage))) ??
    near.find((citation) => citation.passages.length === 0) ??
    null
  );
}

/**
 * How sure a quotation is, from 0 to 1; 0.5 is the least that is believed. Improbability counts, in bits; quotation
 * marks that hold little else and a citation of the same place lower what is asked for.
 */
function scoreOf({ alignment, bits, size, quoteShare, support }: Omit<Candidate, "score" | "rank">): number {
  const { omitted, added, substituted } = differencesOf(alignment);
  const unequal = Math.min(omitted, 12) * 0.5 + added + substituted;
  const likeness = alignment.matched / (alignment.matched + unequal);
  const isVerbatim = alignment.longestRun * (size / alignment.matched) >= 8;
  const isQuoted = quoteShare >= 0.7;
  const isNamed = support !== null && support.passages.length > 0;
  const asked = isNamed ? 14 : isQuoted ? 22 : isVerbatim ? (support !== null ? 34 : 40) : support !== null ? 46 : 58;
  const least = isNamed ? 3 : isQuoted ? 3.9 : support !== null ? 6 : 7.9;
  if (size < least || likeness < (isQuoted || isNamed ? 0.5 : 0.6)) return 0;
  return 1 / (1 + Math.exp(-(bits - asked) / 8));
}

function overlap(a: Candidate, b: Candidate): number {
  return Math.min(a.alignment.textTo, b.alignment.textTo) - Math.max(a.alignment.textFrom, b.alignment.textFrom);
}

/** The same words from another passage, as much of them and as exactly. */
function isRival(best: Candidate, other: Candidate): boolean {
  const shared = overlap(best, other);
  const length = best.alignment.textTo - best.alignment.textFrom;
  if (shared < length * 0.9 || other.rank < best.rank - 2) return false;
  // Words that are the whole of one passage and a small part of another come from the one.
  return !(best.passageShare > 0.8 && other.passageShare < 0.5);
}

function quotationOf(words: Words, text: TextToLink, catalogue: Catalogue, best: Candidate, rivals: Candidate[]): Quotation {
  const { alignment } = best;
  const [start, end] = wordSpan(words, alignment.textFrom, alignment.textTo);
  const all = chooseVersions(catalogue, [best, ...rivals], text.date ?? null);
  const [chosen] = all.candidates;
  const places = all.candidates.map((candidate) => targetsOf(catalogue, candidate));
  const isAmbiguous = places.length > 1;
  const work = catalogue.works[catalogue.passageWorks[(chosen as Candidate).passages[0] as number] as number] as HeldWork;
  const fidelity = fidelityOf(alignment);
  const link: Link = {
    start,
    end,
    methods: [CitationMethod.QUOTATION],
    state: isAmbiguous ? CitationState.AMBIGUOUS : CitationState.RESOLVED,
    work: work.work,
    printedTitle: null,
    printedLocator: null,
    locator: null,
    targets: isAmbiguous ? [] : (places[0] as LinkTarget[]),
    candidates: isAmbiguous ? places.flat() : [],
    score: Math.round(best.score * 1000) / 1000,
    fidelity,
    reason: reasonOf(best, fidelity, places.length, all.reason),
  };
  return { link, passages: (chosen as Candidate).passages };
}

/** Candidates in versions of one work at one place are one candidate: the version that stood on the day. */
function chooseVersions(catalogue: Catalogue, candidates: Candidate[], date: string | null): { candidates: Candidate[]; reason: string } {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const passage = candidate.passages[0] as number;
    const work = catalogue.works[catalogue.passageWorks[passage] as number] as HeldWork;
    const key = `${work.work}\u0000${catalogue.passages[passage]?.locator ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  let reason = "";
  const chosen = [...groups.values()].map((group) => {
    const stamp = (candidate: Candidate): string => {
      const work = catalogue.works[catalogue.passageWorks[candidate.passages[0] as number] as number];
      return work?.publishedOn ?? work?.version ?? "";
    };
    const newestFirst = [...group].sort((a, b) => stamp(b).localeCompare(stamp(a)));
    if (group.length > 1) reason = `; ${group.length} versions have the same words`;
    return newestFirst.find((candidate) => date !== null && stamp(candidate) <= date) ?? (newestFirst[0] as Candidate);
  });
  return { candidates: chosen, reason };
}

/** The passages that a quotation runs over, each with the part that is quoted. */
function targetsOf(catalogue: Catalogue, { alignment, passages }: Candidate): LinkTarget[] {
  const { starts } = catalogue.quotations;
  return passages.flatMap((passage) => {
    const from = Math.max(alignment.heldFrom, starts[passage] as number);
    const to = Math.min(alignment.heldTo, starts[passage + 1] as number);
    if (to <= from) return [];
    const held = readWords(catalogue.passages[passage]?.text ?? "");
    const [passageStart, passageEnd] = wordSpan(held, from - (starts[passage] as number), to - (starts[passage] as number));
    return [{ ...passageTarget(catalogue, passage), passageStart, passageEnd }];
  });
}

function reasonOf(
  { alignment, quoteShare, support, passageShare, places: held }: Candidate,
  fidelity: Fidelity,
  places: number,
  versions: string,
): string {
  const { omitted, added, substituted } = differencesOf(alignment);
  const how = {
    [Fidelity.VERBATIM]: `${alignment.matched} words verbatim`,
    [Fidelity.ELIDED]: `${alignment.matched} words, with ${omitted} left out`,
    [Fidelity.SUBSTITUTED]: `${alignment.matched} words, with ${substituted} exchanged`,
    [Fidelity.NEAR_VERBATIM]: `${alignment.matched} words, with ${omitted} left out, ${added} added, ${substituted} exchanged`,
  }[fidelity];
  const where = passageShare > 0.9 ? ", the whole passage" : "";
  const marks = quoteShare >= 0.7 ? ", in quotation marks" : "";
  const beside = support === null ? "" : ", beside a citation of the work";
  return `${how}${where}${marks}${beside}${places > 1 ? `; ${Math.max(places, held)} passages have them` : ""}${versions}`;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, step) => first + step);
}
