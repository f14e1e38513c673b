import type { Migration } from "./index.js";

/** A year alone is kept as a year. What was read before says in its evidence that no more than a year or month was given. */
export const publishedPrecision: Migration = {
  name: "012-published-precision",
  sql: `
ALTER TABLE source ADD COLUMN published_precision text;
ALTER TABLE study_text ADD COLUMN published_precision text;
UPDATE source s SET published_precision = coalesce((
  SELECT CASE WHEN e.method LIKE '%only the year is given%' THEN 'YEAR' WHEN e.method LIKE '%only the month is given%' THEN 'MONTH' END
  FROM evidence e WHERE e.record_id = s.id AND e.field = 'publishedOn' LIMIT 1), 'DAY') WHERE s.published_on IS NOT NULL;
UPDATE study_text t SET published_precision = CASE WHEN t.published_on = s.published_on THEN s.published_precision ELSE 'DAY' END
  FROM source s WHERE s.id = t.source_id AND t.published_on IS NOT NULL;
UPDATE evidence SET value = left(value, CASE WHEN method LIKE '%only the year is given%' THEN 4 ELSE 7 END)
  WHERE field = 'publishedOn' AND (method LIKE '%only the year is given%' OR method LIKE '%only the month is given%');
ALTER TABLE source ADD CONSTRAINT source_published_precision_in_list CHECK (published_precision IN ('DAY', 'MONTH', 'YEAR'));
ALTER TABLE source ADD CONSTRAINT source_published_precision_known CHECK (published_on IS NULL OR published_precision IS NOT NULL);
ALTER TABLE study_text ADD CONSTRAINT study_text_published_precision_in_list CHECK (published_precision IN ('DAY', 'MONTH', 'YEAR'));
ALTER TABLE study_text ADD CONSTRAINT study_text_published_precision_known CHECK (published_on IS NULL OR published_precision IS NOT NULL);
`,
};
