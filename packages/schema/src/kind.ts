/**
 * The closed lists of the archive. This file imports nothing, so that pure packages may use its values.
 * Every member's name equals its value: what stands in the database, in GraphQL and in exports is one word.
 */

/** What a document is taken for. */
export enum DocumentKind {
  NOTICE = "NOTICE",
  SPEECH = "SPEECH",
  MINUTES = "MINUTES",
  STUDY_TEXT = "STUDY_TEXT",
}

/** How exactly a date is known. */
export enum DatePrecision {
  DAY = "DAY",
  MONTH = "MONTH",
  YEAR = "YEAR",
}

export enum HalfDay {
  MORNING = "MORNING",
  AFTERNOON = "AFTERNOON",
  EVENING = "EVENING",
}

/** What fixed the held date: printed whole, or completed from the nearest evidence. */
export enum DateBasis {
  PRINTED = "PRINTED",
  YEAR_FROM_PUBLICATION = "YEAR_FROM_PUBLICATION",
  YEAR_AND_MONTH_FROM_PUBLICATION = "YEAR_AND_MONTH_FROM_PUBLICATION",
  YEAR_FROM_TITLE = "YEAR_FROM_TITLE",
  YEAR_FROM_TEXT = "YEAR_FROM_TEXT",
  YEAR_FROM_DOCUMENT_NUMBER = "YEAR_FROM_DOCUMENT_NUMBER",
  PUBLICATION_DAY = "PUBLICATION_DAY",
  METADATA = "METADATA",
}

export enum SpeechKind {
  MOBILIZATION_SPEECH = "MOBILIZATION_SPEECH",
  SPEECH = "SPEECH",
  REPORT = "REPORT",
  WRITTEN_REPORT = "WRITTEN_REPORT",
  LECTURE = "LECTURE",
  REMARKS = "REMARKS",
  PRESIDER_REMARKS = "PRESIDER_REMARKS",
  READING = "READING",
  ANNOUNCEMENT = "ANNOUNCEMENT",
  PROPOSAL = "PROPOSAL",
  SECONDING = "SECONDING",
}

/** How a motion ended. */
export enum MotionOutcome {
  CARRIED = "CARRIED",
  DEFEATED = "DEFEATED",
  WITHDRAWN = "WITHDRAWN",
  DEFERRED = "DEFERRED",
}

/** What a person or group did at a meeting. */
export enum AppearancePart {
  PRESIDED = "PRESIDED",
  SPOKE = "SPOKE",
  ATTENDED = "ATTENDED",
}

/** The levels of a study text, from the widest to the narrowest; the keys of a locator. */
export enum LocatorLevel {
  VOLUME = "VOLUME",
  BOOK = "BOOK",
  PART = "PART",
  CHAPTER = "CHAPTER",
  SECTION = "SECTION",
  ARTICLE = "ARTICLE",
  PARAGRAPH = "PARAGRAPH",
  ITEM = "ITEM",
  PAGE = "PAGE",
  VERSE = "VERSE",
}

export enum CitationState {
  /** One work, and one passage or a range of passages, is meant. */
  RESOLVED = "RESOLVED",
  /** Several works or passages fit; the candidates are kept. */
  AMBIGUOUS = "AMBIGUOUS",
  /** The text cites a work that the archive does not hold: the wanted list. */
  CITED_NOT_HELD = "CITED_NOT_HELD",
  /** Not a citation: a person said so, or the locator does not exist in the work. */
  REJECTED = "REJECTED",
}

export enum CitationMethod {
  CITATION = "CITATION",
  QUOTATION = "QUOTATION",
}

/** How a quotation stands to the passage it repeats. */
export enum Fidelity {
  VERBATIM = "VERBATIM",
  ELIDED = "ELIDED",
  SUBSTITUTED = "SUBSTITUTED",
  NEAR_VERBATIM = "NEAR_VERBATIM",
}

export enum DecisionAction {
  CONFIRM = "CONFIRM",
  REJECT = "REJECT",
  CORRECT = "CORRECT",
  MERGE = "MERGE",
  /** Two records are two, however alike their names are. */
  KEEP_APART = "KEEP_APART",
  WITHDRAW = "WITHDRAW",
  UNDO = "UNDO",
  PURGE = "PURGE",
}

export enum ImportState {
  RUNNING = "RUNNING",
  COMPLETED = "COMPLETED",
  FAILED = "FAILED",
  /** The process that ran it went away before the end; a second run completes it. */
  INTERRUPTED = "INTERRUPTED",
}

/** How one document ended in an import. */
export enum ImportOutcome {
  STORED = "STORED",
  UPDATED = "UPDATED",
  UNCHANGED = "UNCHANGED",
  PROBLEM = "PROBLEM",
}

/** The types that carry a published id. */
export enum RecordKind {
  SOURCE = "SOURCE",
  COLLECTION = "COLLECTION",
  BODY = "BODY",
  PERSON = "PERSON",
  MEETING = "MEETING",
  APPEARANCE = "APPEARANCE",
  POINT = "POINT",
  SPEECH = "SPEECH",
  STUDY_TEXT = "STUDY_TEXT",
  SECTION = "SECTION",
  PASSAGE = "PASSAGE",
  CITATION = "CITATION",
  SET_PHRASE = "SET_PHRASE",
}

/** Why a document could not be read or stored; a stable code for scripts. */
export enum ProblemCode {
  NOT_FOUND = "NOT_FOUND",
  NOT_READABLE = "NOT_READABLE",
  OUTSIDE_FOLDER = "OUTSIDE_FOLDER",
  EMPTY = "EMPTY",
  BINARY = "BINARY",
  TOO_LARGE = "TOO_LARGE",
  BAD_ENCODING = "BAD_ENCODING",
  BAD_JSON = "BAD_JSON",
  BAD_XML = "BAD_XML",
  BAD_TABLE = "BAD_TABLE",
  BAD_COLLECTION = "BAD_COLLECTION",
  MISSING_FIELD = "MISSING_FIELD",
  UNSUPPORTED_FORMAT = "UNSUPPORTED_FORMAT",
  DUPLICATE_LOCATOR = "DUPLICATE_LOCATOR",
  DUPLICATE_ID = "DUPLICATE_ID",
  /** The file is broken: what its format promises is not there. */
  DAMAGED = "DAMAGED",
  /** It opens with a password only. */
  ENCRYPTED = "ENCRYPTED",
  /** Opening it would take more room or depth than any document needs: a bomb, or made like one. */
  UNSAFE = "UNSAFE",
  /** Pictures of pages without a text. */
  NEEDS_OCR = "NEEDS_OCR",
  TOOK_TOO_LONG = "TOOK_TOO_LONG",
  /** Lists or tables that serve other files, and no document. */
  NO_DOCUMENT = "NO_DOCUMENT",
  READING_FAILED = "READING_FAILED",
  STORING_FAILED = "STORING_FAILED",
  INDEXING_FAILED = "INDEXING_FAILED",
}

/** Values of which reading is less sure than this are suggestions, not facts: confidence from 0 to 1. */
export const FACT_FROM = 0.8;
