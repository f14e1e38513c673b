import type { Clause, ParsedQuery, QueryWord } from "../parse-query.js";
import type { Phrase } from "../phrase-text.js";
import { numberForms, slipsAllowed, slipsBetween, wordsOneSlipAway } from "../spelling.js";
import type { Ask } from "./pool.js";

/** A word of the vocabulary that stands for a word of the query, and what it counts beside it. */
interface Term {
  id: number;
  word: string;
  weight: number;
}

/** A clause as the index knows it. */
export interface KnownClause {
  terms: Term[];
  /** How far its word reaches, in positions: a Chinese word one for each character. */
  reach: number;
  /** The unfinished word: all words that begin so are among the terms. */
  prefix: string | null;
  phrases: Phrase[];
  /** How much it tells: the rarer, the more (BM25). Of its words; phrases are counted when they are looked up. */
  rarity: number;
  /** Whether it is in quotation marks, and therefore never given up. */
  isRequired: boolean;
  /** Whether it says something by itself: one letter or digit does not. */
  isMeaningful: boolean;
  /** Whether it is rare enough, or among the two rarest of its query, to look for it close to others. */
  isTelling: boolean;
}

export interface KnownQuery {
  clauses: KnownClause[];
  excludedTerms: number[];
  excludedPhrases: Phrase[];
  /** Places in `clauses` of the plain words, in the order in which they were typed. */
  order: number[];
  corrections: { typed: string; searched: string[] }[];
}

const PLURAL_WEIGHT = 0.9;
const SLIP_WEIGHT = 0.5;
const PREFIX_WEIGHT = 0.4;

/** Letters that a word needs before it is looked up as the beginning of others. */
const SHORTEST_PREFIX = 2;

/** Most words that one misspelt word is taken for. */
const MOST_CORRECTIONS = 8;

/** Behind every word that begins with what stands before it. */
const LAST_CHARACTER = "\u{10ffff}";

const endOfPrefix = (prefix: string): string => prefix + LAST_CHARACTER;

interface TermRow {
  id: number;
  word: string;
  records: number;
}

/**
 * Looks the words of a query up in the vocabulary. A word that is not in it is taken for misspelt; where `isLenient`,
 * every word may be.
 */
export async function lookUp(ask: Ask, query: ParsedQuery, records: number, isLenient: boolean): Promise<KnownQuery> {
  const words = distinctWords([...query.clauses, query.excluded]);
  const rows = await knownTerms(ask, words);
  const known = new Map(rows.map((row) => [row.word, row]));
  const prefixes = new Map(words.filter(isBeginning).map(({ word }) => [word, rows.filter((row) => row.word.startsWith(word))]));
  const misspelt = words.filter((word) => isMisspelt(word));
  const slips = await correctionsOf(ask, misspelt);
  const corrections = misspelt
    .map(({ word }) => ({ typed: word, searched: (slips.get(word) ?? []).map((term) => term.word) }))
    .filter(({ searched }) => searched.length > 0);
  return {
    clauses: markTelling(query.clauses.map(knownClause), records),
    excludedTerms: query.excluded.flatMap((term) => (term.is === "word" ? (known.get(term.word)?.id ?? []) : [])),
    excludedPhrases: query.excluded.flatMap((term) => (term.is === "phrase" ? [term.phrase] : [])),
    order: query.order,
    corrections,
  };

  function isMisspelt(word: QueryWord): boolean {
    if (word.isHan || slipsAllowed(word.word) === 0 || !query.clauses.some((clause) => clause.some((term) => isSame(term, word))))
      return false;
    const isKnown = formsOf(word).some((form) => known.has(form)) || (prefixes.get(word.word) ?? []).length > 0;
    return isLenient || !isKnown;
  }

  function knownClause(clause: Clause): KnownClause {
    const terms = new Map<number, Term>();
    let prefix: string | null = null;
    let most = 0;
    for (const term of clause) {
      if (term.is === "phrase") continue;
      const exact = known.get(term.word);
      const forms = formsOf(term).flatMap((form) => (form === term.word ? [] : (known.get(form) ?? [])));
      add(exact === undefined ? [] : [exact], 1);
      add(forms, PLURAL_WEIGHT);
      add(slips.get(term.word) ?? [], SLIP_WEIGHT);
      const beginning = prefixes.get(term.word);
      if (beginning === undefined) continue;
      prefix = term.word;
      add(beginning, PREFIX_WEIGHT, exact === undefined);
    }
    const df = Math.min(most, records);
    const phrases = clause.filter((term) => term.is === "phrase");
    const first = clause[0];
    return {
      terms: [...terms.values()],
      reach: first?.is === "word" && first.isHan ? [...first.word].length : 1,
      prefix,
      phrases: phrases.map(({ phrase }) => phrase),
      rarity: Math.log(1 + (records - df + 0.5) / (df + 0.5)),
      isRequired: phrases.length === clause.length && phrases.every(({ isQuoted }) => isQuoted),
      isMeaningful: clause.some((term) => term.is === "phrase" || term.isHan || term.word.length > 1),
      isTelling: true,
    };

    function add(rows: TermRow[], weight: number, isTelling = true): void {
      for (const { id, word, records: count } of rows) {
        if (!terms.has(id)) terms.set(id, { id, word, weight });
        if (isTelling) most = Math.max(most, count);
      }
    }
  }
}

