import type {
  CitationMethod,
  CitationState,
  DateBasis,
  DatePrecision,
  DocumentKind,
  Fidelity,
  HalfDay,
  LocatorLevel,
  MotionOutcome,
  ProblemCode,
  SpeechKind,
} from "./kind.js";

/** Half-open range of UTF-16 code units in the plain text of a document. */
export type Span = [start: number, end: number];

/**
 * A value that reading took, with the words it came from: `printed` is exactly `text.slice(...span)`.
 * A value that a file's metadata gave (a column, a file name) has no span, and its method says where it stood.
 */
export interface Evidenced<T = string> {
  value: T;
  printed: string;
  span: Span | null;
  /** Which rule or which metadata gave it, for people: "presider: X presided over the meeting". */
  method: string;
  /** From 0 to 1. */
  confidence: number;
}

/** A set phrase as printed; `canonical` where that is a variant or a translation of another form. */
export interface SetPhraseDraft extends Evidenced {
  canonical?: string;
}

/** A place in a work: one key per level, a number or a name, a range `[1, 5]`, or a list `[[1], [3, 5]]`. */
export type Locator = { [level in Lowercase<LocatorLevel> | Division]?: LocatorValue };
/** Divisions of codes of law, which are cited and have no text of their own. */
export type Division = "title" | "subtitle" | "subchapter" | "subpart";
export type LocatorValue = number | string | [number, number] | ([number] | [number, number])[];

export interface HeldDate {
  /** ISO day (or the first day of the month or year that is known); null where the year is not known. */
  date: string | null;
  /** ISO day on which a meeting of several days ended. */
  end: string | null;
  /** What is known without a year: "--12-19". */
  partial: string | null;
  precision: DatePrecision;
  halfDay: HalfDay | null;
  printed: string;
  span: Span | null;
  basis: DateBasis;
  /** Where the year was taken from, when it stands in the text. */
  yearSpan: Span | null;
}

/** Where in the file a block stood; what its format does not have is left out. */
export interface BlockPlace {
  /** Page of a PDF, from 1. */
  page?: number;
  /** Sheet or file inside the file: "chapter-2.xhtml". */
  part?: string;
  /** Row of a table, or paragraph of a Word document, from 1. */
  row?: number;
  /** Element of an XML or HTML file: its xml:id, eId or id. */
  element?: string;
  /** Where the words were read from a picture: how sure the recognition is of them, from 0 to 1. */
  confidence?: number;
}

/** A paragraph, heading, list item ... of the plain text. */
export interface Block {
  kind: "heading" | "paragraph" | "item" | "quote" | "cell";
  /** Depth of a heading, 1 to 6; 0 otherwise. */
  level: number;
  span: Span;
  place?: BlockPlace;
}

/** The encoding that the bytes were decoded by, and how it was known. */
export interface TextEncoding {
  /** As the Encoding Standard names it: "utf-8", "gb18030". */
  name: string;
  basis: "BYTE_ORDER_MARK" | "DECLARED" | "VALID_UTF8" | "DETECTED";
  /** From 0 to 1; 1 but for detection. */
  confidence: number;
}

export interface MeetingDraft {
  heldOn: HeldDate | null;
  body: Evidenced | null;
  /** The name of the body in the letters of running text, where a heading prints it all in capitals. */
  bodyName?: string;
  kind: Evidenced | null;
  theme: Evidenced | null;
  place: Evidenced | null;
}

export interface PersonInRole {
  name: Evidenced;
  role: Evidenced | null;
}

export interface SpeechDraft {
  /** Null for a speech held in full whose speaker nobody names. */
  speaker: Evidenced | null;
  role: Evidenced | null;
  kind: SpeechKind;
  printedKind: Evidenced | null;
  about: Evidenced | null;
  /** When it was given, where the document says so of the speech itself; absent: on the day of the meeting. */
  givenOn?: HeldDate | null;
  /** The words themselves, where the document holds them; null where the speech is only reported. */
  textSpan: Span | null;
}

export interface PointDraft {
  verb: Evidenced;
  text: Evidenced;
}

/** A vote: names by side where they are listed, counts where they are given or follow from the names. */
export interface VoteDraft {
  inFavour: Evidenced[];
  against: Evidenced[];
  abstained: Evidenced[];
  counts: { inFavour: number | null; against: number | null; abstained: number | null } | null;
  /** The words that say that all were for it. */
  unanimous: Evidenced | null;
}

/** What was moved, or only voted on. */
export interface MotionDraft {
  text: Evidenced | null;
  movedBy: Evidenced[];
  secondedBy: Evidenced[];
  outcome: MotionOutcome | null;
  printedOutcome: Evidenced | null;
  vote: VoteDraft | null;
}

