import { foldKey } from "@lectern/text";
import type { Catalogue, HeldWork } from "./catalogue.js";
import { readWords } from "./words.js";

/** Places that are compared to tell whether two works are editions of one. */
const COMPARED = 20;
/** Share of those that have to be alike, and share of words that makes two places alike. */
const MOST = 0.5;

const known = new WeakMap<HeldWork, WeakMap<HeldWork, boolean>>();

/**
 * Whether two works are one work at different times: versions by their key, or works of one title and different dates
 * that have mostly the same words at the same places (a law and its amended text, two editions of a book). Two towns'
 * "Rules of Procedure" are not.
 */
export function areEditions(catalogue: Catalogue, a: HeldWork, b: HeldWork): boolean {
  if (a === b || a.work === b.work) return true;
  const before = known.get(a)?.get(b);
  if (before !== undefined) return before;
  const are = haveOneTitle(a, b) && haveDates(a, b) && areAlike(catalogue, a, b);
  const ofA = known.get(a) ?? new WeakMap<HeldWork, boolean>();
  known.set(a, ofA.set(b, are));
  return are;
}

/** Works put together that are editions of each other, in their order. */
export function groupEditions<T>(catalogue: Catalogue, items: T[], workOf: (item: T) => HeldWork): T[][] {
  const groups: T[][] = [];
  for (const item of items) {
    const group = groups.find(([first]) => first !== undefined && areEditions(catalogue, workOf(first), workOf(item)));
    if (group) group.push(item);
    else groups.push([item]);
  }
  return groups;
}

function haveOneTitle(a: HeldWork, b: HeldWork): boolean {
  return foldKey(a.title) === foldKey(b.title);
}

function haveDates(a: HeldWork, b: HeldWork): boolean {
  return Boolean(a.publishedOn && b.publishedOn && a.publishedOn !== b.publishedOn);
}

function areAlike({ passages }: Catalogue, a: HeldWork, b: HeldWork): boolean {
  const [smaller, larger] = a.passages.length <= b.passages.length ? [a, b] : [b, a];
  const step = Math.max(1, Math.floor(smaller.passages.length / COMPARED));
  let compared = 0;
  let alike = 0;
  for (let i = 0; i < smaller.passages.length; i += step) {
    const passage = smaller.passages[i] as number;
    const text = passages.text(passage);
    if (text === "") continue;
    compared++;
    const other = larger.locators.exactly(passages.locator(passage));
    if (other !== null && isAlike(text, passages.text(other))) alike++;
  }
  return compared > 0 && alike >= compared * MOST;
}

function isAlike(a: string, b: string): boolean {
  const [x, y] = [new Set(readWords(a).ids), new Set(readWords(b).ids)];
  let shared = 0;
  for (const id of x) if (y.has(id)) shared++;
  return shared >= Math.min(x.size, y.size) * MOST && shared >= Math.max(x.size, y.size) * MOST * MOST;
}
