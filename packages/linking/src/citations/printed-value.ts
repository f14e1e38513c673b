import type { NamedLevel } from "./level-words.js";

/** One value of a level as printed: a number, a name or code, or a range of numbers. */
export interface PrintedValue {
  /** Folded, as printed: "1-204.23", "iv", "第三". */
  printed: string;
  number: number | null;
  /** Last number of a range: 5 in "1 to 5". */
  last: number | null;
  /** Range in the folded text. */
  start: number;
  end: number;
}

/** The values of one level, in order: "chapters 3 and 5". */
export interface LocatorGroup {
  level: NamedLevel;
  values: PrintedValue[];
  /** Subdivisions printed behind the value: "(c)(1)". */
  subdivision: string | null;
}

export interface ParsedLocator {
  groups: LocatorGroup[];
  /** Range in the folded text. */
  start: number;
  end: number;
}

/** End of a sticky match at `at`, or -1. */
export function afterMatch(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}
