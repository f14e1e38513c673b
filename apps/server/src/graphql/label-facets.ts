import { UNDATED } from "@lectern/search";
import { collections } from "@lectern/storage";
import type { Context } from "./context.js";
import type { Facet } from "./resolvers/search.js";
import { FacetName } from "./search-enums.js";

interface CountedFacet {
  name: FacetName;
  values: { value: string; count: number }[];
}

type Label = (value: string) => Promise<string | null> | string | null;

const KIND_LABELS: Record<string, string> = { MEETING: "Meetings", SPEECH: "Speeches", STUDY_TEXT: "Study texts" };
const LANGUAGES = new Intl.DisplayNames("en", { type: "language", fallback: "code" });
const WANTED = /^wanted:(.*)$/s;

/** Facets with words for people beside each value. A value whose record has been withdrawn since is left out. */
export function labelFacets(context: Context, facets: CountedFacet[]): Promise<Facet[]> {
  return Promise.all(facets.map((facet) => labelFacet(context, facet)));
}

async function labelFacet(context: Context, facet: CountedFacet): Promise<Facet> {
  const labelOf = labelling(context, facet.name);
  const values = await Promise.all(
    facet.values.map(async ({ value, count }) => {
      const label = await labelOf(value);
      return label === null ? [] : [{ value, label, count }];
    }),
  );
  return { name: facet.name, values: values.flat() };
}

function labelling(context: Context, name: FacetName): Label {
  const { loaders } = context;
  switch (name) {
    case FacetName.KIND:
      return (kind) => KIND_LABELS[kind] ?? kind;
    case FacetName.BODY:
      return async (id) => (await loaders.body.load(id))?.name ?? null;
    case FacetName.SPEAKER:
      return async (id) => (await loaders.person.load(id))?.name ?? null;
    case FacetName.PHRASE:
      return async (id) => (await loaders.phrase.load(id))?.canonical ?? null;
    case FacetName.CITED_WORK:
      return (work) => workTitle(context, work);
    case FacetName.YEAR:
      return (year) => (year === UNDATED ? "No date" : year);
    case FacetName.LANGUAGE:
      return languageName;
    case FacetName.COLLECTION:
      return collectionTitles(context);
  }
}

/** Title of a held work, or of a wanted one as it is printed most often: what the list of wanted works calls it. */
async function workTitle(context: Context, work: string): Promise<string | null> {
  const key = WANTED.exec(work)?.[1];
  if (key === undefined) return (await context.loaders.studyText.load(work))?.title ?? null;
  return (await context.loaders.wantedWork.load(key))?.title ?? null;
}

function languageName(tag: string): string {
  try {
    return tag === "und" ? "Unknown" : (LANGUAGES.of(tag) ?? tag);
  } catch {
    return tag;
  }
}

function collectionTitles(context: Context): Label {
  const titles = collections(context.database).then((all) => new Map(all.map(({ name, title }) => [name, title ?? name])));
  return async (name) => (await titles).get(name) ?? name;
}