export interface AgendaItemDraft {
  number: number | null;
  title: Evidenced;
}

/** What minutes record besides who was there and spoke. */
export interface MinutesDraft {
  /** Who sent apologies. */
  apologies: Evidenced[];
  agenda: AgendaItemDraft[];
  motions: MotionDraft[];
}

export interface CitedWorkDraft {
  title: Evidenced;
  locator: Evidenced | null;
  resolvedLocator: Locator | null;
  /** Spans of all mentions, the first one included. */
  spans: Span[];
}

/** One passage of a study text. `section` is the index of its innermost section in `sections`, or null. */
export interface PassageDraft {
  section: number | null;
  /** As it is cited: "Genesis 1:1", "Article 10", "第十条". Unique within the work. */
  locator: string;
  levels: Locator;
  span: Span;
}

export interface SectionDraft {
  parent: number | null;
  level: LocatorLevel;
  /** Number or name within the parent: 4, "Genesis". */
  number: number | string | null;
  heading: string | null;
  /** The heading with its number as it is printed: "CHAPTER I. GENERAL PROVISIONS"; absent where the text has none. */
  printed?: string;
  span: Span;
}

export interface StudyTextDraft {
  title: Evidenced;
  aliases: string[];
  author: string | null;
  edition: string | null;
  sections: SectionDraft[];
  passages: PassageDraft[];
}

/** A date as an ISO day: the first of the month or year where no more than that is given, which `precision` then says. */
export interface DateField extends Evidenced {
  precision?: DatePrecision;
}

/** What a sentence is known again by in other documents: hashes of 32 bits, that of all its words first. */
export interface SentencePrint {
  span: Span;
  prints: number[];
}

/** What reading makes of one document, and what linking and storage take. */
export interface Draft {
  kind: DocumentKind;
  /** Why it was taken for this kind: "collection.yaml", or what was seen in it. */
  kindReason: string;
  language: string;
  /** The plain text that every span of this draft points into. */
  text: string;
  blocks: Block[];
  /** Null where the format says it by itself (Word, PDF), or the text came as such. */
  encoding?: TextEncoding | null;
  title: Evidenced | null;
  publishedOn: DateField | null;
  capturedOn: Evidenced | null;
  correctedOn: Evidenced | null;
  publisher: Evidenced | null;
  licence: string | null;
  /** Address of the document where it has one. */
  url: Evidenced | null;
  /** Id given by the collection (a column, a field), unique within it. */
  givenId: string | null;
  meeting: MeetingDraft | null;
  presiders: PersonInRole[];
  speeches: SpeechDraft[];
  groupSpeakers: Evidenced[];
  attendees: Evidenced[];
  points: PointDraft[];
  citedWorks: CitedWorkDraft[];
  setPhrases: SetPhraseDraft[];
  events: Evidenced[];
  quantities: Evidenced[];
  studyText: StudyTextDraft | null;
  /** Null where it is no minutes, or records none of this. */
  minutes?: MinutesDraft | null;
  /** Its longer sentences, in order; none of a study text. */
  sentences?: SentencePrint[];
}

/** A document, or a part of a file, that could not be read. */
export interface ReadProblem {
  code: ProblemCode;
  message: string;
  /** What the reader of the message can do. */
  advice: string;
  /** Row of a file of rows, from 1; null for the whole file. */
  row: number | null;
  /** Line and column, from 1, where they are known. */
  line: number | null;
  column: number | null;
}

/** A place that a citation points to. Offsets are into the passage's own text. */
export interface LinkTarget {
  /** Key of the work in the catalogue. */
  work: string;
  locator: string | null;
  version?: string;
  /** Key of the passage in the catalogue, where it has one (the archive's passage id). */
  passage?: string;
  passageStart?: number;
  passageEnd?: number;
}

/** What linking makes of one place in a text. */
export interface Link {
  start: number;
  end: number;
  methods: CitationMethod[];
  state: CitationState;
  /** Key of the work where it is held, else its title as printed. */
  work: string;
  /** Title as printed, where the link is a citation by title. */
  printedTitle: string | null;
  printedLocator: string | null;
  locator: Locator | null;
  targets: LinkTarget[];
  candidates: LinkTarget[];
  score: number;
  fidelity: Fidelity | null;
  reason: string;
  /** Whether nothing but its words speaks for a quotation: no quotation marks, no citation of the work nearby, and only a part of the passage. */
  isBare?: boolean;
  /** Whether a work that is not held is named by its kind alone (《决定》), and so within this text only. */
  isGeneric?: boolean;
}
