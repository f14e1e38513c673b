import type { FacetName, SearchKind, SearchRecord, Span } from "./search-record.js";

export type SearchSort = "RELEVANCE" | "NEWEST" | "OLDEST";

export interface SearchRequest {
  /**
   * As typed: words (the last one may be unfinished), begin*, "exact phrase", -not, -"not this", AND, OR, NOT.
   * All words first; where nothing holds all of them, most of them.
   */
  query: string;
  /** Any of the values within a facet, all facets together. */
  filters: Partial<Record<FacetName, string[]>>;
  /** Records that have any of these values stay out. As with `filters`, a facet's own counts are not narrowed by it. */
  excluded?: Partial<Record<FacetName, string[]>>;
  /** ISO days, both inclusive. */
  from: string | null;
  to: string | null;
  sort: SearchSort;
  first: number;
  /** Cursor of the hit after which to go on; null for the first page. */
  after: string | null;
  /** Which facets to count. A facet's own filter does not narrow its own counts. */
  facets: FacetName[];
  /** How many values of a facet are given at most, the most frequent ones, besides those that are filtered by: 100 unless said. */
  mostValues?: number;
  /** Whether each hit's `matchingPassages` are counted; they are unless this is false. */
  isCounting?: boolean;
  /** Records whose matching passages are counted, whether they are on this page or not. */
  countedIn?: string[];
  /** By what to count over time as well, which dates and years of the request do not narrow. */
  timeline?: TimelineUnit | null;
  /** Told what the answer will hold as soon as that is known, while texts are still read: names can be looked up meanwhile. */
  onFound?(found: FoundFirst): void;
  /** Aborted when nobody waits for the answer any more: what Postgres is doing for it is broken off then, and the search rejects. */
  signal?: AbortSignal | undefined;
}

/** What is known of an answer before its texts. */
export interface FoundFirst {
  recordIds: string[];
  facets: SearchAnswer["facets"];
}

/** Words of a text with the matched parts marked. Marks are offsets into `text` (UTF-16 code units, end exclusive), never HTML. */
export interface MarkedText {
  text: string;
  marks: Span[];
}

/** A part of a text. */
export interface Snippet extends MarkedText {
  /** Where it begins in the text, in UTF-16 code units. */
  start: number;
  /** The shortest stretch of the text that holds as much of the query as the snippet does: where to open it. Null without a match. */
  place: Span | null;
}

export interface SearchHit {
  recordId: string;
  kind: SearchKind;
  sourceId: string;
  score: number;
  title: MarkedText;
  /** The best passage, cut to what shows why it was found. Its offsets are those of the source's text. */
  snippet: Snippet;
  /** Passage of a study text that the snippet comes from. */
  passageId: string | null;
  /** Passages of the record that hold all words and phrases of the query: 0 where they stand in several, in the title or in names, or are not counted. */
  matchingPassages: number;
  cursor: string;
}

export interface FacetCount {
  value: string;
  /** Records, exactly. */
  count: number;
}

export interface SearchAnswer {
  engine: "POSTGRES" | "MEILISEARCH";
  /** Whether another engine should have answered and could not. */
  degraded: boolean;
  /** Whether that one could not because it is still taking in what has changed. */
  catchingUp: boolean;
  /** ALL: every hit holds all words. MOST: none did, so hits that hold at least half of them are given, lone letters and digits left out. */
  matching: "ALL" | "MOST";
  /** Records, exactly. */
  total: number;
  hits: SearchHit[];
  facets: Partial<Record<FacetName, FacetCount[]>>;
  /** How many values each of these facets has in all, given or not. */
  facetTotals: Partial<Record<FacetName, number>>;
  /** Of each record that was named in `countedIn`: how many of its passages match, as with `matchingPassages`. */
  passageCounts: Map<string, number>;
  /** The earliest first; null where it was not asked for. */
  timeline: TimelinePeriod[] | null;
  hasNextPage: boolean;
  /** Words that were taken for misspelt, with what was searched in their place. */
  corrections: { typed: string; searched: string[] }[];
}

/** All records of one source; none for a source that was withdrawn or removed. */
export interface SourceRecords {
  sourceId: string;
  records: SearchRecord[];
}

/** What is counted over time or listed line by line: a search without its pages. */
export type ExactRequest = Pick<SearchRequest, "query" | "filters" | "excluded" | "from" | "to" | "signal">;

/** By date; what has none comes last. */
export type DateSort = Exclude<SearchSort, "RELEVANCE">;

export type TimelineUnit = "YEAR" | "MONTH";

/** Records of one year or month. A record that is known only to the year stands in its first month. */
export interface TimelinePeriod {
  /** 2022 or 2022-09. */
  period: string;
  /** Records that the search finds. */
  count: number;
  /** Records that would be found if no words were asked for: what `count` is a share of. */
  all: number;
}

