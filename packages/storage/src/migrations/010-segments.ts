import type { Migration } from "./index.js";

/**
 * The catalogue of study texts as linking packs it, so that any process can load it without reading the passages. Made again
 * from the passages where it is missing: nothing here is the truth.
 */
export const segments: Migration = {
  name: "010-segments",
  sql: `
CREATE TABLE catalogue_segment (
  id uuid NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  format text NOT NULL,
  words integer NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT catalogue_segment_pkey PRIMARY KEY (id)
);

-- The study texts of a segment, in its order. One that is no longer as its print says is gone from the segment.
CREATE TABLE catalogue_segment_work (
  segment_id uuid NOT NULL,
  number integer NOT NULL,
  study_text_id uuid NOT NULL,
  print text NOT NULL,
  CONSTRAINT catalogue_segment_work_pkey PRIMARY KEY (segment_id, number),
  CONSTRAINT catalogue_segment_work_segment_fkey FOREIGN KEY (segment_id) REFERENCES catalogue_segment (id) ON DELETE CASCADE
);
CREATE INDEX catalogue_segment_work_text ON catalogue_segment_work (study_text_id, print);

CREATE TABLE catalogue_segment_part (
  segment_id uuid NOT NULL,
  number integer NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT catalogue_segment_part_pkey PRIMARY KEY (segment_id, number),
  CONSTRAINT catalogue_segment_part_segment_fkey FOREIGN KEY (segment_id) REFERENCES catalogue_segment (id) ON DELETE CASCADE
);
ALTER TABLE catalogue_segment_part ALTER COLUMN bytes SET STORAGE EXTERNAL;
`,
};
