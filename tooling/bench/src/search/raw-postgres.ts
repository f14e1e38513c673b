import { tokenize } from "@lectern/text";
import type pg from "pg";
import { type BenchQuery, WORD_BORDER } from "./queries.js";

/**
 * What someone would write by hand over the same tables, in one statement: the records that hold every word in one of their
 * passages, ranked by ts_rank of the best one; their total; exact facets grouped by record; ts_headline over the passages
 * shown. No closeness, no weights of title and names, no order of ties, no cursor. `$1` finds passages with any of the words.
 */
const SEARCH = (words: number, only: string, withFacets: boolean) => `
  WITH hit AS MATERIALIZED (
    SELECT record, ordinal, part, ts_rank(tokens, $1::tsquery) AS rank,
      ${columns(words, (i) => `tokens @@ $${i + 2}::tsquery AS has_${i}`)}
    FROM search_passage WHERE tokens @@ $1::tsquery AND part <> 3 ${only}),
  best AS (SELECT record, max(rank) AS rank FROM hit GROUP BY record HAVING ${columns(words, (i) => `bool_or(has_${i})`, " AND ")}),
  page AS (SELECT record, rank FROM best ORDER BY rank DESC LIMIT 20),
  shown AS (SELECT DISTINCT ON (record) record, ordinal FROM hit WHERE part = 0 AND record IN (SELECT record FROM page) ORDER BY record, rank DESC)
  SELECT (SELECT count(*)::int FROM best) AS total,
    ${withFacets ? FACETS : "NULL AS facets"},
    (SELECT json_agg(json_build_array(record_id, title, ts_headline('simple', text, $1::tsquery)) ORDER BY rank DESC)
     FROM page JOIN shown USING (record) JOIN search_record ON number = record JOIN search_passage USING (record, ordinal) WHERE part = 0) AS hits`;

const FACETS = `(SELECT json_agg(json_build_array(id, value, count)) FROM (
    SELECT id, count(*) FROM best JOIN search_record ON number = record, unnest(facets) AS id GROUP BY id) AS counted
    JOIN search_facet USING (id)) AS facets`;

/** The best spelling by trigrams, as one would correct a misspelt word in SQL. */
const CORRECT = "SELECT word FROM search_term WHERE (word || '') % $1 ORDER BY similarity(word, $1) DESC, records DESC LIMIT 1";

/** Asks Postgres by plain SQL for the hits, snippets and, where wanted, facets of a query; returns its total. */
export async function askPostgres(pool: pg.Pool, { kind, typed, words }: BenchQuery, withFacets: boolean): Promise<number> {
  if (kind === "phrase") {
    const row = words.map(quoted).join(" <-> ");
    return await total(pool, SEARCH(1, "AND strpos(folded, $3) > 0", withFacets), [row, row, words.join(WORD_BORDER)]);
  }
  const given = kind === "typo" ? await corrected(pool, typed.trim()) : words.join(" ");
  const each = tokenize(given).map(({ text, kind: of }) =>
    kind === "prefix" ? `${quoted(text)}:*` : of === "han" ? quoted(text) : forms(text),
  );
  return await total(pool, SEARCH(each.length, "", withFacets), [each.join(" | "), ...each]);
}

async function corrected(pool: pg.Pool, word: string): Promise<string> {
  const { rows } = await pool.query<{ word: string }>(CORRECT, [word]);
  return rows[0]?.word ?? word;
}

async function total(pool: pg.Pool, statement: string, values: string[]): Promise<number> {
  const { rows } = await pool.query<{ total: number }>(statement, values);
  return rows[0]?.total ?? 0;
}

/** A word in singular and plural. */
function forms(word: string): string {
  return `(${[word, `${word}s`, word.replace(/s$/, "")].map(quoted).join(" | ")})`;
}

function columns(count: number, of: (i: number) => string, between = ", "): string {
  return Array.from({ length: count }, (_, i) => of(i)).join(between);
}

function quoted(word: string): string {
  return `'${word.replaceAll(/['\\]/g, "")}'`;
}
