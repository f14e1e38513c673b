import type { Evidenced, Span } from "@lectern/schema";
import { parseNumeral } from "@lectern/text";
import { meaning } from "../evidence.js";
import { overlapWith, type Prose } from "./prose.js";

const WORD =
  "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred";
const ENGLISH = new RegExp(
  `(?<![\\p{L}\\d.,/€$£¥-])(?<number>\\d{1,3}(?:,\\d{3})+|\\d{1,7}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:one|two|three|four|five|six|seven|eight|nine)|(?:${WORD})\\b(?!-))\\s+(?<noun>(?:\\p{Ll}[\\p{L}-]*\\s+){0,2}?\\p{Ll}[\\p{L}-]*s)\\b(?![’'])`,
  "uy",
);
/** How a number in digits or words begins, to try the whole pattern only there. */
const STARTS = /\d+|\b(?:tw|th(?:ree|ir)|f(?:our|iv|if|or)|s(?:ix|ev)|e(?:igh|lev)|nine|ten|hund)/gu;
const MONEY =
  /[€$£¥]\s?\d{1,3}(?:,\d{3})*(?:\.\d+)?(?:\s(?:million|billion|thousand))?|(?<![\d.])\d{1,12}(?:\.\d{1,6})?\s?(?:%|percent\b|per cent\b)/gu;
const CHINESE =
  /(?<![第\d.〇零一二三四五六七八九十百千年届])(?<number>\d+(?:\.\d+)?(?:万|亿)?|[一二两三四五六七八九十百千]+)余?多?(?<unit>个|项|条|件|名|份|家|场|处|大|位|户|所|类|批|支|座|公里|万元|亿元|元|吨|人次|平方米)(?<noun>方面|任务|行动|举措|措施|问题|项目|工作|代表|委员|党员|单位|企业|部门|工程|计划|重点|环节|目标|要求|原则|领域|专题|阶段|步骤|乡镇|社区|学校|村|人)?/gu;
/** Words in -s behind a number that count nothing. */
const NO_NOUN =
  /\b(?:is|was|has|as|this|its|his|does|years?|months?|weeks?|days?|hours?|minutes?|across|plus|versus|less|towards|regards|o'clock|always|perhaps)$/iu;

/** Quantities of a text: a number with what it counts, and sums of money. Dates, ordinals and quoted phrases are none. */
export function findQuantities(prose: Prose, taken: Span[]): Evidenced[] {
  const { text, span } = prose;
  const found: Evidenced[] = [];
  const isTaken = overlapWith(taken);
  const add = (at: number, printed: string, value: string) => {
    if (!isTaken([at, at + 1])) found.push(meaning(text, [at, at + printed.length], value, "quantity: number and what it counts", 0.8));
  };
  const part = text.slice(...span);
  if (!prose.isChinese) {
    for (const match of countsIn(part)) if (!NO_NOUN.test(match[0])) add(span[0] + match.index, match[0], match[0].replace(/\s+/g, " "));
    for (const match of part.matchAll(MONEY)) add(span[0] + match.index, match[0], match[0]);
  } else {
    for (const match of part.matchAll(CHINESE)) {
      const { number = "", unit = "", noun } = match.groups ?? {};
      const value = parseNumeral(number);
      const isCount = noun !== undefined || /元|吨|公里|平方米|人次/u.test(unit) || (/\d/.test(number) && unit !== "大");
      if (isCount && (value === null || value > 1)) add(span[0] + match.index, match[0], match[0]);
    }
  }
  return found.sort((a, b) => (a.span?.[0] ?? 0) - (b.span?.[0] ?? 0));
}

function* countsIn(part: string): Generator<RegExpExecArray> {
  let end = 0;
  for (const start of part.matchAll(STARTS)) {
    if (start.index < end) continue;
    ENGLISH.lastIndex = start.index;
    const match = ENGLISH.exec(part);
    if (!match) continue;
    end = match.index + match[0].length;
    yield match;
  }
}
