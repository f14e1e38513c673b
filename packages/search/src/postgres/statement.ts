import type { Phrase } from "../phrase-text.js";
import { escapeWord } from "./index-record.js";
import type { KnownClause } from "./vocabulary.js";

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
  ordinals: number[];
}

/** A query for (record, ordinal) of the passages, titles and names that hold a phrase; `most` bounds how many are read where it need not be exact. */
export function rowsWithPhrase(statement: Statement, phrase: Phrase, long: Map<string, FoundPassages>, only = "true", most?: number): string {
  const found = long.get(phrase.text);
  if (found !== undefined) {
    const columns = `${statement.value(found.records, "int[]")}, ${statement.value(found.ordinals, "int[]")}`;
    return `SELECT record, ordinal FROM unnest(${columns}) AS found (record, ordinal) WHERE ${only}`;
  }
  const keys = queryOfKeys(phrase);
  const shortlist = keys === "" ? "true" : `tokens @@ ${statement.value(keys, "tsquery")}`;
  const passages = most === undefined ? "search_passage" : `(SELECT * FROM search_passage WHERE ${shortlist} LIMIT ${most}) AS shortlist`;
  return `SELECT record, ordinal FROM ${passages} WHERE ${only} AND ${most === undefined ? shortlist : "true"} AND strpos(folded, ${statement.value(phrase.text, "text")}) BETWEEN 1 AND own`;
}

/** Beyond so many, further keys narrow nothing. */
const MOST_KEYS = 24;

/** The tsquery for texts that have the keys of a phrase; empty where it has none. */
export function queryOfKeys(phrase: Phrase): string {
  const step = Math.ceil(phrase.keys.length / MOST_KEYS);
  return phrase.keys
    .filter((_, i) => i % step === 0)
    .map(({ key, isPrefix }) => `'${escapeWord(key)}'${isPrefix ? ":*" : ""}`)
    .join(" & ");
}

/** The tsquery for texts that have a word of a clause; empty where it has no words. */
export function queryOfWords(clause: KnownClause): string {
  const { prefix } = clause;
  const words = clause.terms.filter(({ word }) => prefix === null || !word.startsWith(prefix)).map(({ word }) => `'${escapeWord(word)}'`);
  if (prefix !== null) words.push(`'${escapeWord(prefix)}':*`);
  return words.join(" | ");
}
