import type { Clause, ParsedQuery, QueryWord } from "../parse-query.js";
import { type Phrase, phraseOf } from "../phrase-text.js";
import { numberForms, slipsAllowed, slipsBetween, wordsOneSlipAway } from "../spelling.js";
import { LACK, type Lack } from "./copied.js";
import type { Ask } from "./pool.js";

/** A word of the vocabulary that stands for a word of the query, and what it counts beside it. */
interface Term {
  id: number;
  word: string;
  weight: number;
}

/** A clause in the words of the vocabulary. */
export interface SpeltClause {
  terms: Term[];
  /** How far its word reaches, in positions: a Chinese word one for each character. */
  reach: number;
  /** The unfinished word: all words that begin so are among the terms. */
  prefix: string | null;
  phrases: Phrase[];
  /** Records that hold the most common of its words; beginnings and slips of a word that is known have no say. */
  holders: number;
  /** Whether it is in quotation marks, and therefore never given up. */
  isRequired: boolean;
  /** Whether it says something by itself: one letter or digit does not. */
  isMeaningful: boolean;
}

/** A clause as the index knows it. */
export interface KnownClause extends SpeltClause {
  /** How much it tells: the rarer, the more (BM25). Of its words; phrases are counted when they are looked up. */
  rarity: number;
  /** Whether it is rare enough, or among the two rarest of its query, to look for it close to others. */
  isTelling: boolean;
}

/** A query in the words of the vocabulary. */
export interface SpeltQuery<Of = SpeltClause> {
  clauses: Of[];
  excludedTerms: number[];
  excludedPhrases: Phrase[];
  /** Places in `clauses` of the plain words, in the order in which they were typed. */
  order: number[];
  corrections: { typed: string; searched: string[] }[];
}

export type KnownQuery = SpeltQuery<KnownClause>;

/** A word that more than this share of the records hold tells little. */
const COMMON_SHARE = 0.4;

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

export interface TermRow {
  id: number;
  word: string;
  records: number;
}

/** Words of the vocabulary that each misspelt word is taken for. */
export type Slips = ReadonlyMap<string, TermRow[]>;

/** Looks the words of a query up in the vocabulary. A word that is not in it is taken for misspelt; where `isLenient`, every word may be. */
export async function lookUp(ask: Ask, query: ParsedQuery, records: number, isLenient: boolean): Promise<KnownQuery> {
  const rows = await findTerms(ask, query);
  const slips = await findSlips(ask, isLenient ? mistakable(query) : unknownWords(query, rows));
  return weigh(spell(query, rows, slips), records);
}

/** Rows of the words themselves, their singular and plural, and all that begin with the unfinished one. */
export async function findTerms(ask: Ask, query: ParsedQuery): Promise<TermRow[]> {
  return await askForTerms<TermRow>(ask, query, "id, word, records");
}

/** What is known of the copy of the index. */
interface KnownCopy {
  lack: Lack | null;
  /** By which arrangement it is spread over servers. */
  arrangement: number | null;
}

/** The same, and what is known of the copy of the index, looked up in one statement; not known where there are no rows. */
export async function findTermsInCopy(ask: Ask, query: ParsedQuery): Promise<{ rows: TermRow[] } & KnownCopy> {
  const known = `${LACK} AS lack, (SELECT arrangement FROM search_copy) AS arrangement`;
  const rows = await askForTerms<TermRow & KnownCopy>(ask, query, `id, word, records, ${known}`);
  return { rows, lack: rows[0]?.lack ?? null, arrangement: rows[0]?.arrangement ?? null };
}

async function askForTerms<Row>(ask: Ask, query: ParsedQuery, columns: string): Promise<Row[]> {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const values: unknown[] = [words.flatMap(formsOf)];
  const beginnings = words.filter(isBeginning).map(({ word }) => {
    values.push(word, endOfPrefix(word));
    return ` OR word >= $${values.length - 1} AND word < $${values.length}`;
  });
  const text = `SELECT ${columns} FROM search_term WHERE records > 0 AND (word = ANY ($1)${beginnings.join("")})`;
  return await ask<Row>(text, values, "PREPARED");
}

/** Words that nothing holds, of those that may be misspelt. */
export function unknownWords(query: ParsedQuery, rows: TermRow[]): string[] {
  const known = new Set(rows.map(({ word }) => word));
  const isKnown = (word: QueryWord) =>
    formsOf(word).some((form) => known.has(form)) || (isBeginning(word) && rows.some((row) => row.word.startsWith(word.word)));
  const all = new Map(wordsOf(query).map((word) => [word.word, word]));
  return mistakable(query).filter((word) => !isKnown(all.get(word) as QueryWord));
}

/** Words that may be misspelt: those that are to be held, long enough and not Chinese. What is left out is meant as it was typed. */
function mistakable(query: ParsedQuery): string[] {
  const words = query.clauses.flat().filter((term) => term.is === "word");
  const leftOut = new Set(query.excluded.map((term) => (term.is === "word" ? phraseOf(term.word) : term.phrase).text));
  const own = words.filter(({ word, isHan }) => !isHan && slipsAllowed(word) > 0 && !leftOut.has(phraseOf(word).text));
  return [...new Set(own.map(({ word }) => word))];
}

