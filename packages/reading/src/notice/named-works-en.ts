import type { Locator, Span } from "@lectern/schema";
import { overlapWith, type Prose } from "./prose.js";

/** A law or a plan that English names by its full title with its year. */
export interface NamedWork {
  title: Span;
  locator: Span | null;
  resolved: Locator | null;
  method: string;
}

const WORDS = "(?:\\p{Lu}[\\p{L}’'-]+(?:\\s+(?:and|&|of|for|in|on|to|the)){0,2}\\s+){1,9}";
const YEARS = "(?:\\s+\\(\\p{Lu}{2,8}\\))?,?\\s+(?:1[89]|20)\\d{2}(?:\\s?(?:[-–]|to)\\s?(?:20)?\\d{2})?(?!\\d)";
const NAMED = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<title>${WORDS}(?:(?<law>Acts?|Regulations?|Order|Bill|Code|Directive|Charter)|(?:Development|Strategic|Local\\s+Area|Community|Action|Corporate|Area)\\s+Plan|Strategy)${YEARS})`,
  "gu",
);
/** Instruments that are named without a year: "the Foreign Currency Directive", "the Charter of the Harbour Board". */
const INSTRUMENT =
  "(?:Acts?|Code|Charter|Treaty|Protocol|Directive|Authorization|Constitution|Declaration|Covenant|Manifesto|Concordat|Ordinance|Statute|Bylaws|Programme\\s+for\\s+Government)";
const UNDATED = new RegExp(
  `(?<=\\b[Tt]he\\s+)(?<title>(?:\\p{Lu}[\\p{L}’'-]+\\s+){1,5}${INSTRUMENT}(?:\\s+(?:on|for|of)\\s+(?:the\\s+)?(?:\\p{Lu}[\\p{L}’'-]+(?:\\s+(?:and|of|for|the))*\\s*){1,7})?|${INSTRUMENT}\\s+(?:on|for)\\s+(?:the\\s+)?(?:\\p{Lu}[\\p{L}’'-]+(?:\\s+(?:and|of|for|the|in))*\\s*){2,8}|Programme\\s+for\\s+Government)(?![\\p{L}])`,
  "gu",
);

/** "Section 142(5) of the", "Sections 179 and 180 of the" before a title. */
const LOCATOR =
  /(?<locator>(?<level>Sections?|[Pp]aragraphs?|Articles?|Parts?|Chapters?|Schedules?|Regulations?|S\.)\s+(?<number>\d{1,4}|[IVXLC]{1,6})[A-Z]?(?:\s?\(\w{1,4}\))*(?:\s*(?:,|and|to|[-–])\s*\d{1,4}[A-Z]?(?:\s?\(\w{1,4}\))*)*)\s*(?:of|under|in)\s+(?:the\s+)?$/u;
const LEADING = /^(?:(?:The|In|Under|By|With|And|That|Part|Section|Whereas|Circulated|Report)\s+)+/u;

/** Laws and plans named with their year, with the place in them that stands before: "Section 66 of the Local Government Act, 2001". */
export function namedWorks({ text, span }: Prose): NamedWork[] {
  const found: NamedWork[] = [];
  for (const match of text.slice(...span).matchAll(NAMED)) {
    const printed = match.groups?.title ?? "";
    const start = span[0] + match.index + (LEADING.exec(printed)?.[0].length ?? 0);
    const title: Span = [start, span[0] + match.index + printed.length];
    const before = text.slice(Math.max(span[0], start - 120), start);
    // A draft is no work yet, and a plan is named by its makers all the time: it is cited by its title alone.
    if (/\b(?:draft|proposed|new|amended)\s+(?:the\s+)?$/iu.test(before)) continue;
    const located = LOCATOR.exec(before);
    const at = located?.groups?.locator ? start - before.length + located.index : null;
    found.push({
      title,
      locator: at === null ? null : [at, at + (located?.groups?.locator?.length ?? 0)],
      resolved: located ? resolvedOf(located.groups ?? {}) : null,
      method: match.groups?.law ? "cited work: law named with its year" : "cited work: plan named with its years",
    });
  }
  return [...found, ...undatedWorks(text, span, found)];
}

function undatedWorks(text: string, span: Span, dated: NamedWork[]): NamedWork[] {
  const isDated = overlapWith(dated.map(({ title }) => title));
  return [...text.slice(...span).matchAll(UNDATED)].flatMap((match): NamedWork[] => {
    const printed = (match.groups?.title ?? "").trimEnd();
    const start = span[0] + match.index + match[0].indexOf(printed);
    const title: Span = [start, start + printed.length];
    const before = text.slice(Math.max(span[0], start - 120), start);
    if (isDated(title) || /\b(?:draft|proposed|new)\s+(?:the\s+)?$/iu.test(before)) return [];
    const located = LOCATOR.exec(before);
    const at = located?.groups?.locator ? start - before.length + located.index : null;
    const locator: Span | null = at === null ? null : [at, at + (located?.groups?.locator?.length ?? 0)];
    return [
      {
        title,
        locator,
        resolved: located ? resolvedOf(located.groups ?? {}) : null,
        method: "cited work: law or treaty named without a year",
      },
    ];
  });
}

function resolvedOf({ level = "", number = "", locator = "" }: Record<string, string | undefined>): Locator | null {
  // Several places at once are kept as printed.
  if (!/^\d+$/u.test(number) || /,|\band\b|\bto\b|\d\s*[-–]\s*\d/u.test(locator)) return null;
  const name = level.toLowerCase().replace(/s$|^s\.$/u, "");
  if (name === "article" || name === "part" || name === "chapter" || name === "paragraph") return { [name]: Number(number) };
  return name === "section" || name === "" ? { section: Number(number) } : null;
}
