import { foldKey } from "@lectern/text";
import { LocatorIndex } from "./citations/locator-index.js";
import { readLocator } from "./citations/locators.js";
import { nameForms } from "./citations/scripture-names.js";
import { seriesOf } from "./citations/series.js";
import { derivedTitles } from "./citations/title-forms.js";
import { TitleIndex } from "./citations/title-index.js";
import type { CataloguePassage, CatalogueWork, CitationStyle, Level } from "./kinds.js";
import { LEVELS } from "./kinds.js";
import { buildQuotationIndex, type QuotationIndex } from "./quotations/quotation-index.js";

/** One work, or one version of a work. */
export interface HeldWork extends CatalogueWork {
  index: number;
  style: CitationStyle | null;
  locators: LocatorIndex;
  /** Indexes of its passages in the catalogue, in order. */
  passages: number[];
}

/** What a title hit leads to: works, and the levels that the name itself fixes (a book of scripture). */
export interface TitleMeaning {
  work: number;
  /** Name of a level's value: { level: "book", value: "John" }. Such a name is a citation only with a locator. */
  named: { level: Level; value: string } | null;
  isMainTitle: boolean;
}

/** All works and passages that texts are linked to. Built once, used for many texts; nothing in it changes. */
export interface Catalogue {
  works: HeldWork[];
  /** The same by the key that links name them by, each in all its versions. */
  worksByKey: Map<string, HeldWork[]>;
  passageWorks: Uint32Array;
  passages: CataloguePassage[];
  titles: TitleIndex<TitleMeaning>;
  /** Works whose locators cite them without a title, by what stands before the locator ("§"). */
  alone: { mark: string; work: number }[];
  /** Works whose divisions cite them without a title, from the widest on: "Chapter 5 of Title 2". */
  divided: number[];
  /** Titles that differ in their numbers alone, held or not; null where the catalogue has no such series. */
  series: RegExp | null;
  quotations: QuotationIndex;
}

/**
 * The catalogue of works, their titles and their passages. Passages of works that are not in `works` get a work of
 * their own, titled by its key. Throws no errors for odd input: a title without a word is left out.
 */
export function buildCatalogue(works: CatalogueWork[], passages: Iterable<CataloguePassage>, styles: CitationStyle[] = []): Catalogue {
  const held: HeldWork[] = [];
  const byKey = new Map<string, HeldWork>();
  const stylesByWork = new Map(styles.map((style) => [style.work, style]));
  const hold = (work: CatalogueWork): HeldWork => {
    const entry: HeldWork = {
      ...work,
      index: held.length,
      style: stylesByWork.get(work.work) ?? null,
      locators: new LocatorIndex(),
      passages: [],
    };
    held.push(entry);
    byKey.set(versionKey(work.work, work.version), entry);
    return entry;
  };
  works.forEach(hold);

  const all: CataloguePassage[] = [];
  const passageWorks: number[] = [];
  for (const passage of passages) {
    const work =
      byKey.get(versionKey(passage.work, passage.version)) ??
      hold({
        work: passage.work,
        title: passage.work,
        aliases: [],
        ...(passage.version === undefined ? {} : { version: passage.version }),
      });
    const index = all.length;
    all.push(passage);
    passageWorks.push(work.index);
    work.passages.push(index);
    work.locators.add(index, passage.locator, passage.levels ?? readLocator(passage.locator, work.style));
  }
  for (const work of held) work.locators.finish(work.style?.levels?.map(({ level }) => level));

  return {
    works: held,
    worksByKey: Map.groupBy(held, ({ work }) => work),
    passageWorks: Uint32Array.from(passageWorks),
    passages: all,
    titles: indexTitles(held),
    alone: held.flatMap((work) => (work.style?.before ?? []).map((mark) => ({ mark, work: work.index }))),
    divided: held.filter(({ style }) => style?.before !== undefined && (style.levels?.length ?? 0) > 1).map(({ index }) => index),
    series: seriesOf(held.map(({ title }) => title)),
    quotations: buildQuotationIndex(all, passageWorks),
  };
}

function versionKey(work: string, version: string | undefined): string {
  return version === undefined ? work : `${work}\u0000${version}`;
}

function indexTitles(works: HeldWork[]): TitleIndex<TitleMeaning> {
  const titles = new TitleIndex<TitleMeaning>();
  for (const work of works) {
    const seen = new Set<string>();
    const add = (title: string, isMainTitle: boolean): void => {
      const key = foldKey(title);
      if (seen.has(key)) return;
      seen.add(key);
      titles.add(title, { work: work.index, named: null, isMainTitle });
    };
    add(work.title, true);
    for (const alias of [...work.aliases, ...(work.style?.aliases ?? [])]) add(alias, false);
    for (const form of [work.title, ...work.aliases].flatMap(derivedTitles)) add(form, false);
    for (const { level, value, forms } of namedValues(work)) {
      for (const form of forms) titles.add(form, { work: work.index, named: { level, value }, isMainTitle: false });
    }
  }
  titles.finish();
  return titles;
}

/** Values of levels that are names, with the forms they are printed in. */
function namedValues(work: HeldWork): { level: Level; value: string; forms: string[] }[] {
  const styled = new Map((work.style?.levels ?? []).map((level) => [level.level, level]));
  return LEVELS.flatMap((level) => {
    const style = styled.get(level);
    if (style?.values === "code") return [];
    // Names are looked for by themselves only above numbered levels: "John" of John 3:16, not the heading of a chapter.
    if (style?.names === undefined && !work.locators.isScripture(level)) return [];
    return work.locators
      .names(level)
      .map((value) => ({ level, value, forms: [...new Set([value, ...(style?.names?.[value] ?? []), ...nameForms(value)])] }));
  });
}
