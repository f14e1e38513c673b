import { parseNumeral } from "@lectern/text";
import type { Level } from "../kinds.js";
import { chineseLevelAt } from "./level-words.js";
import { afterMatch, type LocatorGroup, type PrintedValue } from "./printed-value.js";

const chineseNumber = /[〇○零一二三四五六七八九十百千万两廿卅卌\d]+/y;
const chineseRangeMark = /\s*(?:至|到|-|~)\s*/y;
const chineseListMark = /\s*(?:、|和|及|与|以及|,)\s*/y;

/** 第一卷、第二卷; 第一、二、四卷; 第十条至第十五条; 第十条之一; 卷四. */
export function chineseGroup(folded: string, at: number): { group: LocatorGroup; end: number } | null {
  if (folded[at] === "卷") {
    const value = chineseValue(folded, at + 1);
    return value === null ? null : { group: { level: "volume", values: [value], subdivision: null }, end: value.end };
  }
  const values: PrintedValue[] = [];
  let level: Level | null = null;
  let end = at;
  let next = at;
  let isRange = false;
  while (values.length < 60) {
    const hasMark = folded[next] === "第";
    const value = chineseValue(folded, hasMark ? next + 1 : next);
    if (value === null) break;
    const named = chineseLevelAt(folded, value.end);
    // Behind a complete value, a bare number or another level belongs to what follows.
    if (level !== null && (named === null || named.level !== level || !hasMark)) break;
    addChineseValue(values, { ...value, start: next }, isRange);
    end = named?.end ?? value.end;
    if (named !== null) {
      level = named.level;
      end = addSuffix(folded, end, values.at(-1) as PrintedValue);
    }
    const range = afterMatch(chineseRangeMark, folded, end);
    isRange = range >= 0;
    next = isRange ? range : afterMatch(chineseListMark, folded, end);
    if (next < 0) break;
  }
  return level === null ? null : { group: { level, values, subdivision: null }, end };
}

function addChineseValue(values: PrintedValue[], value: PrintedValue, isRange: boolean): void {
  const before = values.at(-1);
  if (isRange && before && before.number !== null && value.number !== null && value.number > before.number) {
    before.last = value.number;
    before.end = value.end;
  } else values.push(value);
}

/** 之一 behind 第十条 makes it the code "10-1". */
function addSuffix(folded: string, end: number, value: PrintedValue): number {
  if (folded[end] !== "之") return end;
  const suffix = chineseValue(folded, end + 1);
  if (suffix === null || value.last !== null) return end;
  value.printed = `${value.number}-${suffix.number}`;
  value.number = null;
  return suffix.end;
}

function chineseValue(folded: string, at: number): PrintedValue | null {
  const end = afterMatch(chineseNumber, folded, at);
  if (end < 0) return null;
  const printed = folded.slice(at, end);
  const number = parseNumeral(printed);
  return number === null ? null : { printed, number, last: null, start: at, end };
}

export function isChineseStart(folded: string, at: number): boolean {
  const first = folded[at];
  return first === "第" || (first === "卷" && at + 1 < folded.length && parseNumeral(folded[at + 1] as string) !== null);
}
