import type { Migration } from "./index.js";

/** Ids of evidence and of occurrences of phrases as `derivedId` makes them, so that they are the same after a restore; and the restore under way. */
export const derivedIds: Migration = {
  name: "016-derived-ids",
  sql: `
CREATE FUNCTION pg_temp.derived_id(source_id uuid, words text) RETURNS uuid LANGUAGE sql AS $$
  SELECT (left(source_id::text, 13) || '-8' || substr(hash, 1, 3) || '-8' || substr(hash, 4, 3) || '-' || substr(hash, 7, 12))::uuid
  FROM (SELECT encode(sha256(convert_to(source_id::text || E'\\x1f' || words, 'UTF8')), 'hex') AS hash) AS h
$$;
UPDATE evidence e SET id = pg_temp.derived_id(e.source_id, concat_ws(E'\\x1f', e.record_id::text, e.field, e.value,
    coalesce(e.start_offset::text, ''), coalesce(e.end_offset::text, ''), n.number::text))
  FROM (SELECT id, row_number() OVER (PARTITION BY source_id, record_id, field, value, start_offset, end_offset ORDER BY id) - 1 AS number FROM evidence) n
  WHERE n.id = e.id;
UPDATE phrase_occurrence o SET id = pg_temp.derived_id(o.source_id, concat_ws(E'\\x1f', 'phrase', o.start_offset::text, o.end_offset::text, n.number::text))
  FROM (SELECT id, row_number() OVER (PARTITION BY source_id, start_offset, end_offset ORDER BY id) - 1 AS number FROM phrase_occurrence) n
  WHERE n.id = o.id;
DROP FUNCTION pg_temp.derived_id;

-- The export that is being restored, while its sources are read again. It has one row, or none.
CREATE TABLE restoring (
  exported_at text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now()
);
`,
};
