import type { Link, Locator } from "@lectern/schema";
import { CitationMethod, CitationState } from "@lectern/schema/kind";
import { sourceSpan } from "@lectern/text";
import type { HeldWork } from "../catalogue.js";
import type { MarkedSpan } from "../quotes.js";
import { locatorAfter, locatorBefore, type PlacedLocator } from "./around-title.js";
import type { CitationSearch } from "./find-citations.js";
import type { Found } from "./found.js";
import { afterMatch } from "./printed-value.js";
import { Signal } from "./signals.js";
import { resolveTitle } from "./targets.js";

/** How far back the work that is meant may have been named, in UTF-16 units. */
const REACH = 4000;

/** What stands for the last citation as it was: "ibid., chapter 3", "id. at § 3", 同上，第三条. */
const ibid = /(?<![a-z])(?:ibid(?:em|\.)?(?![a-z])\.?|id\.(?=,?\s+(?:at\s|§)))|(?<=[(（“"，。；：:\s]|^)同上/y;
/** A reference in square brackets that is no citation of a held work, before another one: “[1753rd meeting, para. 47] ... [ibid.]”. */
const bracketed = /\[[^[\]]*\d[^[\]]*\][^[\]]*\[\s*$/;
/** A kind of work that was named before: "section 5 of that Act", "chapter 2 of the same book". */
const sameWork =
  /\b(?:of|in|from|under)\s+(?:that|the\s+(?:same|said|aforesaid))\s+(act|law|statute|code|charter|treaty|convention|constitution|declaration|resolution|book|work|essay)(?![a-z])/y;
/** "the Charter ... and Article 103 thereof". */
const thereof = /thereof(?![a-z])/y;
/** 该条例第五条, 同法第三条; 本法第二条 in a text that is itself a passage of one. */
const sameWorkInChinese = /(该|同|本)(法|条例|规定|办法|章程|宪法|公约|决定|书)(?=》?第)/y;
/** Words for works of any kind. */
const anyWork = new Set(["book", "work", "essay", "书"]);
/** One of these is in everything that goes back. */
export const backWords = ["ibid", "ibidem", "id", "that", "same", "said", "aforesaid", "thereof", "该", "同", "本"];

/**
 * Citations of a work that the text named before without its title. Each goes back to the last work of its kind that was
 * named; where none was, it is no citation.
 */
export function findBackReferences(search: CitationSearch, found: Found): void {
  const { signals, text } = search;
  if ((signals.union & Signal.BACK) === 0 || (found.links.length === 0 && text.at === undefined)) return;
  let named: Link[] | null = null;
  for (let i = 0; i < signals.count; i++) {
    const word = signals.hot[i] as number;
    if (((signals.kinds[word] as number) & Signal.BACK) === 0) continue;
    if (!isReference(search, word)) continue;
    named ??= found.naming();
    const link = referenceAt(search, named, word);
    if (link === null || !found.addIfFree(link)) continue;
    // What it goes back to may be gone back to again.
    named.splice(named.findLastIndex(({ start }) => start < link.start) + 1, 0, link);
  }
}

/** Whether a word stands where a reference does; nearly all of them, "that" and "said", do not. */
function isReference({ words: { folded, starts } }: CitationSearch, word: number): boolean {
  const { text } = folded;
  const at = starts[word] as number;
  const before = startOfSameWork(text, starts, word);
  if (before >= 0 && isBeforeSameWork(text.charCodeAt(before)) && afterMatch(sameWork, text, before) >= 0) return true;
  return afterMatch(ibid, text, at) >= 0 || afterMatch(thereof, text, at) >= 0 || afterMatch(sameWorkInChinese, text, at) >= 0;
}

/** Whether a word begins as "of", "in", "from" or "under" do. */
function isBeforeSameWork(unit: number): boolean {
  return unit === 0x6f || unit === 0x69 || unit === 0x66 || unit === 0x75;
}

/** Where "of that Act" and "of the same Act" begin, whose "that" or "same" a word is; -1 where too few words stand before it. */
function startOfSameWork(folded: string, starts: Uint32Array, word: number): number {
  const before = folded.startsWith("that", starts[word]) ? word - 1 : word - 2;
  return before < 0 ? -1 : (starts[before] as number);
}

function referenceAt(search: CitationSearch, named: Link[], word: number): Link | null {
  const { folded, starts } = search.words;
  const at = starts[word] as number;
  const repeat = matchAt(ibid, folded.text, at);
  if (repeat) return repeated(search, repeat, lastBefore(search, named, at));
  const chinese = matchAt(sameWorkInChinese, folded.text, at);
  if (chinese) return ofWork(search, chinese, chinese[1] === "本" ? ownWork(search) : lastOf(search, named, chinese, chinese[2] as string));
  const ofIt = matchAt(thereof, folded.text, at);
  if (ofIt) return ofWork(search, ofIt, lastBefore(search, named, at));
  const before = startOfSameWork(folded.text, starts, word);
  const english = before < 0 ? null : matchAt(sameWork, folded.text, before);
  return english && ofWork(search, english, lastOf(search, named, english, english[1] as string));
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

interface Named {
  works: HeldWork[];
  /** The citation that it goes back to; null for the work that the text is in. */
  link: Link | null;
}

function lastBefore({ words, catalogue }: CitationSearch, named: Link[], at: number): Named | null {
  const [offset] = sourceSpan(words.folded, at, at + 1);
  const link = named.findLast(({ end }) => end <= offset) ?? null;
  if (link === null || offset - link.end > REACH || link.state !== CitationState.RESOLVED) return null;
  return { works: catalogue.worksByKey.get(link.work) ?? [], link };
}

/** The last work named before whose title has the word; of a word for any work the last one. */
function lastOf(search: CitationSearch, named: Link[], { index }: RegExpExecArray, kind: string): Named | null {
  const [offset] = sourceSpan(search.words.folded, index, index + 1);
  const fits = ({ work, printedTitle }: Link): boolean => {
    const titles = [printedTitle ?? "", ...(search.catalogue.worksByKey.get(work) ?? []).map(({ title }) => title)];
    return anyWork.has(kind) || titles.some((title) => isOfKind(title.toLowerCase(), kind));
  };
  const link = near(named, offset).findLast(fits);
  if (link === undefined || link.state !== CitationState.RESOLVED) return null;
  return { works: search.catalogue.worksByKey.get(link.work) ?? [], link };
}

/** The links within reach before a place, found from the last on: a text may name works by the thousand. */
function near(named: Link[], offset: number): Link[] {
  const to = named.findLastIndex(({ end }) => end <= offset) + 1;
  let from = to;
  while (from > 0 && offset - (named[from - 1] as Link).end <= REACH) from--;
  return named.slice(from, to);
}

function isOfKind(title: string, kind: string): boolean {
  return /[a-z]/.test(kind) ? title.split(/[^a-z]+/).includes(kind) : title.includes(kind);
}

function ownWork({ text, catalogue }: CitationSearch): Named | null {
  const works = text.at === undefined ? undefined : catalogue.worksByKey.get(text.at.work);
  return works === undefined ? null : { works, link: null };
}

/** "ibid.": the same place again, or another one of the same work. */
function repeated(search: CitationSearch, match: RegExpExecArray, named: Named | null): Link | null {
  if (named === null || named.link === null) return null;
  const end = match.index + match[0].length;
  const [at] = sourceSpan(search.words.folded, match.index, end);
  if (bracketed.test(search.text.text.slice(named.link.end, at)) || isWithinQuotation(search, named.link, at)) return null;
  const after = locatorAfter(search, end, named.works[0] ?? null);
  if (after !== null) return linkTo(search, match.index, after.end, after, named, match[0]);
  const [from, to] = sourceSpan(search.words.folded, match.index, end);
  const { work, locator, targets } = named.link;
  return { ...emptyLink(from, to), work, locator, targets, score: 0.8, reason: `“${match[0]}” repeats the citation before it` };
}

/** Whether a work as a whole is named by what is quoted right before a place: “the Charter is free of it” (Ibid.). */
function isWithinQuotation({ marked }: CitationSearch, { start, end, locator }: Link, at: number): boolean {
  const isQuoted = (span: MarkedSpan): boolean =>
    span.kind === "quote" && span.close <= at && at - span.close <= 3 && span.start <= start && end <= span.end;
  return locator === null && marked.some(isQuoted);
}

/** "section 5 of that Act", 该法第五条: a place of the work; without a place it is only spoken of. */
function ofWork(search: CitationSearch, match: RegExpExecArray, named: Named | null): Link | null {
  const [work] = named?.works ?? [];
  if (named === null || work === undefined) return null;
  const end = match.index + match[0].length;
  const before = locatorBefore(search, match.index, work);
  if (before !== null) return linkTo(search, before.start, end, before, named, match[0]);
  const after = locatorAfter(search, end, work);
  return after === null ? null : linkTo(search, match.index, after.end, after, named, match[0]);
}

function linkTo(
  search: CitationSearch,
  start: number,
  end: number,
  place: PlacedLocator,
  { works, link }: Named,
  printed: string,
): Link | null {
  const [from, to] = sourceSpan(search.words.folded, start, end);
  const resolution = resolveTitle(search.catalogue, works, place.locator as Locator, search.text.date ?? null);
  if (!resolution.isExact) return null;
  const name = link?.printedTitle ?? resolution.work.title;
  return {
    ...emptyLink(from, to),
    state: resolution.state,
    work: resolution.work.work,
    printedLocator: search.text.text.slice(...sourceSpan(search.words.folded, place.valueStart, place.valueEnd)),
    locator: place.locator,
    targets: resolution.targets,
    candidates: resolution.candidates,
    score: resolution.state === CitationState.RESOLVED ? 0.85 : 0.55,
    reason: `“${printed.trim()}” is “${name}”: ${resolution.reason}`,
  };
}

function emptyLink(start: number, end: number) {
  return {
    start,
    end,
    methods: [CitationMethod.CITATION],
    state: CitationState.RESOLVED,
    printedTitle: null,
    printedLocator: null,
    candidates: [],
    fidelity: null,
  };
}
