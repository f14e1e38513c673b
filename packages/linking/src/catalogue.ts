import { foldKey, foldText } from "@lectern/text";
import { LocatorIndex } from "./citations/locator-index.js";
import { readLocator } from "./citations/locators.js";
import { nameForms } from "./citations/scripture-names.js";
import { type Series, seriesOf } from "./citations/series.js";
import { ownLevelWords } from "./citations/styled-alone.js";
import { derivedTitles } from "./citations/title-forms.js";
import { TitleIndex } from "./citations/title-index.js";
import type { CataloguePassage, CatalogueWork, CitationStyle, Level } from "./kinds.js";
import { LEVELS } from "./kinds.js";
import { joinPassages, type PassageData, PassagePacker, PassageStore } from "./passage-store.js";
import { joinQuotations, type QuotationData, QuotationIndexBuilder } from "./quotations/quotation-index.js";

/** One work, or one version of a work. Its locators are read when they are first asked for: most works of a large catalogue are cited by no text. */
export class HeldWork implements CatalogueWork {
  readonly work: string;
  readonly title: string;
  readonly aliases: string[];
  readonly language?: string;
  readonly publishedOn?: string | null;
  readonly version?: string;
  private readLocators: LocatorIndex | null = null;
  private readNames: NamedValue[] | null = null;

  constructor(
    work: CatalogueWork,
    readonly index: number,
    readonly style: CitationStyle | null,
    private readonly store: PassageStore,
    /** Indexes of its passages in the catalogue, in order. */
    readonly passages: Uint32Array,
    /** The same work in an earlier catalogue that this one goes on from: what was read of its places still holds. */
    earlier: HeldWork | null,
  ) {
    this.readLocators = earlier?.readLocators ?? null;
    this.readNames = earlier?.readNames ?? null;
    this.work = work.work;
    this.title = work.title;
    this.aliases = work.aliases;
    if (work.language !== undefined) this.language = work.language;
    if (work.publishedOn !== undefined) this.publishedOn = work.publishedOn;
    if (work.version !== undefined) this.version = work.version;
  }

  get locators(): LocatorIndex {
    if (this.readLocators !== null) return this.readLocators;
    const locators = new LocatorIndex();
    for (const passage of this.passages) {
      const locator = this.store.locator(passage);
      locators.add(passage, locator, this.store.levels(passage) ?? readLocator(locator, this.style));
    }
    locators.finish(this.style?.levels?.map(({ level }) => level));
    this.readLocators = locators;
    return locators;
  }

  /** Values of levels that are names, with the forms they are printed in. */
  get names(): NamedValue[] {
    this.readNames ??= this.mayHaveNames() ? namedValues(this) : [];
    return this.readNames;
  }

  /** Whether its places may have names: a style says so, or a locator looks like John 3:16. */
  private mayHaveNames(): boolean {
    if (this.style?.levels?.some(({ names }) => names !== undefined)) return true;
    return this.passages.some((passage) => /\d:\d+$/.test(this.store.locator(passage)) || this.store.levels(passage)?.verse !== undefined);
  }
}

/** A value of a level that is a name: John. */
interface NamedValue {
  level: Level;
  value: string;
  forms: string[];
}

/** What a title hit leads to: works, and the levels that the name itself fixes (a book of scripture). */
export interface TitleMeaning {
  work: number;
  /** Name of a level's value: { level: "book", value: "John" }. Such a name is a citation only with a locator. */
  named: { level: Level; value: string } | null;
  isMainTitle: boolean;
}

/** A catalogue as plain memory: a thread that is sent it shares its arrays, and opens it without reading the passages. */
export interface CatalogueData {
  works: CatalogueWork[];
  styles: CitationStyle[];
  passages: PassageData;
  quotations: QuotationData;
  /** Indexes of works that were taken out; their passages keep their numbers, and nothing leads to them. */
  gone: number[];
}

/** All works and passages that texts are linked to. Built once, used for many texts; nothing in it changes. */
export interface Catalogue {
  data: CatalogueData;
  works: HeldWork[];
  /** The same by the key that links name them by, each in all its versions. */
  worksByKey: Map<string, HeldWork[]>;
  passages: PassageStore;
  titles: TitleIndex<TitleMeaning>;
  /** Works whose locators cite them without a title, by what stands before the locator, folded: a sign ("§") or a word. */
  alone: { mark: string; work: number; isWord: boolean }[];
  /** Works whose divisions cite them without a title, from the widest on: "Chapter 5 of Title 2". */
  divided: number[];
  /** Works whose style names levels by words that no other work has: "amendment". */
  styled: number[];
  /** Titles that differ in their numbers alone, held or not; null where the catalogue has no such series. */
  series: Series | null;
  quotations: QuotationData;
}

/**
 * The catalogue of works, their titles and their passages. Passages of works that are not in `works` get a work of
 * their own, titled by its key. Throws no errors for odd input: a title without a word is left out.
 */
export function buildCatalogue(works: CatalogueWork[], passages: Iterable<CataloguePassage>, styles: CitationStyle[] = []): Catalogue {
  return openCatalogue(packCatalogue(works, passages, styles));
}

