import type { Locator } from "@lectern/schema";

/** A work that may be cited. Several entries with one key and different versions are versions of one work. */
export interface CatalogueWork {
  /** Key of the work: what links name it by. */
  work: string;
  title: string;
  aliases: string[];
  language?: string;
  /** ISO day, month or year from which this work, or this version of it, stands. */
  publishedOn?: string | null;
  version?: string;
}

/** One passage of a work, in the order of the work: neighbours in this list are neighbours in the text. */
export interface CataloguePassage {
  work: string;
  version?: string;
  /** Key of the passage: the archive's id. */
  passage?: string;
  /** As it is cited: "Genesis 1:1", "Article 10", "第十条". */
  locator: string;
  /** The same, taken apart; where it is missing it is read from `locator`. */
  levels?: Locator;
  /** Empty where only the locator is known. */
  text: string;
}

export type Level = keyof Locator;

/** The levels from the widest to the narrowest. */
export const LEVELS: readonly Level[] = [
  "volume",
  "title",
  "subtitle",
  "book",
  "part",
  "subpart",
  "chapter",
  "subchapter",
  "section",
  "article",
  "paragraph",
  "item",
  "page",
  "verse",
];

/** How one work is cited; see docs/linking.md. */
export interface CitationStyle {
  /** Key of the work. */
  work: string;
  /** Further names and abbreviations of the work: "D.C. Official Code". */
  aliases?: string[];
  /** What may stand before a locator when the work is not named: "§". Then the locator alone cites this work. */
  before?: string[];
  /** The levels of its locators, from the widest to the narrowest. */
  levels?: CitationStyleLevel[];
}

export interface CitationStyleLevel {
  level: Level;
  /** Words that name the level beside those that are known for it: "folio", "number". */
  words?: string[];
  /** "number": 4, IV, fourth, 第四. "code": 1-204.23, 28:3-104. "name": one of `names`. */
  values?: "number" | "code" | "name";
  /** Names of the values with their abbreviations: { "1 Corinthians": ["1 Cor.", "I Cor."] }. */
  names?: Record<string, string[]>;
}
