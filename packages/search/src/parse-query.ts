import { LONGEST_WORD, type Phrase, phraseOf } from "./phrase-text.js";
import { SearchQueryError } from "./search-index.js";
import { searchTokens } from "./search-text.js";

/** Longest query, in UTF-16 code units. */
export const LONGEST_QUERY = 4_000;

/** Most words and phrases of a query, those that are excluded included. */
export const MOST_TERMS = 48;

export interface QueryWord {
  is: "word";
  /** Folded. */
  word: string;
  isHan: boolean;
  /** Whether it may go on: it is still being typed, or a star stands behind it. */
  isPrefix: boolean;
}

interface QueryPhrase {
  is: "phrase";
  phrase: Phrase;
  /** Whether it was put in quotation marks; one that was not stands for a run of words written together. */
  isQuoted: boolean;
}

type QueryTerm = QueryWord | QueryPhrase;

/** What one place of the query asks for: any of its terms. */
export type Clause = QueryTerm[];

export interface ParsedQuery {
  /** All of them, or most of them, are to be held. */
  clauses: Clause[];
  /** None of them is to be held. */
  excluded: QueryTerm[];
  /** Places in `clauses` of the words that are not in quotation marks, as they were typed one after the other, repetitions included. */
  order: number[];
}

interface Piece {
  text: string;
  isQuoted: boolean;
  isExcluded: boolean;
  /** Whether a star stood behind it: any word that begins so. */
  isStarred: boolean;
  /** Whether its last word may go on: it is starred, or the query ends in it without a space or quotation mark behind. */
  isOpen: boolean;
}

/**
 * Reads a query: words, begin*, "exact phrase", -not, -"not this", NOT this, OR between two terms (binds tighter than the space
 * between terms), AND as the space that it stands for. An open quotation mark reaches to the end. Throws a SearchQueryError for a query that is too long.
 */
export function parseQuery(query: string): ParsedQuery {
  if (query.length > LONGEST_QUERY) {
    throw new SearchQueryError(
      `The query has ${query.length} characters; at most ${LONGEST_QUERY} are searched. Ask for a shorter part of it.`,
    );
  }
  const pieces = readOperators(cutPieces(query));
  const clauses: Clause[] = [];
  const excluded: QueryTerm[] = [];
  const order: number[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const first = pieces[i] as Piece;
    const alternatives = [first];
    while (isAskedFor(pieces[i]) && isOr(pieces[i + 1]) && isAskedFor(pieces[i + 2])) {
      alternatives.push(pieces[i + 2] as Piece);
      i += 2;
    }
    if (alternatives.length > 1) {
      const terms = alternatives.flatMap(termsOfAlternative);
      if (terms.length > 0) addClause(clauses, terms);
    } else if (first.isExcluded) addExcluded(excluded, termsOfAlternative(first));
    else {
      const places = clausesOf(first).map((clause) => addClause(clauses, clause));
      if (!first.isQuoted) order.push(...places);
    }
  }
  if (clauses.length === 0 && excluded.length === 0) clauses.push(...symbols(query));
  const size = clauses.length + excluded.length;
  if (size > MOST_TERMS) {
    throw new SearchQueryError(
      `The query has ${size} words; at most ${MOST_TERMS} are searched. To find a passage by its words, put them in quotation marks.`,
    );
  }
  return { clauses, excluded, order };
}

/** A term that is left out twice is left out once. */
function addExcluded(excluded: QueryTerm[], terms: QueryTerm[]): void {
  const known = new Set(excluded.map((term) => JSON.stringify(term)));
  excluded.push(...terms.filter((term) => !known.has(JSON.stringify(term))));
}

const OPENING = '"“„＂「『';
const CLOSING = '"”“＂」』';

function cutPieces(query: string): Piece[] {
  const pieces: Piece[] = [];
  let i = 0;
  while (i < query.length) {
    if (isSpace(query[i] as string)) {
      i++;
      continue;
    }
    const isExcluded = /[-－−]/u.test(query[i] as string) && i + 1 < query.length && !/[\s-]/u.test(query[i + 1] as string);
    if (isExcluded) i++;
    const isQuoted = OPENING.includes(query[i] as string);
    const start = isQuoted ? i + 1 : i;
    let end = start;
    while (end < query.length && !isPieceEnd(query[end] as string, isQuoted)) end++;
    const written = query.slice(start, end);
    const text = written.replace(/(?<=[^*＊\s])[*＊]+\s*$/u, "");
    const isStarred = text !== written;
    if (text.trim() !== "") pieces.push({ text, isQuoted, isExcluded, isStarred, isOpen: isStarred || end === query.length });
    i = isQuoted ? end + 1 : end;
  }
  return pieces;
}

