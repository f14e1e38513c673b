import { type FoldedText, isHanUnit, sourceSpan, splitSentences, UnitClass, unitClass } from "@lectern/text";
import { findPhrase, isWordUnit, LONGEST_WORD, phraseText } from "./phrase-text.js";
import type { MarkedText, Snippet } from "./search-index.js";
import type { Span } from "./search-record.js";
import { foldForSearch } from "./search-text.js";

/** What is marked for one place of a query: folded words, beginnings of words, and phrases in phrase form. */
export interface Sought {
  words: string[];
  prefix: string | null;
  phrases: string[];
}

/** A place in a text that a query matches, and which of its clauses. */
interface Match {
  start: number;
  end: number;
  clause: number;
}

/** Length that a snippet is cut to, in UTF-16 code units. */
export const SNIPPET_LENGTH = 240;

/** Marks every match in a text. Offsets are into `text`; matches that touch are one mark. */
export function markText(text: string, sought: Sought[]): MarkedText {
  return { text, marks: joinMarks(findMatches(text, sought)) };
}

/**
 * Cuts a text around the place where most of what is sought stands closest together, at the borders of sentences or words,
 * with its marks.
 */
export function cutSnippet(text: string, sought: Sought[]): Snippet {
  const matches = findMatches(text, sought);
  const [from, to] = snippetBorders(text, densest(matches, REPEATED));
  const marks = joinMarks(matches)
    .filter(([start, end]) => start < to && end > from)
    .map(([start, end]): Span => [Math.max(start, from) - from, Math.min(end, to) - from]);
  const within = matches.filter(({ start, end }) => start >= from && end <= to);
  return { text: text.slice(from, to), marks, start: from, place: densest(within, 0) };
}

/** Whether anything that is sought stands in the text. */
export function hasMatch(text: string, sought: Sought[]): boolean {
  return findMatches(text, sought).length > 0;
}

