import type { Migration } from "./index.js";

/** What an import has stored so far, a row a document, written with it: a run that is killed has told less than it stored. */
export const importTally: Migration = {
  name: "009-import-tally",
  sql: `
CREATE TABLE import_tally (
  id bigint GENERATED ALWAYS AS IDENTITY,
  run_id uuid NOT NULL,
  outcome text NOT NULL,
  CONSTRAINT import_tally_pkey PRIMARY KEY (id),
  CONSTRAINT import_tally_run_id_fkey FOREIGN KEY (run_id) REFERENCES import_run (id) ON DELETE CASCADE,
  CONSTRAINT import_tally_outcome_known CHECK (outcome IN ('STORED', 'UPDATED'))
);
CREATE INDEX import_tally_run ON import_tally (run_id, outcome);
`,
};
