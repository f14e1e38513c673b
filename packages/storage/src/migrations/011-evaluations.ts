import type { Migration } from "./index.js";

/** Figures of evaluations on labelled sets, as they were brought to the archive. */
export const evaluations: Migration = {
  name: "011-evaluations",
  sql: `
CREATE TABLE evaluation (
  id uuid NOT NULL,
  set text NOT NULL,
  engine text NOT NULL,
  measures jsonb NOT NULL,
  stored_at timestamptz NOT NULL,
  CONSTRAINT evaluation_pkey PRIMARY KEY (id),
  CONSTRAINT evaluation_set_not_empty CHECK (set <> '')
);
CREATE INDEX evaluation_set ON evaluation (set, stored_at);
`,
};