/** The same as plain memory, to be sent to threads: it takes nearly all the time, and each passage is looked at once. */
export function packCatalogue(works: CatalogueWork[], passages: Iterable<CataloguePassage>, styles: CitationStyle[] = []): CatalogueData {
  const held = [...works];
  const byKey = new Map(works.map(({ work, version }, index) => [versionKey(work, version), index]));
  const packer = new PassagePacker();
  const quotations = new QuotationIndexBuilder();
  for (const passage of passages) {
    const key = versionKey(passage.work, passage.version);
    let work = byKey.get(key);
    if (work === undefined) {
      const version = passage.version === undefined ? {} : { version: passage.version };
      work = held.push({ work: passage.work, title: passage.work, aliases: [], ...version }) - 1;
      byKey.set(key, work);
    }
    packer.add(passage, work);
    quotations.add(passage.text, work);
  }
  return { works: held, styles, passages: packer.finish(), quotations: quotations.finish(), gone: [] };
}

/**
 * Catalogues as one, in their order, without the works of the indexes in `without` (among the joined works). Arrays are
 * copied and no passage is read again, so a new text costs what it has itself and a copy of the memory of the others.
 * Works keep their indexes.
 */
export function joinCatalogues(parts: CatalogueData[], without: Iterable<number> = []): CatalogueData {
  const worksBefore: number[] = [];
  let count = 0;
  for (const { works } of parts) {
    worksBefore.push(count);
    count += works.length;
  }
  const fresh = new Set(without);
  const before = parts.flatMap(({ gone }, part) => gone.map((work) => work + (worksBefore[part] as number)));
  const passages = joinPassages(
    parts.map((part) => part.passages),
    worksBefore,
  );
  const goneNow: number[] = [];
  if (fresh.size > 0) passages.works.forEach((work, passage) => void (fresh.has(work) && goneNow.push(passage)));
  return {
    works: parts.flatMap(({ works }) => works),
    styles: parts.flatMap(({ styles }) => styles),
    passages,
    quotations: joinQuotations(
      parts.map(({ quotations }) => quotations),
      goneNow,
    ),
    gone: [...new Set([...before, ...fresh])],
  };
}

/** The same catalogue packed anew: without what is gone, and with one table of seeds. Reads every passage. */
export function compactCatalogue({ works, styles, passages, gone }: CatalogueData): CatalogueData {
  const isGone = new Set(gone);
  const store = new PassageStore(passages);
  function* standing(): Iterable<CataloguePassage> {
    for (let passage = 0; passage < store.length; passage++) {
      const work = works[store.work(passage)] as CatalogueWork;
      if (isGone.has(store.work(passage))) continue;
      const key = store.key(passage);
      const levels = store.levels(passage);
      yield {
        work: work.work,
        ...(work.version === undefined ? {} : { version: work.version }),
        ...(key === undefined ? {} : { passage: key }),
        ...(levels === null ? {} : { levels }),
        locator: store.locator(passage),
        text: store.text(passage),
      };
    }
  }
  return packCatalogue(
    works.filter((_, index) => !isGone.has(index)),
    standing(),
    styles,
  );
}

/**
 * The catalogue that was packed, in this thread or in another. Where its data were joined onto those of an earlier
 * catalogue, what that one has read of places is taken over.
 */
export function openCatalogue(data: CatalogueData, earlier: Catalogue | null = null): Catalogue {
  const store = new PassageStore(data.passages);
  const stylesByWork = new Map(data.styles.map((style) => [style.work, style]));
  const passages = passagesByWork(data.passages.works, data.works.length);
  const held = data.works.map((work, index) => {
    const style = stylesByWork.get(work.work) ?? null;
    const before = earlier?.works[index] ?? null;
    const isSame = before !== null && before.work === work.work && JSON.stringify(before.style) === JSON.stringify(style);
    return new HeldWork(work, index, style, store, passages(index), isSame ? before : null);
  });
  const isGone = new Set(data.gone);
  const standing = held.filter(({ index }) => !isGone.has(index));
  return {
    data,
    works: held,
    worksByKey: Map.groupBy(standing, ({ work }) => work),
    passages: store,
    titles: indexTitles(standing),
    alone: standing.flatMap((work) =>
      (work.style?.before ?? []).map((mark) => ({ mark: foldText(mark).text, work: work.index, isWord: /^[a-z]/i.test(mark) })),
    ),
    divided: standing.filter(({ style }) => style?.before !== undefined && (style.levels?.length ?? 0) > 1).map(({ index }) => index),
    styled: standing.filter((work) => work.style?.before === undefined && ownLevelWords(work).size > 0).map(({ index }) => index),
    series: seriesOf(standing.map(({ title }) => title)),
    quotations: data.quotations,
  };
}

function versionKey(work: string, version: string | undefined): string {
  return version === undefined ? work : `${work}\u0000${version}`;
}

/** The passages of each work, in order: one array, parted at the works. */
function passagesByWork(works: Uint32Array, count: number): (work: number) => Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (const work of works) starts[work + 1] = (starts[work + 1] as number) + 1;
  for (let work = 0; work < count; work++) starts[work + 1] = (starts[work + 1] as number) + (starts[work] as number);
  const next = starts.slice();
  const passages = new Uint32Array(works.length);
  works.forEach((work, passage) => {
    const at = next[work] as number;
    passages[at] = passage;
    next[work] = at + 1;
  });
  return (work) => passages.subarray(starts[work], starts[work + 1]);
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
    for (const { level, value, forms } of work.names) {
      for (const form of forms) titles.add(form, { work: work.index, named: { level, value }, isMainTitle: false });
    }
  }
  titles.finish();
  return titles;
}

function namedValues(work: HeldWork): NamedValue[] {
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
