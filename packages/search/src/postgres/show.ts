import { hasMatch, type Sought } from "../highlight.js";
import type { Phrase } from "../phrase-text.js";
import { Part } from "./index-record.js";
import type { Ask } from "./pool.js";
import { type FoundPassages, queryOfAll, queryOfAny, queryOfWords, rowsWithPhrase, Statement } from "./statement.js";
import type { KnownClause, KnownQuery, SpeltClause } from "./vocabulary.js";

/** The passage that shows best why a record was found. */
export interface BestPassage {
  record: number;
  ordinal: number;
  start: number;
  passageId: string | null;
  text: string;
  matching: number;
}

/** Rarity of a word that half of the records hold: how often a passage says a more common one alone is not looked at. */
const TELLING = Math.LN2;

/** Records whose passages are fewer than this are read; of longer ones the index of words finds those that match. */
const MOST_READ = 6_000;

/** Passages that are read at the beginnings of records, all together, where it need not be the very best one. */
const MOST_READ_FIRST = 2_000;

/**
 * How passages are looked through: so many at the beginning of each record, one after the other; all until one matches; or those
 * that the index of words finds.
 */
type Reach = number | "UNTIL_FOUND" | "INDEX";

const WHOLE_RECORD = 2_147_483_647;

/** Words and beginnings of so few letters are in so many passages that the index of words would go through most of them. */
const SHORT_WORD = 3;

type Records = { number: number; passages: number; passage?: Omit<BestPassage, "record"> | null }[];

/**
 * For each record its best passage and how many match; the first passage where only title or names match. Where they are not
 * counted, a passage at the beginning of a long record does if it matches, and none is counted.
 */
export async function bestPassages(
  ask: Ask,
  query: KnownQuery,
  page: Records,
  long: Map<string, FoundPassages>,
  isCounting: boolean,
): Promise<Map<number, BestPassage>> {
  const best = new Map<number, BestPassage>();
  for (const { number, passage } of page) if (passage) best.set(number, { ...passage, record: number });
  const unknown = page.filter(({ passage }) => passage === undefined);
  for (const look of LOOKS.slice(0, query.clauses.length)) {
    for (const [some, reach] of unknown.length === 0 ? [] : steps(unknown, query.clauses, isCounting)) {
      const records = some.flatMap(({ number }) => (best.has(number) ? [] : [number]));
      if (records.length === 0) continue;
      for (const row of await look(ask, query.clauses, records, long, reach))
        best.set(row.record, { ...row, matching: isCounting ? row.matching : 0 });
    }
  }
  const others = page.flatMap(({ number }) => (best.has(number) ? [] : [number]));
  if (others.length === 0) return best;
  const first = await ask<BestPassage>(
    `SELECT DISTINCT ON (record) record, ordinal, start, passage_id AS "passageId", text, 0 AS matching
     FROM search_passage WHERE record = ANY ($1) AND part = ${Part.PASSAGE} AND ordinal <= 1 ORDER BY record, ordinal`,
    [others],
    "PREPARED",
  );
  for (const row of first) best.set(row.record, row);
  return best;
}

/** How a passage is looked for. A single word or phrase that no passage holds is held by none in part. */
const LOOKS = [withWholeQuery, withMostOfQuery];

/** How all passages of records are looked through, of which there are so many. */
export function reachOfAll(passages: number): Reach {
  return passages < MOST_READ ? WHOLE_RECORD : "INDEX";
}

/** Which records are looked at, one step after the other until something is found of each, and how far. */
function steps(page: Records, clauses: KnownClause[], isCounting: boolean): [records: Records, reach: Reach][] {
  const all = page.reduce((sum, { passages }) => sum + passages, 0);
  if (isCounting || all <= MOST_READ_FIRST) return [[page, reachOfAll(all)]];
  const reach = Math.ceil(MOST_READ_FIRST / page.length);
  return [
    [page, reach],
    [page.filter(({ passages }) => passages > reach), isShortWord(clauses) ? "UNTIL_FOUND" : "INDEX"],
  ];
}

function isShortWord([first, ...others]: KnownClause[]): boolean {
  if (first === undefined || others.length > 0 || first.phrases.length > 0) return false;
  return (first.prefix ?? first.terms[0]?.word ?? "").length <= SHORT_WORD;
}

