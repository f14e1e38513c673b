import { ImportOutcome, ImportProblem, ImportRun, ImportState } from "@lectern/schema";
import type { Database } from "./data-source.js";
import { SILENCE_MILLISECONDS, tallied } from "./import-runs.js";
import { decodeCursor, encodeCursor, readPage } from "./paging.js";
import type { Page, PageRequest, ResolvedId } from "./types.js";
import { isId } from "./uuid.js";

/** What the archive holds and shows, and how fresh its index is. */
export interface ArchiveState {
  /** Whether it holds something, and nothing but samples. */
  isSample: boolean;
  counts: {
    sources: number;
    meetings: number;
    speeches: number;
    studyTexts: number;
    passages: number;
    citations: number;
    people: number;
    bodies: number;
    phrases: number;
    wantedWorks: number;
    openProblems: number;
  };
  /** Rows of the outbox that the index has yet to hear of. */
  waiting: number;
  /** When the oldest of them was written: up to then the index is up to date. Null where none waits. */
  oldestWaitingAt: Date | null;
  /** Sources whose links are older than the catalogue. */
  waitingForLinks: number;
  lastImportAt: Date | null;
}

export async function readArchive(database: Database): Promise<ArchiveState> {
  const [row] = await database.query<{ state: ArchiveState; oldestWaitingAt: Date | null; lastImportAt: Date | null }>(
    `WITH shown AS MATERIALIZED (SELECT s.id, s.linked_generation, c.is_sample FROM source s JOIN collection c ON c.id = s.collection_id WHERE s.shown),
     cited AS (SELECT c.title_key, c.state FROM citation c JOIN shown s ON s.id = c.source_id WHERE c.state <> 'REJECTED')
     SELECT json_build_object(
       'isSample', (SELECT coalesce(bool_and(is_sample), false) FROM shown),
       'counts', json_build_object(
         'sources', (SELECT count(*) FROM shown),
         'meetings', (SELECT count(*) FROM meeting m JOIN shown s ON s.id = m.source_id),
         'speeches', (SELECT count(*) FROM speech p JOIN shown s ON s.id = p.source_id WHERE NOT p.is_rejected),
         'studyTexts', (SELECT count(*) FROM study_text t JOIN shown s ON s.id = t.source_id),
         'passages', (SELECT coalesce(sum(t.passage_count), 0) FROM study_text t JOIN shown s ON s.id = t.source_id),
         'citations', (SELECT count(*) FROM cited),
         'people', (SELECT count(*) FROM (
            SELECT a.person_id FROM appearance a JOIN meeting m ON m.id = a.meeting_id JOIN shown s ON s.id = m.source_id WHERE a.person_id IS NOT NULL AND NOT a.is_rejected
            UNION SELECT p.person_id FROM speech p JOIN shown s ON s.id = p.source_id WHERE p.person_id IS NOT NULL AND NOT p.is_rejected) AS named),
         'bodies', (SELECT count(DISTINCT m.body_id) FROM meeting m JOIN shown s ON s.id = m.source_id),
         'phrases', (SELECT count(DISTINCT o.phrase_id) FROM phrase_occurrence o JOIN shown s ON s.id = o.source_id),
         'wantedWorks', (SELECT count(DISTINCT title_key) FROM cited WHERE state = 'CITED_NOT_HELD'),
         'openProblems', (SELECT count(*) FROM import_problem WHERE cleared_at IS NULL)),
       'waiting', (SELECT count(*) FROM outbox),
       'waitingForLinks', (SELECT count(*) FROM shown WHERE linked_generation < (SELECT generation FROM catalogue))
     ) AS state,
     (SELECT min(written_at) FROM outbox) AS "oldestWaitingAt", (SELECT max(ended_at) FROM import_run) AS "lastImportAt"`,
  );
  if (row === undefined) throw new Error("counting the archive gave no row");
  return { ...row.state, oldestWaitingAt: row.oldestWaitingAt, lastImportAt: row.lastImportAt };
}

