import type { Migration } from "./index.js";

/** What minutes record, and the fingerprints of sentences, by which one that stood in an earlier document is found. */
export const minutesAndPrints: Migration = {
  name: "017-minutes-and-prints",
  sql: `
ALTER TABLE meeting ADD COLUMN minutes jsonb;

-- Each longer sentence of a source whose day is known, once for each of its fingerprints. The key finds the earliest
-- sentences of a fingerprint without a look at the others, however many there are.
CREATE TABLE sentence_print (
  print integer NOT NULL,
  day date NOT NULL,
  source_id uuid NOT NULL REFERENCES source ON DELETE CASCADE,
  start_offset integer NOT NULL,
  end_offset integer NOT NULL,
  CONSTRAINT sentence_print_pkey PRIMARY KEY (print, day, source_id, start_offset),
  CONSTRAINT sentence_print_span CHECK (start_offset >= 0 AND end_offset > start_offset)
);
CREATE INDEX sentence_print_source ON sentence_print (source_id);
`,
};
