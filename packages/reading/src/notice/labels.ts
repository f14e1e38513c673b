import type { Span } from "@lectern/schema";
import { findDates } from "./dates.js";
import type { Mention } from "./people.js";
import { readPerson } from "./person-zh.js";
import type { PrintedDate } from "./printed-date.js";

/** Labels stand at the head of a paper. */
const HEAD_LENGTH = 800;
const WHEN =
  /^[ \t\u3000]*(?:[一二三四五六七八九十\d]{1,2}[、.．][ \t]*)?(?:(?:会议|活动|召开)?(?:时间|日期)|date(?: and time)?|time|when)[ \t\u3000]*[:：][ \t\u3000]*/gimu;
const WHERE =
  /^[ \t\u3000]*(?:[一二三四五六七八九十\d]{1,2}[、.．][ \t]*)?(?:(?:会议|活动|召开)?地点|place|venue|location|where)[ \t\u3000]*[:：][ \t\u3000]*(?<place>\S[^\n]{0,80})/imu;

const WHO = (labels: string, longest: number): RegExp =>
  new RegExp(
    `^[ \\t\\u3000]*(?:[一二三四五六七八九十\\d]{1,2}[、.．][ \\t]*)?(?:会议)?(?:${labels})[ \\t\\u3000]*[:：][ \\t\\u3000]*(?<who>[^\\n，。；（(]{2,${longest}})`,
    "mu",
  );
const CHAIR = WHO("主持(?:人|者)?", 60);
const CONVENER = WHO("召集人|召集单位|召开单位|主办单位|主办方", 40);

/** Whether a paper tells under labels when and where: then its "时间：" is when the meeting was, not when it was published. */
export function hasPlaceLabel(text: string): boolean {
  return WHERE.test(text.slice(0, HEAD_LENGTH));
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
  const match = WHERE.exec(text.slice(0, HEAD_LENGTH));
  const place = match?.groups?.place?.replace(/^the\s+|[\s,.，。]+$/giu, "");
  if (!match || !place) return null;
  const at = match.index + match[0].lastIndexOf(place);
  return [at, at + place.length];
}

/** 主持人：董事长钱某某先生. */
export function labelledChair(text: string): Mention | null {
  const span = labelledWho(text, CHAIR);
  if (span === null) return null;
  const address = /[ \t\u3000]*(?:先生|女士|同志)$/u.exec(text.slice(...span))?.[0].length ?? 0;
  return readPerson(text, span[0], span[1] - address);
}

/** 召集人：公司董事会. */
export function labelledConvener(text: string): Span | null {
  const span = labelledWho(text, CONVENER);
  return span && readPerson(text, ...span) === null ? span : null;
}

function labelledWho(text: string, label: RegExp): Span | null {
  const match = label.exec(text.slice(0, HEAD_LENGTH));
  const who = match?.groups?.who?.trimEnd();
  if (!match || !who) return null;
  const at = match.index + match[0].lastIndexOf(who);
  return [at, at + who.length];
}