/** Imports, newest first. One that gives no sign of life reads as interrupted. */
export async function importRunPage(database: Database, page: PageRequest): Promise<Page<ImportRun>> {
  const order = [
    { sql: "r.started_at", type: "timestamptz" },
    { sql: "r.id", type: "uuid" },
  ];
  const found = await readPage(
    database,
    { entity: ImportRun, alias: "r", from: "import_run r", conditions: [], order, direction: "DESC" },
    page,
  );
  await countWhatIsStored(
    database,
    found.edges.map(({ node }) => node).filter(({ state }) => state !== ImportState.COMPLETED),
  );
  for (const { node } of found.edges) {
    if (node.state !== ImportState.RUNNING || Date.now() - node.heartbeatAt.getTime() < SILENCE_MILLISECONDS) continue;
    node.state = ImportState.INTERRUPTED;
    node.endedAt = node.heartbeatAt;
  }
  return found;
}

/** A run that has not ended in order has told less than it stored. */
async function countWhatIsStored(database: Database, runs: ImportRun[]): Promise<void> {
  if (runs.length === 0) return;
  const rows = await database.query<{ id: string; stored: number; updated: number }>(
    `SELECT r.id, ${tallied(ImportOutcome.STORED)} AS stored, ${tallied(ImportOutcome.UPDATED)} AS updated FROM import_run r WHERE r.id = ANY($1::uuid[])`,
    [runs.map(({ id }) => id)],
  );
  const counted = new Map(rows.map((row) => [row.id, row]));
  for (const run of runs) {
    run.stored = Math.max(run.stored, counted.get(run.id)?.stored ?? 0);
    run.updated = Math.max(run.updated, counted.get(run.id)?.updated ?? 0);
  }
}

/** Problems that stand, and those cleared where they are asked for; last seen first. */
export function importProblemPage(
  database: Database,
  page: PageRequest,
  { includeCleared = false }: { includeCleared?: boolean } = {},
): Promise<Page<ImportProblem>> {
  const order = [
    { sql: "p.last_seen_at", type: "timestamptz" },
    { sql: "p.id", type: "uuid" },
  ];
  const conditions = includeCleared ? [] : ["p.cleared_at IS NULL"];
  return readPage(database, { entity: ImportProblem, alias: "p", from: "import_problem p", conditions, order, direction: "DESC" }, page);
}

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
    `WITH ${wantedWorks("c.title_key = ANY($1::text[])")}, page AS (SELECT * FROM works), ${WANTED_TITLES}
     SELECT page.*, coalesce(titles.title, page.key) AS title, ${WANTED_LOCATORS} AS locators FROM page LEFT JOIN titles USING (key)`,
    [keys],
  );
  return new Map(rows.map((row) => [row.key, row]));
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

/** Where ids lead: their types, and through merges the records they stand for. Ids unknown, purged or withdrawn have no entry. */
export async function resolveIds(database: Database, ids: readonly string[]): Promise<Map<string, ResolvedId>> {
  const rows = await database.query<ResolvedId & { asked: string }>(
    `WITH RECURSIVE way AS (
       SELECT id AS asked, id, kind, source_id, redirect_to, retired_at FROM identity WHERE id = ANY($1::uuid[])
       UNION ALL
       SELECT w.asked, i.id, i.kind, i.source_id, i.redirect_to, i.retired_at FROM way w JOIN identity i ON i.id = w.redirect_to
     )
     SELECT w.asked, w.id, w.kind FROM way w
     WHERE w.redirect_to IS NULL AND w.retired_at IS NULL
       AND NOT EXISTS (SELECT FROM source s WHERE s.id = coalesce(w.source_id, w.id) AND NOT s.shown)
       AND NOT EXISTS (SELECT FROM collection c WHERE c.id = w.id AND c.withdrawn_at IS NOT NULL)`,
    [ids.filter(isId)],
  );
  return new Map(rows.map(({ asked, id, kind }) => [asked, { id, kind }]));
}
