import type { Evidenced, Span } from "@lectern/schema";
import { fromText } from "../evidence.js";
import { type Prose, windowsAround } from "./prose.js";

const ORDINAL =
  "(?:\\d+(?:st|nd|rd|th)|(?:[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty)?-?(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Ee]ighth|[Nn]inth|[Tt]enth|[Ee]leventh|[Tt]welfth)|[Nn]ineteenth|[Ee]ighteenth|[Tt]wentieth)";
const GATHERING =
  "(?:[Cc]ongress|[Pp]lenary [Ss]ession|[Pp]lenum|General Assembly|Conference|Summit|Games|Olympics|Convention|[Aa]nniversary|Festival|Assembly|Jubilee|Expo|Exposition)";
const GATHERINGS = new RegExp(GATHERING, "gu");
const ENGLISH = new RegExp(
  `(?:\\b\\p{Lu}[\\p{L}]+[’']s\\s+)?(?<![\\p{L}\\d-])${ORDINAL}\\s+(?:(?:\\p{Lu}[\\p{L}’'-]*|plenary)\\s+){0,5}?${GATHERING}(?:\\s+of\\s+(?:the\\s+)?(?:${ORDINAL}\\s+)?(?:[Cc]entral [Cc]ommittee|\\p{Lu}[\\p{L}’'-]*))?|\\b(?:19|20|21)\\d{2}\\s+(?:\\p{Lu}[\\p{L}’'-]*\\s+(?:and\\s+)?){1,7}?(?:Festival|Expo|Exposition|Games|Summit|Conference|Congress)\\b`,
  "gu",
);
const CHINESE =
  /(?:党的|中共|中国共产党)?第?[一二三四五六七八九十]{1,3}(?:届[一二三四五六七八九十]{1,3}(?:中全会|次全会)|大(?=[精和及以报召、，。”会胜开]|$)|届[\p{Script=Han}]{2,10}?第?[一二三四五六七八九十]{1,3}次(?:全会|会议))|\d{1,3}周年|(?:\d{4}年)?全国两会|(?:“[^”]{2,20}”)?(?:主题教育|党史学习教育|学习教育|教育整顿)(?!常态|长效|制度)/gu;

/** Events that a text refers to: congresses, plenary sessions, anniversaries with their number. */
export function findEvents(prose: Prose): Evidenced[] {
  const { text } = prose;
  const found: Evidenced[] = [];
  for (const { match, at } of matchesOf(prose)) {
    const printed = match[0].trimEnd().replace(/\s+(?:of|the)$/u, "");
    const lead = /^\d{1,3}周年$/u.test(printed) ? -nameOfAnniversary(text, prose.span[0], at) : 0;
    const range: Span = [at + lead, at + printed.length];
    if (range[1] - range[0] >= 4) found.push(fromText(text, range, "event: a numbered congress, session or anniversary", 0.85));
  }
  return found;
}

const FAR_BEFORE = 180;
const FAR_BEHIND = 120;

function matchesOf({ text, span, isChinese }: Prose): { match: RegExpExecArray; at: number }[] {
  const windows = isChinese ? [span] : windowsAround(text, span, GATHERINGS, FAR_BEFORE, FAR_BEHIND);
  const pattern = isChinese ? CHINESE : ENGLISH;
  return windows.flatMap((window) => [...text.slice(...window).matchAll(pattern)].map((match) => ({ match, at: window[0] + match.index })));
}

/** How many characters before 75周年 name what has its anniversary: 新中国成立, without the verbs before it. */
function nameOfAnniversary(text: string, start: number, at: number): number {
  const before = text.slice(Math.max(start, at - 32), at);
  const name =
    /(?:新中国|中国共产党|建党|建军|建国|改革开放|抗战胜利|建校|建市|建县|建区)(?:成立|建立)?$|[\p{Script=Han}]{2,26}(?:成立|诞生|实施|逝世|诞辰|胜利|发表)$/u.exec(
      before,
    )?.[0] ?? "";
  const lead =
    /^[\p{Script=Han}]*(?:今年是|正值|恰逢|适逢|迎来|庆祝|纪念|为|在|是|值此|喜迎|即将|与|对|了|当年)(?=[\p{Script=Han}]{2,})/u.exec(
      name,
    )?.[0].length ?? 0;
  return name.length - lead;
}
