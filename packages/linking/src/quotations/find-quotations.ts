import type { Link } from "@lectern/schema";
import { CitationState, Fidelity } from "@lectern/schema/kind";
import type { Catalogue } from "../catalogue.js";
import type { CitationSearch, Mention } from "../citations/find-citations.js";
import { findMarkedSpans } from "../quotes.js";
import { SpanIndex } from "../span-index.js";
import type { TextToLink } from "../text-to-link.js";
import { withWords } from "../words.js";
import { beside, type Candidate, candidatesOf, type Support } from "./candidate.js";
import { findAlignments, quotedWords } from "./candidates.js";
import { differencesOf, fidelityOf } from "./fidelity.js";
import { mottoes } from "./mottoes.js";
import { isQuotedThere, ownCandidate, workOf } from "./own-words.js";
import { type Quotation, quotationsFrom } from "./quotation-link.js";
import { IN_MARKS } from "./score.js";
import { shortQuotations } from "./short-quotations.js";
import { withPlainSpellings } from "./spellings.js";
import { Standings, timesRepeated } from "./standing.js";
import { seedsOf } from "./text-seeds.js";

/** A formula that stands at more places than this links to none of them. */
const MOST_SOURCES = 12;
/** Score from which on a candidate is believed. */
const BELIEVED = 0.5;
/** How far from a citation its support reaches, in UTF-16 units. */
const SUPPORT_REACH = 400;

/**
 * Quotations of held passages: eight words or twelve Han characters that are repeated, fewer only in quotation marks
 * with a cue or a citation beside them, and those that leave out or exchange words. In order of appearance, never
 * overlapping. Words that one work has of its own and another quotes come from the first; where nothing tells which of
 * several passages is meant, the link is ambiguous.
 */
export function findQuotations(text: TextToLink, catalogue: Catalogue): Link[] {
  const marked = findMarkedSpans(text.text);
  return withWords(text.text, (words) =>
    quotationsOf({ text, words, marked, catalogue }, { support: [], mentions: [] }).map(({ link }) => link),
  );
}

/** A text that quotations are looked for in. */
type QuotationSearch = Pick<CitationSearch, "text" | "words" | "marked" | "catalogue">;

/** What a text names: works and places, and parts of works. */
interface Named {
  support: Support[];
  mentions: Mention[];
}

/** The same for a text whose words, marks and citations are known. */
export function quotationsOf({ text, words: printed, marked, catalogue }: QuotationSearch, { support, mentions }: Named): Quotation[] {
  const words = withPlainSpellings(printed);
  const quoted = quotedWords(words, marked);
  const citations = new SpanIndex<Support>();
  for (const citation of support) citations.add(Math.max(citation.start - SUPPORT_REACH, 0), citation.end + SUPPORT_REACH, citation);
  const seeds = seedsOf(words, catalogue.quotations);
  const found = findAlignments(words, catalogue.quotations, seeds, quoted);
  const { believed, strangers } = believable(
    catalogue,
    found.flatMap((alignment) => candidatesOf({ words, quoted, seeds, catalogue, citations }, alignment)),
    (candidates) => new Standings({ words, catalogue, date: text.date ?? null, citations: support, mentions }, candidates),
  );
  const chosen: Quotation[] = [];
  const places = new SpanIndex<Candidate>(64);
  for (const candidate of believed) places.add(candidate.alignment.textFrom, candidate.alignment.textTo, candidate);
  const elsewhere = new SpanIndex<Candidate>(64);
  for (const candidate of strangers) elsewhere.add(candidate.alignment.textFrom, candidate.alignment.textTo, candidate);
  const taken = new SpanIndex<Candidate>(64);
  /** Passages that are quoted beyond doubt. */
  const quotedPassages = new Set<number>();
  const take = (candidates: Candidate[]): void => {
    for (const quotation of quotationsFrom(printed, text, catalogue, candidates, quotedPassages)) {
      if (quotation.link.state === CitationState.RESOLVED && quotation.isOne)
        for (const passage of quotation.passages) quotedPassages.add(passage);
      chosen.push(quotation);
    }
  };
  const isTaken = ({ parts }: Candidate): boolean => parts.some(({ textFrom, textTo }) => taken.overlaps(textFrom, textTo));
  for (const strongest of believed.sort((a, b) => b.rank - a.rank)) {
    if (isTaken(strongest)) continue;
    const others = places.overlapping(strongest.alignment.textFrom, strongest.alignment.textTo);
    const own = ownCandidate(catalogue, strongest, others);
    const candidate = isTaken(own) ? strongest : own;
    for (const { textFrom, textTo } of [...strongest.parts, ...candidate.parts]) taken.add(textFrom, textTo, candidate);
    const rivals = others.filter((other) => other !== candidate && isRival(catalogue, candidate, other));
    if (rivals.length > 0 && isFormula(candidate)) continue;
    const unknown = candidate.isKnown ? [] : elsewhere.overlapping(candidate.alignment.textFrom, candidate.alignment.textTo);
    const asGood = unknown.filter((other) => hasAsMuch(catalogue, candidate, other));
    take(mostExact([candidate, ...rivals, ...asGood]));
  }
  for (const places of mottoes(words, quoted, catalogue, (from, to) => taken.overlaps(from, to))) {
    const motto = places[0] as Candidate;
    if (isTaken(motto)) continue;
    taken.add(motto.alignment.textFrom, motto.alignment.textTo, motto);
    take(places);
  }
  const isOverlapping = (from: number, to: number): boolean => taken.overlaps(from, to);
  for (const short of shortQuotations(
    words,
    quoted,
    catalogue,
    timesRepeated(catalogue, believed),
    quotedPassages,
    citations,
    isOverlapping,
  ))
    take([short]);
  return chosen.sort((a, b) => a.link.start - b.link.start);
}

