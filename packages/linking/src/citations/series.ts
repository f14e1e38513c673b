import type { Link } from "@lectern/schema";
import { CitationMethod, CitationState } from "@lectern/schema/kind";
import { foldText, sourceSpan } from "@lectern/text";
import type { CitationSearch } from "./find-citations.js";
import type { Found } from "./found.js";
import { afterMatch } from "./printed-value.js";
import { Signal } from "./signals.js";

/** So many works with numbers of one form are a series, whose further numbers are works as well. */
const LEAST_OF_A_SERIES = 20;

/** A name, and the numbers that are all that differs within a series: "D.C. Law 22-95", "Resolution 61/105". */
const numbered = /^(\p{L}[\p{L}\s.]*?)\s*(\d+(?:[-/.:]\d+)*)$/u;

/** The numbered titles of every series among the titles of a catalogue. */
export interface Series {
  /** What they are called: "Resolution". */
  names: string[];
  /** Any of them, from its first letter on in folded text; a letter may end its number: 19-124A. */
  pattern: RegExp;
}

/** Titles of a catalogue that differ in their numbers alone; null where it has no such series. */
export function seriesOf(titles: string[]): Series | null {
  const counts = new Map<string, number>();
  for (const title of titles) {
    const found = numbered.exec(foldText(title).text.trim());
    if (found === null) continue;
    const [, name = "", number = ""] = found;
    const form = `${wordsOf(name)} ${number.replace(/\d+/g, "9")}`;
    counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  const forms = [...counts].filter(([, count]) => count >= LEAST_OF_A_SERIES).map(([form]) => form);
  if (forms.length === 0) return null;
  return {
    names: forms,
    pattern: new RegExp(`(?<![\\p{L}\\d])(?:${forms.map(patternOf).join("|")})(?:[a-z](?![\\p{L}\\d]))?(?![\\d]|[-/.:]\\d)`, "uy"),
  };
}

/** Numbers of a series that is held in part: each a work that is not held. */
export function findInSeries({ words, signals, catalogue, text }: CitationSearch, found: Found): void {
  if (catalogue.series === null || (signals.union & Signal.SERIES) === 0) return;
  for (let i = 0; i < signals.count; i++) {
    const word = signals.hot[i] as number;
    if (((signals.kinds[word] as number) & Signal.SERIES) === 0) continue;
    const from = words.starts[word] as number;
    const [at] = sourceSpan(words.folded, from, from + 1);
    if (found.overlaps(at, at + 1)) continue;
    const to = afterMatch(catalogue.series.pattern, words.folded.text, from);
    if (to < 0) continue;
    const [start, end] = sourceSpan(words.folded, from, to);
    const title = text.text.slice(start, end);
    if (/^\P{L}*[\p{Lu}\p{Lo}]/u.test(title)) found.addIfFree(numberedLink(title, start, end));
  }
}

function numberedLink(title: string, start: number, end: number): Link {
  return {
    start,
    end,
    methods: [CitationMethod.CITATION],
    state: CitationState.CITED_NOT_HELD,
    work: title.replace(/\s+/gu, " "),
    printedTitle: title,
    printedLocator: null,
    locator: null,
    targets: [],
    candidates: [],
    score: 0.9,
    fidelity: null,
    reason: `“${title}” is numbered like works that are held, and is not`,
  };
}

function wordsOf(name: string): string {
  return (name.match(/\p{L}+/gu) ?? []).join(" ");
}

function patternOf(form: string): string {
  const at = form.lastIndexOf(" ");
  const name = form.slice(0, at).split(" ").join("[\\s.]{1,3}");
  const number = form
    .slice(at + 1)
    .replace(/[/.]/g, "\\$&")
    .replace(/9/g, "\\d+");
  return `${name}[\\s.]{0,3}${number}`;
}
