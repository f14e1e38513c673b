import type { Migration } from "./index.js";

/** What runs between sources: citations and set phrases. */
export const links: Migration = {
  name: "003-links",
  sql: `
CREATE TABLE citation (
  id uuid NOT NULL,
  source_id uuid NOT NULL,
  speech_id uuid,
  meeting_id uuid,
  study_text_id uuid,
  passage_id uuid,
  methods text[] NOT NULL,
  state text NOT NULL,
  start_offset integer NOT NULL,
  end_offset integer NOT NULL,
  printed text NOT NULL,
  title text,
  title_key text,
  printed_locator text,
  locator jsonb,
  passage_start integer,
  passage_end integer,
  targets jsonb NOT NULL DEFAULT '[]',
  candidates jsonb NOT NULL DEFAULT '[]',
  score real NOT NULL,
  fidelity text,
  reason text NOT NULL,
  linker_version text NOT NULL,
  decided_by text,
  CONSTRAINT citation_pkey PRIMARY KEY (id),
  CONSTRAINT citation_source_id_fkey FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE CASCADE,
  CONSTRAINT citation_speech_id_fkey FOREIGN KEY (speech_id) REFERENCES speech (id) ON DELETE SET NULL,
  CONSTRAINT citation_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meeting (id) ON DELETE SET NULL,
  CONSTRAINT citation_study_text_id_fkey FOREIGN KEY (study_text_id) REFERENCES study_text (id),
  CONSTRAINT citation_passage_id_fkey FOREIGN KEY (passage_id) REFERENCES passage (id) ON DELETE SET NULL,
  CONSTRAINT citation_methods_known CHECK (methods <@ ARRAY['CITATION', 'QUOTATION'] AND cardinality(methods) > 0),
  CONSTRAINT citation_fidelity_known CHECK (fidelity IN ('VERBATIM', 'ELIDED', 'SUBSTITUTED', 'NEAR_VERBATIM')),
  CONSTRAINT citation_state_known CHECK (state IN ('RESOLVED', 'AMBIGUOUS', 'CITED_NOT_HELD', 'REJECTED')),
  CONSTRAINT citation_passage_has_work CHECK (passage_id IS NULL OR study_text_id IS NOT NULL),
  CONSTRAINT citation_not_held_has_title CHECK (state <> 'CITED_NOT_HELD' OR title_key IS NOT NULL),
  CONSTRAINT citation_score_range CHECK (score >= 0 AND score <= 1),
  CONSTRAINT citation_resolved_has_target CHECK (state <> 'RESOLVED' OR study_text_id IS NOT NULL),
  CONSTRAINT citation_span CHECK (start_offset >= 0 AND end_offset > start_offset)
);
CREATE INDEX citation_meeting ON citation (meeting_id);
CREATE INDEX citation_passage ON citation (passage_id);
CREATE INDEX citation_source ON citation (source_id, start_offset);
CREATE INDEX citation_speech ON citation (speech_id);
CREATE INDEX citation_study_text ON citation (study_text_id);
CREATE INDEX citation_title_key ON citation (title_key);

CREATE TABLE citation_target (
  citation_id uuid NOT NULL,
  position integer NOT NULL,
  passage_id uuid NOT NULL,
  CONSTRAINT citation_target_pkey PRIMARY KEY (citation_id, position),
  CONSTRAINT citation_target_citation_id_fkey FOREIGN KEY (citation_id) REFERENCES citation (id) ON DELETE CASCADE,
  CONSTRAINT citation_target_passage_id_fkey FOREIGN KEY (passage_id) REFERENCES passage (id) ON DELETE CASCADE
);
CREATE INDEX citation_target_passage ON citation_target (passage_id);

CREATE TABLE set_phrase (
  id uuid NOT NULL,
  key text NOT NULL,
  canonical text NOT NULL,
  variants text[] NOT NULL DEFAULT '{}',
  expansion text,
  language text NOT NULL,
  CONSTRAINT set_phrase_pkey PRIMARY KEY (id),
  CONSTRAINT set_phrase_key_unique UNIQUE (key),
  CONSTRAINT set_phrase_key_not_empty CHECK (key <> '')
);

CREATE TABLE phrase_occurrence (
  id uuid NOT NULL,
  phrase_id uuid NOT NULL,
  source_id uuid NOT NULL,
  start_offset integer NOT NULL,
  end_offset integer NOT NULL,
  printed text NOT NULL,
  CONSTRAINT phrase_occurrence_pkey PRIMARY KEY (id),
  CONSTRAINT phrase_occurrence_phrase_id_fkey FOREIGN KEY (phrase_id) REFERENCES set_phrase (id) ON DELETE CASCADE,
  CONSTRAINT phrase_occurrence_source_id_fkey FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE CASCADE,
  CONSTRAINT phrase_occurrence_unique UNIQUE (phrase_id, source_id, start_offset),
  CONSTRAINT phrase_occurrence_span CHECK (start_offset >= 0 AND end_offset > start_offset)
);
CREATE INDEX phrase_occurrence_source ON phrase_occurrence (source_id);

-- One row: how often the study texts on show have changed. Links made with an older generation are made again.
CREATE TABLE catalogue (
  id boolean NOT NULL DEFAULT true,
  generation integer NOT NULL DEFAULT 0,
  CONSTRAINT catalogue_pkey PRIMARY KEY (id),
  CONSTRAINT catalogue_one_row CHECK (id)
);
INSERT INTO catalogue DEFAULT VALUES;
`,
};
