import { isHanUnit, type Token } from "@lectern/text";
import type { Clause, ParsedQuery, QueryWord } from "../parse-query.js";
import { LONGEST_WORD } from "../phrase-text.js";
import type { SpeltClause } from "../postgres/vocabulary.js";
import { searchTokens } from "../search-text.js";
import { numberKey } from "../spelling.js";

/** Words behind the tenth are ignored by Meilisearch without a word (`words_limit` in its search). */
const MOST_ENGINE_WORDS = 10;

/** Longest word that Meilisearch indexes, in bytes, less a few. */
const LONGEST_ENGINE_WORD = 240;

/** Characters that a Chinese word may have: of a longer one Meilisearch would not look whether they stand in one row. */
const HAN_LENGTH = { least: 2, most: 4 };

/**
 * Beginnings of up to four letters Meilisearch has in a list of its own; of words that begin with a longer one it takes so many
 * at most (`MAX_PREFIX_COUNT` in its search).
 */
const LISTED_BEGINNING = 4;
const MOST_BEGUN_WORDS = 1_000;

/** What ends a sentence or a part of one: words on both sides are not close to each other. */
const STOP = /[.!?;:\n。！？；：]/u;

/**
 * A text as Meilisearch is given it: our own words, with singular and plural as one, so that both sides cut a text and a query in
 * the same way whatever stands around a word. A Han run is given as its pairs of neighbouring characters and its last one.
 */
export function engineText(text: string): string {
  return writeText(text).written;
}

export interface EngineText {
  written: string;
  /** Each word of it and each Han run, as it stands there, once. */
  units: Set<string>;
}

export function writeText(text: string): EngineText {
  const units = new Set<string>();
  let written = "";
  let end = 0;
  for (const { text: word, start, end: behind } of wordsAndRuns(text)) {
    const unit = isHan(word) ? pairsOf(word, true).join(" ") : engineWord(word);
    units.add(unit);
    if (written !== "") written += STOP.test(text.slice(end, start)) ? APART : " ";
    written += unit;
    end = behind;
  }
  return { written, units };
}

/** Between words that are not close to each other, whatever stands around them. */
const APART = ". ";

/** Positions of a field in which Meilisearch finds words, less a few; where a word is apart from the one before it, it stands so many behind it. */
const LAST_POSITION = 65_000;
const STEP = 8;

/** Words and Han runs, none close to another one, in as many texts as Meilisearch can look through. */
export function listUnits(units: Iterable<string>): string[] {
  const lists: string[][] = [];
  let position = LAST_POSITION;
  for (const unit of units) {
    const length = STEP + unit.split(" ").length;
    position += length;
    if (position > LAST_POSITION) {
      lists.push([]);
      position = length;
    }
    lists.at(-1)?.push(unit);
  }
  return lists.map((list) => list.join(APART));
}

type Piece = Pick<Token, "text" | "start" | "end">;

/** Words of scripts with spaces, and each row of Han characters as one. */
function wordsAndRuns(text: string): Piece[] {
  const pieces: Piece[] = [];
  let run: Piece | null = null;
  for (const { text: word, start, end, kind } of searchTokens(text)) {
    if (kind !== "han") {
      pieces.push({ text: word, start, end });
      run = null;
    } else if (run === null || start > run.end) {
      run = { text: word, start, end };
      pieces.push(run);
    } else if (end > run.end) {
      // The words of a run follow each other without a gap; those within a long one come behind it.
      run.text += word;
      run.end = end;
    }
  }
  return pieces;
}

/** One word in one piece, in letters that the engine neither folds nor cuts. */
function engineWord(word: string): string {
  return written(numberKey(word.slice(0, LONGEST_WORD)));
}

/** Neighbouring characters of a Han run, two by two, and where `isWhole` its last one alone. */
function pairsOf(run: string, isWhole: boolean): string[] {
  const characters = [...run];
  const pairs = characters.slice(1).map((character, i) => written(`${characters[i]}${character}`));
  return isWhole ? [...pairs, written(characters.at(-1) as string)] : pairs;
}

/** Begins every word and stands nowhere in one: the engine would look for an unfinished `overa` as `over a`, too. */
const BEGINNING = "z";

/**
 * Plain letters and digits as they are, q and z as two letters, and any other unit as q and four letters of a to p: the engine would
 * drop accents, cut at points and cut Chinese by a dictionary of its own. What a word begins with, its written form begins with.
 */
