import type { Migration } from "./index.js";

/** Problems of the formats that are read since: broken, locked and dangerous files, pages without text, files that serve others. */
export const problemCodes: Migration = {
  name: "008-problem-codes",
  sql: `
ALTER TABLE import_problem DROP CONSTRAINT import_problem_code_known;
ALTER TABLE import_problem ADD CONSTRAINT import_problem_code_known CHECK (code IN ('NOT_FOUND', 'NOT_READABLE', 'OUTSIDE_FOLDER', 'EMPTY', 'BINARY', 'TOO_LARGE', 'BAD_ENCODING', 'BAD_JSON', 'BAD_XML', 'BAD_TABLE', 'BAD_COLLECTION', 'MISSING_FIELD', 'UNSUPPORTED_FORMAT', 'DUPLICATE_LOCATOR', 'DUPLICATE_ID', 'DAMAGED', 'ENCRYPTED', 'UNSAFE', 'NEEDS_OCR', 'TOOK_TOO_LONG', 'NO_DOCUMENT', 'INDEXING_FAILED', 'READING_FAILED', 'STORING_FAILED'));
`,
};
