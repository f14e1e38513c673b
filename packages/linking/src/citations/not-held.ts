import type { Link, Locator } from "@lectern/schema";
import { CitationMethod, CitationState } from "@lectern/schema/kind";
import { sourceSpan } from "@lectern/text";
import type { MarkedSpan } from "../quotes.js";
import { SpanIndex } from "../span-index.js";
import { foldedOffset, wordAt, wordSpan } from "../words.js";
import { locatorAfter, locatorBefore, type PlacedLocator } from "./around-title.js";
import type { CitationSearch } from "./find-citations.js";
import type { Found } from "./found.js";
import { givenNames } from "./in-text-aliases.js";
import { isSmallLetter } from "./printed-code.js";
import { shorten } from "./shorten.js";

/** Words before a marked title that say a work is meant. */
const workBefore =
  /(?:\b(?:volumes?|books?|works?|essays?|articles?|treatises?|pamphlets?|chapters?|classics?|texts?|study|author|reading|excerpts?|passages?|edition|translation)\s+(?:of|from|on|in)?\s*(?:the\s+)?(?:book\s+|work\s+)?|\b(?:study|studied|studies|studying|read|reads|reread|wrote|cited?|cites|citing|quoted|quotes|quoting)\s+(?:from\s+|the\s+book\s+)?)$/i;