function isPieceEnd(character: string, isQuoted: boolean): boolean {
  return isQuoted ? CLOSING.includes(character) : isSpace(character) || OPENING.includes(character);
}

function isSpace(character: string): boolean {
  return /\s/u.test(character);
}

/** NOT is the minus of what follows, AND nothing but a space. An OR that has no term on both sides says nothing. A word if it is all that was typed. */
function readOperators(pieces: Piece[]): Piece[] {
  if (pieces.every(isOperator)) return pieces.slice(0, 1);
  const said = pieces.flatMap((piece, i) => {
    if (isSign(piece, "AND") || isSign(piece, "NOT")) return [];
    return isSign(pieces[i - 1], "NOT") && !isOr(piece) ? [{ ...piece, isExcluded: true }] : [piece];
  });
  return said.filter((piece, i) => !isOr(piece) || (isAskedFor(said[i - 1]) && isAskedFor(said[i + 1])));
}

function isOperator(piece: Piece): boolean {
  return isOr(piece) || isSign(piece, "AND") || isSign(piece, "NOT");
}

function isOr(piece: Piece | undefined): boolean {
  return isSign(piece, "OR");
}

function isSign(piece: Piece | undefined, sign: "AND" | "OR" | "NOT"): boolean {
  return piece?.text === sign && !piece.isQuoted && !piece.isExcluded && !piece.isStarred;
}

function isAskedFor(piece: Piece | undefined): boolean {
  return piece !== undefined && !piece.isExcluded && !isOr(piece);
}

/** One term for a piece that stands beside OR or behind a minus. */
function termsOfAlternative(piece: Piece): QueryTerm[] {
  const clauses = clausesOf(piece);
  if (clauses.length === 0) return [];
  const only = clauses[0]?.[0] as QueryTerm;
  if (clauses.length === 1 && only.is === "phrase") return [only];
  const mayGoOn = piece.isExcluded ? piece.isStarred : piece.isOpen;
  if (clauses.length === 1 && only.is === "word" && !only.isHan) return [{ ...only, isPrefix: only.isPrefix && mayGoOn }];
  return [{ is: "phrase", phrase: phraseOf(piece.text, mayGoOn, true), isQuoted: true }];
}

/** A clause for each word of a piece. Where it has several, the piece as it was written also stands for each. */
function clausesOf(piece: Piece): Clause[] {
  if (piece.isQuoted) {
    const phrase = phraseOf(piece.text, piece.isOpen);
    return phrase.text === "" ? [] : [[{ is: "phrase", phrase, isQuoted: true }]];
  }
  const words = wordsOf(piece);
  const isRun = words.length > 1 || (words[0]?.isHan === true && words[0].word.length > 1);
  if (!isRun) return words.map((word) => [word]);
  const run: QueryPhrase = { is: "phrase", phrase: phraseOf(piece.text, piece.isOpen, true), isQuoted: false };
  return words.map((word) => [word, run]);
}

function wordsOf(piece: Piece): QueryWord[] {
  const tokens = searchTokens(piece.text);
  // A long Han word comes with the words within it: the longest say it all.
  const widest = tokens.filter((token) => !tokens.some((other) => covers(other, token)));
  const end = Math.max(0, ...widest.map((token) => token.end));
  const isOpen = piece.isOpen && end === piece.text.length;
  return widest.map((token) => ({
    is: "word",
    word: token.text.slice(0, LONGEST_WORD),
    isHan: token.kind === "han",
    isPrefix: isOpen && token.end === end && (piece.isStarred || token.kind !== "number"),
  }));
}

function covers(wide: { start: number; end: number }, narrow: { start: number; end: number }): boolean {
  return wide.start <= narrow.start && wide.end >= narrow.end && wide.end - wide.start > narrow.end - narrow.start;
}

/** The place of a clause; what is typed twice is asked for once. */
function addClause(clauses: Clause[], clause: Clause): number {
  const key = clauseKey(clause);
  const same = clauses.findIndex((other) => clauseKey(other) === key);
  return same >= 0 ? same : clauses.push(clause) - 1;
}

function clauseKey(clause: Clause): string {
  return clause.map((term) => (term.is === "word" ? `w${term.word}` : `p${term.phrase.text}`)).join("\n");
}

/** A query of nothing but signs is looked up as it stands. */
function symbols(query: string): Clause[] {
  if (/^[\s\-"“”„＂「」『』]*$/u.test(query)) return [];
  const phrase = phraseOf(query.trim());
  return phrase.text === "" ? [] : [[{ is: "phrase", phrase, isQuoted: true }]];
}
