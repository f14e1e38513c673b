import type { Migration } from "./index.js";

/** Collections, sources with all their versions, and the register of ids. */
export const sources: Migration = {
  name: "001-sources",
  sql: `
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE collection (
  id uuid NOT NULL,
  name text NOT NULL,
  title text,
  kind text,
  publisher text,
  language text,
  licence text,
  is_sample boolean NOT NULL DEFAULT false,
  settings jsonb NOT NULL DEFAULT '{}',
  withdrawn_at timestamptz,
  CONSTRAINT collection_pkey PRIMARY KEY (id),
  CONSTRAINT collection_name_unique UNIQUE (name),
  CONSTRAINT collection_name_not_empty CHECK (name <> ''),
  CONSTRAINT collection_kind_known CHECK (kind IN ('NOTICE', 'SPEECH', 'MINUTES', 'STUDY_TEXT'))
);

CREATE TABLE blob (
  hash text NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT blob_pkey PRIMARY KEY (hash),
  CONSTRAINT blob_hash_is_sha256 CHECK (hash ~ '^[0-9a-f]{64}$')
);

CREATE TABLE source (
  id uuid NOT NULL,
  collection_id uuid NOT NULL,
  kind text NOT NULL,
  kind_reason text NOT NULL,
  url text,
  place text,
  given_id text,
  title text,
  language text NOT NULL,
  publisher text,
  licence text,
  media_type text NOT NULL,
  hash text NOT NULL,
  published_on date,
  captured_on date,
  corrected_on date,
  stored_at timestamptz NOT NULL,
  version_number integer NOT NULL DEFAULT 1,
  text text NOT NULL,
  text_hash text NOT NULL,
  draft_hash text NOT NULL,
  blocks jsonb NOT NULL DEFAULT '[]',
  reader_version text NOT NULL,
  linked_generation integer NOT NULL DEFAULT 0,
  linker_version text NOT NULL DEFAULT '',
  shown boolean NOT NULL DEFAULT true,
  withdrawn_at timestamptz,
  CONSTRAINT source_pkey PRIMARY KEY (id),
  CONSTRAINT source_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES collection (id) ON DELETE RESTRICT,
  CONSTRAINT source_text_hash_is_sha256 CHECK (text_hash ~ '^[0-9a-f]{64}$'),
  CONSTRAINT source_hash_is_sha256 CHECK (hash ~ '^[0-9a-f]{64}$'),
  CONSTRAINT source_kind_known CHECK (kind IN ('NOTICE', 'SPEECH', 'MINUTES', 'STUDY_TEXT')),
  CONSTRAINT source_version_positive CHECK (version_number > 0)
);
CREATE INDEX source_given_id ON source (collection_id, given_id) WHERE given_id IS NOT NULL;
CREATE INDEX source_hash ON source (hash);
CREATE INDEX source_linked_generation ON source (linked_generation);
CREATE INDEX source_text_hash ON source (collection_id, text_hash);
CREATE UNIQUE INDEX source_place_unique ON source (collection_id, place) WHERE place IS NOT NULL;
CREATE UNIQUE INDEX source_url_given_id_unique ON source (url, given_id) WHERE url IS NOT NULL AND given_id IS NOT NULL;
CREATE UNIQUE INDEX source_url_unique ON source (url) WHERE url IS NOT NULL AND given_id IS NULL;

CREATE TABLE source_version (
  id uuid NOT NULL,
  source_id uuid NOT NULL,
  number integer NOT NULL,
  hash text NOT NULL,
  text text,
  media_type text NOT NULL,
  collection_id uuid NOT NULL,
  place text,
  stored_at timestamptz NOT NULL,
  hints jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT source_version_pkey PRIMARY KEY (id),
  CONSTRAINT source_version_source_id_fkey FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE CASCADE,
  CONSTRAINT source_version_hash_fkey FOREIGN KEY (hash) REFERENCES blob (hash) ON DELETE RESTRICT,
  CONSTRAINT source_version_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES collection (id) ON DELETE RESTRICT,
  CONSTRAINT source_version_number_unique UNIQUE (source_id, number),
  CONSTRAINT source_version_number_positive CHECK (number > 0)
);
CREATE INDEX source_version_hash ON source_version (hash);

CREATE TABLE identity (
  id uuid NOT NULL,
  kind text NOT NULL,
  source_id uuid,
  key text NOT NULL,
  start_offset integer,
  end_offset integer,
  redirect_to uuid,
  retired_at timestamptz,
  CONSTRAINT identity_pkey PRIMARY KEY (id),
  CONSTRAINT identity_source_id_fkey FOREIGN KEY (source_id) REFERENCES identity (id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT identity_redirect_to_fkey FOREIGN KEY (redirect_to) REFERENCES identity (id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT identity_no_self_redirect CHECK (redirect_to IS NULL OR redirect_to <> id),
  CONSTRAINT identity_kind_known CHECK (kind IN ('SOURCE', 'COLLECTION', 'BODY', 'PERSON', 'MEETING', 'APPEARANCE', 'POINT', 'SPEECH', 'STUDY_TEXT', 'SECTION', 'PASSAGE', 'CITATION', 'SET_PHRASE'))
);
CREATE INDEX identity_redirect ON identity (redirect_to);
CREATE UNIQUE INDEX identity_own_unique ON identity (source_id, kind, key) WHERE source_id IS NOT NULL;
CREATE UNIQUE INDEX identity_shared_unique ON identity (kind, key) WHERE source_id IS NULL;

CREATE TABLE evidence (
  id uuid NOT NULL,
  source_id uuid NOT NULL,
  record_kind text NOT NULL,
  record_id uuid NOT NULL,
  field text NOT NULL,
  value text NOT NULL,
  printed text,
  start_offset integer,
  end_offset integer,
  method text NOT NULL,
  confidence real NOT NULL,
  CONSTRAINT evidence_pkey PRIMARY KEY (id),
  CONSTRAINT evidence_source_id_fkey FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE CASCADE,
  CONSTRAINT evidence_confidence_range CHECK (confidence >= 0 AND confidence <= 1),
  CONSTRAINT evidence_record_kind_known CHECK (record_kind IN ('SOURCE', 'COLLECTION', 'BODY', 'PERSON', 'MEETING', 'APPEARANCE', 'POINT', 'SPEECH', 'STUDY_TEXT', 'SECTION', 'PASSAGE', 'CITATION', 'SET_PHRASE')),
  CONSTRAINT evidence_span CHECK ((start_offset IS NULL) = (end_offset IS NULL) AND (start_offset IS NULL OR (start_offset >= 0 AND end_offset > start_offset)))
);
CREATE INDEX evidence_record ON evidence (record_id);
CREATE INDEX evidence_source ON evidence (source_id);
`,
};
