import type { Link } from "@lectern/schema";
import { CitationState } from "@lectern/schema/kind";
import type { TitleMeaning } from "../catalogue.js";
import { TextMark } from "../scan-words.js";
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

/** A short name that a text gives a work right behind naming it. */
interface GivenName {
  name: string;
  /** Where it may stand from: a name in 《》 is a title where it is given as well. */
  from: number;
  /** The citation behind which it is given. */
  of: Link;
}

/** The short names that a text gives the works of some links. It gives a name once: the first work that has it keeps it. */
export function givenNames(text: string, marks: number, links: Link[]): Map<string, GivenName> {
  const names = new Map<string, GivenName>();
  if (links.length === 0 || !mayGiveNames(text, marks)) return names;
  for (const link of links) {
    const given = nameGivenBehind(text, link);
    if (given !== null && !names.has(given.name)) names.set(given.name, given);
  }
  return names;
}

/** A short name stands in quotation marks within brackets, or behind 简称 (where any mark may stand). */
function mayGiveNames(text: string, marks: number): boolean {
  const hasBoth = (marks & TextMark.AROUND) !== 0 && (marks & TextMark.BRACKET) !== 0;
  return hasBoth && (text.includes("简称") || /\([^()\n]{0,50}["“]/.test(text));
}

function nameGivenBehind(text: string, link: Link): GivenName | null {
  const { end } = link;
  const found = definition.exec(text.slice(end, end + REACH));
  const name = found?.slice(1).find((group) => group !== undefined);
  if (found === null || name === undefined) return null;
  const between = found[0].slice(0, found[0].search(/\(|简称/));
  return another.test(between) ? null : { name, from: found[3] === undefined ? end + found[0].length : end, of: link };
}

/**
 * Where a text names a work by the short name that it gave it before: "(hereinafter “the Act”) ... section 2 of the Act",
 * （以下简称《水法》）……《水法》第三条. As hits of a title that means the work of the citation behind which the name was given.
 */
export function aliasHits({ text, words, catalogue }: CitationSearch, links: Link[]): TitleHit<TitleMeaning>[] {
  if (links.length === 0 || !mayGiveNames(text.text, words.marks)) return [];
  const held = links.filter(({ state, printedTitle }) => state === CitationState.RESOLVED && printedTitle !== null);
  const given = [...givenNames(text.text, words.marks, held).values()].slice(0, MOST_NAMES);
  return given.flatMap(({ name, from, of }) => {
    const meanings = (catalogue.worksByKey.get(of.work) ?? []).map(({ index }) => ({ work: index, named: null, isMainTitle: false }));
    return meanings.length === 0 ? [] : occurrences(words, name, from).map((hit) => ({ ...hit, print: printOf(name), meanings }));
  });
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
