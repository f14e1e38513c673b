import { ProblemCode } from "@lectern/schema";
import type { Database } from "./data-source.js";
import { newId } from "./uuid.js";

/** A record that a search engine does not take. */
export interface RefusedRecord {
  sourceId: string;
  /** Null where the source is refused as a whole. */
  recordId: string | null;
  /** In the engine's words. */
  reason: string;
}

const ADVICE =
  "Postgres finds it all the same. It is tried again by itself, later and later; `lectern reindex --repair` tries at once. The words of Meilisearch say what it does not take.";

/** Makes the open problems of indexing those of these records, and clears the others. */
export async function recordRefusedRecords(database: Database, refused: RefusedRecord[]): Promise<void> {
  const values = {
    ids: refused.map(() => newId()),
    sources: refused.map(({ sourceId }) => sourceId),
    messages: refused.map(
      ({ recordId, reason }) => `Meilisearch does not take ${recordId === null ? "the source" : `record ${recordId}`}: ${reason}`,
    ),
  };
  await database.query(
    `WITH refused AS (
       SELECT new.id, c.name AS collection, coalesce(s.place, s.id::text) AS file, new.message
       FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS new (id, source_id, message)
         JOIN source s ON s.id = new.source_id JOIN collection c ON c.id = s.collection_id
     ), cleared AS (
       UPDATE import_problem p SET cleared_at = now()
       WHERE code = '${ProblemCode.INDEXING_FAILED}' AND cleared_at IS NULL
         AND NOT EXISTS (SELECT FROM refused r WHERE r.collection = p.collection AND r.file = p.file)
     ), known AS (
       UPDATE import_problem p SET message = r.message, last_seen_at = now() FROM refused r
       WHERE p.code = '${ProblemCode.INDEXING_FAILED}' AND p.cleared_at IS NULL AND p.collection = r.collection AND p.file = r.file
       RETURNING p.collection, p.file
     )
     INSERT INTO import_problem (id, collection, file, code, message, advice, first_seen_at, last_seen_at)
     SELECT id, collection, file, '${ProblemCode.INDEXING_FAILED}', message, $4, now(), now() FROM refused r
     WHERE NOT EXISTS (SELECT FROM known k WHERE k.collection = r.collection AND k.file = r.file)`,
    [values.ids, values.sources, values.messages, ADVICE],
  );
}
