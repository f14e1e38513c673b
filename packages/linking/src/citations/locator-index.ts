import type { Locator, LocatorValue } from "@lectern/schema";
import { foldKey } from "@lectern/text";
import { LEVELS, type Level } from "../kinds.js";
import { SortedNames } from "./sorted-names.js";

/** What a locator means in one work. */
export type LocatorMeaning =
  /** These passages, in order; `missing` names values of a list that do not exist. */
  | { kind: "passages"; passages: number[]; missing: string[] }
  /** Several places bear it (chapter 2 of every volume): the first passage of each. */
  | { kind: "several"; places: number[] }
  | { kind: "missing"; missing: string }
  /** The work is held without passages, so nothing can be checked. */
  | { kind: "unknown" }
  /** The work has such divisions, but its passages do not tell in which of them they lie. */
  | { kind: "untold"; untold: Level[] };

/** A range longer than this is not walked value by value. */
const LONGEST_RANGE = 2000;

/** What may follow the name of a chapter within a locator: 学而第一, 学而篇, "学而 3". */
const beginsName = /^(?:$|第|篇|章|[^\p{L}])/u;

/** The locators of one work, by level and value. */
export class LocatorIndex {
  /** Levels that occur, from the widest to the narrowest. */
  levels: Level[] = [];
  /** The levels of the work's style, from the widest to the narrowest; those that occur where it has none. */
  order: readonly Level[] = [];
  private readonly passages: number[] = [];
  private readonly values: Partial<Record<Level, (string | undefined)[]>> = {};
  private readonly printedNames: Partial<Record<Level, Map<string, string>>> = {};
  private readonly byValue: Partial<Record<Level, Map<string, number[]>>> = {};
  private readonly byLocator = new Map<string, number>();
  /** Passages by the values of the widest levels, joined: "john|3|16", "john|3", "john". */
  private readonly byPath = new Map<string, number[]>();
  /** Locators and values, put in order when `under` is first asked. */
  private sortedNames: SortedNames | null = null;
  /** What `onlyValue` found, since a text may ask for each of its citations. */
  private readonly onlyValues = new Map<string, string | null>();
  /** The level whose values are codes: 1-204.23. */
  codeLevel: Level | null = null;
  /** Levels that the style names above the passages, and that none of them tells. */
  private lacking: readonly Level[] = [];
  /** The levels in the order in which a locator of this work is told. */
  private toldOrder: readonly Level[] = LEVELS;

  add(passage: number, locator: string, levels: Locator | null): void {
    const local = this.passages.push(passage) - 1;
    const key = foldKey(locator);
    if (!this.byLocator.has(key)) this.byLocator.set(key, local);
    for (const level of LEVELS) {
      const value = levels?.[level];
      if (value === undefined) continue;
      const text = keyOf(value);
      this.addValue(level, local, text);
      if (typeof value === "string") this.addName(level, text, value);
    }
  }

  /** `styled` are the levels that the work's style names, from the widest to the narrowest. */
  finish(styled: readonly Level[] = []): void {
    const changes = (level: Level): number =>
      this.passages.filter((_, local) => local > 0 && this.values[level]?.[local] !== this.values[level]?.[local - 1]).length;
    // The wider a level, the less often it changes from passage to passage: sections lie within the articles of one work, and articles within the sections of another.
    const found = LEVELS.filter((level) => this.values[level] !== undefined).map((level) => ({ level, changes: changes(level) }));
    this.levels = found.sort((a, b) => a.changes - b.changes).map(({ level }) => level);
    this.codeLevel = this.levels.find((level) => this.names(level).some((name) => /\d[-.:]\d/.test(name))) ?? null;
    this.order = styled.length > 0 ? [...styled, ...this.levels.filter((level) => !styled.includes(level))] : this.levels;
    const narrowest = this.order.findLastIndex((level) => this.levels.includes(level));
    this.lacking = this.order.slice(0, Math.max(narrowest, 0)).filter((level) => !this.levels.includes(level));
    this.toldOrder = [...this.order, ...LEVELS.filter((level) => !this.order.includes(level))];
    for (let local = 0; local < this.passages.length; local++) this.addPaths(local);
  }

  /** The values of the levels of one passage, as printed; null where there is no such passage. */
  levelsOf(locator: string): Locator | null {
    const local = this.byLocator.get(foldKey(locator));
    if (local === undefined) return null;
    const held = this.levels.flatMap((level) => {
      const value = this.values[level]?.[local];
      return value === undefined ? [] : [[level, this.printedNames[level]?.get(value) ?? value] as const];
    });
    return Object.fromEntries(held);
  }

  get isEmpty(): boolean {
    return this.passages.length === 0;
  }

