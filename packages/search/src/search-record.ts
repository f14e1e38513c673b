import type { Span } from "@lectern/schema";

/** What a search finds: a meeting (a notice or minutes), a speech held in full, or a study text. */
export type SearchKind = "MEETING" | "SPEECH" | "STUDY_TEXT";

/** A piece of a record's text. Engines cut long fields, so the passage is the unit of the index, grouped by record. */
export interface SearchPassage {
  /** Order within the record, from 0. */
  ordinal: number;
  /** Where `text` starts in the source's text, in UTF-16 code units. */
  start: number;
  text: string;
  /** The passage of a study text that it is; null in meetings and speeches. */
  passageId: string | null;
}

/** One record as an engine sees it: flat, with the values of its facets. */
export interface SearchRecord {
  recordId: string;
  kind: SearchKind;
  sourceId: string;
  title: string;
  /**
   * What a search should find it by beside its text: speakers, presiders, the body, cited titles, and values that stand nowhere
   * in the text, since people corrected them.
   */
  names: string[];
  /** ISO day of holding; null for undated records, which stay out of date ranges. */
  heldOn: string | null;
  bodyIds: string[];
  speakerIds: string[];
  /** Ids of held works, and `wanted:KEY` for works cited and not held. */
  citedWorks: string[];
  phraseIds: string[];
  language: string;
  /** Name of the collection. */
  collection: string;
  passages: SearchPassage[];
}

export const FACETS = ["kind", "body", "speaker", "year", "citedWork", "phrase", "language", "collection"] as const;
export type FacetName = (typeof FACETS)[number];

/** Values of a facet that are given unless more are asked for, besides those that are filtered by. */
export const MOST_FACET_VALUES = 100;

/** Facet value of records without a held date. */
export const UNDATED = "undated";

/** Longest piece that a speech or notice is cut into, in UTF-16 code units; cuts fall between sentences. */
export const PASSAGE_LENGTH = 2_000;

export type { Span };
