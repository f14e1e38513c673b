import type { Migration } from "./index.js";

/** Search takes ß for ss: the index hears once more of the sources whose words have it. */
export const sharpS: Migration = {
  name: "025-sharp-s",
  sql: `
INSERT INTO outbox (source_id, written_at)
SELECT id, now() FROM source
WHERE id::text IN (SELECT source_id FROM search_record JOIN search_passage ON record = number WHERE strpos(folded, 'ß') > 0);
`,
};
