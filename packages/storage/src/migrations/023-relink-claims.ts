import type { Migration } from "./index.js";

/**
 * Which sources somebody is linking again, and until when that is to be believed: so that any number of processes share
 * the work, and what a killed one had taken is free again. A crash of Postgres may lose it.
 */
export const relinkClaims: Migration = {
  name: "023-relink-claims",
  sql: `
CREATE UNLOGGED TABLE relink_claim (
  source_id uuid NOT NULL,
  until timestamptz NOT NULL,
  CONSTRAINT relink_claim_pkey PRIMARY KEY (source_id)
);
`,
};
