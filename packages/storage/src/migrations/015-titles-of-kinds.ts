import type { Migration } from "./index.js";

/** A meeting that has only its kind for a title is called by it as a title is written; the index hears of it. */
export const titlesOfKinds: Migration = {
  name: "015-titles-of-kinds",
  sql: `
WITH renamed AS (
  UPDATE meeting SET title = upper(left(title, 1)) || substr(title, 2)
  WHERE title = kind AND left(title, 1) <> upper(left(title, 1))
  RETURNING source_id
)
INSERT INTO outbox (source_id, written_at) SELECT DISTINCT source_id, now() FROM renamed;
`,
};
