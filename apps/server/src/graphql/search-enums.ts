import type { FacetName as FacetKey } from "@lectern/search";
import { registerEnumType } from "type-graphql";

export enum SearchKind {
  MEETING = "MEETING",
  SPEECH = "SPEECH",
  STUDY_TEXT = "STUDY_TEXT",
}
registerEnumType(SearchKind, {
  name: "SearchKind",
  description: "What a search finds: a meeting, a speech held in full, or a study text.",
});

export enum SearchSort {
  RELEVANCE = "RELEVANCE",
  NEWEST = "NEWEST",
  OLDEST = "OLDEST",
}
registerEnumType(SearchSort, { name: "SearchSort", description: "Order of the hits. Undated records come last by date." });

export enum DateSort {
  NEWEST = "NEWEST",
  OLDEST = "OLDEST",
}
registerEnumType(DateSort, { name: "DateSort", description: "Order by date. Undated records come last." });

export enum TimelineUnit {
  YEAR = "YEAR",
  MONTH = "MONTH",
}
registerEnumType(TimelineUnit, { name: "TimelineUnit", description: "How finely counts over time are divided." });

export enum SearchEngine {
  POSTGRES = "POSTGRES",
  MEILISEARCH = "MEILISEARCH",
}
registerEnumType(SearchEngine, { name: "SearchEngine", description: "What answers searches." });

export enum SearchMatching {
  ALL = "ALL",
  MOST = "MOST",
}
registerEnumType(SearchMatching, {
  name: "SearchMatching",
  description: "How the hits match.",
  valuesConfig: {
    ALL: { description: "Every hit holds all words." },
    MOST: { description: "None holds all words, so hits that hold most of them are given." },
  },
});

export enum FacetName {
  KIND = "KIND",
  BODY = "BODY",
  SPEAKER = "SPEAKER",
  YEAR = "YEAR",
  CITED_WORK = "CITED_WORK",
  PHRASE = "PHRASE",
  LANGUAGE = "LANGUAGE",
  COLLECTION = "COLLECTION",
}
registerEnumType(FacetName, { name: "FacetName", description: "What hits can be narrowed by." });

/** The facets' names in the API, and in the index. */
export const FACET_KEYS: Record<FacetName, FacetKey> = {
  [FacetName.KIND]: "kind",
  [FacetName.BODY]: "body",
  [FacetName.SPEAKER]: "speaker",
  [FacetName.YEAR]: "year",
  [FacetName.CITED_WORK]: "citedWork",
  [FacetName.PHRASE]: "phrase",
  [FacetName.LANGUAGE]: "language",
  [FacetName.COLLECTION]: "collection",
};
