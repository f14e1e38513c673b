import type { Phrase } from "../phrase-text.js";
import { escapeWord, Part } from "./index-record.js";
import type { SpeltClause } from "./vocabulary.js";

/** A statement while it is written: text with numbered parameters, and their values. */
export class Statement {
  readonly values: unknown[] = [];

  /** The parameter that stands for `value`, with its type. */
  value(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

/** Passages that hold a phrase which is too long for one look-up, found before. */
export interface FoundPassages {
  records: number[];
  /** Those of passages, or IN_TITLE or IN_NAMES. */
  ordinals: number[];
}

/** Ordinals that stand for the title and the names of a record among found passages. */
export const IN_TITLE = -1;
export const IN_NAMES = -2;

/**
 * A query for (record, ordinal) of the passages and titles that hold a phrase, and of the names where it may stand in them.
 * Title and names have ordinals of their own: see IN_TITLE.
 */
export function rowsWithPhrase(statement: Statement, phrase: Phrase, long: Map<string, FoundPassages>, only = "true"): string {
  const found = long.get(phrase.text);
  if (found !== undefined) {
    const columns = `${statement.value(found.records, "int[]")}, ${statement.value(found.ordinals, "int[]")}`;
    const lowest = phrase.inNames ? IN_NAMES : IN_TITLE;
    return `SELECT record, ordinal FROM unnest(${columns}) AS found (record, ordinal) WHERE ordinal >= ${lowest} AND ${only}`;
  }
  const keys = queryOfKeys(phrase);
  const shortlist = keys === "" ? "true" : `tokens @@ ${statement.value(keys, "tsquery")}`;
  const parts = phrase.inNames ? "" : ` AND part <> ${Part.NAMES}`;
  const ordinal = `CASE part WHEN ${Part.TITLE} THEN ${IN_TITLE} WHEN ${Part.NAMES} THEN ${IN_NAMES} ELSE ordinal END AS ordinal`;
  return `SELECT record, ${ordinal} FROM search_passage WHERE ${only}${parts} AND ${shortlist} AND strpos(folded, ${statement.value(phrase.text, "text")}) BETWEEN 1 AND own`;
}

/** Beyond so many, further keys narrow nothing. */
const MOST_KEYS = 24;

/** The tsquery for texts that have the keys of a phrase; empty where it has none. */
function queryOfKeys(phrase: Phrase): string {
  const step = Math.ceil(phrase.keys.length / MOST_KEYS);
  return phrase.keys
    .filter((_, i) => i % step === 0)
    .map(({ key, isPrefix }) => `'${escapeWord(key)}'${isPrefix ? ":*" : ""}`)
    .join(" & ");
}

/** The tsquery for texts that have a word of a clause; empty where it has no words. */
export function queryOfWords(clause: SpeltClause): string {
  const { prefix } = clause;
  const words = clause.terms.filter(({ word }) => prefix === null || !word.startsWith(prefix)).map(({ word }) => `'${escapeWord(word)}'`);
  if (prefix !== null) words.push(`'${escapeWord(prefix)}':*`);
  return words.join(" | ");
}

/** The tsquery for texts that have a word of each clause; clauses without words are left out. */
export function queryOfAll(clauses: SpeltClause[]): string {
  return wordsOfEach(clauses).join(" & ");
}

/** The tsquery for texts that have a word of any clause. */
export function queryOfAny(clauses: SpeltClause[]): string {
  return wordsOfEach(clauses).join(" | ");
}

function wordsOfEach(clauses: SpeltClause[]): string[] {
  return clauses.map(queryOfWords).flatMap((words) => (words === "" ? [] : [`(${words})`]));
}

/** Words in a row that may have a foreign word between them; longer rows are asked for by their ends. */
const LONGEST_LOOSE_ROW = 5;

/**
 * The tsquery for texts in which words stand in the order in which they were typed, with at most one foreign word between
 * two of them; empty where the order is of fewer than two words.
 */
export function queryOfRow(clauses: SpeltClause[], order: number[]): string {
  const row = order.map((place) => clauses[place] as SpeltClause).filter((clause) => clause.terms.length > 0);
  if (row.length < 2) return "";
  if (row.length <= LONGEST_LOOSE_ROW) return looseRow(row);
  return `(${looseRow(row.slice(0, LONGEST_LOOSE_ROW))}) & (${looseRow(row.slice(-LONGEST_LOOSE_ROW))})`;
}

function looseRow(row: SpeltClause[]): string {
  return row.slice(1).reduce(
    (before, clause, i) => {
      const distance = (row[i] as SpeltClause).reach;
      const words = `(${queryOfWords(clause)})`;
      return `((${before} <${distance}> ${words}) | (${before} <${distance + 1}> ${words}))`;
    },
    `(${queryOfWords(row[0] as SpeltClause)})`,
  );
}
