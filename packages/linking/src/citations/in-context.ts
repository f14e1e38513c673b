import type { Link, LinkTarget, Locator } from "@lectern/schema";
import { CitationMethod, CitationState } from "@lectern/schema/kind";
import { sourceSpan } from "@lectern/text";
import type { HeldWork } from "../catalogue.js";
import { LEVELS, type Level } from "../kinds.js";
import { wordAt } from "../words.js";
import type { CitationSearch } from "./find-citations.js";
import type { Found } from "./found.js";
import { parseLocator, toLocator } from "./locators.js";
import { afterMatch, type ParsedLocator } from "./printed-value.js";
import { Signal } from "./signals.js";
import { resolveTitle } from "./targets.js";

/** How far behind the title a locator may still mean its work, in UTF-16 units. */
const REACH = 1500;
/** The same for volumes, which are of books alone: in later paragraphs as well. */
const REACH_OF_VOLUMES = 4000;
/** Words before the one that names the level in which a locator may begin: "the second and third volumes". */
const WORDS_BEFORE = 6;

/** Of works named before, the last few are thought of. */
const LAST_NAMED = 8;

/** Words of levels that nothing but books has. Parts, sections, items and pages are of too many things to mean a book. */
const levelWord = /(?:volumes?|vols?|books?|chapters?|chap|articles?|verses?)(?![a-z])|第(?=[零一二三四五六七八九十百千\d])/y;
export const contextWords = "volume volumes vol vols book books chapter chapters chap article articles verse verses 第".split(" ");
/** An ordinal needs an article or a pronoun: "a third volume" is not one of this work. */
const isDefinite = /(?:\b(?:the|its|that|this|his|her|their)\s+)$/;
/** A chapter that is printed as a name is as good as one: "the Chapter VII operation". */
const isProper = /^Chapter\s+[IVXLC]+$/;
/** "the third volume of his diary" is of another work. */
export const ofAnother = /^\s*(?:of|to)\s+(?!(?:the|this|that)\s+(?:same|said|work|book|volume)\b|it\b|which\b)|^[\s,]*["《“]?《|^的?《/;
/** "第一条，... 第二条，..." counts what the speaker has to say. */
const isEnumeration = (before: string, after: string): boolean => /(?:^|[.。!?;；:\n])\s*$/.test(before) && /^\s*[,:、]/.test(after);
const chineseBefore =
  /(?:^|[^\p{Script=Han}]|[该同]书|[该同]法|其中?的?|书中|书的|[和及与在于按照据依读见到从而又是的]|参见|学习|引用|翻到|根据)$/u;
const chineseAfter = /^(?:$|[^\p{Script=Han}]|[说写讲记载中里内也又还就和及与至到是有则云曰谈论所]|的?规定|指出)/u;

/**
 * Locators without a title, in the paragraph of a citation and behind it ("... the fourth volume says", 第四卷说); those
 * that name a volume, or a chapter as a name is printed (Chapter VII), some paragraphs later as well. They go on with the work that was named, where it has such a place, and keep its wider levels: "volume 4 of X ... its second
 * chapter". Where several works named before have the place, the link is ambiguous; where the last work named is not
 * held, there is none.
 */
export function findInContext(search: CitationSearch, found: Found): void {
  const { words, signals, text } = search;
  if ((signals.union & Signal.CONTEXT) === 0) return;
  const named = found.naming();
  if (!named.some(({ state }) => state !== CitationState.CITED_NOT_HELD)) return;
  const worksOf = search.catalogue.worksByKey;
  let next = 0;
  let before: Link[] = [];
  let behind = 0;
  for (let i = 0; i < signals.count; i++) {
    const word = signals.hot[i] as number;
    const from = words.starts[word] as number;
    if (((signals.kinds[word] as number) & Signal.CONTEXT) === 0 || from < behind) continue;
    const to = afterMatch(levelWord, words.folded.text, from);
    if (to < 0) continue;
    const [at] = sourceSpan(words.folded, from, from + 1);
    for (; next < named.length && (named[next] as Link).end <= at; next++) before.push(named[next] as Link);
    before = before.slice(-LAST_NAMED).filter(({ end }) => at - end <= REACH_OF_VOLUMES);
    if (before.length === 0 || found.overlaps(at, at + 1)) continue;
    const parsed = bareLocatorAt(search, from, words.folded.text.slice(from, to));
    if (parsed === null) continue;
    const span = sourceSpan(words.folded, parsed.start, parsed.end);
    if (found.overlaps(...span)) continue;
    const hasVolume = parsed.groups.some(({ level }) => level === "volume") || isProper.test(text.text.slice(...span));
    const near = before.filter((link) => isNear(text.text, link.end, at));
    const link =
      linkInContext(search, parsed, span, near, worksOf) ??
      (hasVolume && near.length === 0 ? linkInContext(search, parsed, span, before, worksOf) : null);
    if (link === null) continue;
    found.add(link);
    before.push(link);
    behind = parsed.end;
  }
}

/** Whether two places lie in one paragraph. A line that ends with a sentence ends its paragraph. */
function isNear(text: string, from: number, to: number): boolean {
  return to - from <= REACH && !/\n\s*\n|[.!?。！？”"」]\s*\n/.test(text.slice(Math.max(0, from - 1), to));
}

/** The locator around a level's word, where its words say that it stands for a work named before. */
function bareLocatorAt({ words }: CitationSearch, at: number, word: string): ParsedLocator | null {
  const folded = words.folded.text;
  if (word === "第") {
    const parsed = parseLocator(folded, at);
    if (parsed === null) return null;
    const before = folded.slice(Math.max(0, at - 4), at);
    const after = folded.slice(parsed.end, parsed.end + 4);
    const fits = chineseBefore.test(before) && chineseAfter.test(after) && !ofAnother.test(after) && !isEnumeration(before, after);
    return fits ? parsed : null;
  }
  const first = wordAt(words, at);
  for (let i = Math.max(0, first - WORDS_BEFORE); i <= first; i++) {
    const from = words.starts[i] as number;
    const parsed = parseLocator(folded, from);
    if (parsed === null || parsed.end < at + word.length || !/[a-z]/.test(folded[from] as string)) continue;
    const startsWithLevel = from === at || afterMatch(levelWord, folded, from) >= 0;
    const isTold = startsWithLevel || folded.startsWith("the ", from) || isDefinite.test(folded.slice(Math.max(0, from - 8), from));
    if (isTold) return ofAnother.test(folded.slice(parsed.end, parsed.end + 24)) ? null : parsed;
  }
  return null;
}

export function linkInContext(
  search: CitationSearch,
  parsed: ParsedLocator,
  [start, end]: [number, number],
  before: Link[],
  worksOf: Map<string, HeldWork[]>,
): Link | null {
  if (before.length === 0 || before.at(-1)?.state === CitationState.CITED_NOT_HELD) return null;
  const found = [...new Set(before.map(({ work }) => work))].flatMap((key) => {
    const versions = worksOf.get(key) ?? [];
    const last = before.findLast(({ work }) => work === key) as Link;
    const locator = continued(versions, last, parsed);
    if (locator === null) return [];
    return [{ last, locator, resolution: resolveTitle(search.catalogue, versions, locator, search.text.date ?? null) }];
  });
  const [first] = found;
  if (first === undefined) return null;
  const name = first.last.printedTitle ?? first.resolution.work.title;
  const isOne = found.length === 1;
  const all: LinkTarget[] = found.flatMap(({ resolution }) => [...resolution.targets, ...resolution.candidates].slice(0, 20));
  return {
    start,
    end,
    methods: [CitationMethod.CITATION],
    state: isOne ? first.resolution.state : CitationState.AMBIGUOUS,
    work: first.resolution.work.work,
    printedTitle: null,
    printedLocator: search.text.text.slice(start, end),
    locator: first.locator,
    targets: isOne ? first.resolution.targets : [],
    candidates: isOne ? first.resolution.candidates : all,
    score: isOne && first.resolution.state === CitationState.RESOLVED ? 0.8 : 0.55,
    fidelity: null,
    reason: isOne ? `goes on with “${name}”: ${first.resolution.reason}` : `${found.length} works named before it have this place`,
  };
}

/** The locator in a work that was named, with the wider levels of that citation where it has such a place; null where the work has none. */
function continued(versions: HeldWork[], last: Link, parsed: ParsedLocator): Locator | null {
  const [work] = versions;
  if (work === undefined) return null;
  const { levels, codeLevel, widest } = work.locators;
  const locator = toLocator(parsed.groups, widest, codeLevel);
  const own = Object.keys(locator) as Level[];
  const told = own.filter((level) => levels.includes(level));
  const narrowest = LEVELS.indexOf(levels.at(-1) as Level);
  if (codeLevel !== null || told.length === 0 || !own.every((level) => told.includes(level) || LEVELS.indexOf(level) > narrowest))
    return null;
  const top = Math.min(...told.map((level) => levels.indexOf(level)));
  const wider = Object.fromEntries(Object.entries(last.locator ?? {}).filter(([level]) => levels.slice(0, top).includes(level as Level)));
  return [{ ...wider, ...locator }, locator].find((place) => versions.some((version) => exists(version, place))) ?? null;
}

function exists({ locators }: HeldWork, locator: Locator): boolean {
  const { kind } = locators.resolve(locator);
  return kind === "passages" || kind === "several";
}
