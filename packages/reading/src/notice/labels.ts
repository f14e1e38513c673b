import type { Span } from "@lectern/schema";
import { findDates } from "./dates.js";
import type { Mention } from "./people.js";
import { readPerson } from "./person-zh.js";
import type { PrintedDate } from "./printed-date.js";

/** Labels stand at the head of a paper. */
const HEAD_LENGTH = 800;

/** A label of one of these words, numbered or not, at the beginning of a line, and what stands behind it. */
function label(words: string, behind: string): RegExp {
  const space = "[ \\t\\u3000]*";
  const number = "(?:(?:[一二三四五六七八九十\\d]{1,2}[、.．]|[（(][一二三四五六七八九十\\d]{1,2}[）)])[ \\t]*)?";
  return new RegExp(`^${space}${number}(?:${words})${space}[:：]${space}${behind}`, "gimu");
}

const WHEN = label(
  "(?:会议|活动|召开)?(?:时间|日期)|[\\p{Script=Han}]{0,10}(?:召开|举行)的?(?:时间|日期)|date(?: and time)?|time|when",
  "",
);
const WHERE = label(
  "(?:会议|活动|召开)?地点|[\\p{Script=Han}]{0,10}(?:召开|举行)的?地点|place|venue|location|where",
  "(?<value>\\S[^\\n]{0,80})",
);
const CHAIR = label("(?:会议)?主持(?:人|者)?", "(?<value>[^\\n，。；（(]{2,60})");
const CONVENER = label("(?:会议)?(?:召集人|召集单位|召开单位|主办单位|主办方)", "(?<value>[^\\n，。；（(]{2,40})");

/** Whether a paper tells under labels when and where: then its "时间：" is when the meeting was, not when it was published. */
export function hasPlaceLabel(text: string): boolean {
  return text.slice(0, HEAD_LENGTH).search(WHERE) >= 0;
}

/** 时间：2031年5月4日上午, "Date: 4 May 2031", in a paper that names the place in the same way. */
export function labelledDates(text: string): PrintedDate[] {
  if (!hasPlaceLabel(text)) return [];
  return [...text.slice(0, HEAD_LENGTH).matchAll(WHEN)].flatMap((match) => {
    const at = match.index + match[0].length;
    const lineEnd = text.indexOf("\n", at);
    return findDates(text, [at, lineEnd < 0 ? text.length : lineEnd]).slice(0, 1);
  });
}

/** 地点：市文化中心, "Venue: the Custom House". */
export function labelledPlace(text: string): Span | null {
  return labelled(text, WHERE, /^the\s+|[\s,.，。]+$/giu);
}

/** 主持人：董事长钱某某先生. */
export function labelledChair(text: string): Mention | null {
  const span = labelled(text, CHAIR, /[ \t\u3000]*(?:先生|女士|同志)?\s*$/u);
  return span && readPerson(text, ...span);
}

/** 召集人：公司董事会. */
export function labelledConvener(text: string): Span | null {
  const span = labelled(text, CONVENER, /\s+$/u);
  return span && readPerson(text, ...span) === null ? span : null;
}

/** What stands behind the first such label in the head, without what is around it. */
function labelled(text: string, label: RegExp, around: RegExp): Span | null {
  const [match] = text.slice(0, HEAD_LENGTH).matchAll(label);
  const value = match?.groups?.value?.replace(around, "");
  if (!match || !value) return null;
  const at = match.index + match[0].lastIndexOf(value);
  return [at, at + value.length];
}
