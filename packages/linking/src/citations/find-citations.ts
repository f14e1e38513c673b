import type { Link } from "@lectern/schema";
import { CitationMethod, CitationState } from "@lectern/schema/kind";
import { sourceSpan } from "@lectern/text";
import type { Catalogue, HeldWork, TitleMeaning } from "../catalogue.js";
import type { Level } from "../kinds.js";
import { findMarkedSpans, type MarkedSpan } from "../quotes.js";
import { TextMark, WordTrait } from "../scan-words.js";
import { SpanIndex } from "../span-index.js";
import type { TextToLink } from "../text-to-link.js";
import { foldedOffset, type Words, withWords, wordSpan } from "../words.js";
import { codesOf, findAlone } from "./alone.js";
import { locatorAfter, locatorBefore, type PlacedLocator } from "./around-title.js";
import { findBackReferences } from "./back-references.js";
import { signalsOf } from "./catalogue-signals.js";
import { findDivisions } from "./divisions.js";
import { Found } from "./found.js";
import { findInContext } from "./in-context.js";
import { aliasHits } from "./in-text-aliases.js";
import { withoutStrangers } from "./kinds-of-documents.js";
import { BARE_NAME, isBareName, isMention, withoutUnknownNames } from "./mentions.js";
import { findNotHeld } from "./not-held.js";
import { joinParallel } from "./parallel.js";
import { scriptureCitation } from "./scripture-citations.js";
import { findInSeries } from "./series.js";
import { shorten } from "./shorten.js";
import type { Signals } from "./signals.js";
import { findStyledAlone } from "./styled-alone.js";
import { passageTargets, resolveTitle } from "./targets.js";
import { startsWithCapital, type TitleHit } from "./title-index.js";

/** What the steps of finding citations share. */
export interface CitationSearch {
  text: TextToLink;
  words: Words;
  /** What its words may be a part of. */
  signals: Signals;
  marked: MarkedSpan[];
  marks: SpanIndex<MarkedSpan>;
  catalogue: Catalogue;
  /** Names of parts of works that stand without a place, as they are found. */
  mentions: Mention[];
}

/** A part of a work that a text names without a place: "the prophecy of Isaiah". Offsets in UTF-16 units, end exclusive. */
export interface Mention {
  start: number;
  end: number;
  work: string;
  level: Level;
  value: string;
}

/**
 * Citations as written, in order of appearance: a title or alias with the locator beside it (`第四卷` after a title
 * gives volume 4), a locator that cites by itself (§ 1-204.23, John 3:16), titles of works that are not held, and
 * locators that go on with a work named before ("... the third volume").
 */
export function findCitations(text: TextToLink, catalogue: Catalogue): Link[] {
  return withCitationSearch(text, catalogue, citationsOf);
}

/** What `use` makes of a text that is ready for finding its citations. Its words are lent. */
export function withCitationSearch<T>(text: TextToLink, catalogue: Catalogue, use: (search: CitationSearch) => T): T {
  return withWords(text.text, (words) =>
    signalsOf(catalogue).with(words, (signals) => {
      const marked = (words.marks & TextMark.AROUND) === 0 ? [] : findMarkedSpans(text.text);
      return use({ text, words, signals, marked, marks: SpanIndex.of(marked), catalogue, mentions: [] });
    }),
  );
}

/** The same for a text whose words and marks are known. */
export function citationsOf(search: CitationSearch): Link[] {
  const titled: Link[] = [];
  for (const hit of search.catalogue.titles.find(search.words, search.signals)) addCitationsOfHit(search, hit, titled);
  const named = withoutUnknownNames(withoutStrangers(search, withoutOverlaps(titled)));
  const shortened: Link[] = [];
  for (const hit of aliasHits(search, named)) addTitleCitations(search, hit, hit.meanings, shortened);
  const found = new Found();
  for (const link of shortened.length === 0 ? named : withoutOverlaps([...named, ...shortened])) found.add(link);
  findAlone(search, found);
  findDivisions(search, found);
  findInSeries(search, found);
  findNotHeld(search, found);
  findBackReferences(search, found);
  findStyledAlone(search, found);
  findInContext(search, found);
  return found.links.length < 2 ? found.links : joinParallel(search, inOrder(found.links));
}

function inOrder(links: Link[]): Link[] {
  return links.sort((a, b) => a.start - b.start || a.end - b.end);
}

function addCitationsOfHit(search: CitationSearch, hit: TitleHit<TitleMeaning>, links: Link[]): void {
  const [first] = hit.meanings;
  const titles = hit.meanings.length === 1 && first?.named === null ? hit.meanings : hit.meanings.filter(({ named }) => named === null);
  const scripture = titles.length < hit.meanings.length ? scriptureCitation(search, hit) : null;
  if (scripture !== null) {
    links.push(scripture);
    return;
  }
  if (titles.length < hit.meanings.length) addMentions(search, hit);
  if (titles.length > 0) addTitleCitations(search, hit, titles, links);
}

function addMentions({ words, text, catalogue, mentions }: CitationSearch, hit: TitleHit<TitleMeaning>): void {
  const [start, end] = wordSpan(words, hit.from, hit.to);
  if (!startsWithCapital(text.text.slice(start, end))) return;
  for (const { work, named } of hit.meanings)
    if (named !== null) mentions.push({ start, end, work: catalogue.works[work]?.work ?? "", ...named });
}

