import type { Migration } from "./index.js";

/** What people say of single values and links: records that a text does not tell of, and what readers report. */
export const corrections: Migration = {
  name: "006-corrections",
  sql: `
ALTER TABLE appearance ADD COLUMN is_rejected boolean NOT NULL DEFAULT false;
ALTER TABLE point ADD COLUMN is_rejected boolean NOT NULL DEFAULT false;
ALTER TABLE speech ADD COLUMN is_rejected boolean NOT NULL DEFAULT false;
CREATE INDEX decision_at ON decision (at, id);

CREATE TABLE report (
  id uuid NOT NULL,
  record_kind text NOT NULL,
  record_id uuid NOT NULL,
  field text,
  proposal text,
  note text,
  times integer NOT NULL DEFAULT 1,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_by text,
  key text NOT NULL,
  CONSTRAINT report_pkey PRIMARY KEY (id),
  CONSTRAINT report_key_is_sha256 CHECK (key ~ '^[0-9a-f]{64}$'),
  CONSTRAINT report_times_positive CHECK (times > 0),
  CONSTRAINT report_record_kind_known CHECK (record_kind IN ('SOURCE', 'COLLECTION', 'BODY', 'PERSON', 'MEETING', 'APPEARANCE', 'POINT', 'SPEECH', 'STUDY_TEXT', 'SECTION', 'PASSAGE', 'CITATION', 'SET_PHRASE'))
);
CREATE INDEX report_record ON report (record_id);
CREATE UNIQUE INDEX report_open_unique ON report (key) WHERE closed_at IS NULL;

-- How much each sender has reported in an hour, by a hash that changes every day and is forgotten after it.
CREATE TABLE report_rate (
  sender text NOT NULL,
  hour timestamptz NOT NULL,
  count integer NOT NULL,
  CONSTRAINT report_rate_pkey PRIMARY KEY (sender, hour)
);
`,
};