const workAfter = /^\s*,?\s*\(?(?:volumes?|vols?\.|books?|chapters?|parts?|articles?|sections?)\s/i;
/** A title of the speaker's own report or talk is announced, not cited. */
const ownTitleBefore = /(?:题为|题目为|主题为|名为|以)\s*$/u;
const ownTitleAfter = /^\s*(?:为题|为主题|的?(?:主题|专题|工作)?(?:报告|讲话|发言|致辞|演讲|党课|汇报|倡议书))/u;

const smallWords = new Set("a an and as at but by for from in into nor of on or over per the to up upon via with without".split(" "));

/** Titles of works that the archive does not hold: those that reading saw, else those in title marks. */
export function findNotHeld(search: CitationSearch, found: Found): void {
  const { citedWorks } = search.text;
  const hasHints = citedWorks !== undefined && citedWorks.length > 0;
  const links = hasHints ? hinted(search) : search.marked.length > 0 ? marked(search) : [];
  for (const link of byFullTitle(search, links)) found.addIfFree(link);
}

/** Links by the title in full where the text gave the work a short name: 《水资源保护条例》（以下简称《条例》）……《条例》第三条. */
function byFullTitle({ text, words }: CitationSearch, links: Link[]): Link[] {
  const given = givenNames(text.text, words.marks, links);
  if (given.size === 0) return links;
  return links.map((link) => {
    const full = given.get(link.printedTitle ?? "");
    if (full === undefined || link.start < full.from) return link;
    const { work } = full.of;
    return { ...link, work, reason: `“${shorten(work)}” is called so in this text, and no work of this title is held` };
  });
}

function hinted(search: CitationSearch): Link[] {
  return (search.text.citedWorks ?? []).flatMap((work) =>
    work.spans
      .filter((span) => isPlace(search.text.text, span))
      .map((span): Link => {
        const link = notHeld(search, span, { open: span[0], close: span[1] });
        return {
          ...link,
          work: work.title.value,
          locator: link.locator ?? work.resolvedLocator,
          reason: `“${shorten(work.title.value)}” is cited, and no work of this title is held`,
        };
      }),
  );
}

/** Whether offsets are a place in a text: what they were read from may have been another. */
function isPlace(text: string, [start, end]: readonly [number, number]): boolean {
  return Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length;
}

function marked(search: CitationSearch): Link[] {
  const titles = search.marked.filter((span) => (span.kind === "title" ? isTitle(search, span) : isEnglishTitle(search, span)));
  // 《A〈B〉》 is one title.
  const index = SpanIndex.of(titles);
  const outer = titles.filter(
    (span) =>
      !index.overlapping(span.start, span.end).some((other) => other !== span && other.start <= span.start && span.end <= other.end),
  );
  return outer.map((span) => notHeld(search, [span.start, span.end], span));
}

function notHeld(search: CitationSearch, [start, end]: [number, number], frame: Pick<MarkedSpan, "open" | "close">): Link {
  const { words, text } = search;
  const after = locatorAfter(search, foldedOffset(words.folded, frame.close), null);
  const before = locatorBefore(search, foldedOffset(words.folded, frame.open), null);
  const title = text.text.slice(start, end).trim();
  const printed = (place: PlacedLocator): string => text.text.slice(...sourceSpan(words.folded, place.valueStart, place.valueEnd));
  const places = [before, after].filter((place) => place !== null);
  const locator: Locator | null = places.length === 0 ? null : Object.assign({}, ...places.map((place) => place.locator));
  return {
    start: before === null ? frame.open : sourceSpan(words.folded, before.start, before.end)[0],
    end: after === null ? frame.close : sourceSpan(words.folded, after.start, after.end)[1],
    methods: [CitationMethod.CITATION],
    state: CitationState.CITED_NOT_HELD,
    work: title.replace(/\s+/gu, " "),
    printedTitle: title,
    printedLocator: places.length === 0 ? null : places.map(printed).join(", "),
    locator,
    targets: [],
    candidates: [],
    score: 0.8,
    fidelity: null,
    reason: `“${shorten(title)}” is printed as a title, and no work of this title is held`,
  };
}

function isTitle({ text }: CitationSearch, span: MarkedSpan): boolean {
  const inner = text.text.slice(span.start, span.end).trim();
  if (inner.length === 0 || inner.length > 100 || !/[\p{L}\p{N}]/u.test(inner)) return false;
  return (
    !ownTitleBefore.test(text.text.slice(Math.max(0, span.open - 8), span.open)) &&
    !ownTitleAfter.test(text.text.slice(span.close, span.close + 12))
  );
}

/** Capitalised like a title, and among words that speak of works; slogans and speech in quotation marks are neither. */
function isEnglishTitle(search: CitationSearch, span: MarkedSpan): boolean {
  const { text } = search.text;
  if (span.end - span.start > 130 || !mayBeTitle(text, span)) return false;
  const isAmongWorks =
    workBefore.test(text.slice(Math.max(0, span.open - 60), span.open)) || workAfter.test(text.slice(span.close, span.close + 20));
  if (!isAmongWorks || !isTitleCased(search, span)) return false;
  const inner = text.slice(span.start, span.end).trim();
  return inner.length <= 120 && !/[!?;\n\p{Script=Han}]|\.\s/u.test(inner.replace(/\b(?:Mr|Mrs|Dr|St|Vol|No)\.\s/g, ""));
}

/** Whether marked words begin as a title may: most that are quoted begin with a small letter. */
function mayBeTitle(text: string, { start }: MarkedSpan): boolean {
  let end = start;
  while (isSmallLetter(text.charCodeAt(end))) end++;
  return end === start || smallWords.has(text.slice(start, end));
}

/** Two words to sixteen, all but the small ones with a capital or a number, and not all of them small. */
function isTitleCased({ words, text }: CitationSearch, span: MarkedSpan): boolean {
  const first = wordAt(words, foldedOffset(words.folded, span.start));
  const end = wordAt(words, foldedOffset(words.folded, span.end));
  if (end - first < 2 || end - first > 16) return false;
  let hasLarge = false;
  for (let word = first; word < end; word++) {
    if (smallWords.has(words.folded.text.slice(words.starts[word], words.ends[word]))) continue;
    const [start] = wordSpan(words, word, word + 1);
    if (!/^[\p{Lu}\p{N}]/u.test(text.text.slice(start, start + 2))) return false;
    hasLarge = true;
  }
  return hasLarge;
}