function findMatches(text: string, sought: Sought[]): Match[] {
  if (sought.length === 0) return [];
  const folded = foldForSearch(text);
  const matches = [...matchWords(folded, sought), ...matchHan(folded, sought), ...matchPhrases(folded, sought)];
  return matches.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Words of scripts with spaces: those that `tokenize` would give, looked up without cutting the whole text. */
function matchWords(folded: FoldedText, sought: Sought[]): Match[] {
  const matches: Match[] = [];
  sought.forEach(({ words, prefix }, clause) => {
    for (const word of words) if (!isHan(word)) look(word, false, clause);
    if (prefix !== null && !isHan(prefix)) look(prefix, true, clause);
  });
  return matches;

  function look(word: string, mayGoOn: boolean, clause: number): void {
    for (let i = folded.text.indexOf(word); i >= 0; i = folded.text.indexOf(word, i + word.length)) {
      if (continuesWord(folded.text, i)) continue;
      const end = endOfWord(folded.text, i);
      // Longer words are known by their beginning.
      if (!mayGoOn && end - i !== word.length && word.length < LONGEST_WORD) continue;
      const [start, to] = sourceSpan(folded, i, end);
      matches.push({ start, end: to, clause });
    }
  }
}

/** Whether the unit at `i` goes on with a word: letters and digits, apostrophes within, points and commas within numbers. */
function continuesWord(text: string, i: number): boolean {
  if (i === 0) return false;
  const before = text.charCodeAt(i - 1);
  if (isWordUnit(before)) return true;
  const here = unitClass(text.charCodeAt(i));
  const joined = i < 2 ? UnitClass.OTHER : unitClass(text.charCodeAt(i - 2));
  if (unitClass(before) === UnitClass.APOSTROPHE) return here === UnitClass.LETTER && joined === UnitClass.LETTER;
  return (before === POINT || before === COMMA) && here === UnitClass.DIGIT && joined === UnitClass.DIGIT;
}

const POINT = 46;
const COMMA = 44;

/** End of the word that starts at `start`, a possessive 's left out. */
function endOfWord(text: string, start: number): number {
  let end = start + 1;
  while (isWordUnit(text.charCodeAt(end)) || (isWordUnit(text.charCodeAt(end + 1)) && continuesWord(text, end + 1))) end++;
  return end - start > 2 && text.endsWith("'s", end) ? end - 2 : end;
}

/** Chinese words wherever their characters stand; a beginning marks as much as was typed. */
function matchHan(folded: FoldedText, sought: Sought[]): Match[] {
  return sought.flatMap(({ words, prefix }, clause) => {
    const wanted = new Set([...words, ...(prefix === null ? [] : [prefix])].filter(isHan));
    return [...wanted].flatMap((word) => occurrences(folded, word).map(([start, end]): Match => ({ start, end, clause })));
  });
}

function matchPhrases(folded: FoldedText, sought: Sought[]): Match[] {
  if (sought.every(({ phrases }) => phrases.length === 0)) return [];
  const form = phraseText(folded);
  return sought.flatMap(({ phrases }, clause) =>
    phrases.flatMap((phrase) =>
      findPhrase(form, phrase).map(([from, to]): Match => {
        const [start, end] = sourceSpan(folded, from, to);
        return { start, end, clause };
      }),
    ),
  );
}

function occurrences(folded: FoldedText, word: string): Span[] {
  const found: Span[] = [];
  for (let i = folded.text.indexOf(word); i >= 0; i = folded.text.indexOf(word, i + word.length)) {
    found.push(sourceSpan(folded, i, i + word.length));
  }
  return found;
}

function isHan(word: string): boolean {
  return isHanUnit(word.charCodeAt(0)) || /^[\ud840-\ud8ff]/.test(word);
}

function joinMarks(matches: Match[]): Span[] {
  const marks: Span[] = [];
  for (const { start, end } of matches) {
    const last = marks.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else marks.push([start, end]);
  }
  return marks;
}

/** What a further match of a clause counts for a snippet, where one of another clause counts a thousand: it may grow for it. */
const REPEATED = 10;

/** The stretch of matches, no longer than a snippet, that holds most clauses; of these the one with most matches, then the shortest. */
function densest(matches: Match[], repeated: number): Span | null {
  let best: Span | null = null;
  let bestValue = -1;
  for (let i = 0; i < matches.length; i++) {
    const first = matches[i] as Match;
    const clauses = new Set<number>();
    let end = first.end;
    let count = 0;
    for (let j = i; j < matches.length; j++) {
      const match = matches[j] as Match;
      if (match.end - first.start > SNIPPET_LENGTH && j > i) break;
      clauses.add(match.clause);
      end = Math.max(end, match.end);
      count++;
      const value = clauses.size * 1_000 + Math.min(count, 20) * repeated - (end - first.start) / SNIPPET_LENGTH;
      if (value <= bestValue) continue;
      bestValue = value;
      best = [first.start, end];
    }
  }
  return best;
}

/** Borders of the snippet around what it has to show. */
function snippetBorders(text: string, shown: Span | null): Span {
  const trimmed = text.trimEnd().length;
  const lead = text.length - text.trimStart().length;
  const [first, last] = shown ?? [lead, lead];
  const sentences = sentencesAround(text, first, last);
  const room = Math.max(0, SNIPPET_LENGTH - (last - first));
  const own = sentences.findLast(([start]) => start <= first)?.[0] ?? first - room - 1;
  const from = first - own <= room ? own : afterWord(text, first - Math.floor(room / 3), first);
  const limit = Math.min(from + SNIPPET_LENGTH, trimmed);
  const end = sentences.findLast(([, end]) => end <= limit)?.[1] ?? 0;
  const to =
    end >= last && end - from >= SNIPPET_LENGTH / 2 ? end : limit >= trimmed ? trimmed : beforeWord(text, limit, Math.min(last, limit));
  return [from, Math.max(to, from)];
}

/** Sentences near a place: of a long text, only what can be in the snippet is cut. */
function sentencesAround(text: string, first: number, last: number): Span[] {
  const from = Math.max(0, first - 2 * SNIPPET_LENGTH);
  const spans = splitSentences(text.slice(from, last + 2 * SNIPPET_LENGTH)).map(([start, end]): Span => [start + from, end + from]);
  // The first one may have been cut in two.
  return from === 0 ? spans : spans.slice(1);
}

/** The first start of a word from `from` on, but not behind `latest`. */
function afterWord(text: string, from: number, latest: number): number {
  let i = Math.max(0, from);
  while (i > 0 && i < latest && isInside(text, i)) i++;
  while (i < latest && /\s/u.test(text[i] as string)) i++;
  return i;
}

/** The last end of a word up to `to`, but not before `earliest`. */
function beforeWord(text: string, to: number, earliest: number): number {
  let i = to;
  while (i > earliest && isInside(text, i)) i--;
  while (i > earliest && /\s/u.test(text[i - 1] as string)) i--;
  return i;
}

/** Whether a cut at `i` would part a word or a character. */
function isInside(text: string, i: number): boolean {
  const before = text.charCodeAt(i - 1);
  const after = text.charCodeAt(i);
  return (isWordUnit(before) && isWordUnit(after)) || (before >= 0xd800 && before <= 0xdbff);
}
