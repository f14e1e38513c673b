import type { Mention } from "./people.js";

/** An office that the document has named, and who holds it. */
export interface Office {
  /** Words that tell it from others, in lower case: "director environment water". */
  words: string[];
  mention: Mention;
}

const SMALL = new Set(["the", "an", "a", "of", "for", "and", "in", "to", "at", "on", "mr", "mrs", "ms", "dr"]);

/** The telling words of an office; "A/Director" is the acting director. */
export function officeWords(office: string): string[] {
  const plain = office.toLowerCase().replace(/(?<![\p{L}])a\/(?=\s?\p{L})/gu, "acting ");
  return (plain.match(/[\p{L}]+/gu) ?? []).filter((word) => !SMALL.has(word));
}

/** How far back a fuller mention of an office tells who "the Director" is. */
const LOOK_BACK = 2500;

/**
 * Who "the Acting Superintendent", "The Director" or "the Head of Finance" is, where the words before `end` end with such an
 * office: the one whose office has these words, or whose words it has; of several, the one whose office was named more
 * fully before. `start` is where the office's words begin, the article not included.
 */
export function officeBefore(text: string, offices: Office[], from: number, end: number): { mention: Mention; start: number } | null {
  if (offices.length === 0) return null;
  const window = text.slice(Math.max(from, end - 140), end);
  const articles = [...window.matchAll(/(?<![\p{L}])(?:the|an?)\s+(?=\p{L})/giu)].toReversed().slice(0, 3);
  for (const article of articles) {
    const at = article.index + article[0].length;
    const phrase = window.slice(at).replace(/[,\s]+$/u, "");
    if (/[.;:()]|\band$/u.test(phrase.replace(/\b\p{Lu}\./gu, ""))) break;
    const start = end - window.length + at;
    const mention = holderOf(text, offices, phrase, start);
    if (mention) return { mention, start };
  }
  return null;
}

/** Who holds an office named in other words: "Director of Environment and Water Services". */
export function holderOf(text: string, offices: Office[], phrase: string, at: number): Mention | null {
  const words = officeWords(phrase);
  const [head] = words;
  if (!head || words.length > 12) return null;
  const exact = offices.filter((office) => isSame(office.words, words));
  const candidates =
    exact.length > 0
      ? exact
      : offices.filter((office) => isPart(words, office.words) || (office.words.length > 2 && isPart(office.words, words)));
  const holders = distinct(text, candidates);
  if (holders.length <= 1) return holders[0]?.mention ?? null;
  return exact.length > 0 ? null : namedMoreFully(text, holders, head, at);
}

function isSame(a: string[], b: string[]): boolean {
  return a.length === b.length && isPart(a, b);
}

/** Begins with the same word, or with the word that says what it is, and every word is among the other's. */
function isPart(words: string[], whole: string[]): boolean {
  return (
    words.every((word) => whole.some((other) => isSameWord(word, other))) &&
    (isSameWord(words[0] ?? "", whole[0] ?? "") || words.at(-1) === whole.at(-1))
  );
}

/** The same word, or one with a letter lost or too many, as scanners and clerks make them: "Operations Manger". */
function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 5 || long.length - short.length !== 1 || long === `${short}s`) return false;
  let same = 0;
  while (short[same] === long[same] && same < short.length) same++;
  return short.slice(same) === long.slice(same + 1);
}

/** One office for each holder, who may be named at several places. */
function distinct(text: string, offices: Office[]): Office[] {
  const nameOf = ({ mention }: Office) => text.slice(...mention.name);
  return offices.filter((office, index) => offices.findIndex((other) => nameOf(other) === nameOf(office)) === index);
}

/** Looks back for the last place that names one of these offices with more words. */
function namedMoreFully(text: string, offices: Office[], head: string, at: number): Mention | null {
  const before = text.slice(Math.max(0, at - LOOK_BACK), at).toLowerCase();
  for (let from = before.lastIndexOf(head); from > 0; from = before.lastIndexOf(head, from - 1)) {
    const words = officeWords(before.slice(from, from + 70));
    const whole = offices.filter((office) => office.words.length > 2 && office.words.every((word) => words.includes(word)));
    if (whole.length === 1) return whole[0]?.mention ?? null;
    const found = offices.filter(
      (office) => office.words.length > 1 && office.words.slice(0, 2).every((word) => words.slice(0, 3).includes(word)),
    );
    if (found.length === 1) return found[0]?.mention ?? null;
  }
  return null;
}
