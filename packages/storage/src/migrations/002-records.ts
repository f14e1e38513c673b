import type { Migration } from "./index.js";

/** What sources tell of: meetings, speeches and study texts. */
export const records: Migration = {
  name: "002-records",
  sql: `
CREATE TABLE body (
  id uuid NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  aliases text[] NOT NULL DEFAULT '{}',
  parent_id uuid,
  CONSTRAINT body_pkey PRIMARY KEY (id),
  CONSTRAINT body_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES body (id) ON DELETE SET NULL,
  CONSTRAINT body_key_unique UNIQUE (key),
  CONSTRAINT body_not_its_own_parent CHECK (parent_id IS NULL OR parent_id <> id),
  CONSTRAINT body_key_not_empty CHECK (key <> '')
);
CREATE INDEX body_parent ON body (parent_id);

CREATE TABLE person (
  id uuid NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  aliases text[] NOT NULL DEFAULT '{}',
  CONSTRAINT person_pkey PRIMARY KEY (id),
  CONSTRAINT person_key_unique UNIQUE (key),
  CONSTRAINT person_key_not_empty CHECK (key <> '')
);

CREATE TABLE meeting (
  id uuid NOT NULL,
  source_id uuid NOT NULL,
  body_id uuid,
  title text,
  theme text,
  kind text,
  place text,
  held_on date,
  held_end date,
  held_partial text,
  held_precision text,
  held_half_day text,
  held_basis text,
  CONSTRAINT meeting_pkey PRIMARY KEY (id),
  CONSTRAINT meeting_source_id_fkey FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE CASCADE,
  CONSTRAINT meeting_body_id_fkey FOREIGN KEY (body_id) REFERENCES body (id) ON DELETE RESTRICT,
  CONSTRAINT meeting_held_basis_in_list CHECK (held_basis IN ('PRINTED', 'YEAR_FROM_PUBLICATION', 'YEAR_AND_MONTH_FROM_PUBLICATION', 'YEAR_FROM_TITLE', 'YEAR_FROM_TEXT', 'YEAR_FROM_DOCUMENT_NUMBER', 'PUBLICATION_DAY', 'METADATA')),
  CONSTRAINT meeting_held_half_day_in_list CHECK (held_half_day IN ('MORNING', 'AFTERNOON', 'EVENING')),
  CONSTRAINT meeting_held_precision_in_list CHECK (held_precision IN ('DAY', 'MONTH', 'YEAR')),
  CONSTRAINT meeting_held_precision_known CHECK (held_on IS NULL OR held_precision IS NOT NULL),
  CONSTRAINT meeting_held_end_after_start CHECK (held_end IS NULL OR held_on IS NULL OR held_end >= held_on)
);
CREATE INDEX meeting_body ON meeting (body_id);
CREATE INDEX meeting_held_on ON meeting (held_on);
CREATE INDEX meeting_source ON meeting (source_id);

CREATE TABLE appearance (
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  person_id uuid,
  part text NOT NULL,
  group_name text,
  role text,
  position integer NOT NULL,
  CONSTRAINT appearance_pkey PRIMARY KEY (id),
  CONSTRAINT appearance_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meeting (id) ON DELETE CASCADE,
  CONSTRAINT appearance_person_id_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT,
  CONSTRAINT appearance_part_known CHECK (part IN ('PRESIDED', 'SPOKE', 'ATTENDED')),
  CONSTRAINT appearance_someone CHECK (person_id IS NOT NULL OR group_name IS NOT NULL)
);
CREATE INDEX appearance_meeting ON appearance (meeting_id);
CREATE INDEX appearance_person ON appearance (person_id);

CREATE TABLE point (
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  verb text NOT NULL,
  text text NOT NULL,
  start_offset integer NOT NULL,
  end_offset integer NOT NULL,
  position integer NOT NULL,
  CONSTRAINT point_pkey PRIMARY KEY (id),
  CONSTRAINT point_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meeting (id) ON DELETE CASCADE,
  CONSTRAINT point_span CHECK (start_offset >= 0 AND end_offset > start_offset)
);
CREATE INDEX point_meeting ON point (meeting_id);

CREATE TABLE speech (
  id uuid NOT NULL,
  source_id uuid NOT NULL,
  meeting_id uuid,
  person_id uuid,
  title text,
  role text,
  kind text NOT NULL,
  printed_kind text,
  about text,
  given_on date,
  given_precision text,
  start_offset integer,
  end_offset integer,
  position integer NOT NULL,
  CONSTRAINT speech_pkey PRIMARY KEY (id),
  CONSTRAINT speech_source_id_fkey FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE CASCADE,
  CONSTRAINT speech_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meeting (id) ON DELETE CASCADE,
  CONSTRAINT speech_person_id_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT,
  CONSTRAINT speech_given_has_precision CHECK (given_on IS NULL OR given_precision IS NOT NULL),
  CONSTRAINT speech_given_precision_known CHECK (given_precision IN ('DAY', 'MONTH', 'YEAR')),
  CONSTRAINT speech_kind_known CHECK (kind IN ('MOBILIZATION_SPEECH', 'SPEECH', 'REPORT', 'WRITTEN_REPORT', 'LECTURE', 'REMARKS', 'PRESIDER_REMARKS', 'READING', 'ANNOUNCEMENT', 'PROPOSAL', 'SECONDING')),
  CONSTRAINT speech_span CHECK ((start_offset IS NULL) = (end_offset IS NULL) AND (start_offset IS NULL OR end_offset > start_offset))
);
CREATE INDEX speech_given_on ON speech (given_on);
CREATE INDEX speech_meeting ON speech (meeting_id);
CREATE INDEX speech_person ON speech (person_id);
CREATE INDEX speech_source ON speech (source_id);

CREATE TABLE study_text (
  id uuid NOT NULL,
  source_id uuid NOT NULL,
  title text NOT NULL,
  aliases text[] NOT NULL DEFAULT '{}',
  author text,
  edition text,
  language text NOT NULL,
  published_on date,
  passage_count integer NOT NULL DEFAULT 0,
  CONSTRAINT study_text_pkey PRIMARY KEY (id),
  CONSTRAINT study_text_source_id_fkey FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE CASCADE,
  CONSTRAINT study_text_source_unique UNIQUE (source_id)
);

CREATE TABLE section (
  id uuid NOT NULL,
  study_text_id uuid NOT NULL,
  parent_id uuid,
  level text NOT NULL,
  number text,
  heading text,
  position integer NOT NULL,
  CONSTRAINT section_pkey PRIMARY KEY (id),
  CONSTRAINT section_study_text_id_fkey FOREIGN KEY (study_text_id) REFERENCES study_text (id) ON DELETE CASCADE,
  CONSTRAINT section_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES section (id) ON DELETE CASCADE,
  CONSTRAINT section_level_known CHECK (level IN ('VOLUME', 'BOOK', 'PART', 'CHAPTER', 'SECTION', 'ARTICLE', 'PARAGRAPH', 'ITEM', 'PAGE', 'VERSE'))
);
CREATE INDEX section_parent ON section (parent_id);
CREATE INDEX section_study_text ON section (study_text_id, position);

CREATE TABLE passage (
  id uuid NOT NULL,
  study_text_id uuid NOT NULL,
  section_id uuid,
  locator text NOT NULL,
  levels jsonb NOT NULL DEFAULT '{}',
  text text NOT NULL,
  start_offset integer NOT NULL,
  end_offset integer NOT NULL,
  position integer NOT NULL,
  CONSTRAINT passage_pkey PRIMARY KEY (id),
  CONSTRAINT passage_study_text_id_fkey FOREIGN KEY (study_text_id) REFERENCES study_text (id) ON DELETE CASCADE,
  CONSTRAINT passage_section_id_fkey FOREIGN KEY (section_id) REFERENCES section (id) ON DELETE SET NULL,
  CONSTRAINT passage_locator_unique UNIQUE (study_text_id, locator) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT passage_span CHECK (start_offset >= 0 AND end_offset >= start_offset)
);
CREATE INDEX passage_position ON passage (study_text_id, position);
CREATE INDEX passage_section ON passage (section_id);
`,
};
