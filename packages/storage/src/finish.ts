import { prepared } from "./rows.js";
import type { Transaction } from "./transaction.js";

/** How long the jobs wait for more of the same: a search index has a fixed cost per batch. */
const COLLECT = "300 milliseconds";

const JOB = (name: string) =>
  `graphile_worker.add_job('${name}', '{}'::json, job_key => '${name}', job_key_mode => 'preserve_run_at', run_at => now() + interval '${COLLECT}')`;

/**
 * The last statement of a transaction that changed sources: wakes the job that drains the outbox, and the one that links
 * again where links made with `generation` (null: no links were made) are older than the catalogue, or words that are quoted
 * have to be counted again. A study text that is being stored at the same time
 * waits here, or is waited for, so that no source is left with links of an older catalogue and no job to renew them.
 */
export async function finishChange(transaction: Transaction, generation: number | null): Promise<void> {
  await transaction.query(
    prepared(
      `WITH current AS (SELECT generation FROM catalogue FOR SHARE)
       SELECT (${JOB("index")}).id, CASE WHEN current.generation > $1::int OR EXISTS (SELECT FROM spread_waiting) THEN (${JOB("relink")}).id END FROM current`,
      [generation],
    ),
  );
}

/** The last statement of a transaction that changed the study texts on show: all links are to be made again, and packed texts with them. */
export async function finishCatalogueChange(transaction: Transaction): Promise<void> {
  await transaction.query(
    prepared(
      `WITH current AS (UPDATE catalogue SET generation = generation + 1 RETURNING generation)
       SELECT (${JOB("index")}).id, (${JOB("relink")}).id, (${JOB("segments")}).id FROM current`,
      [],
    ),
  );
}
