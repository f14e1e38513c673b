import type {
  Appearance,
  Body,
  Citation,
  Collection,
  DecisionAction,
  DocumentKind,
  Draft,
  ImportOutcome,
  ImportState,
  Link,
  Locator,
  Meeting,
  Person,
  Point,
  ReadProblem,
  RecordKind,
  SetPhrase,
  Source,
  Speech,
  StudyText,
} from "@lectern/schema";

/** A document that reading has read, with the bytes it was read from. */
export interface DocumentToStore {
  draft: Draft;
  bytes: Uint8Array;
  mediaType: string;
  /** Path of the file in its collection, and the row where a file has many ("speeches.jsonl#17"); null for a text that was handed in. */
  place: string | null;
  /** What reading needs to read the bytes again, beside the bytes. */
  hints: Record<string, unknown>;
  readerVersion: string;
  /**
   * Whether a place of the collection still exists, as the collection stands now. It tells a document that was moved (its old
   * place is gone) from one that stands at two places. Without it every place is taken to exist.
   */
  isPresent?: (place: string) => boolean;
  /** The import that it comes by, which counts it. */
  runId?: string;
}

export interface CollectionToStore {
  name: string;
  title: string | null;
  kind: DocumentKind | null;
  publisher: string | null;
  language: string | null;
  licence: string | null;
  isSample: boolean;
  settings: Record<string, unknown>;
}

/** What links were made with. */
export interface Linking {
  /** Generation of the catalogue that they were made with, from readCatalogue. */
  generation: number;
  linkerVersion: string;
}

export interface Stored {
  outcome: ImportOutcome;
  sourceId: string;
  versionNumber: number;
}

/** A study text as linking's catalogue wants it; `work` is the study text's id. */
export interface HeldWork {
  work: string;
  title: string;
  aliases: string[];
  language: string;
  publishedOn: string | null;
  /** How it is cited, as its collection says; linking knows what is in it. */
  styles: unknown[];
  /** Changes whenever its passages do. */
  print: string;
}

/** A passage as linking's catalogue wants it; `passage` is the passage's id. */
export interface HeldPassage {
  work: string;
  passage: string;
  locator: string;
  levels: Locator;
  text: string;
}

export interface HeldCatalogue {
  generation: number;
  works: HeldWork[];
}

/** A source whose links are older than the catalogue. `textHash` goes back to replaceLinks, which refuses links of an older text. */
export interface StaleSource {
  sourceId: string;
  textHash: string;
  text: string;
  publishedOn: string | null;
  language: string;
}

/** All that search needs of one source. */
export interface SearchSource {
  source: Source;
  collection: Collection;
  meetings: SearchMeeting[];
  speeches: (Speech & { person: Person | null })[];
  /** With its passages, in order. */
  studyText: (StudyText & { passages: SearchStudyPassage[] }) | null;
  citations: Pick<Citation, "id" | "speechId" | "meetingId" | "studyTextId" | "state" | "title" | "titleKey" | "start" | "end">[];
  /** Title of each held work that is cited. */
  citedTitles: { studyTextId: string; title: string }[];
  phrases: { phraseId: string; canonical: SetPhrase["canonical"]; start: number; end: number }[];
}

export type SearchMeeting = Meeting & { body: Body | null; appearances: (Appearance & { person: Person | null })[]; points: Point[] };

export interface SearchStudyPassage {
  id: string;
  locator: string;
  text: string;
  /** Where it starts in the source's text, in UTF-16 code units. */
  start: number;
}

/** A stored text as `lectern reread` and a restore read it again. */
export interface StoredBytes {
  sourceId: string;
  collectionId: string;
  collection: Collection;
  kind: DocumentKind;
  place: string | null;
  mediaType: string;
  readerVersion: string;
  hints: Record<string, unknown>;
  bytes: Uint8Array;
}

/** What reading and linking made of stored bytes. */
export interface Reading {
  draft: Draft;
  readerVersion: string;
  linked: Linked;
}

/** Links, and what they were made with. */
export interface Linked {
  links: Link[];
  linking: Linking;
}

export interface RunCounts {
  stored: number;
  updated: number;
  unchanged: number;
  problems: number;
}

export interface RunEnd {
  state: Exclude<ImportState, "RUNNING">;
  counts: RunCounts;
  /** Places imported before that are no longer there. */
  missing: string[];
}

export interface ProblemToRecord {
  runId: string | null;
  /** Name of the collection. */
  collection: string;
  file: string;
  problem: ReadProblem;
}

export interface NewDecision {
  action: Extract<DecisionAction, "CONFIRM" | "REJECT" | "CORRECT" | "MERGE" | "KEEP_APART">;
  recordKind: RecordKind;
  recordId: string;
  /** For CORRECT: the field, as in the schema: "theme", "heldOn"; "target" of a citation. */
  field?: string | null;
  /** For CORRECT: the new value. For MERGE: the id of the record to merge into. For KEEP_APART: the id of the other. */
  to?: unknown;
  /** Name of the key it is made with. */
  by: string;
  note?: string | null;
}

/** A reader's word that something is wrong. */
export interface NewReport {
  recordKind: RecordKind;
  recordId: string;
  /** The field that is meant, as in the schema; "target" of a citation; without it, the record as a whole. */
  field?: string | null;
  /** What would be right. */
  proposal?: string | null;
  note?: string | null;
  /** Who sends it, as far as that is known: a network address. Kept for a day, hashed, to count by. */
  sender: string;
}

/** What to withdraw, show again or purge: a source by its id, or a collection by its name with all that it holds. */
export type Removal = { sourceId: string } | { collection: string };

export interface PageRequest {
  /** How many at most. */
  first: number;
  /** Cursor of the last one seen; null for the beginning. */
  after?: string | null;
}

export interface Page<T> {
  edges: { cursor: string; node: T }[];
  hasNextPage: boolean;
  totalCount: number;
}

/** Where an id of the archive leads: its type, and the record it was merged into where it was. */
export interface ResolvedId {
  kind: RecordKind;
  id: string;
}
