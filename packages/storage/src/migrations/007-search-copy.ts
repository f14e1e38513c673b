import type { Migration } from "./index.js";

/**
 * What another search engine has heard of the index in Postgres, which it copies. Written and read by packages/search alone.
 * The outbox hears of everything once more: the names of records are kept as printed from now on.
 */
export const searchCopy: Migration = {
  name: "007-search-copy",
  sql: `
-- One row for each source that the index holds, or that the copy has yet to forget (documents = 0).
CREATE TABLE search_source (
  source_id text COLLATE "C" NOT NULL,
  bucket smallint NOT NULL,
  version text NOT NULL,
  documents integer NOT NULL,
  sent text,
  sent_next text,
  tries integer NOT NULL DEFAULT 0,
  retry_at timestamptz,
  fault text,
  fault_record text,
  CONSTRAINT search_source_pkey PRIMARY KEY (source_id)
);
CREATE INDEX search_source_waiting ON search_source (source_id) WHERE sent IS DISTINCT FROM version;
CREATE INDEX search_source_bucket ON search_source (bucket);

-- One row: whose copy it is, how it was made, and how far it is known to have come.
CREATE TABLE search_copy (
  single boolean NOT NULL DEFAULT true,
  archive text NOT NULL DEFAULT substr(replace(gen_random_uuid()::text, '-', ''), 1, 12),
  format text,
  building_format text,
  building_born text,
  last_task bigint NOT NULL DEFAULT 0,
  compared_at timestamptz,
  CONSTRAINT search_copy_pkey PRIMARY KEY (single),
  CONSTRAINT search_copy_single CHECK (single)
);
INSERT INTO search_copy DEFAULT VALUES;

ALTER TABLE import_problem DROP CONSTRAINT import_problem_code_known, ADD CONSTRAINT import_problem_code_known
  CHECK (code IN ('NOT_FOUND', 'NOT_READABLE', 'OUTSIDE_FOLDER', 'EMPTY', 'BINARY', 'TOO_LARGE', 'BAD_ENCODING', 'BAD_JSON', 'BAD_TABLE', 'BAD_COLLECTION', 'MISSING_FIELD', 'UNSUPPORTED_FORMAT', 'DUPLICATE_LOCATOR', 'DUPLICATE_ID', 'READING_FAILED', 'STORING_FAILED', 'INDEXING_FAILED'));

INSERT INTO outbox (source_id, written_at) SELECT id, now() FROM source WHERE shown;
`,
};
