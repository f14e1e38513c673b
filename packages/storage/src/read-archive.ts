import { ImportOutcome, ImportProblem, ImportRun, ImportState } from "@lectern/schema";
import type { Database } from "./data-source.js";
import { SILENCE_MILLISECONDS, tallied } from "./import-runs.js";
import { readPage } from "./paging.js";
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