/** Words that begin with `prefix`, the most frequent first. */
export async function wordsBeginningWith(ask: Ask, prefix: string, limit: number): Promise<string[]> {
  const rows = await ask<{ word: string }>(
    "SELECT word FROM search_term WHERE word >= $1 AND word < $2 AND records > 0 ORDER BY records DESC, word LIMIT $3",
    [prefix, endOfPrefix(prefix), limit],
  );
  return rows.map(({ word }) => word);
}

function distinctWords(clauses: Clause[]): QueryWord[] {
  const words = new Map<string, QueryWord>();
  for (const term of clauses.flat()) {
    if (term.is === "word" && (!words.has(term.word) || term.isPrefix)) words.set(term.word, term);
  }
  return [...words.values()];
}

function isSame(term: Clause[number], word: QueryWord): boolean {
  return term.is === "word" && term.word === word.word;
}

function formsOf(word: QueryWord): string[] {
  return word.isHan ? [word.word] : [word.word, ...numberForms(word.word)];
}

/** Rows of the words themselves, their singular and plural, and all that begin with the unfinished one. */
async function knownTerms(ask: Ask, words: QueryWord[]): Promise<TermRow[]> {
  if (words.length === 0) return [];
  const values: unknown[] = [words.flatMap(formsOf)];
  const beginnings = words.filter(isBeginning).map(({ word }) => {
    values.push(word, endOfPrefix(word));
    return ` OR word >= $${values.length - 1} AND word < $${values.length}`;
  });
  return await ask<TermRow>(
    `SELECT id, word, records FROM search_term WHERE records > 0 AND (word = ANY ($1)${beginnings.join("")})`,
    values,
  );
}

/** Whether a word is long enough to be looked up as the beginning of others. */
function isBeginning(word: QueryWord): boolean {
  return word.isPrefix && (word.isHan || word.word.length >= SHORTEST_PREFIX);
}

/** A word that more than this share of the records hold tells little. */
const COMMON_SHARE = 0.4;

function markTelling(clauses: KnownClause[], records: number): KnownClause[] {
  const common = Math.log(1 + (records * (1 - COMMON_SHARE) + 0.5) / (records * COMMON_SHARE + 0.5));
  const rarest = [...clauses].sort((a, b) => b.rarity - a.rarity).slice(0, 2);
  return clauses.map((clause) => ({ ...clause, isTelling: clause.rarity >= common || rarest.includes(clause) }));
}

/** For each word the words of the vocabulary it may be a slip for: fewest slips first, then the most frequent. */
async function correctionsOf(ask: Ask, words: QueryWord[]): Promise<Map<string, TermRow[]>> {
  const found = new Map<string, TermRow[]>();
  if (words.length === 0) return found;
  const oneAway = words.flatMap(({ word }) => wordsOneSlipAway(word));
  const rows = await ask<TermRow>("SELECT id, word, records FROM search_term WHERE word = ANY ($1) AND records > 0", [oneAway]);
  for (const { word } of words) {
    const near = rows.filter((row) => slipsBetween(word, row.word, 1) === 1);
    if (near.length === 0 && slipsAllowed(word) === 2) near.push(...(await wordsTwoSlipsAway(ask, word)));
    near.sort((a, b) => b.records - a.records || (a.word < b.word ? -1 : 1));
    found.set(word, near.slice(0, MOST_CORRECTIONS));
  }
  return found;
}

/** By trigrams that both have; two slips in a word of eight letters leave at least two of its nine. */
async function wordsTwoSlipsAway(ask: Ask, word: string): Promise<TermRow[]> {
  const rows = await ask<TermRow>(
    "SELECT id, word, records FROM search_term WHERE (word || '') % $1 AND length(word) BETWEEN $2 AND $3 AND records > 0",
    [word, word.length - 2, word.length + 2],
  );
  return rows.filter((row) => slipsBetween(word, row.word, 2) <= 2);
}
