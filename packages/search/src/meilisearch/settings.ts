import { createHash } from "node:crypto";
import type { Settings } from "meilisearch";
import type { SearchPassage, SearchRecord } from "../search-record.js";
import type { EngineDocument } from "./documents.js";

/** Raised when the documents are made differently from the same records, so that all of them are made anew. */
const DOCUMENT_FORMAT = 5;

/** A field that comes from the record or its passage by the same name, so that a renamed one breaks the build; the rest are the copy's own. */
type FromRecord = Extract<keyof EngineDocument, keyof SearchRecord | keyof SearchPassage>;
type Own = "id" | "elsewhere" | "day" | "year" | "bucket" | "version";
type Field = FromRecord | Own;

/** In the order of their weight: a word in the title says most. */
const SEARCHED: Field[] = ["title", "names", "text", "elsewhere"];
const FACETED: Field[] = ["kind", "bodyIds", "speakerIds", "year", "citedWorks", "phraseIds", "language", "collection"];
const FILTERED: Field[] = [...FACETED, "day", "recordId", "sourceId", "bucket", "version"];
const SORTED: Field[] = ["day", "recordId"];

/** What is fetched, and `day`: the engine hides what it sorted by where it may not be seen. */
const SHOWN: Field[] = ["id", "recordId", "sourceId", "version", "day"];

/** More records than any archive holds: totals are exact up to here. */
const MOST_HITS = 100_000_000;

/**
 * Most values of a facet that a server gives: all are asked for, since how many there are is told, and what is most frequent on
 * several servers together need not be among the most frequent of each.
 */
export const MOST_FACET_VALUES_OF_A_SERVER = 10_000;

/** Words are written in plain letters, whatever their language: without this, the engine guesses it by the text around a word. */
export const LOCALES: NonNullable<NonNullable<Settings["localizedAttributes"]>[number]["locales"]> = ["eng"];

/** Settings whose change makes the engine go through all documents again: done in a new index beside the one that is searched. */
const COSTLY = {
  searchableAttributes: SEARCHED,
  filterableAttributes: FILTERED,
  sortableAttributes: SORTED,
  localizedAttributes: [{ attributePatterns: ["*"], locales: LOCALES }],
  proximityPrecision: "byWord",
  stopWords: [],
  separatorTokens: [],
  nonSeparatorTokens: [],
  dictionary: [],
  facetSearch: false,
  prefixSearch: "indexingTime",
} satisfies Settings;

/** Settings that take effect at once. */
const CHEAP = {
  displayedAttributes: SHOWN,
  rankingRules: ["sort", "words", "proximity", "attribute", "exactness", "day:desc", "recordId:asc"],
  distinctAttribute: null,
  synonyms: {},
  typoTolerance: {
    enabled: false,
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    disableOnWords: [],
    disableOnAttributes: [],
    disableOnNumbers: false,
  },
  pagination: { maxTotalHits: MOST_HITS },
  faceting: { maxValuesPerFacet: MOST_FACET_VALUES_OF_A_SERVER, sortFacetValuesBy: { "*": "count" } },
  searchCutoffMs: null,
} satisfies Settings;

/** The settings of an index that holds an archive, or a share of one. */
export const SETTINGS: Settings = { ...COSTLY, ...CHEAP };

/** How an index is made: one of another format is built anew. */
export const FORMAT = createHash("sha256")
  .update(JSON.stringify([DOCUMENT_FORMAT, COSTLY]))
  .digest("hex")
  .slice(0, 16);

/** Those of the wanted settings that an index has otherwise; empty where it has all. */
export function settingsToChange(wanted: Settings, has: Settings): Settings {
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => !isSame(name, value, has[name as keyof Settings])));
}

/** Whether a change of settings is to be done in a new index. */
export function isCostly(change: Settings): boolean {
  return Object.keys(change).some((name) => name in COSTLY);
}

/** Lists whose order says something; the engine keeps the others as sets and gives them back in any order. */
const ORDERED = new Set<string>(["searchableAttributes", "rankingRules"]);

function isSame(name: string, wanted: unknown, has: unknown): boolean {
  return write(wanted, ORDERED.has(name)) === write(has, ORDERED.has(name));
}

/** A value with what has no order in order. */
function write(value: unknown, isOrdered: boolean): string {
  if (Array.isArray(value)) {
    const items = value.map((item) => write(item, isOrdered));
    return `[${isOrdered ? items : items.sort()}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).map(([name, part]) => `${name}:${write(part, isOrdered)}`);
  return `{${entries.sort()}}`;
}
