import type { Migration } from "./index.js";

/** Formulas told from quotations by their spread: what is known of a link, and the passages whose quotations have changed. */
export const formulas: Migration = {
  name: "014-formulas",
  sql: `
ALTER TABLE citation ADD COLUMN is_bare boolean NOT NULL DEFAULT false;
ALTER TABLE citation ADD COLUMN linked_reason text;

-- Passages whose quotations came or went since the spread of their words was last counted, as often as that happened:
-- without a unique key, documents that are stored at once never wait for each other.
CREATE TABLE spread_waiting (
  id bigint GENERATED ALWAYS AS IDENTITY,
  passage_id uuid NOT NULL,
  CONSTRAINT spread_waiting_pkey PRIMARY KEY (id)
);

-- The passages that bare quotations may be of: the one that each has, and those that an ambiguous one cannot tell apart.
CREATE INDEX citation_bare_candidates ON citation USING gin (candidates jsonb_path_ops) WHERE is_bare AND state = 'AMBIGUOUS';

-- Quotations come and go on many ways, deletions that follow from others among them: the database notes them itself.
CREATE FUNCTION note_spread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO spread_waiting (passage_id)
  SELECT passage_id FROM changed WHERE is_bare AND passage_id IS NOT NULL
  UNION
  SELECT (k ->> 'passage')::uuid FROM changed CROSS JOIN LATERAL jsonb_array_elements(candidates) AS k
  WHERE is_bare AND state = 'AMBIGUOUS' AND k ->> 'passage' IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER citation_came AFTER INSERT ON citation
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_spread();
CREATE TRIGGER citation_went AFTER DELETE ON citation
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_spread();
`,
};