/** Texts of the passages behind one, as long as they follow it without a gap. */
export async function followingText(ask: Ask, passage: Omit<BestPassage, "matching">, length: number): Promise<string> {
  const rows = await ask<{ start: number; text: string }>(
    `SELECT start, text FROM search_passage WHERE record = $1 AND part = ${Part.PASSAGE} AND ordinal > $2 AND ordinal <= $2 + 40 ORDER BY ordinal`,
    [passage.record, passage.ordinal],
  );
  let text = "";
  for (const row of rows) {
    if (row.start !== passage.start + passage.text.length + text.length || text.length >= length) break;
    text += row.text;
  }
  return text;
}

/** The passage, with what follows it where a phrase that begins in it goes on there. */
export async function textToShow(ask: Ask, passage: Omit<BestPassage, "matching">, sought: Sought[]): Promise<string> {
  const phrases = sought.filter(({ words, prefix }) => words.length === 0 && prefix === null);
  const missing = phrases.filter((phrase) => !hasMatch(passage.text, [phrase]));
  if (missing.length === 0) return passage.text;
  const longest = Math.max(...missing.flatMap((phrase) => phrase.phrases.map((text) => text.length)));
  const further = passage.text + (await followingText(ask, passage, longest * 2));
  return missing.some((phrase) => hasMatch(further, [phrase])) ? further : passage.text;
}

/** What is marked for a query, clause by clause. */
export function soughtIn(clauses: SpeltClause[]): Sought[] {
  return clauses.map(({ terms, prefix, phrases }) => ({
    words: terms.map(({ word }) => word).filter((word) => prefix === null || !word.startsWith(prefix)),
    prefix,
    phrases: phrases.map(({ text }) => text),
  }));
}

/** The closest of the passages that hold all words and phrases, and how many there are. */
async function withWholeQuery(
  ask: Ask,
  clauses: KnownClause[],
  records: number[],
  long: Map<string, FoundPassages>,
  reach: Reach,
): Promise<BestPassage[]> {
  const statement = new Statement();
  const those = `record = ANY (${statement.value(records, "int[]")})`;
  const limits = limitsOf(statement, clauses, those, long, reach);
  if (limits === null) return [];
  if (reach === "UNTIL_FOUND") return await firstWith(ask, queryOfAll(clauses), records);
  const words = queryOfAll(clauses);
  const isTold = words !== "" && (clauses.length > 1 || (clauses[0] as KnownClause).rarity >= TELLING);
  const closeness = isTold ? `ts_rank_cd(tokens, ${statement.value(words, "tsquery")})` : "0::real";
  return await ask<BestPassage>(
    `SELECT DISTINCT ON (record) record, ordinal, start, passage_id AS "passageId", text, (count(*) OVER (PARTITION BY record))::int AS matching
     FROM ${passagesOf(statement, those, reach)} WHERE ${those} AND part = ${Part.PASSAGE} AND ${limits}
     ORDER BY record, ${closeness} DESC, ordinal`,
    statement.values,
    "PREPARED",
  );
}

/** What the passages hold that hold all words and phrases; null where none can. */
export function limitsOf(
  statement: Statement,
  clauses: KnownClause[],
  those: string,
  long: Map<string, FoundPassages>,
  reach: Reach,
): string | null {
  const plain = clauses.filter(({ phrases }) => phrases.length === 0);
  if (plain.some(({ terms }) => terms.length === 0)) return null;
  const limits = clauses
    .filter(({ phrases }) => phrases.length > 0)
    .map((clause) =>
      reach !== "INDEX" ? holdsClause(statement, clause, those, long) : isAmong(rowsOfClause(statement, clause, those, long)),
    );
  if (plain.length > 0) limits.push(`tokens @@ ${statement.value(queryOfAll(plain), "tsquery")}`);
  return limits.join(" AND ");
}

/**
 * The first passage of each record that holds a query. The words stand in the statement itself, so that Postgres sees how common
 * they are: passages are read one after the other until one holds a common word, and the index finds a rare one.
 */
async function firstWith(ask: Ask, words: string, records: number[]): Promise<BestPassage[]> {
  return await ask<BestPassage>(
    `SELECT record, first.*, 0 AS matching FROM unnest($1::int[]) AS asked (record) CROSS JOIN LATERAL (
       SELECT ordinal, start, passage_id AS "passageId", text FROM search_passage
       WHERE record = asked.record AND part = ${Part.PASSAGE} AND tokens @@ ${literal(words)}::tsquery ORDER BY ordinal LIMIT 1) AS first`,
    [records],
  );
}

