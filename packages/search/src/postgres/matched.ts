import type { Phrase } from "../phrase-text.js";
import type { IndexSize } from "./pool.js";
import { type FoundPassages, rowsWithPhrase, type Statement } from "./statement.js";
import type { KnownClause, KnownQuery } from "./vocabulary.js";

/** What a record must hold: all clauses, or so many of those at these places, beside the ones that are never given up. */
export type Matching = { all: true } | Most;

interface Most {
  all: false;
  atLeast: number;
  of: number[];
}

/** At least half of the words that mean something; of all words, where none does. Null where there are none to give up. */
export function halfOf(clauses: KnownClause[]): Matching | null {
  const optional = clauses.flatMap((clause, i) => (clause.isRequired ? [] : [i]));
  if (optional.length < 2) return null;
  const meaningful = optional.filter((i) => clauses[i]?.isMeaningful);
  const of = meaningful.length > 0 ? meaningful : optional;
  return { all: false, atLeast: Math.ceil(of.length / 2), of };
}

/**
 * The records that hold the words, in `kept (record, score)`: filters and dates left out. Of each phrase also the records, in
 * `phrase_0 (record, count, first, passages)` and so on: in how many rows it stands, the first passage, and in how many passages.
 */
export function matchedRecords(
  statement: Statement,
  query: KnownQuery,
  matching: Matching,
  size: IndexSize,
  long: Map<string, FoundPassages>,
): string[] {
  const { clauses } = query;
  const parts: string[] = [];
  if (clauses.length === 0) parts.push("held AS NOT MATERIALIZED (SELECT number AS record, 0::float8 AS score FROM search_record)");
  else {
    const phrases = new Map<string, string>();
    for (const phrase of clauses.flatMap((clause) => clause.phrases)) {
      if (phrases.has(keyOf(phrase))) continue;
      const name = `phrase_${phrases.size}`;
      phrases.set(keyOf(phrase), name);
      const rows = rowsWithPhrase(statement, phrase, long);
      parts.push(`${name} AS MATERIALIZED (
        SELECT record, count(DISTINCT ordinal) AS count, min(ordinal) FILTER (WHERE ordinal >= 0) AS first,
          count(DISTINCT ordinal) FILTER (WHERE ordinal >= 0)::int AS passages
        FROM (${rows}) AS found GROUP BY record)`);
    }
    const hits = clauses.map((clause) => hitsOfClause(statement, clause, phrases, size));
    parts.push(matching.all ? heldByAll(hits) : heldByMost(statement, hits, clauses, matching));
  }
  const excluded =
    query.excludedTerms.length > 0
      ? [`SELECT record FROM search_posting WHERE term = ANY (${statement.value(query.excludedTerms, "int[]")})`]
      : [];
  excluded.push(...query.excludedPhrases.map((phrase) => `SELECT record FROM (${rowsWithPhrase(statement, phrase, long)}) AS found`));
  if (excluded.length === 0) parts.push("kept AS MATERIALIZED (SELECT record, score FROM held)");
  else {
    parts.push(`excluded AS MATERIALIZED (${excluded.join(" UNION ")})`);
    parts.push(
      "kept AS MATERIALIZED (SELECT record, score FROM held WHERE NOT EXISTS (SELECT FROM excluded WHERE excluded.record = held.record))",
    );
  }
  return parts;
}

/** What tells phrases apart that are looked up: the same words may be asked for with and without names. */
function keyOf({ text, inNames }: Phrase): string {
  return `${inNames} ${text}`;
}

/** The records that hold every clause: the postings of a word are in the order of their records, so that they are merged. */
function heldByAll(hits: string[]): string {
  const rows = hits.map((own, i) => `(${own}) AS clause_${i} (record, score_${i})${i === 0 ? "" : " USING (record)"}`);
  return `held AS (SELECT record, ${hits.map((_, i) => `score_${i}`).join(" + ")} AS score FROM ${rows.join(" JOIN ")})`;
}

/** The records that hold enough of the clauses. */
function heldByMost(statement: Statement, hits: string[], clauses: KnownClause[], { atLeast, of }: Most): string {
  const rows = hits.map((own, i) => `SELECT record, score, ${i} AS clause FROM (${own}) AS clause_${i} (record, score)`);
  const held = (places: number[]) => `count(*) FILTER (WHERE clause = ANY (${statement.value(places, "int[]")}))`;
  const required = clauses.flatMap((clause, i) => (clause.isRequired ? [i] : []));
  const enough = [`${held(of)} >= ${statement.value(atLeast, "int")}`];
  if (required.length > 0) enough.push(`${held(required)} = ${required.length}`);
  return `held AS (SELECT record, sum(score) AS score FROM (${rows.join(" UNION ALL ")}) AS hit GROUP BY record HAVING ${enough.join(" AND ")})`;
}

/** Rows (record, score): the clause counts by the word or phrase of it that says most. */
function hitsOfClause(statement: Statement, clause: KnownClause, phrases: Map<string, string>, size: IndexSize): string {
  const rows = clause.phrases.map((phrase) => {
    const name = phrases.get(keyOf(phrase)) ?? "";
    return `SELECT record, ${scoreOfPhrase(statement, name, size)} AS score FROM ${name}`;
  });
  const weights = clause.terms.map(({ weight }) => weight * clause.rarity);
  const [first] = clause.terms;
  if (clause.terms.length === 1 && first !== undefined) {
    const weight = statement.value(weights[0], "float8");
    rows.push(`SELECT record, ${weight} * impact AS score FROM search_posting WHERE term = ${statement.value(first.id, "int")}`);
  } else if (clause.terms.length > 1) {
    const ids = statement.value(
      clause.terms.map(({ id }) => id),
      "int[]",
    );
    rows.push(`SELECT record, weight * impact AS score
      FROM (SELECT term, record, impact FROM search_posting WHERE term = ANY (${ids})) AS posting
        JOIN unnest(${ids}, ${statement.value(weights, "float8[]")}) AS term (id, weight) ON posting.term = term.id`);
  }
  if (rows.length === 0) return "SELECT 0, 0::float8 WHERE false";
  if (rows.length === 1 && clause.terms.length < 2) return rows[0] as string;
  return `SELECT record, max(score) FROM (${rows.join(" UNION ALL ")}) AS hit GROUP BY record`;
}

/** As a word's: the rarer the phrase, and the more passages of the record hold it, the more it counts. */
function scoreOfPhrase(statement: Statement, name: string, size: IndexSize): string {
  return `ln(1 + (${statement.value(size.records, "int")} - (SELECT count(*) FROM ${name}) + 0.5) / ((SELECT count(*) FROM ${name}) + 0.5)) * count / (count + 0.5)`;
}
