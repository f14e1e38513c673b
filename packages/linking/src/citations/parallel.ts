import type { Link } from "@lectern/schema";
import { CitationState } from "@lectern/schema/kind";
import type { CitationSearch } from "./find-citations.js";
import { shorten } from "./shorten.js";

/** Words between two names of one work: "X Act of 1977, effective September 23, 1977 (D.C. Law 2-22". */
const LONGEST = 90;
const isBetween =
  /^[\s"”’,;:([\]]*(?:the\s+)?(?:as\s+amended,?\s+)?(?:(?:effective|approved|enacted|adopted|passed|signed)\s+(?:on\s+)?)?(?:\p{Lu}[\p{L}.]{2,9}\s+\d{1,2},?\s+\d{4})?[\s,;(["“]*$/u;

/**
 * Two citations of one work that stand side by side, one as its name and one as its number, are one citation: a title
 * with a number in brackets behind it, a number with a title behind its comma. `links` are in order of appearance.
 */
export function joinParallel({ text }: CitationSearch, links: Link[]): Link[] {
  const joined: Link[] = [];
  for (const link of links) {
    const before = joined.at(-1);
    if (before !== undefined && isParallel(text.text, before, link)) joined[joined.length - 1] = together(before, link);
    else joined.push(link);
  }
  return joined;
}

function isParallel(text: string, before: Link, after: Link): boolean {
  return (
    before.state === CitationState.RESOLVED &&
    after.state === CitationState.RESOLVED &&
    before.work === after.work &&
    before.printedTitle !== null &&
    after.printedTitle !== null &&
    before.printedTitle !== after.printedTitle &&
    (before.locator === null || after.locator === null) &&
    after.start - before.end <= LONGEST &&
    after.start > before.end &&
    isBetween.test(text.slice(before.end, after.start))
  );
}

function together(before: Link, after: Link): Link {
  const placed = before.locator === null ? after : before;
  const other = placed === before ? after : before;
  return {
    ...placed,
    start: before.start,
    end: after.end,
    score: Math.max(before.score, after.score),
    reason: `${placed.reason}; “${shorten(other.printedTitle ?? "")}” beside it names the same work`,
  };
}
