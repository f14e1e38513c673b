import type { Migration } from "./index.js";

/** Headings as they are printed. What was read before gets its own when it is read again. */
export const printedHeadings: Migration = {
  name: "013-printed-headings",
  sql: "ALTER TABLE section ADD COLUMN printed text;",
};
