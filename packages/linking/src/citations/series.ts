import type { Link } from "@lectern/schema";
import { CitationMethod, CitationState } from "@lectern/schema/kind";
import { foldText, sourceSpan } from "@lectern/text";
import { SpanIndex } from "../span-index.js";
import type { CitationSearch } from "./find-citations.js";

/** So many works with numbers of one form are a series, whose further numbers are works as well. */
const LEAST_OF_A_SERIES = 20;

/** A name, and the numbers that are all that differs within a series: "D.C. Law 22-95", "Resolution 61/105". */
const numbered = /^(\p{L}[\p{L}\s.]*?)\s*(\d+(?:[-/.:]\d+)*)$/u;

/** A pattern for the numbered titles of every series among the titles of a catalogue; null where there is none. */
export function seriesOf(titles: string[]): RegExp | null {
  const counts = new Map<string, number>();
  for (const title of titles) {
    const found = numbered.exec(foldText(title).text.trim());
    if (found === null) continue;
    const [, name = "", number = ""] = found;
    const form = `${wordsOf(name)} ${number.replace(/\d+/g, "9")}`;
    counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  const forms = [...counts].filter(([, count]) => count >= LEAST_OF_A_SERIES).map(([form]) => patternOf(form));
  return forms.length === 0 ? null : new RegExp(`(?<![\\p{L}\\d])(?:${forms.join("|")})(?![\\d]|[-/.:]\\d)`, "gu");
}

/** Numbers of a series that is held in part: each a work that is not held. */
export function findInSeries({ words, catalogue, text }: CitationSearch, taken: Link[]): Link[] {
  if (catalogue.series === null) return [];
  const occupied = SpanIndex.of(taken);
  return [...words.folded.text.matchAll(catalogue.series)].flatMap((match) => {
    const [start, end] = sourceSpan(words.folded, match.index, match.index + match[0].length);
    if (occupied.overlaps(start, end)) return [];
    const title = text.text.slice(start, end);
    if (!/^\P{L}*[\p{Lu}\p{Lo}]/u.test(title)) return [];
    const link: Link = {
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
    return [link];
  });
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