  /** The level that "No. 10" counts. */
  get widest(): Level | null {
    return this.levels[0] ?? null;
  }

  /** Names among the values of a level, as printed in the catalogue. */
  names(level: Level): string[] {
    return [...(this.printedNames[level]?.values() ?? [])];
  }

  /** Whether values of the level are names above numbered chapters and verses. */
  isScripture(level: Level): boolean {
    return level === "book" && this.printedNames.book !== undefined && this.values.chapter !== undefined && this.values.verse !== undefined;
  }

  has(level: Level, value: string | number): boolean {
    const held = this.byValue[level];
    // Codes are asked for as they are printed, which most are held as.
    return held !== undefined && (held.has(value as string) || held.has(keyOf(value)));
  }

  /** The passage that alone has a value, as it is printed; null where none or several have it. */
  onlyPassage(level: Level, value: LocatorValue | undefined): number | null {
    const locals = this.byValue[level]?.get(value as string);
    return locals?.length === 1 ? (this.passages[locals[0] as number] as number) : null;
  }

  /** Number of the only value of a level within a name: books of one chapter are cited by verse alone. */
  onlyValue(level: Level, within: Level, name: string): string | null {
    const place = `${level}|${within}|${keyOf(name)}`;
    const known = this.onlyValues.get(place);
    if (known !== undefined) return known;
    const locals = this.byValue[within]?.get(keyOf(name)) ?? [];
    const found = new Set(locals.map((local) => this.values[level]?.[local]));
    const [first] = found;
    const only = found.size === 1 ? (first ?? null) : null;
    this.onlyValues.set(place, only);
    return only;
  }

  /** The passage whose locator is printed exactly so. */
  exactly(locator: string): number | null {
    const local = this.byLocator.get(foldKey(locator));
    return local === undefined ? null : (this.passages[local] as number);
  }

  /** The passages under a name that their locators begin with, or that one of their levels has: 学而 of 学而第一, Proem. */
  under(name: string): number[] {
    this.sortedNames ??= new SortedNames([
      ...[...this.byLocator].map(([text, local]): [string, number[]] => [text, [local]]),
      ...Object.values(this.byValue).flatMap((byText) => [...byText]),
    ]);
    const locals = this.sortedNames.placesUnder(foldKey(name), (rest) => beginsName.test(rest));
    return locals.map((local) => this.passages[local] as number);
  }

  /** Passages from one to another, both included, in the order of the work. */
  between(first: number, last: number): number[] {
    const from = this.passages.indexOf(first);
    const to = this.passages.indexOf(last);
    return from < 0 || to < from ? [first] : this.passages.slice(from, to + 1);
  }

  /** What a locator means here. Levels finer than the passages of the work are left aside. */
  resolve(locator: Locator): LocatorMeaning {
    if (this.isEmpty || this.levels.length === 0) return { kind: "unknown" };
    const wanted = this.levels.filter((level) => locator[level] !== undefined);
    const single = this.onlyPlace(wanted, locator);
    if (single !== null) return single;
    const untold = this.untoldIn(locator);
    if (untold.length > 0 && wanted.every((level) => this.has(level, keyOf(locator[level] as LocatorValue))))
      return { kind: "untold", untold };
    if (wanted.length === 0) return { kind: "missing", missing: this.describe(locator) };
    const missing: string[] = [];
    const keys = new Map<Level, Set<string>>();
    for (const level of wanted) {
      const all = expand(locator[level] as LocatorValue);
      const held = all.filter((value) => this.byValue[level]?.has(value));
      if (held.length === 0) return { kind: "missing", missing: describeLevel(level, locator[level] as LocatorValue) };
      if (all.length <= 20) missing.push(...all.filter((value) => !held.includes(value)).map((value) => `${level} ${value}`));
      keys.set(level, new Set(held));
    }
    const locals = this.matching(wanted, keys);
    if (locals.length === 0) return { kind: "missing", missing: this.describe(locator) };
    const places = this.places(wanted, locals);
    if (places !== null) return { kind: "several", places };
    return { kind: "passages", passages: locals.map((local) => this.passages[local] as number), missing };
  }

  /** A locator in words, its levels in the order of this work. */
  describe(locator: Locator): string {
    return describeLocator(locator, this.toldOrder);
  }

  /** Levels of a locator that do not occur, though they are wider than one that does. */
  private untoldIn(locator: Locator): Level[] {
    return this.lacking.filter((level) => locator[level] !== undefined);
  }

  /** The passage of one value that one passage alone has, as most codes are; null for all others. */
  private onlyPlace(wanted: Level[], locator: Locator): LocatorMeaning | null {
    const [level] = wanted;
    if (level === undefined || wanted.length > 1 || this.lacking.some((lacking) => locator[lacking] !== undefined)) return null;
    const only = this.onlyPassage(level, locator[level]);
    return only === null ? null : { kind: "passages", passages: [only], missing: [] };
  }

