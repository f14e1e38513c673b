import { ImportOutcome, ImportProblem, ImportState, ProblemCode } from "@lectern/schema";
import type { Database } from "./data-source.js";
import { lockNumber } from "./hashing.js";
import { hydrate, prepared, selectList } from "./rows.js";
import { inTransaction, type Transaction } from "./transaction.js";
import type { ProblemToRecord, RunCounts, RunEnd } from "./types.js";
import { newId } from "./uuid.js";

/** A running import that gives no sign of life for so long was interrupted. */
export const SILENCE_MILLISECONDS = 60_000;

/** Begins a run, and marks those that were interrupted, with what they had stored. */
export async function startRun(database: Database, run: { origin: string; by: string }): Promise<string> {
  const id = newId();
  await database.query(
    `WITH interrupted AS (
       UPDATE import_run r SET state = '${ImportState.INTERRUPTED}', ended_at = heartbeat_at,
         stored = greatest(stored, ${tallied(ImportOutcome.STORED)}), updated = greatest(updated, ${tallied(ImportOutcome.UPDATED)})
       WHERE state = '${ImportState.RUNNING}' AND heartbeat_at < now() - interval '${SILENCE_MILLISECONDS} milliseconds'
     )
     INSERT INTO import_run (id, state, origin, by, started_at, heartbeat_at) VALUES ($1, '${ImportState.RUNNING}', $2, $3, now(), now())`,
    [id, run.origin, run.by],
  );
  return id;
}

/** A sign of life with the counts so far; to be given at least every 20 seconds. A run that was taken for interrupted runs again. */
export async function heartbeat(database: Database, runId: string, counts: RunCounts): Promise<void> {
  await database.query(
    `UPDATE import_run SET state = '${ImportState.RUNNING}', ended_at = NULL, heartbeat_at = now(), stored = $2, updated = $3, unchanged = $4, problems = $5
     WHERE id = $1 AND state IN ('${ImportState.RUNNING}', '${ImportState.INTERRUPTED}')`,
    [runId, counts.stored, counts.updated, counts.unchanged, counts.problems],
  );
}

/**
 * Counts a document in the transaction that stores it, so that what a run has stored is known even where it was killed
 * before its next sign of life. The rows go when the run has ended and told its counts itself.
 */
export async function tally(transaction: Transaction, runId: string, outcome: ImportOutcome): Promise<void> {
  await transaction.query(prepared("INSERT INTO import_tally (run_id, outcome) VALUES ($1, $2)", [runId, outcome]));
}

/** How many documents of the run `r` ended so, by the tally. */
export function tallied(outcome: ImportOutcome): string {
  return `(SELECT count(*)::int FROM import_tally y WHERE y.run_id = r.id AND y.outcome = '${outcome}')`;
}

export async function finishRun(database: Database, runId: string, { state, counts, missing }: RunEnd): Promise<void> {
  await database.query(
    `WITH counted AS (DELETE FROM import_tally WHERE run_id = $1)
     UPDATE import_run SET state = $2, ended_at = now(), heartbeat_at = now(), stored = $3, updated = $4, unchanged = $5, problems = $6, missing = $7 WHERE id = $1`,
    [runId, state, counts.stored, counts.updated, counts.unchanged, counts.problems, missing],
  );
}

/** Notes a problem of a file; the same problem met again is the same row, open again. */
export function recordProblem(database: Database, { runId, collection, file, problem }: ProblemToRecord): Promise<ImportProblem> {
  return inTransaction(database, `noting a problem of ${file}`, async (transaction) => {
    await transaction.query(prepared("SELECT pg_advisory_xact_lock($1::bigint)", [lockNumber(`problem ${collection} ${file}`).toString()]));
    const values = [collection, file, problem.code, problem.row, runId, problem.line, problem.column, problem.message, problem.advice];
    const columns = selectList(database, ImportProblem, "p");
    const known = await transaction.query<object>(
      prepared(
        `UPDATE import_problem p SET run_id = $5, line_number = $6, column_number = $7, message = $8, advice = $9, last_seen_at = now(), cleared_at = NULL
         WHERE p.id = (SELECT id FROM import_problem WHERE collection = $1 AND file = $2 AND code = $3 AND row_number IS NOT DISTINCT FROM $4::int
           ORDER BY cleared_at IS NULL DESC, last_seen_at DESC LIMIT 1) RETURNING ${columns}`,
        values,
      ),
    );
    if (known.rows[0] !== undefined) return hydrate(ImportProblem, known.rows[0]);
    const { rows } = await transaction.query<object>(
      prepared(
        `INSERT INTO import_problem AS p (collection, file, code, row_number, run_id, line_number, column_number, message, advice, id, first_seen_at, last_seen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now(), now()) RETURNING ${columns}`,
        [...values, newId()],
      ),
    );
    return hydrate(ImportProblem, rows[0] ?? {});
  });
}

/**
 * Clears the open problems of a file that this run has not met again: to be called once the file has been read. Without a
 * run, all of them. Returns how many.
 */
export async function clearProblems(
  database: Database,
  { collection, file, runId }: { collection: string; file: string; runId: string | null },
): Promise<number> {
  const rows = await database.query(
    `UPDATE import_problem SET cleared_at = now()
     WHERE collection = $1 AND file = $2 AND cleared_at IS NULL AND ($3::uuid IS NULL OR run_id IS DISTINCT FROM $3) RETURNING id`,
    [collection, file, runId],
  );
  return rows.length;
}

/**
 * Clears the open problems of files that the folder of a collection no longer has, or that the collection leaves out now; those
 * that this run met stand. Returns the files.
 */
export async function clearGoneProblems(
  database: Database,
  { collection, files, runId }: { collection: string; files: string[]; runId: string },
): Promise<string[]> {
  const rows = await database.query<{ file: string }>(
    `WITH cleared AS (
       UPDATE import_problem SET cleared_at = now()
       WHERE collection = $1 AND cleared_at IS NULL AND code <> '${ProblemCode.INDEXING_FAILED}' AND run_id IS DISTINCT FROM $3 AND NOT file = ANY($2)
       RETURNING file
     ) SELECT DISTINCT file FROM cleared ORDER BY file`,
    [collection, files, runId],
  );
  return rows.map(({ file }) => file);
}
