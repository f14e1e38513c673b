import type { Draft, ReadProblem } from "@lectern/schema";
import type { CollectionSettings } from "./collection/settings.js";
import type { People } from "./xml/people-list.js";

/** What is known of the bytes besides themselves. */
export interface ReadHints {
  /** Name of the file, or its path relative to the collection's folder, "/" between the parts. */
  fileName: string;
  mediaType?: string;
  collection?: CollectionSettings;
  /** ISO day of publication, where the caller knows it. The document's own statement comes first. */
  publishedOn?: string;
  /** Set phrases known besides the built-in list; those of the collection are added. */
  phrases?: string[];
  /** Names of persons by the ids that the document refers to, from lists that stand in other files. */
  people?: People;
  /** The row of a side table that belongs to the document: its members by column. */
  side?: Record<string, unknown>;
  /** What was recognised on the pages of a PDF that are pictures. */
  recognised?: RecognisedText;
  /** The bytes are one row of a file of rows (as ReadDocument.bytes holds it): its number, from 1. */
  row?: number;
}

/** Text that was recognised in pictures of pages. */
export interface RecognisedText {
  /** Program and version: "tesseract 5.3.0". */
  engine: string;
  pages: RecognisedPage[];
}

export interface RecognisedPage {
  /** From 1. */
  page: number;
  /** Paragraphs in reading order, with how sure the recognition is of each, from 0 to 1. */
  paragraphs: { text: string; confidence: number }[];
}

export interface ReadDocument {
  draft: Draft;
  /** The bytes of this document alone: the file, or its row. */
  bytes: Uint8Array;
  /** Row within the file, from 1; null where the file is the document. */
  row: number | null;
  /** Where it stands in its collection: the file name, or `fileName#id`, or `fileName#row`. */
  place: string;
  mediaType: string;
  /** Plain JSON: `readFile(bytes, { ...hints, collection })` gives the same document again. */
  hints: Record<string, unknown>;
}

export interface ReadResult {
  documents: ReadDocument[];
  problems: ReadProblem[];
}

/** Larger files are a problem, not a document: 50 MB. */
export const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024;

/**
 * Version of the reader, kept with every stored document; a higher one tells that documents read before are to be read again.
 * Raise it in the same commit as any change that gives some document another draft: a grammar, a list, a format.
 */
export const READER_VERSION = "21";
