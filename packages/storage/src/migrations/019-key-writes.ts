import type { Migration } from "./index.js";

/** How far the database had written when each key last wrote something: what its reads of a replica must not lack. */
export const keyWrites: Migration = {
  name: "019-key-writes",
  sql: `
CREATE TABLE key_write (
  key_id uuid NOT NULL,
  position pg_lsn NOT NULL,
  CONSTRAINT key_write_pkey PRIMARY KEY (key_id),
  CONSTRAINT key_write_key FOREIGN KEY (key_id) REFERENCES api_key (id) ON DELETE CASCADE
);
`,
};
