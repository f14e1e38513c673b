import type { Migration } from "./index.js";

/** The hash of a text comes first, so that the same text is found in whatever collection, and within one as before. */
export const textsByHash: Migration = {
  name: "018-texts-by-hash",
  sql: `
DROP INDEX source_text_hash;
CREATE INDEX source_text_hash ON source (text_hash, collection_id);
`,
};
