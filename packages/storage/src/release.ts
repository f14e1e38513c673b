import { retireIdentities } from "./identities.js";
import { prepared } from "./rows.js";
import type { Transaction } from "./transaction.js";

/**
 * Takes study texts out of all citations, because they are withdrawn or gone. A citation that names the title is one to a
 * wanted work from now on; one that only repeats words is none any more. The sources are marked for the search index.
 * The caller ends its transaction with finishCatalogueChange, which has everything linked again.
 */
export async function releaseStudyTexts(transaction: Transaction, studyTextIds: string[]): Promise<void> {
  if (studyTextIds.length === 0) return;
  await transaction.query(
    prepared(
      `INSERT INTO outbox (source_id, written_at)
       SELECT DISTINCT c.source_id, now() FROM citation c WHERE c.study_text_id = ANY($1::uuid[])`,
      [studyTextIds],
    ),
  );
  await transaction.query(
    prepared(`DELETE FROM citation_target t USING citation c WHERE c.id = t.citation_id AND c.study_text_id = ANY($1::uuid[])`, [
      studyTextIds,
    ]),
  );
  const { rows } = await transaction.query<{ id: string }>(
    prepared(
      "DELETE FROM citation WHERE study_text_id = ANY($1::uuid[]) AND (state = 'RESOLVED' OR linked_reason IS NOT NULL) AND title_key IS NULL RETURNING id",
      [studyTextIds],
    ),
  );
  await retireIdentities(
    transaction,
    rows.map((row) => row.id),
  );
  await transaction.query(
    prepared(
      `UPDATE citation SET state = CASE WHEN state = 'RESOLVED' THEN 'CITED_NOT_HELD' ELSE state END,
         study_text_id = NULL, passage_id = NULL, passage_start = NULL, passage_end = NULL, targets = '[]', fidelity = NULL
       WHERE study_text_id = ANY($1::uuid[])`,
      [studyTextIds],
    ),
  );
}
