import type { Link } from "@lectern/schema";
import { CitationState } from "@lectern/schema/kind";
import type { TitleMeaning } from "../catalogue.js";
import { foldedOffset, readWords, type Words, wordAt } from "../words.js";
import type { CitationSearch } from "./find-citations.js";
import { printOf, type TitleHit } from "./title-index.js";

/** How far behind a citation its short name may be given, in UTF-16 units. */
const REACH = 90;
/** So many works are given short names by one text, at most. */
const MOST_NAMES = 40;
/** "(hereinafter “the Act”)", "(the “Charter”)", 以下简称《水法》, （以下简称水法）. */
const definition =
  /^[^.。!?\n《》]{0,40}?(?:\((?:hereinafter|hereafter)[^"“)]{0,40}["“](?:the\s+)?([^"”]{2,60})["”]|\((?:the\s+)?["“](?:the\s+)?([^"”]{2,60})["”]\)|(?:以下|下)?简称[为：:]?\s*(?:[《“"「]([^》”"」]{2,30})[》”"」]|([^）)，。,、《》“”"]{2,20})[）)]))/u;

/** Between a work and its short name, another work may have been named. */
const another = /\b(?:and|or)\b/i;

/** The short name that a text gives a work right behind naming it. */
export interface GivenName {
  name: string;
  /** Where it may stand from: a name in 《》 is a title where it is given as well. */
  from: number;
}

/** The short name given behind a citation that ends at `end`, or null. */
export function nameGivenBehind(text: string, end: number): GivenName | null {
  const found = definition.exec(text.slice(end, end + REACH));
  const name = found?.slice(1).find((group) => group !== undefined);
  if (found === null || name === undefined) return null;
  const between = found[0].slice(0, found[0].search(/\(|简称/));
  return another.test(between) ? null : { name, from: found[3] === undefined ? end + found[0].length : end };
}

/**
 * Where a text names a work by the short name that it gave it before: "(hereinafter “the Act”) ... section 2 of the Act",
 * （以下简称《水法》）……《水法》第三条. As hits of a title that means the work of the citation behind which the name was given.
 */
export function aliasHits(search: CitationSearch, links: Link[]): TitleHit<TitleMeaning>[] {
  const { text, words, catalogue } = search;
  if (links.length === 0 || !mayGiveNames(text.text)) return [];
  // A text gives a name once: the first work that has it keeps it.
  const names = new Set<string>();
  return links.flatMap((link) => {
    if (names.size >= MOST_NAMES || link.state !== CitationState.RESOLVED || link.printedTitle === null) return [];
    const given = nameGivenBehind(text.text, link.end);
    if (given === null || names.has(given.name)) return [];
    names.add(given.name);
    const meanings = (catalogue.worksByKey.get(link.work) ?? []).map(({ index }) => ({ work: index, named: null, isMainTitle: false }));
    if (meanings.length === 0) return [];
    return occurrences(words, given.name, given.from).map((hit) => ({ ...hit, print: printOf(given.name), meanings }));
  });
}

/** A short name stands in quotation marks within brackets, or behind 简称. */
export function mayGiveNames(text: string): boolean {
  return text.includes("简称") || /\([^()\n]{0,50}["“]/.test(text);
}

function occurrences(words: Words, alias: string, from: number): { from: number; to: number }[] {
  const wanted = readWords(alias).ids;
  const found: { from: number; to: number }[] = [];
  if (wanted.length === 0) return found;
  for (let i = wordAt(words, foldedOffset(words.folded, from)); i + wanted.length <= words.count; i++) {
    if (words.ids[i] !== wanted[0] || !wanted.every((id, k) => words.ids[i + k] === id)) continue;
    found.push({ from: i, to: i + wanted.length });
    i += wanted.length - 1;
  }
  return found;
}