  private addValue(level: Level, local: number, text: string): void {
    const values = this.values[level] ?? [];
    values[local] = text;
    this.values[level] = values;
    const byValue = this.byValue[level] ?? new Map<string, number[]>();
    this.byValue[level] = byValue;
    const list = byValue.get(text);
    if (list) list.push(local);
    else byValue.set(text, [local]);
  }

  private addName(level: Level, text: string, printed: string): void {
    const names = this.printedNames[level] ?? new Map<string, string>();
    this.printedNames[level] = names;
    names.set(text, printed);
  }

  private addPaths(local: number): void {
    let path = "";
    for (const level of this.levels) {
      const value = this.values[level]?.[local];
      if (value === undefined) return;
      path += `|${value}`;
      const list = this.byPath.get(path);
      if (list) list.push(local);
      else this.byPath.set(path, [local]);
    }
  }

  private matching(wanted: Level[], keys: Map<Level, Set<string>>): number[] {
    if (wanted.every((level, i) => level === this.levels[i])) {
      let paths = [""];
      for (const level of wanted) paths = paths.flatMap((path) => [...(keys.get(level) ?? [])].map((key) => `${path}|${key}`));
      const found = paths.flatMap((path) => this.byPath.get(path) ?? []);
      if (found.length > 0) return found.sort((a, b) => a - b);
    }
    const size = (level: Level): number =>
      [...(keys.get(level) ?? [])].reduce((sum, key) => sum + (this.byValue[level]?.get(key)?.length ?? 0), 0);
    const rarest = wanted.reduce((best, level) => (size(level) < size(best) ? level : best));
    const locals = [...(keys.get(rarest) ?? [])].flatMap((key) => this.byValue[rarest]?.get(key) ?? []);
    const rest = wanted.filter((level) => level !== rarest);
    const found = locals.filter((local) => rest.every((level) => keys.get(level)?.has(this.values[level]?.[local] ?? "") ?? false));
    return found.sort((a, b) => a - b);
  }

  /** Where the same values occur under different wider levels that the locator does not name: the first passage of each. */
  private places(wanted: Level[], locals: number[]): number[] | null {
    const above = this.levels.slice(0, this.levels.indexOf(wanted[0] as Level));
    if (above.length === 0 || locals.length < 2) return null;
    const firstOf = new Map<string, number>();
    const seen = new Map<string, string>();
    let repeats = false;
    for (const local of locals) {
      const place = above.map((level) => this.values[level]?.[local] ?? "").join("|");
      const values = wanted.map((level) => this.values[level]?.[local] ?? "").join("|");
      const before = seen.get(values);
      if (before !== undefined && before !== place) repeats = true;
      seen.set(values, place);
      if (!firstOf.has(place)) firstOf.set(place, this.passages[local] as number);
    }
    return repeats ? [...firstOf.values()] : null;
  }
}

/** A locator in words, for reasons: "chapter 3, verses 16-18". */
export function describeLocator(locator: Locator, order: readonly Level[] = LEVELS): string {
  const levels = (Object.keys(locator) as Level[]).filter((level) => locator[level] !== undefined);
  const [only] = levels;
  if (levels.length === 1 && only !== undefined) return describeLevel(only, locator[only] as LocatorValue);
  levels.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return levels.map((level) => describeLevel(level, locator[level] as LocatorValue)).join(", ");
}

function describeLevel(level: Level, value: LocatorValue): string {
  if (!Array.isArray(value)) return `${level} ${value}`;
  if (isList(value)) return `${level}s ${value.map((range) => range.join("-")).join(", ")}`;
  return `${level}s ${value.join("-")}`;
}

function expand(value: LocatorValue): string[] {
  if (!Array.isArray(value)) return typeof value === "string" && value.includes(", ") ? value.split(", ").map(keyOf) : [keyOf(value)];
  const ranges = isList(value) ? value : [value];
  return ranges.flatMap(([first, last]) => {
    const end = Math.min(last ?? first, first + LONGEST_RANGE);
    return Array.from({ length: Math.max(end - first + 1, 1) }, (_, step) => String(first + step));
  });
}

function isList(value: Exclude<LocatorValue, number | string>): value is ([number] | [number, number])[] {
  return Array.isArray(value[0]);
}

/** Most values that are asked for are printed codes, and those are folded already. */
const isFolded = /^[\da-z]+(?:[-.:][\da-z]+)*$/;

function keyOf(value: LocatorValue): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return isFolded.test(value) ? value : foldKey(value);
  return String(isList(value) ? value[0]?.[0] : value[0]);
}
