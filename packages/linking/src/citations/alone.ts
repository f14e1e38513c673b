import type { Link, Locator } from "@lectern/schema";
import { CitationMethod, CitationState } from "@lectern/schema/kind";
import { sourceSpan } from "@lectern/text";
import type { HeldWork } from "../catalogue.js";
import type { Level } from "../kinds.js";
import type { CitationSearch } from "./find-citations.js";
import type { Found } from "./found.js";
import { parseValues } from "./locators.js";
import type { PrintedValue } from "./printed-value.js";
import { Signal } from "./signals.js";
import { passageTarget, workTarget } from "./targets.js";

/** An abbreviation before the mark names another work: "42 U.S.C. § 1437f". */
const otherWork = /\b(?:[a-z]\.\s?){2,}\s*$/;
const SPACE = 32;
const POINT = 46;

/**
 * Locators that cite a work without its title, as its style allows: § 1-204.23, and the bare numbers of a list behind
 * it, each its own link. A code that the work does not have is its citation only where it looks like the work's codes.
 */
export function findAlone(search: CitationSearch, found: Found): void {
  const { words, signals, catalogue } = search;
  const folded = words.folded.text;
  const cite = (mark: string, work: number, at: number): void => {
    const [start] = sourceSpan(words.folded, at, at + 1);
    // "§ 2 of the Harbour Act" is cited by its title.
    if (folded[at - 1] === mark || found.overlaps(start, start + 1) || isOfAnother(folded, at)) return;
    for (const link of citationsAt(search, catalogue.works[work] as HeldWork, at, at + mark.length)) found.addIfFree(link);
  };
  for (const { mark, work, isWord } of catalogue.alone) {
    if (isWord) continue;
    for (let at = folded.indexOf(mark); at >= 0; at = folded.indexOf(mark, at + mark.length)) cite(mark, work, at);
  }
  if ((signals.union & Signal.ALONE) === 0) return;
  for (let i = 0; i < signals.count; i++) {
    const word = signals.hot[i] as number;
    if (((signals.kinds[word] as number) & Signal.ALONE) === 0) continue;
    const at = words.starts[word] as number;
    for (const { mark, work, isWord } of catalogue.alone) if (isWord && folded.startsWith(mark, at)) cite(mark, work, at);
  }
}

function isOfAnother(folded: string, at: number): boolean {
  let before = at - 1;
  while (before > 0 && folded.charCodeAt(before) <= SPACE) before--;
  return folded.charCodeAt(before) === POINT && otherWork.test(folded.slice(Math.max(0, at - 12), at));
}

/** Codes of a work, each a citation: those that it has, and those that are printed like its codes. */
export function codesOf(search: CitationSearch, work: HeldWork, values: PrintedValue[]): Link[] {
  const level = levelOf(work);
  const links: Link[] = [];
  if (level !== null) for (const value of values) addCode(links, search, work, level, value, value.start, value.end);
  return links;
}

function citationsAt(search: CitationSearch, work: HeldWork, at: number, markEnd: number): Link[] {
  const folded = search.words.folded.text;
  const level = levelOf(work);
  let next = markEnd;
  while (folded[next] === folded[at] || folded[next] === " " || folded[next] === "\n" || folded[next] === ".") next++;
  const parsed = level === null ? null : parseValues(folded, next, true);
  if (level === null || parsed === null) return [];
  const links: Link[] = [];
  const isOnly = parsed.values.length === 1 && parsed.subdivision !== null;
  for (const value of parsed.values) {
    addCode(links, search, work, level, value, value === parsed.values[0] ? at : value.start, isOnly ? parsed.end : value.end);
  }
  return links;
}

function addCode(
  links: Link[],
  { words, catalogue }: CitationSearch,
  work: HeldWork,
  level: Level,
  value: PrintedValue,
  from: number,
  to: number,
): void {
  const locator = { [level]: value.printed };
  const only = work.locators.onlyPassage(level, value.printed);
  const exists = only !== null || work.locators.has(level, value.printed);
  if (!exists && !isPrintedLike(work, level, value.printed, words.folded.text.slice(to, to + 8))) return;
  const [start, end] = sourceSpan(words.folded, from, to);
  const passages = only !== null ? [only] : exists ? passagesOf(work, locator) : [];
  links.push({
    start,
    end,
    methods: [CitationMethod.CITATION],
    state: CitationState.RESOLVED,
    work: work.work,
    printedTitle: null,
    printedLocator: value.printed,
    locator,
    targets: exists ? passages.map((passage) => passageTarget(catalogue, passage)) : [workTarget(work, value.printed)],
    candidates: [],
    score: exists ? 0.97 : 0.7,
    fidelity: null,
    reason: exists ? `${level} ${value.printed} of ${work.title}` : `printed like a ${level} of ${work.title}, which does not have it`,
  });
}

function passagesOf({ locators }: HeldWork, locator: Locator): number[] {
  const meaning = locators.resolve(locator);
  return meaning.kind === "passages" ? meaning.passages : [];
}

function levelOf({ locators }: HeldWork): Level | null {
  return locators.codeLevel ?? locators.widest;
}

const shapesByWork = new WeakMap<HeldWork, Set<string>>();

/** The shapes of a work's codes: "9-9.9" for 1-204.23. */
function shapesOf(work: HeldWork, level: Level): Set<string> {
  let shapes = shapesByWork.get(work);
  if (shapes === undefined) {
    shapes = new Set(work.locators.names(level).map(shapeOf));
    shapesByWork.set(work, shapes);
  }
  return shapes;
}

/** A code of several numbers in a shape that the work's codes have: not a bare number, nor a section "of the Act". */
function isPrintedLike(work: HeldWork, level: Level, code: string, after: string): boolean {
  return /[-.:]/.test(code) && !/^\s+of\s+(?!this)/.test(after) && shapesOf(work, level).has(shapeOf(code));
}

function shapeOf(code: string): string {
  return code
    .toLowerCase()
    .replace(/\d+/g, "9")
    .replace(/[a-z]+/g, "a");
}
