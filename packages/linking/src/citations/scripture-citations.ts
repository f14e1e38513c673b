import type { Link, Locator } from "@lectern/schema";
import { CitationMethod, CitationState } from "@lectern/schema/kind";
import { sourceSpan } from "@lectern/text";
import type { HeldWork, TitleMeaning } from "../catalogue.js";
import type { Level } from "../kinds.js";
import { foldedOffset, wordSpan } from "../words.js";
import { locatorBefore } from "./around-title.js";
import type { CitationSearch } from "./find-citations.js";
import { scripturePlace } from "./scripture.js";
import { passageTarget, workTarget } from "./targets.js";
import type { TitleHit } from "./title-index.js";

/** A place of a named book, with what of the text prints it: offsets in the source. */
interface BookPlace {
  held: HeldWork;
  locator: Locator;
  passages: number[];
  missing: string[];
  start: number;
  end: number;
}

/** The name of a book before a locator ("John 3:16") or behind one ("the third chapter of John"); null where it has none. */
export function scriptureCitation(search: CitationSearch, hit: TitleHit<TitleMeaning>): Link | null {
  const { words, catalogue, text } = search;
  const [start, end] = wordSpan(words, hit.from, hit.to);
  const name = text.text.slice(start, end);
  if (!/^(?:[\d\s]*|(?:first|second|third)\s.*\s)\p{Lu}/u.test(name)) return null;
  const places = hit.meanings.flatMap(({ work, named }) => {
    const held = catalogue.works[work] as HeldWork;
    return named === null ? [] : (placeBehind(search, held, named, start, end) ?? placeBefore(search, held, named, start, end) ?? []);
  });
  const found = places.filter(({ passages }) => passages.length > 0);
  const [first] = found.length > 0 ? found : places;
  if (first === undefined) return null;
  const base = {
    start: first.start,
    end: first.end,
    methods: [CitationMethod.CITATION],
    work: first.held.work,
    printedTitle: name,
    printedLocator: (first.end > end ? text.text.slice(end, first.end) : text.text.slice(first.start, start)).replace(
      /^[\s.,]+|\s+(?:of|in|from)\s+(?:the\s+)?(?:book\s+of\s+)?\P{L}*$/giu,
      "",
    ),
    locator: first.locator,
    fidelity: null,
  };
  if (found.length === 0) {
    const reason = `${first.held.title} has no ${first.held.locators.describe(first.locator)}`;
    return { ...base, state: CitationState.REJECTED, targets: [], candidates: [], score: 0.2, reason };
  }
  const targets = found.map(({ passages }) => passages.map((passage) => passageTarget(catalogue, passage)));
  if (new Set(found.map(({ held }) => held.work)).size > 1) {
    const reason = `${name} is a book of ${found.length} works that are held`;
    return { ...base, state: CitationState.AMBIGUOUS, targets: [], candidates: targets.flat(), score: 0.6, reason };
  }
  return {
    ...base,
    state: CitationState.RESOLVED,
    targets: targets[0] ?? [workTarget(first.held, null)],
    candidates: [],
    score: 0.97,
    reason: scriptureReason(first),
  };
}

type Named = { level: Level; value: string };

function placeBehind({ words, text }: CitationSearch, held: HeldWork, named: Named, start: number, end: number): BookPlace | null {
  // "Standing Order Number's 15" is of no book.
  if (/['’]s$/.test(text.text.slice(start, end))) return null;
  const at = foldedOffset(words.folded, end);
  const place = scripturePlace(words.folded.text, at, held, named, text.text.slice(start, end));
  if (place === null) return null;
  const [, to] = sourceSpan(words.folded, at, place.end);
  return { ...place, held, start, end: to };
}

/** "the third chapter of John", "verse 16 of the third chapter of John". */
function placeBefore(search: CitationSearch, held: HeldWork, named: Named, start: number, end: number): BookPlace | null {
  const { words } = search;
  const at = foldedOffset(words.folded, start);
  if (!/\b(?:of|in|from)\s+(?:the\s+)?(?:book\s+of\s+)?["'*_(]*$/.test(words.folded.text.slice(Math.max(0, at - 24), at))) return null;
  const before = locatorBefore(search, at, held);
  if (before === null || before.locator[named.level] !== undefined) return null;
  const { levels } = held.locators;
  if (!Object.keys(before.locator).every((level) => levels.includes(level as Level))) return null;
  const locator = { [named.level]: named.value, ...before.locator };
  const meaning = held.locators.resolve(locator);
  const [passages, missing] = meaning.kind === "passages" ? [meaning.passages, meaning.missing] : [[], []];
  return { held, locator, passages, missing, start: sourceSpan(words.folded, before.start, before.end)[0], end };
}

function scriptureReason({ held, locator, missing }: BookPlace): string {
  return `${held.locators.describe(locator)} of ${held.title}${missing.length === 0 ? "" : `; it has no ${missing.join(", ")}`}`;
}