/** One place of a text that a search finds, with what stands around it. */
export interface ConcordanceLine {
  recordId: string;
  kind: SearchKind;
  sourceId: string;
  /** Passage of a study text that holds the place. */
  passageId: string | null;
  /** Where the match stands in the source's text, in UTF-16 code units, end exclusive. */
  start: number;
  end: number;
  left: string;
  match: string;
  right: string;
}

export interface Concordance {
  /** Records that the search finds, exactly. */
  total: number;
  matching: SearchAnswer["matching"];
  lines: ConcordanceLine[];
  /** Whether all places are among the lines; not where there are more than were asked for. */
  isComplete: boolean;
}

/** What Postgres is the judge of, whichever engine ranks: counts over time, and every place that a search finds. */
export interface ExactSearch {
  /** Counts of each year or month that has records, the earliest first. Dates and years of the request narrow nothing. */
  timeline(request: ExactRequest, unit: TimelineUnit): Promise<TimelinePeriod[]>;
  /** Every place that holds what is searched for, by held date (the latest first unless said) and place in the text; `limit` at most. */
  concordance(request: ExactRequest, limit: number, sort?: DateSort): Promise<Concordance>;
}

/** What is known of a copy of the index that another engine holds. */
export interface CopyState {
  engine: "MEILISEARCH";
  /** Version of the engine; null where it does not answer. */
  version: string | null;
  /** Why searches are not answered from it, for people; null where they are. */
  fault: string | null;
  /** Sources that it has yet to hear of; those that the new index lacks where there is no other one. */
  waiting: number;
  /** How far the new index has come that is built beside the one that is searched, or where there is none; null where none is built. */
  building: { sent: number; of: number } | null;
  sources: number;
  /** Passages that it is to hold, one more for each record without any. */
  documents: number;
  /** What it does not take: tried again after a while. */
  refused: CopyRefusal[];
  comparedAt: Date | null;
  /** Bytes on the engine's disk that all its indexes take; null where it does not answer. */
  bytes: number | null;
}

export interface CopyRefusal {
  sourceId: string;
  /** Null where the source is refused as a whole. */
  recordId: string | null;
  /** In the engine's words. */
  reason: string;
}

/** Where a copy differs from what it is to hold; what is known to wait is no difference. */
export interface CopyDifference {
  sources: number;
  documents: number;
  buckets: number;
  /** Buckets whose counts or checksums differ. */
  differing: number;
  /** Sources that it lacks. */
  missing: string[];
  /** Sources of which it holds something else. */
  different: string[];
  /** Sources that it should have forgotten. */
  extra: string[];
}

export interface CopyOptions {
  /** Asked now and then; what was begun is left as it is, and taken up the next time. */
  isStopped?(): boolean;
  /** Told what is being done, where it takes longer than a moment. */
  onProgress?(line: string): void;
}

/** The copy of the index that another engine holds. It follows by itself: what Postgres has and it has not is known in Postgres. */
export interface IndexCopy {
  /**
   * Brings the copy up to date: sends what it has yet to hear of, builds it where there is none, and once a day compares.
   * Throws an EngineError where the engine fails. Returns milliseconds until there is something to do or to look at again.
   */
  catchUp(options?: CopyOptions): Promise<{ sent: number; nextIn: number }>;
  /** Builds the copy anew beside the one that is searched, then swaps it in. One that was interrupted goes on where it stood. */
  rebuild(options?: CopyOptions): Promise<void>;
  /** Compares both sides by counts and checksums. */
  compare(): Promise<CopyDifference>;
  /** Compares, and sends what differs and nothing else. Returns what differed. */
  repair(options?: CopyOptions): Promise<CopyDifference>;
  state(): Promise<CopyState>;
  /** Why this process leaves it alone, for people: it is set for other servers than those that hold it. Null where it does not, as far as is known. */
  readonly leftAlone: string | null;
}

/** A search engine over the archive's records. The index is rebuildable: everything in it comes from Postgres. */
export interface SearchIndex {
  readonly engine: SearchAnswer["engine"];
  /** Who answers searches at present, as far as the last of them told: another one than `engine` while that is away. */
  readonly answering: SearchAnswer["engine"];
  /** The copy that another engine holds; null where Postgres searches itself. */
  readonly copy: IndexCopy | null;
  /** Creates or updates what the engine needs; safe to call at every start. */
  configure(): Promise<void>;
  /** Replaces all that is indexed of each source: its records before are removed. A source without records is removed. */
  put(sources: SourceRecords[]): Promise<void>;
  search(request: SearchRequest): Promise<SearchAnswer>;
  /** Builds the index anew from `records` while searching goes on, then swaps it in. */
  rebuild(sources: AsyncIterable<SourceRecords>): Promise<void>;
  /** Completions of the unfinished last word, most frequent first. */
  suggest(prefix: string, limit: number): Promise<string[]>;
  count(): Promise<{ records: number; passages: number }>;
  close(): Promise<void>;
}

/** A bad query from a user: the message says what is wrong and where. */
export class SearchQueryError extends Error {}
