import { type FacetCount, type SearchAnswer, UNDATED } from "@lectern/search";
import type { Labels } from "@lectern/storage";
import type { Facet } from "./resolvers/search.js";
import { FACET_KEYS, FacetName } from "./search-enums.js";

type Counted = SearchAnswer["facets"];

const KIND_LABELS: Record<string, string> = { MEETING: "Meetings", SPEECH: "Speeches", STUDY_TEXT: "Study texts" };
const LANGUAGES = new Intl.DisplayNames("en", { type: "language", fallback: "code" });
const WANTED = /^wanted:(.*)$/s;

/** What is to be read to label the values of facets: ids, and keys of works that are not held. */
export function toLabel(facets: Counted) {
  const values = (side: FacetCount[] | undefined) => (side ?? []).map(({ value }) => value);
  const works = values(facets.citedWork);
  return {
    bodies: values(facets.body),
    people: values(facets.speaker),
    phrases: values(facets.phrase),
    studyTexts: works.filter((work) => !WANTED.test(work)),
    wantedWorks: works.flatMap((work) => WANTED.exec(work)?.[1] ?? []),
  };
}

/** Facets with words for people beside each value. A value whose record has been withdrawn since is left out. */
export function labelFacets(facets: Counted, totals: SearchAnswer["facetTotals"], labels: Labels): Facet[] {
  // The entries of an object whose keys are FacetName.
  const names = Object.entries(FACET_KEYS) as [FacetName, keyof Counted][];
  return names.map(([name, key]) => ({
    name,
    total: totals[key] ?? 0,
    values: (facets[key] ?? []).flatMap(({ value, count }) => {
      const label = labelOf(name, value, labels);
      return label === null ? [] : { value, label, count };
    }),
  }));
}

function labelOf(name: FacetName, value: string, labels: Labels): string | null {
  switch (name) {
    case FacetName.KIND:
      return KIND_LABELS[value] ?? value;
    case FacetName.BODY:
      return labels.bodies.get(value) ?? null;
    case FacetName.SPEAKER:
      return labels.people.get(value) ?? null;
    case FacetName.PHRASE:
      return labels.phrases.get(value) ?? null;
    case FacetName.CITED_WORK:
      return workTitle(value, labels);
    case FacetName.YEAR:
      return value === UNDATED ? "No date" : value;
    case FacetName.LANGUAGE:
      return languageName(value);
    case FacetName.COLLECTION:
      return labels.collections.get(value) ?? value;
  }
}

/** Title of a held work, or what the list of wanted works calls one that is not held. */
function workTitle(work: string, labels: Labels): string | null {
  const key = WANTED.exec(work)?.[1];
  return (key === undefined ? labels.studyTexts.get(work) : labels.wantedWorks.get(key)) ?? null;
}

function languageName(tag: string): string {
  try {
    return tag === "und" ? "Unknown" : (LANGUAGES.of(tag) ?? tag);
  } catch {
    return tag;
  }
}
