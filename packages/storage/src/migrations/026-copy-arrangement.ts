import type { Migration } from "./index.js";

/**
 * Over which servers of another search engine the archive is spread, who set it and when: processes that are set for others leave
 * the copy alone. And when the index of each was born, which tells it from another one of its name. Written and read by
 * packages/search alone.
 */
export const copyArrangement: Migration = {
  name: "026-copy-arrangement",
  sql: `
ALTER TABLE search_copy
  ADD COLUMN arrangement integer NOT NULL DEFAULT 0,
  ADD COLUMN servers smallint,
  ADD COLUMN addresses text[],
  ADD COLUMN arranged_by text,
  ADD COLUMN arranged_at timestamptz;
ALTER TABLE search_copy_server ADD COLUMN born text;
UPDATE search_copy SET arrangement = 1, servers = (SELECT min(servers) FROM search_copy_server), arranged_at = now()
  WHERE EXISTS (SELECT FROM search_copy_server WHERE format IS NOT NULL OR building_format IS NOT NULL);
`,
};
