import type { Migration } from "./index.js";

/** What people corrected before now is found by its new words as well: the sources of it are indexed again. */
export const indexCorrections: Migration = {
  name: "024-index-corrections",
  sql: `
INSERT INTO outbox (source_id, written_at)
SELECT DISTINCT i.source_id, now() FROM decision d JOIN identity i ON i.id = d.record_id
WHERE d.action = 'CORRECT' AND d.undone_at IS NULL AND i.source_id IS NOT NULL;
`,
};
