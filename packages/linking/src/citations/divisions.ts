import type { Link, Locator } from "@lectern/schema";
import { CitationMethod, CitationState } from "@lectern/schema/kind";
import { sourceSpan } from "@lectern/text";
import type { HeldWork } from "../catalogue.js";
import type { Level } from "../kinds.js";
import { levelWordsOf } from "./around-title.js";
import type { CitationSearch } from "./find-citations.js";
import type { Found } from "./found.js";
import type { LevelWordAt, LevelWords } from "./level-words.js";
import { parseLocator } from "./locators.js";
import type { LocatorGroup, PrintedValue } from "./printed-value.js";
import { Signal } from "./signals.js";
import { resolveTitle } from "./targets.js";

/** "... of the Act", "..., United States Code": another work, or an act that is not named. */
const ofAnother = /^\s*,?\s*(?:of\s+(?!\d)|(?:the\s+)?(?:[a-z.]+\s+){1,4}(?:code|statutes|regulations)(?![a-z]))/;
const withinThis = /^\s+of\s+this\s+([a-z]+)/;
const thisBefore = /\bthis\s+$/;

interface Division {
  /** Range in the folded text. */
  start: number;
  end: number;
  locator: Locator;
}

/**
 * Divisions of a work whose style lets its locators stand alone: "subchapter I of Chapter 5 of Title 2" from its widest
 * level on, and, in a text that is itself a passage of the work, "Chapter 6 of this title" and "this chapter". Each of
 * the values of a list is a citation of its own.
 */
export function findDivisions(search: CitationSearch, found: Found): void {
  if ((search.signals.union & Signal.DIVISION) === 0) return;
  for (const index of search.catalogue.divided) {
    const work = search.catalogue.works[index] as HeldWork;
    for (const division of divisionsOf(search, work)) found.addIfFree(linkTo(search, work, division));
  }
}

/** The words that name the divisions of a work, those of its passages aside. */
export function divisionWords(work: HeldWork): string[] {
  return levelWordsOf(work).of(work.locators.order.slice(0, -1));
}

function divisionsOf(search: CitationSearch, work: HeldWork): Division[] {
  const { text, words, signals } = search;
  const folded = words.folded.text;
  const levelWords = levelWordsOf(work);
  const { order } = work.locators;
  const own = text.at?.work === work.work ? work.locators.levelsOf(text.at.locator) : null;
  const found: Division[] = [];
  let next = 0;
  for (let i = 0; i < signals.count; i++) {
    const division = signals.hot[i] as number;
    const at = words.starts[division] as number;
    if (((signals.kinds[division] as number) & Signal.DIVISION) === 0 || at < next) continue;
    const word = levelWords.at(folded, at);
    const depth = word === null ? -1 : order.indexOf(word.level as Level);
    if (word === null || depth < 0 || depth === order.length - 1) continue;
    const isThis =
      division > 0 && folded.startsWith("this", words.starts[division - 1]) && thisBefore.test(folded.slice(Math.max(0, at - 8), at));
    const divisions = isThis ? ownDivision(work, word, own, folded, at) : printedDivisions(search, work, levelWords, own, at);
    found.push(...divisions);
    next = divisions.at(-1)?.end ?? 0;
  }
  return found;
}

/** "this chapter": the one that the text is in, where its passage tells. */
function ownDivision(work: HeldWork, { level, end }: LevelWordAt, own: Locator | null, folded: string, at: number): Division[] {
  // "this title", of a text that is in it, is said of the whole that is at hand.
  const isDivision = level !== "widest" && level !== work.locators.order[0];
  const locator = isDivision ? upTo(work, own, level) : null;
  return locator === null ? [] : [{ start: folded.lastIndexOf("this", at), end, locator }];
}

/** "subchapter II of Chapter 6 of this title", "Chapters 3 and 5 of Title 2". */
function printedDivisions(search: CitationSearch, work: HeldWork, words: LevelWords, own: Locator | null, at: number): Division[] {
  const folded = search.words.folded.text;
  const groups = groupsAt(folded, at, words, work);
  const [first, ...rest] = groups;
  const last = groups.at(-1);
  if (first === undefined || last === undefined) return [];
  const printedEnd = last.values.at(-1)?.end ?? at;
  const within = withinThis.exec(folded.slice(printedEnd, printedEnd + 30));
  const isWhole = rest.length > 0 && last.level === work.locators.order[0] && !ofAnother.test(folded.slice(printedEnd, printedEnd + 60));
  const level = within === null ? undefined : words.at(folded, printedEnd + within[0].length - (within[1] as string).length)?.level;
  const wider = level !== undefined && level !== "widest" ? upTo(work, own, level) : isWhole ? {} : null;
  if (wider === null) return [];
  const end = printedEnd + (within?.[0].length ?? 0);
  const outer = Object.fromEntries(rest.map(({ level, values }) => [level, valueIn(search, values[0] as PrintedValue)]));
  return first.values.map((value, i) => ({
    start: i === 0 ? at : value.start,
    end: i === first.values.length - 1 ? end : value.end,
    locator: { ...wider, ...outer, [first.level]: valueIn(search, value) },
  }));
}

/** The levels printed from `at` on, up to the widest: what follows "Title 2 (" is another citation. */
function groupsAt(folded: string, at: number, words: LevelWords, work: HeldWork): LocatorGroup[] {
  const groups = parseLocator(folded, at, words)?.groups ?? [];
  const widest = groups.findIndex(({ level }) => level === work.locators.order[0]);
  return widest < 0 ? groups : groups.slice(0, widest + 1);
}

/** A number, a range, or a code as the text prints it: XII-A, D-i. */
function valueIn({ words, text }: CitationSearch, { number, last, start, end }: PrintedValue): NonNullable<Locator[Level]> {
  if (number !== null) return last === null ? number : [number, last];
  return text.text.slice(...sourceSpan(words.folded, start, end));
}

/** The values of a passage from the widest level to one; null where the passage does not tell all of them. */
function upTo(work: HeldWork, own: Locator | null, level: Level): Locator | null {
  if (own?.[level] === undefined) return null;
  const { order } = work.locators;
  return Object.fromEntries(
    order.slice(0, order.indexOf(level) + 1).flatMap((wider) => (own[wider] === undefined ? [] : [[wider, own[wider]]])),
  );
}

function linkTo({ words, catalogue, text }: CitationSearch, work: HeldWork, { start: from, end: to, locator }: Division): Link {
  const [start, end] = sourceSpan(words.folded, from, to);
  const resolution = resolveTitle(catalogue, catalogue.worksByKey.get(work.work) ?? [work], locator, text.date ?? null);
  return {
    start,
    end,
    methods: [CitationMethod.CITATION],
    state: resolution.state,
    work: work.work,
    printedTitle: null,
    printedLocator: text.text.slice(start, end),
    locator,
    targets: resolution.targets,
    candidates: resolution.candidates,
    score: resolution.isExact && resolution.state === CitationState.RESOLVED ? 0.9 : 0.6,
    fidelity: null,
    reason: `${work.title}: ${resolution.reason}`,
  };
}
