import type { Migration } from "./index.js";

/** Whoever builds the search index anew holds a lock, which tells better than the hour of its last writing whether it goes on. */
export const rebuildLock: Migration = {
  name: "022-rebuild-lock",
  sql: `
ALTER TABLE search_state DROP COLUMN rebuild_alive_at;
`,
};
