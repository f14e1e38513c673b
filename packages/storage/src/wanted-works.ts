import type { Database } from "./data-source.js";
import { decodeCursor, encodeCursor } from "./paging.js";
import type { Page, PageRequest } from "./types.js";

/** A work that sources cite and that the archive does not hold. */
export interface WantedWork {
  /** Its title folded for comparison: what it is known by. */
  key: string;
  /** Title as it is printed most often. */
  title: string;
  citationCount: number;
  sourceCount: number;
  /** Locators as printed, most frequent first, at most 20. */
  locators: string[];
}

/** Works that are cited and not held, most cited first. */
export async function wantedWorkPage(database: Database, page: PageRequest): Promise<Page<WantedWork>> {
  const [count, key] = page.after == null ? [null, null] : decodeCursor(page.after, 2);
  const rows = await database.query<WantedWork & { total: number }>(
    `WITH ${wantedWorks("true")},
     page AS (
       SELECT * FROM works w WHERE $1::int IS NULL OR (-w."citationCount", w.key) > (-$1::int, $2::text) ORDER BY -w."citationCount", w.key LIMIT $3
     ), ${WANTED_TITLES}
     SELECT total.count AS total, page.*, coalesce(titles.title, page.key) AS title, ${WANTED_LOCATORS} AS locators
     FROM (SELECT count(*)::int AS count FROM works) AS total LEFT JOIN page ON true LEFT JOIN titles USING (key) ORDER BY -page."citationCount", page.key`,
    [count, key, page.first + 1],
  );
  const found = rows.filter((row) => row.key !== null);
  const edges = found
    .slice(0, page.first)
    .map(({ total: _, ...node }) => ({ cursor: encodeCursor([String(node.citationCount), node.key]), node }));
  return { edges, hasNextPage: found.length > page.first, totalCount: rows[0]?.total ?? 0 };
}

/** The wanted works of these keys; a key that nothing wants has no entry. */
export async function wantedWorksByKeys(database: Database, keys: readonly string[]): Promise<Map<string, WantedWork>> {
  const rows = await database.query<WantedWork>(
    `WITH ${wantedByKeys("$1")}
     SELECT page.*, coalesce(titles.title, page.key) AS title, ${WANTED_LOCATORS} AS locators FROM page LEFT JOIN titles USING (key)`,
    [keys],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** The wanted works of the keys that a parameter holds, as the table `page`, and what they are called, as `titles`. */
export function wantedByKeys(parameter: string): string {
  return `${wantedWorks(`c.title_key = ANY(${parameter}::text[])`)}, page AS (SELECT * FROM works), ${WANTED_TITLES}`;
}

/** The citations of wanted works, and the works with their counts, as tables of one statement. */
function wantedWorks(condition: string): string {
  return `wanted AS (
       SELECT c.title_key AS key, c.title, c.printed_locator, c.source_id, c.start_offset, s.title AS source_title, s.published_on, s.stored_at
       FROM citation c JOIN source s ON s.id = c.source_id AND s.shown WHERE c.state = 'CITED_NOT_HELD' AND ${condition}
     ),
     works AS (
       SELECT key, count(*)::int AS "citationCount", count(DISTINCT source_id)::int AS "sourceCount" FROM wanted GROUP BY key
     )`;
}

/**
 * What a wanted work is called: its title as printed in full most often, of several the one printed first; a mere kind of
 * document, whose key has the id of its source, with the title of that source.
 */
const WANTED_TITLES = `titles AS (
       SELECT DISTINCT ON (key) key,
         title || CASE WHEN right(key, 36) = source_id::text THEN coalesce(' · ' || source_title, '') ELSE '' END AS title
       FROM (SELECT w.*, count(*) OVER (PARTITION BY w.key, w.title) AS times FROM wanted w JOIN page USING (key) WHERE w.title IS NOT NULL) AS printed
       ORDER BY key, length(title) < length(key), times DESC, published_on NULLS LAST, stored_at, source_id, start_offset
     )`;

const WANTED_LOCATORS = `ARRAY(
  SELECT l.printed_locator FROM wanted l WHERE l.key = page.key AND l.printed_locator IS NOT NULL
  GROUP BY l.printed_locator ORDER BY count(*) DESC, l.printed_locator LIMIT 20)`;
