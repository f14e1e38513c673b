import type { Migration } from "./index.js";

/**
 * The index of Postgres search, written and read by packages/search alone, and rebuildable from the other tables.
 * While it is rebuilt, tables of the same shape whose names end in `_next` stand beside these and then take their place:
 * sequences and search_facet serve both.
 */
export const search: Migration = {
  name: "005-search",
  sql: `
CREATE SEQUENCE search_record_number AS integer;
CREATE SEQUENCE search_term_number AS integer;
CREATE SEQUENCE search_facet_number AS integer;

-- One row. Every search locks this table first and in share, and so does a swap, exclusively: neither sees half of the other.
CREATE TABLE search_state (
  single boolean NOT NULL DEFAULT true,
  records integer NOT NULL DEFAULT 0,
  passages integer NOT NULL DEFAULT 0,
  rebuild uuid,
  rebuild_alive_at timestamptz,
  CONSTRAINT search_state_pkey PRIMARY KEY (single),
  CONSTRAINT search_state_single CHECK (single),
  CONSTRAINT search_state_rebuild_alive CHECK ((rebuild IS NULL) = (rebuild_alive_at IS NULL))
);
INSERT INTO search_state DEFAULT VALUES;

-- Values of facets. The last three bits of the id are the number of the facet.
CREATE TABLE search_facet (
  id integer NOT NULL,
  value text COLLATE "C" NOT NULL,
  CONSTRAINT search_facet_pkey PRIMARY KEY (id),
  CONSTRAINT search_facet_value_unique UNIQUE (value, id)
);

CREATE TABLE search_record (
  number integer NOT NULL DEFAULT nextval('search_record_number'),
  record_id text COLLATE "C" NOT NULL,
  source_id text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  held_on date,
  facets integer[] NOT NULL,
  terms integer[] NOT NULL,
  passages integer NOT NULL,
  CONSTRAINT search_record_pkey PRIMARY KEY (number)
);
CREATE INDEX search_record_source ON search_record (source_id);
CREATE INDEX search_record_record_id ON search_record (record_id);

-- What is looked through: passages (part 0), the title (1), the names (2), and the seams between passages that follow each other (3).
-- A row stays in one piece, so that ranking need not gather it.
CREATE TABLE search_passage (
  record integer NOT NULL,
  part smallint NOT NULL,
  ordinal integer NOT NULL,
  start integer NOT NULL,
  passage_id text,
  size integer NOT NULL,
  own integer NOT NULL,
  text text NOT NULL,
  folded text NOT NULL,
  tokens tsvector NOT NULL,
  CONSTRAINT search_passage_pkey PRIMARY KEY (record, part, ordinal)
) WITH (toast_tuple_target = 8160);
ALTER TABLE search_passage ALTER COLUMN folded SET STORAGE MAIN, ALTER COLUMN tokens SET STORAGE MAIN;
CREATE INDEX search_passage_tokens ON search_passage USING gin (tokens);

-- How much of each record each of its words is: what ranking adds up.
CREATE TABLE search_posting (
  term integer NOT NULL,
  record integer NOT NULL,
  impact real NOT NULL,
  CONSTRAINT search_posting_pkey PRIMARY KEY (term, record) INCLUDE (impact)
);

-- The vocabulary, with the number of records that hold each word.
CREATE TABLE search_term (
  id integer NOT NULL DEFAULT nextval('search_term_number'),
  word text COLLATE "C" NOT NULL,
  records integer NOT NULL,
  CONSTRAINT search_term_pkey PRIMARY KEY (id),
  CONSTRAINT search_term_word_unique UNIQUE (word)
) WITH (fillfactor = 70);
-- An expression, so that the planner takes it for likeness alone: it would also serve equality, and slowly.
CREATE INDEX search_term_trigrams ON search_term USING gin ((word || '') gin_trgm_ops);
`,
};
