/** A record as exports write it. */
export interface ExportedRecord {
  id: string;
  kind: "MEETING" | "SPEECH" | "STUDY_TEXT";
  title: string;
  /** ISO day, month or year, as exactly as it is known. */
  date: string | null;
  /** Who speaks: a speaker, an author. */
  person: string | null;
  /** The body that met, or the publisher. */
  body: string | null;
  place: string | null;
  language: string;
  collection: string;
  snippet: string;
  /** Address of the record in the archive. */
  url: string;
}

export type ExportFormat = "CSV" | "JSONL" | "BibTeX" | "RIS" | "CSL-JSON";