/** Adds the citation that a title makes, and those of further codes that are listed beside it. */
function addTitleCitations(search: CitationSearch, hit: TitleHit<TitleMeaning>, meanings: TitleMeaning[], links: Link[]): void {
  const { words, catalogue, text } = search;
  const [start, end] = wordSpan(words, hit.from, hit.to);
  const works = meanings.map(({ work }) => catalogue.works[work] as HeldWork);
  const [first] = works;
  if (first === undefined) return;
  const frame = frameOf(search, first, start, hit.print.isAbbreviated && text.text[end] === "." ? end + 1 : end);
  if (frame === "part of another title") return;
  if (frame.chapter !== null) {
    links.push(chapterLink(search, first, frame, frame.chapter));
    return;
  }
  const after = frame.inner ?? locatorAfter(search, foldedOffset(words.folded, frame.close), first);
  const before = locatorBefore(search, foldedOffset(words.folded, frame.open), first);
  const places = [before, after].filter((place) => place !== null);
  const isBare = isBareName(search, hit, frame, places.length > 0);
  if (!isBare && !isMention(search, hit, frame, places.length > 0)) return;
  const locator = places.length === 0 ? null : { ...before?.locator, ...after?.locator };
  const resolution = resolveTitle(catalogue, works, locator, text.date ?? null);
  const isOwning = ((words.traits[hit.to - 1] as number) & WordTrait.APOSTROPHE) !== 0;
  const title = isOwning ? text.text.slice(start, end).replace(/['’]s$/, "") : text.text.slice(start, end);
  links.push({
    start: before === null ? frame.open : sourceSpan(words.folded, before.start, before.end)[0],
    end: after === null || frame.inner ? frame.close : sourceSpan(words.folded, after.start, after.end)[1],
    methods: [CitationMethod.CITATION],
    state: resolution.state,
    work: resolution.work.work,
    printedTitle: title,
    printedLocator: places.length === 0 ? null : places.map((place) => printed(search, place)).join(", "),
    locator,
    targets: resolution.targets,
    candidates: resolution.candidates,
    score:
      resolution.state === CitationState.AMBIGUOUS
        ? 0.6
        : isBare
          ? BARE_NAME
          : scoreOf(frame.isMarked, locator !== null, resolution.isExact),
    fidelity: null,
    reason: `title “${shorten(title)}”${resolution.reason === "" ? "" : `: ${resolution.reason}`}`,
  });
  for (const { furtherCodes } of places) for (const link of codesOf(search, first, furtherCodes)) links.push(link);
}

interface Frame {
  /** The title with its marks. */
  open: number;
  close: number;
  isMarked: boolean;
  /** Locator printed inside the marks: 《X（第四卷）》. */
  inner: PlacedLocator | null;
  /** Chapter named inside the marks: 《X·Y》. */
  chapter: Chapter | null;
}

interface Chapter {
  name: string;
  passages: number[];
}

/** The marks around a title. Words of a longer marked title are not that title. */
function frameOf(search: CitationSearch, work: HeldWork, start: number, end: number): Frame | "part of another title" {
  const { words, marks, text } = search;
  const innermost = marks.overlapping(start, end).findLast((span) => span.start <= start && end <= span.end);
  const bare = { open: start, close: end, isMarked: false, inner: null, chapter: null };
  if (innermost === undefined) return bare;
  const head = text.text.slice(innermost.start, start).trim();
  const tail = text.text
    .slice(end, innermost.end)
    .replace(/[\s.,;:，。；：]+$/u, "")
    .trim();
  const whole = { open: innermost.open, close: innermost.close, isMarked: true, inner: null, chapter: null };
  if (head === "" && tail === "") return whole;
  if (head === "") {
    const name = /^[·•・‧]\s*(.+)$/u.exec(tail)?.[1];
    const passages = name === undefined ? [] : work.locators.under(name);
    if (name !== undefined && passages.length > 0) return { ...whole, chapter: { name, passages } };
    const inner = locatorAfter(search, foldedOffset(words.folded, end), work);
    const innerEnd = inner === null ? -1 : sourceSpan(words.folded, inner.start, inner.end)[1];
    if (inner !== null && /^[\s)）\]】]*$/u.test(text.text.slice(innerEnd, innermost.end))) {
      return { ...whole, inner };
    }
  }
  return innermost.kind === "title" ? "part of another title" : bare;
}

/** 《X·Y》: the chapter Y of X, which is known by its name. */
function chapterLink({ text, catalogue }: CitationSearch, work: HeldWork, { open, close }: Frame, { name, passages }: Chapter): Link {
  return {
    start: open,
    end: close,
    methods: [CitationMethod.CITATION],
    state: CitationState.RESOLVED,
    work: work.work,
    printedTitle: text.text.slice(open + 1, close - 1),
    printedLocator: name,
    locator: null,
    targets: passageTargets(catalogue, work, passages, name),
    candidates: [],
    score: scoreOf(true, true, true),
    fidelity: null,
    reason: `title “${shorten(work.title)}”, and ${name} in it`,
  };
}

/** Of links that overlap the longer stays, and of equal ones the surer. */
export function withoutOverlaps(links: Link[]): Link[] {
  if (links.length < 2) return links;
  const kept = new SpanIndex<Link>();
  const result: Link[] = [];
  for (const link of [...links].sort((a, b) => b.end - b.start - (a.end - a.start) || b.score - a.score || a.start - b.start)) {
    if (kept.overlaps(link.start, link.end)) continue;
    kept.add(link.start, link.end, link);
    result.push(link);
  }
  return result;
}

function printed({ words, text }: CitationSearch, place: PlacedLocator): string {
  return text.text.slice(...sourceSpan(words.folded, place.valueStart, place.valueEnd));
}

function scoreOf(isMarked: boolean, hasLocator: boolean, isExact: boolean): number {
  if (!isExact) return 0.75;
  if (isMarked) return hasLocator ? 0.99 : 0.97;
  return hasLocator ? 0.97 : 0.88;
}
