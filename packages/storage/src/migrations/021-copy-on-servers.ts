import type { Migration } from "./index.js";

/**
 * What is remembered of the copy in another search engine, server by server: several may share the sources of an archive. Which
 * of how many says which sources a server holds. Written and read by packages/search alone.
 */
export const copyOnServers: Migration = {
  name: "021-copy-on-servers",
  sql: `
CREATE TABLE search_copy_server (
  servers smallint NOT NULL,
  number smallint NOT NULL,
  format text,
  building_format text,
  building_born text,
  last_task bigint NOT NULL DEFAULT 0,
  compared_at timestamptz,
  CONSTRAINT search_copy_server_pkey PRIMARY KEY (servers, number),
  CONSTRAINT search_copy_server_number CHECK (number >= 0 AND number < servers)
);
INSERT INTO search_copy_server (servers, number, format, building_format, building_born, last_task, compared_at)
  SELECT 1, 0, format, building_format, building_born, last_task, compared_at FROM search_copy;
ALTER TABLE search_copy DROP COLUMN format, DROP COLUMN building_format, DROP COLUMN building_born, DROP COLUMN last_task,
  DROP COLUMN compared_at;
`,
};