/**
 * Those that are believed: by themselves, or because they stand in quotation marks in a text that quotes their work
 * elsewhere beyond doubt. And those that would be, if the text knew their work.
 */
function believable(
  catalogue: Catalogue,
  candidates: Candidate[],
  standingsOf: (likely: Candidate[]) => Standings,
): { believed: Candidate[]; strangers: Candidate[] } {
  const likely = candidates.filter(({ score }) => score >= BELIEVED);
  const standings = standingsOf(likely);
  const believed = likely.filter((candidate) => standings.allows(candidate));
  const repeated = timesRepeated(catalogue, believed);
  const backed = candidates.flatMap((one) => {
    if (one.score >= BELIEVED || one.isUnmarked || one.quoteShare < IN_MARKS) return [];
    const others = repeated.get(workOf(catalogue, one)) ?? 0;
    return others === 0 ? [] : [beside(one, others)];
  });
  const all = [...believed, ...backed.filter((one) => one.score >= BELIEVED && standings.allows(one))];
  return { believed: all.map((one) => standings.ranked(one)), strangers: likely.filter((one) => !standings.allows(one)) };
}

/** Words that many passages have, and a few words that more than one has, are a manner of speaking, unless nothing else is said. */
function isFormula({ places, quoteShare, size, support, isAlone }: Candidate): boolean {
  return (places > MOST_SOURCES && quoteShare < 0.8) || (size < 5 && support === null && !isAlone);
}

/** Those among passages that have the words without a difference, where one of them does. */
function mostExact(candidates: Candidate[]): Candidate[] {
  const exact = candidates.filter(({ parts }) => fidelityOf(differencesOf(parts)) === Fidelity.VERBATIM);
  const longest = Math.max(...exact.map(({ alignment }) => alignment.matched));
  const whole = exact.filter(({ alignment }) => alignment.matched === longest);
  return whole.length > 0 && candidates.every(({ alignment }) => alignment.matched <= longest) ? whole : candidates;
}

/** Whether a work that the text does not know has the words of another such work, and as improbable ones. */
function hasAsMuch(catalogue: Catalogue, candidate: Candidate, other: Candidate): boolean {
  const length = candidate.alignment.textTo - candidate.alignment.textFrom;
  return (
    workOf(catalogue, other) !== workOf(catalogue, candidate) &&
    overlap(candidate, other) >= length * 0.9 &&
    other.bits >= candidate.bits - 2
  );
}

function overlap(a: Candidate, b: Candidate): number {
  return Math.min(a.alignment.textTo, b.alignment.textTo) - Math.max(a.alignment.textFrom, b.alignment.textFrom);
}

/** The same words from another passage, as much of them and as exactly, and not as a quotation of the first. */
function isRival(catalogue: Catalogue, best: Candidate, other: Candidate): boolean {
  const shared = overlap(best, other);
  const length = best.alignment.textTo - best.alignment.textFrom;
  if (shared < length * 0.9 || other.rank < best.rank - 2) return false;
  // Words that are the whole of one passage and a small part of another come from the one.
  if (best.passageShare > 0.8 && other.passageShare < 0.5) return false;
  return workOf(catalogue, best) === workOf(catalogue, other) || isQuotedThere(catalogue, best) || !isQuotedThere(catalogue, other);
}
