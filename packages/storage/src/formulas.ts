import { type Citation, CitationState } from "@lectern/schema";
import type { Database } from "./data-source.js";
import { finishChange } from "./finish.js";
import { prepared } from "./rows.js";
import { inTransaction, type Transaction } from "./transaction.js";

/**
 * Sources, and speakers where they are known, from which on bare words are a formula. Measured on Chinese notices and on
 * addresses of American presidents (docs/linking.md): no more than two speakers share a bare quotation that is one.
 */
const SPREAD = 4;
/** Share of its words that another use has to have for both to be the same words. */
const SAME_WORDS = 0.5;
/** Any number that no other program on the same server is likely to lock. */
const SPREAD_LOCK = 7_236_071_125;

/**
 * Counts again how far the words of up to `limit` changes are spread: bare quotations (see Citation.isBare) of the same words
 * of a passage in four sources, by as many speakers where they are known, are a formula and no quotation. They are rejected,
 * and are links again when the spread falls; what a person decided on is neither counted nor changed. Returns how many
 * changes were looked at; 0 means that none waits. One count runs at a time.
 */
export function settleFormulas(database: Database, limit: number): Promise<number> {
  return inTransaction(database, "telling formulas from quotations", async (transaction) => {
    await transaction.query("SELECT pg_advisory_xact_lock($1)", [SPREAD_LOCK]);
    const { rows } = await transaction.query<{ passageId: string }>(
      prepared(
        `DELETE FROM spread_waiting WHERE id IN (SELECT id FROM spread_waiting ORDER BY id LIMIT $1) RETURNING passage_id AS "passageId"`,
        [limit],
      ),
    );
    if (rows.length === 0) return 0;
    const passageIds = [...new Set(rows.map(({ passageId }) => passageId))];
    const { rowCount } = await transaction.query(prepared(REJECT_FORMULAS, [passageIds, SPREAD, SAME_WORDS]));
    if ((rowCount ?? 0) > 0) await finishChange(transaction, null);
    return rows.length;
  });
}

/**
 * The reason counts sources in doubling steps, so that one more source does not write all the others anew. Words are the same
 * where a use has most of those of the quotation that is judged: a long quotation is no formula because it holds one.
 */
const REJECT_FORMULAS = `
WITH bare AS MATERIALIZED (
  SELECT c.id, c.passage_id, c.passage_start AS "from", c.passage_end AS "to", c.source_id, c.speech_id
  FROM citation c
  WHERE c.passage_id = ANY($1::uuid[]) AND c.is_bare AND c.decided_by IS NULL AND (c.state = 'RESOLVED' OR c.linked_reason IS NOT NULL)
    AND c.passage_end > c.passage_start
),
uses AS MATERIALIZED (
  SELECT b.passage_id, b."from", b."to", b.source_id, coalesce(p.person_id, b.source_id) AS speaker
  FROM (
    SELECT passage_id, "from", "to", source_id, speech_id FROM bare
    UNION ALL
    SELECT w.passage_id, (k ->> 'passageStart')::int, (k ->> 'passageEnd')::int, c.source_id, c.speech_id
    FROM (SELECT DISTINCT passage_id FROM bare) AS w
    JOIN citation c ON c.is_bare AND c.state = 'AMBIGUOUS' AND c.candidates @> jsonb_build_array(jsonb_build_object('passage', w.passage_id))
    CROSS JOIN LATERAL jsonb_array_elements(c.candidates) AS k
    WHERE c.decided_by IS NULL AND k ->> 'passage' = w.passage_id::text
  ) AS b
  JOIN source s ON s.id = b.source_id AND s.shown LEFT JOIN speech p ON p.id = b.speech_id AND NOT p.is_rejected
),
spread AS (
  SELECT w.passage_id, w."from", w."to", least(count(DISTINCT u.source_id), count(DISTINCT u.speaker)) AS breadth
  FROM (SELECT DISTINCT passage_id, "from", "to" FROM bare) AS w
  JOIN uses u ON u.passage_id = w.passage_id AND least(u."to", w."to") - greatest(u."from", w."from") >= $3::float * (w."to" - w."from")
  GROUP BY 1, 2, 3 HAVING least(count(DISTINCT u.source_id), count(DISTINCT u.speaker)) >= $2::int
),
judged AS (
  SELECT c.id, c.linked_reason IS NOT NULL AS "was", f.breadth IS NOT NULL AS "is",
    'a formula: at least ' || $2::int * 2 ^ floor(log(2, f.breadth::numeric / $2::int))::int || ' sources use these words without citing the work' AS reason
  FROM citation c LEFT JOIN bare u ON u.id = c.id
  LEFT JOIN spread f ON f.passage_id = u.passage_id AND f."from" = u."from" AND f."to" = u."to"
  WHERE c.passage_id = ANY($1::uuid[]) AND (c.linked_reason IS NOT NULL OR f.breadth IS NOT NULL)
),
changed AS (
  UPDATE citation c SET state = CASE WHEN j."is" THEN 'REJECTED' ELSE 'RESOLVED' END,
    reason = CASE WHEN j."is" THEN j.reason ELSE c.linked_reason END,
    linked_reason = CASE WHEN j."is" THEN coalesce(c.linked_reason, c.reason) END
  FROM judged j WHERE j.id = c.id AND (j."is" <> j."was" OR j.reason <> c.reason)
  RETURNING c.source_id, j."is" <> j."was" AS turned
)
INSERT INTO outbox (source_id, written_at) SELECT DISTINCT source_id, now() FROM changed WHERE turned`;

/** What linking said of a citation, whether it is a formula or not. */
export function asLinked(citation: Citation): Citation {
  if (citation.linkedReason === null) return citation;
  return { ...citation, state: CitationState.RESOLVED, reason: citation.linkedReason, linkedReason: null };
}

/** Makes a formula a quotation again, before a person decides on it. */
export async function releaseFormula(transaction: Transaction, citationId: string): Promise<void> {
  await transaction.query(
    prepared(
      "UPDATE citation SET state = 'RESOLVED', reason = linked_reason, linked_reason = NULL WHERE id = $1 AND linked_reason IS NOT NULL",
      [citationId],
    ),
  );
}

/** Has the words counted again that citations quote which count otherwise from now on: those of sources shown or hidden, those decided on. */
export async function noteSpread(
  transaction: Transaction,
  { sourceIds = [], citationIds = [] }: { sourceIds?: string[]; citationIds?: string[] },
): Promise<void> {
  await transaction.query(
    prepared(
      `INSERT INTO spread_waiting (passage_id)
       SELECT c.passage_id FROM citation c WHERE (c.source_id = ANY($1::uuid[]) OR c.id = ANY($2::uuid[])) AND c.is_bare AND c.passage_id IS NOT NULL
       UNION
       SELECT (k ->> 'passage')::uuid FROM citation c CROSS JOIN LATERAL jsonb_array_elements(c.candidates) AS k
       WHERE (c.source_id = ANY($1::uuid[]) OR c.id = ANY($2::uuid[])) AND c.is_bare AND c.state = 'AMBIGUOUS' AND k ->> 'passage' IS NOT NULL`,
      [sourceIds, citationIds],
    ),
  );
}