/** The query in words of the vocabulary, of which `rows` are those that it may mean. */
export function spell(query: ParsedQuery, rows: TermRow[], slips: Slips): SpeltQuery {
  const known = new Map(rows.map((row) => [row.word, row]));
  const beginnings = new Set(
    wordsOf(query)
      .filter(isBeginning)
      .map(({ word }) => word),
  );
  return {
    clauses: query.clauses.map(spellClause),
    excludedTerms: query.excluded.flatMap((term) => (term.is === "word" ? idsOf(term) : [])),
    excludedPhrases: query.excluded.flatMap((term) => (term.is === "phrase" ? [term.phrase] : [])),
    order: query.order,
    corrections: [...slips]
      .map(([typed, terms]) => ({ typed, searched: terms.map(({ word }) => word) }))
      .filter(({ searched }) => searched.length > 0),
  };

  function idsOf(term: QueryWord): number[] {
    if (isBeginning(term)) return rows.filter(({ word }) => word.startsWith(term.word)).map(({ id }) => id);
    const exact = known.get(term.word);
    return exact === undefined ? [] : [exact.id];
  }

  function spellClause(clause: Clause): SpeltClause {
    const terms = new Map<number, Term>();
    let prefix: string | null = null;
    let holders = 0;
    for (const term of clause) {
      if (term.is === "phrase") continue;
      const exact = known.get(term.word);
      const forms = formsOf(term).flatMap((form) => (form === term.word ? [] : (known.get(form) ?? [])));
      add(exact === undefined ? [] : [exact], 1);
      add(forms, PLURAL_WEIGHT);
      add(slips.get(term.word) ?? [], SLIP_WEIGHT);
      if (!beginnings.has(term.word)) continue;
      prefix = term.word;
      const longer = rows.filter(({ word }) => word.startsWith(term.word));
      add(longer, PREFIX_WEIGHT, exact === undefined);
    }
    const phrases = clause.filter((term) => term.is === "phrase");
    const first = clause[0];
    return {
      terms: [...terms.values()],
      reach: first?.is === "word" && first.isHan ? [...first.word].length : 1,
      prefix,
      phrases: phrases.map(({ phrase }) => phrase),
      holders,
      isRequired: phrases.length === clause.length && phrases.every(({ isQuoted }) => isQuoted),
      isMeaningful: clause.some((term) => term.is === "phrase" || term.isHan || term.word.length > 1),
    };

    function add(rows: TermRow[], weight: number, saysHowMany = true): void {
      for (const { id, word, records } of rows) {
        if (!terms.has(id)) terms.set(id, { id, word, weight });
        if (saysHowMany) holders = Math.max(holders, records);
      }
    }
  }
}

/** How much each clause tells in an index of so many records. */
export function weigh(query: SpeltQuery, records: number): KnownQuery {
  const rarityOf = (holders: number) => Math.log(1 + (records - holders + 0.5) / (holders + 0.5));
  const weighed = query.clauses.map((clause) => ({ ...clause, rarity: rarityOf(Math.min(clause.holders, records)) }));
  const common = rarityOf(records * COMMON_SHARE);
  const rarest = [...weighed].sort((a, b) => b.rarity - a.rarity).slice(0, 2);
  return { ...query, clauses: weighed.map((clause) => ({ ...clause, isTelling: clause.rarity >= common || rarest.includes(clause) })) };
}

/** Words that begin with `prefix`, the most frequent first. */
export async function wordsBeginningWith(ask: Ask, prefix: string, limit: number): Promise<string[]> {
  const rows = await ask<{ word: string }>(
    "SELECT word FROM search_term WHERE word >= $1 AND word < $2 AND records > 0 ORDER BY records DESC, word LIMIT $3",
    [prefix, endOfPrefix(prefix), limit],
  );
  return rows.map(({ word }) => word);
}

/** Its words, those that are not to be held included; one that is also unfinished as such. */
function wordsOf({ clauses, excluded }: ParsedQuery): QueryWord[] {
  const words = new Map<string, QueryWord>();
  for (const term of [...clauses.flat(), ...excluded]) {
    if (term.is === "word" && (!words.has(term.word) || term.isPrefix)) words.set(term.word, term);
  }
  return [...words.values()];
}

function formsOf(word: QueryWord): string[] {
  return word.isHan ? [word.word] : [word.word, ...numberForms(word.word)];
}

/** Whether a word is long enough to be looked up as the beginning of others. */
function isBeginning(word: QueryWord): boolean {
  return word.isPrefix && (word.isHan || word.word.length >= SHORTEST_PREFIX);
}

/** For each word the words of the vocabulary it may be a slip for: fewest slips first, then the most frequent. */
export async function findSlips(ask: Ask, words: string[]): Promise<Slips> {
  const found = new Map<string, TermRow[]>();
  if (words.length === 0) return found;
  const oneAway = words.flatMap(wordsOneSlipAway);
  const rows = await ask<TermRow>("SELECT id, word, records FROM search_term WHERE word = ANY ($1) AND records > 0", [oneAway]);
  for (const word of words) {
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
