import { tokenize } from "@lectern/text";
import type { Clause, ParsedQuery } from "../parse-query.js";
import { LONGEST_WORD } from "../phrase-text.js";
import type { SpeltQuery } from "../postgres/vocabulary.js";
import { numberForms, slipsAllowed } from "../spelling.js";

/** Words behind the tenth are ignored by Meilisearch without a word (`words_limit` in its search). */
export const MOST_ENGINE_WORDS = 10;

/** From this length on, Meilisearch takes a word that is not in quotation marks for possibly misspelt: one letter, and two. */
export const WORD_SIZE_FOR_TYPOS = { oneTypo: 5, twoTypos: 9 };

/** What ends a sentence or a part of one: words on both sides are not close to each other. */
const STOP = /[.!?;:\n。！？；：]/u;

/**
 * A text as Meilisearch is given it: our own words, folded to simplified, with singular and plural as one, so that both
 * sides cut a text and a query in the same way whatever stands around a word. Long Han words are followed by those within.
 */
export function engineText(text: string): string {
  let written = "";
  let end = 0;
  for (const token of tokenize(text)) {
    if (written !== "") written += token.start >= end && STOP.test(text.slice(end, token.start)) ? ". " : " ";
    written += engineWord(token.text);
    end = Math.max(end, token.end);
  }
  return written;
}

/** One word in one piece: the engine would cut it at points and apostrophes. */
function engineWord(word: string): string {
  return withoutSigns(numberKey(word.slice(0, LONGEST_WORD)));
}

function withoutSigns(word: string): string {
  return word.replace(/['’.,]/gu, "q");
}

/** The same for singular and plural of an English word, as far as its ending tells: `citi` for city and cities. */
export function numberKey(word: string): string {
  if (!/^[a-z]{3,}$/.test(word)) return word;
  if (/[^aeiou]ies$/.test(word)) return word.slice(0, -2);
  if (/(s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (/[^sui]s$/.test(word)) return word.slice(0, -1);
  return openKey(word);
}

/** The key of a word that may go on: what the keys of all its continuations begin with. */
function openKey(word: string): string {
  if (!/^[a-z]{3,}$/.test(word)) return word;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}i`;
  if (/[^aeiou]ie$/.test(word) || /(s|x|z|ch|sh)e$/.test(word)) return word.slice(0, -1);
  return word;
}

/**
 * Whether Meilisearch may answer: plain words, no more than it looks at. Phrases, -not and OR are judged by Postgres, and
 * so is a query without words.
 */
export function isForEngine({ clauses, excluded }: ParsedQuery): boolean {
  return excluded.length === 0 && clauses.length > 0 && clauses.length <= MOST_ENGINE_WORDS && clauses.every(isPlainWord);
}

/** A word, or a word of several written together, which also stand for themselves as they were written. */
function isPlainWord([first, second, third]: Clause): boolean {
  if (first?.is !== "word" || third !== undefined) return false;
  return second === undefined || (second.is === "phrase" && !second.isQuoted);
}

/**
 * The query as Meilisearch is asked it. A word that the archive knows stands in quotation marks, which keeps the engine
 * from taking it for a misspelt other one; the unfinished last word and those that nothing holds are left open to it.
 */
export function engineQuery(parsed: ParsedQuery, spelt: SpeltQuery): string {
  const words = parsed.clauses.map((clause, i) => {
    const [first] = clause;
    if (first?.is !== "word") throw new Error("Meilisearch was to be asked for something else than words.");
    const terms = spelt.clauses[i]?.terms ?? [];
    const forms = [first.word, ...numberForms(first.word)];
    const isKnown = terms.some(({ word }) => forms.includes(word));
    if (first.isPrefix && !(isKnown && isTakenForMisspelt(first.word))) return { text: withoutSigns(openKey(first.word)), isOpen: true };
    const text = engineWord(first.word);
    const isExact = isKnown || slipsAllowed(first.word) === 0;
    return { text: isExact ? `"${text}"` : text, isOpen: false };
  });
  const text = words.map((word) => word.text).join(" ");
  return words.at(-1)?.isOpen ? text : `${text} `;
}

function isTakenForMisspelt(word: string): boolean {
  return word.length >= WORD_SIZE_FOR_TYPOS.oneTypo || openKey(word) !== word;
}