function literal(text: string): string {
  return `E'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

/** The passage that holds most of the words that tell something, where none holds all. */
async function withMostOfQuery(
  ask: Ask,
  clauses: KnownClause[],
  records: number[],
  long: Map<string, FoundPassages>,
  reach: Reach,
): Promise<BestPassage[]> {
  if (clauses.every(({ phrases }) => phrases.length === 0)) return await withMostWords(ask, clauses, records, reach);
  const statement = new Statement();
  const those = `record = ANY (${statement.value(records, "int[]")})`;
  const hits = clauses.flatMap((clause, i) =>
    clause.isTelling || clause.phrases.length > 0
      ? rowsOfClause(statement, clause, those, long).map(
          (rows) => `SELECT record, ordinal, ${i} AS clause, ${statement.value(clause.rarity, "float8")} AS weight FROM (${rows}) AS found`,
        )
      : [],
  );
  if (hits.length === 0) return [];
  return await ask<BestPassage>(
    `WITH hit AS (${hits.join(" UNION ")}),
     passage AS (
       SELECT DISTINCT ON (record) record, ordinal FROM (SELECT record, ordinal, sum(weight) AS weight FROM hit GROUP BY record, ordinal) AS weighed
       ORDER BY record, weight DESC, ordinal)
     SELECT record, ordinal, start, "passageId", text, 0 AS matching
     FROM passage CROSS JOIN LATERAL (
       SELECT start, passage_id AS "passageId", text FROM search_passage
       WHERE record = passage.record AND part = ${Part.PASSAGE} AND ordinal = passage.ordinal OFFSET 0) AS shown`,
    statement.values,
    "PREPARED",
  );
}

/** The same for words alone: one look at each passage that holds any of them. */
async function withMostWords(ask: Ask, clauses: KnownClause[], records: number[], reach: Reach): Promise<BestPassage[]> {
  const telling = clauses.filter((clause) => clause.isTelling && clause.terms.length > 0);
  if (telling.length === 0) return [];
  const statement = new Statement();
  const those = `record = ANY (${statement.value(records, "int[]")})`;
  const any = statement.value(queryOfAny(telling), "tsquery");
  const weights = telling.map(
    (clause) =>
      `CASE WHEN tokens @@ ${statement.value(queryOfWords(clause), "tsquery")} THEN ${statement.value(clause.rarity, "float8")} ELSE 0 END`,
  );
  return await ask<BestPassage>(
    `SELECT DISTINCT ON (record) record, ordinal, start, passage_id AS "passageId", text, 0 AS matching
     FROM ${passagesOf(statement, those, reach)} WHERE ${those} AND part = ${Part.PASSAGE} AND tokens @@ ${any}
     ORDER BY record, ${weights.join(" + ")} DESC, ordinal`,
    statement.values,
    "PREPARED",
  );
}

/** Passages to look at: where they are read, the index of words, which would go through all records with a common word, has no say. */
export function passagesOf(statement: Statement, those: string, reach: Reach): string {
  if (typeof reach !== "number") return "search_passage";
  const few = `ordinal <= ${statement.value(reach, "int")}`;
  return `(SELECT * FROM search_passage WHERE ${those} AND part = ${Part.PASSAGE} AND ${few} OFFSET 0) AS passage`;
}

/** Whether the passage that is looked at holds a clause by its words or by one of its phrases. */
function holdsClause(statement: Statement, clause: KnownClause, those: string, long: Map<string, FoundPassages>): string {
  const words = queryOfWords(clause);
  const phrases = isAmong(clause.phrases.map((phrase) => rowsOfPhrase(statement, phrase, those, long)));
  return words === "" ? phrases : `(tokens @@ ${statement.value(words, "tsquery")} OR ${phrases})`;
}

function isAmong(rows: string[]): string {
  return `(record, ordinal) IN (${rows.join(" UNION ")})`;
}

/** Queries for (record, ordinal) of the passages that hold a clause by its words, or by one of its phrases. */
export function rowsOfClause(statement: Statement, clause: KnownClause, those: string, long: Map<string, FoundPassages>): string[] {
  const rows: string[] = [];
  const words = queryOfWords(clause);
  if (words !== "") {
    rows.push(
      `SELECT record, ordinal FROM search_passage WHERE ${those} AND part = ${Part.PASSAGE} AND tokens @@ ${statement.value(words, "tsquery")}`,
    );
  }
  return [...rows, ...clause.phrases.map((phrase) => rowsOfPhrase(statement, phrase, those, long))];
}

function rowsOfPhrase(statement: Statement, phrase: Phrase, those: string, long: Map<string, FoundPassages>): string {
  const inText = long.has(phrase.text) ? "ordinal >= 0" : `part IN (${Part.PASSAGE}, ${Part.SEAM})`;
  return rowsWithPhrase(statement, phrase, long, `${those} AND ${inText}`);
}