function written(word: string): string {
  return `${BEGINNING}${word.replace(/[^a-pr-y0-9]/g, codeOf)}`.slice(0, LONGEST_ENGINE_WORD);
}

function codeOf(unit: string): string {
  if (unit === "q") return "qq";
  if (unit === BEGINNING) return "qr";
  const code = unit.charCodeAt(0);
  return `q${[12, 8, 4, 0].map((shift) => LETTERS[(code >> shift) & 15]).join("")}`;
}

const LETTERS = "abcdefghijklmnop";

function isHan(word: string): boolean {
  return isHanUnit(word.charCodeAt(0)) || /^[\ud840-\ud8ff]/.test(word);
}

/** Whether Meilisearch may answer: plain words. Phrases, -not and OR are judged by Postgres, and so is a query without words. */
export function isForEngine({ clauses, excluded }: ParsedQuery): boolean {
  return excluded.length === 0 && clauses.length > 0 && clauses.length <= MOST_ENGINE_WORDS && clauses.every(isPlainWord);
}

/** A word, or a word of several written together, which also stand for themselves as they were written. */
function isPlainWord([first, second, third]: Clause): boolean {
  if (first?.is !== "word" || third !== undefined) return false;
  return second === undefined || (second.is === "phrase" && !second.isQuoted);
}

/**
 * The query as Meilisearch is asked it, so that it finds exactly the words that it means in the vocabulary; null where that cannot
 * be said to it, and Postgres is to answer. What stands in quotation marks is neither joined with its neighbour nor taken apart.
 */
export function engineQuery(parsed: ParsedQuery, spelt: { clauses: WordsOf[] }): string | null {
  const words = parsed.clauses.map((clause, i) => engineWords(clause, spelt.clauses[i] as WordsOf));
  const size = words.reduce((sum, one) => sum + (one?.words.length ?? 0), 0);
  if (size > MOST_ENGINE_WORDS || words.some((one) => one === null)) return null;
  // The engine takes the last word alone for unfinished.
  if (words.slice(0, -1).some((one) => one?.isOpen)) return null;
  const text = words.map((one) => (one?.isOpen ? one.words[0] : `"${one?.words.join(" ")}"`)).join(" ");
  return words.at(-1)?.isOpen ? text : `${text} `;
}

/** What `engineQuery` gives where the vocabulary has all words, and others that begin with an unfinished one: most often. */
export function likelyQuery(parsed: ParsedQuery): string | null {
  const clauses = parsed.clauses.map(([first]) => {
    if (first?.is !== "word") return { terms: [] };
    const { word, isPrefix } = first;
    return { terms: isPrefix ? [{ word }, { word: `${word}...` }] : [{ word }] };
  });
  return engineQuery(parsed, { clauses });
}

/** The words of the vocabulary that a clause means. */
type WordsOf = { terms: Pick<SpeltClause["terms"][number], "word">[] };

interface EngineWords {
  words: string[];
  /** Whether the last one may go on. */
  isOpen: boolean;
}

/** A word as Meilisearch is asked for it; null for one that nothing holds, which may be misspelt, and for what it would take for more or less. */
function engineWords(clause: Clause, { terms }: WordsOf): EngineWords | null {
  const [first, run] = clause;
  if (first?.is !== "word" || terms.length === 0) return null;
  if (first.isHan) return hanPairs(first, run);
  const { word, isPrefix } = first;
  const key = numberKey(word);
  const isWhole = terms.every((term) => numberKey(term.word) === key);
  if (isWhole) return { words: [engineWord(word)], isOpen: false };
  if (!isPrefix || word.length >= LONGEST_WORD) return null;
  const isSame = key === word && terms.every((term) => numberKey(term.word).startsWith(word));
  const isTooMany = written(word).length > LISTED_BEGINNING && terms.length >= MOST_BEGUN_WORDS;
  return isSame && !isTooMany ? { words: [written(word)], isOpen: true } : null;
}

/** A Chinese word that stands by itself: wherever its characters stand in a row, as in Postgres. */
function hanPairs({ word }: QueryWord, run: Clause[number] | undefined): EngineWords | null {
  const length = [...word].length;
  const isAlone = run?.is === "phrase" && run.phrase.text === word;
  if (!isAlone || length < HAN_LENGTH.least || length > HAN_LENGTH.most) return null;
  return { words: pairsOf(word, false), isOpen: false };
}
