import type { Locator, PassageDraft, ReadProblem, SectionDraft } from "@lectern/schema";
import { type LocatorLevel, ProblemCode } from "@lectern/schema/kind";
import type { LevelName } from "../collection/settings.js";
import { problem } from "../problems.js";

export interface Outline {
  sections: SectionDraft[];
  passages: PassageDraft[];
}

/** After so many of one kind, further problems are only counted. */
const MAX_PROBLEMS = 20;

export function schemaLevel(level: LevelName): LocatorLevel {
  return level.toUpperCase() as LocatorLevel;
}

/** A locator from a template with level names, `No. {chapter}, paragraph {paragraph}`; null where a level is missing. */
export function fillTemplate(template: string, levels: Locator): string | null {
  let isComplete = true;
  const filled = template.replace(/\{(\w+)\}/g, (_, level: LevelName) => {
    const value = levels[level];
    if (value === undefined) isComplete = false;
    return String(value ?? "");
  });
  return isComplete ? filled : null;
}

/** How a paragraph is cited within its section. */
export function paragraphLabel(number: number, isChinese: boolean, isArticle: boolean): string {
  return isChinese ? `第${chineseNumeral(number)}${isArticle ? "款" : "段"}` : `paragraph ${number}`;
}

export function joinLocator(parts: string[]): string {
  const kept = parts.filter((part) => part !== "");
  return kept.join(kept.some((part) => /\p{Script=Han}/u.test(part)) ? "" : ", ");
}

/**
 * Gives every passage a locator of its own: a second one with the same locator gets a number behind it, and a problem
 * that names both places: `places` in the file where the text was put together from parts, else lines of the text.
 */
export function withUniqueLocators(
  passages: PassageDraft[],
  text: string,
  fileName: string,
  problems: ReadProblem[],
  places?: string[],
): PassageDraft[] {
  const seen = new Map<string, { place: string; count: number }>();
  let doubled = 0;
  const lineOf = lineCounter(text);
  const unique = passages.map((passage, index) => {
    const line = lineOf(passage.span[0]);
    const place = places?.[index] ?? `line ${line} of the text`;
    const first = seen.get(passage.locator);
    if (!first) {
      seen.set(passage.locator, { place, count: 1 });
      return passage;
    }
    first.count++;
    doubled++;
    if (doubled <= MAX_PROBLEMS) {
      const message = `${fileName}: "${passage.locator}" stands at ${first.place} and again at ${place}`;
      const advice = "Make the division in collection.yaml finer, or leave one of the two out with from, until or skip.";
      problems.push(problem(ProblemCode.DUPLICATE_LOCATOR, message, advice, places ? {} : { line }));
    }
    return { ...passage, locator: `${passage.locator} (${first.count})` };
  });
  if (doubled > MAX_PROBLEMS) {
    problems.push(
      problem(
        ProblemCode.DUPLICATE_LOCATOR,
        `${fileName}: ${doubled - MAX_PROBLEMS} further locators stand twice`,
        "Mend the first ones; the others may have the same cause.",
      ),
    );
  }
  return unique;
}

function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

const DIGITS = "零一二三四五六七八九";

function chineseNumeral(number: number): string {
  if (number >= 10_000) return String(number);
  let result = "";
  for (const [unit, name] of [
    [1000, "千"],
    [100, "百"],
    [10, "十"],
    [1, ""],
  ] as const) {
    const digit = Math.floor(number / unit) % 10;
    if (digit > 0) result += DIGITS[digit] + name;
    else if (result !== "" && !result.endsWith("零") && number % unit > 0) result += "零";
  }
  return result.replace(/^一十/, "十").replace(/零$/, "");
}
