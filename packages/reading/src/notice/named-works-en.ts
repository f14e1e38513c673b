import type { Locator, Span } from "@lectern/schema";
import { overlapWith, type Prose, windowsAround } from "./prose.js";

/** A law or a plan that English names by its full title with its year. */
export interface NamedWork {
  title: Span;
  locator: Span | null;
  resolved: Locator | null;
  method: string;
}

const WORDS = "(?:\\p{Lu}[\\p{L}’'-]+(?:\\s+(?:and|&|of|for|in|on|to|the)){0,2}\\s+){1,9}";
const YEARS = "(?:\\s+\\(\\p{Lu}{2,8}\\))?,?\\s+(?:1[89]|20)\\d{2}(?:\\s?(?:[-–]|to|&|and)\\s?(?:19|20)?\\d{2})?(?!\\d)";
const NAMED = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<title>${WORDS}(?:(?<law>Acts?|Regulations?|Order|Bill|Code|Directive|Charter)|(?:Development|Strategic|Local\\s+Area|Community|Action|Corporate|Area)\\s+Plan|Strategy)${YEARS})`,
  "gu",
);
/** Instruments that are named without a year: "the Foreign Currency Directive", "the Charter of the Harbour Board". */
const INSTRUMENT =
  "(?:Acts?|Code|Charter|Treaty|Protocol|Directive|Authorization(?!\\s+(?:Bill|Act)\\b)|Constitution|Declaration|Covenant|Manifesto|Concordat|Ordinance|Statute|Bylaws|Programme\\s+for\\s+Government)";
const UNDATED = new RegExp(
  `(?<=\\b[Tt]he\\s+)(?<title>(?:\\p{Lu}[\\p{L}’'-]+\\s+){1,5}${INSTRUMENT}(?:\\s+(?:on|for|of)\\s+(?:the\\s+)?(?:\\p{Lu}[\\p{L}’'-]+(?:\\s+(?:and|of|for|the))*\\s*){1,7})?|${INSTRUMENT}\\s+(?:on|for)\\s+(?:the\\s+)?(?:\\p{Lu}[\\p{L}’'-]+(?:\\s+(?:and|of|for|the|in))*\\s*){2,8}|(?:\\p{Lu}[\\p{L}’'-]+\\s+){0,3}Convention\\s+(?:on|for|against|relating\\s+to)\\s+(?:the\\s+)?(?:\\p{Lu}[\\p{L}’'-]+(?:\\s+(?:and|of|for|the|in|against)(?=\\s+\\p{Lu}))*\\s*){1,8}|Programme\\s+for\\s+Government)(?![\\p{L}])`,
  "gu",
);

/** "Law of the People’s Republic of the Coast on Harbours": whose it is, and on what. */
const NATIONAL =
  /(?<![\p{L}\p{N}])(?<title>(?:Law|Constitution|Regulations?|Provisions)\s+of\s+the\s+(?:\p{Lu}[\p{L}’'-]+\s+){1,4}of\s+\p{Lu}[\p{L}’'-]+(?:\s+(?:on|for)\s+(?:the\s+)?(?:\p{Lu}[\p{L}’'-]+(?:\s+(?:and|of|for|the)(?=\s+\p{Lu}))*\s*){1,8})?)/gu;

/** "Section 142(5) of the", "Sections 179 and 180 of the" before a title. */
const LOCATOR =
  /(?<locator>(?<level>Sections?|[Pp]aragraphs?|Articles?|Parts?|Chapters?|Schedules?|Regulations?|S\.)\s+(?<number>\d{1,4}|[IVXLC]{1,6})[A-Z]?(?:\s?\(\w{1,4}\))*(?:\s*(?:,|and|to|[-–])\s*\d{1,4}[A-Z]?(?:\s?\(\w{1,4}\))*)*)\s*(?:(?:of|under|in)\s+(?:the\s+)?|,\s*(?:the\s+)?)$/u;
const LEADING =
  /^(?:(?:(?:Part|Section|Chapter|Title)\s+[IVXLC\d]+\s+of(?:\s+the)?|The|In|Under|By|With|And|That|Part|Section|Whereas|Circulated|Report)\s+)+/u;

/** Laws and plans named with their year, with the place in them that stands before: "Section 66 of the Local Government Act, 2001". */
export function namedWorks({ text, span }: Prose): NamedWork[] {
  const found: NamedWork[] = [];
  const windows = windowsAround(text, span, KINDS, FAR_BEFORE, FAR_BEHIND);
  for (const { match, at } of windows.flatMap((window) => matchesIn(text, window, NAMED))) {
    const printed = match.groups?.title ?? "";
    const start = at + (LEADING.exec(printed)?.[0].length ?? 0);
    const before = text.slice(Math.max(span[0], start - REACH), start);
    if (DRAFT.test(before) || /\bamended\s+(?:the\s+)?$/iu.test(before)) continue;
    found.push({
      title: [start, at + printed.length],
      ...placeIn(before, start),
      method: match.groups?.law ? "cited work: law named with its year" : "cited work: plan named with its years",
    });
  }
  return [...found, ...undatedWorks(text, span, windows, found)];
}

/** Words of which each of these titles has one. */
const KINDS = new RegExp(`\\b(?:${INSTRUMENT}|Convention|Law\\s+of|Provisions\\s+of|Regulations?|Order|Bill|Plan|Strategy)`, "gu");
const FAR_BEFORE = 260;
const FAR_BEHIND = 180;

function matchesIn(text: string, window: Span, pattern: RegExp): { match: RegExpExecArray; at: number }[] {
  return [...text.slice(...window).matchAll(pattern)].map((match) => ({ match, at: window[0] + match.index }));
}

function undatedWorks(text: string, span: Span, windows: Span[], dated: NamedWork[]): NamedWork[] {
  const isDated = overlapWith(dated.map(({ title }) => title));
  const matches = windows.flatMap((window) => [...matchesIn(text, window, UNDATED), ...matchesIn(text, window, NATIONAL)]);
  return matches.flatMap(({ match, at }): NamedWork[] => {
    const printed = (match.groups?.title ?? "").trimEnd();
    const start = at + match[0].indexOf(printed);
    const title: Span = [start, start + printed.length];
    const before = text.slice(Math.max(span[0], start - REACH), start);
    if (isDated(title) || DRAFT.test(before)) return [];
    return [{ title, ...placeIn(before, start), method: "cited work: law or treaty named without a year" }];
  });
}

/** How far before a title the place in it may begin. */
const REACH = 120;
/** A draft is no work yet. */
const DRAFT = /\b(?:draft|proposed|new)\s+(?:the\s+)?$/iu;

/** The place in a work that the words before its title name; `at` is where these end. */
function placeIn(before: string, at: number): Pick<NamedWork, "locator" | "resolved"> {
  const found = LOCATOR.exec(before);
  if (!found?.groups?.locator) return { locator: null, resolved: null };
  const start = at - before.length + found.index;
  return { locator: [start, start + found.groups.locator.length], resolved: resolvedOf(found.groups) };
}

function resolvedOf({ level = "", number = "", locator = "" }: Record<string, string | undefined>): Locator | null {
  // Several places at once are kept as printed.
  if (!/^\d+$/u.test(number) || /,|\band\b|\bto\b|\d\s*[-–]\s*\d/u.test(locator)) return null;
  const name = level.toLowerCase().replace(/s$|^s\.$/u, "");
  if (name === "article" || name === "part" || name === "chapter" || name === "paragraph") return { [name]: Number(number) };
  return name === "section" || name === "" ? { section: Number(number) } : null;
}
