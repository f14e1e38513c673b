import type { Span } from "@lectern/schema";
import { DateBasis } from "@lectern/schema/kind";
import { parseNumeral } from "@lectern/text";
import { findDates } from "./dates.js";
import { isElsewhere } from "./dates-of-holding.js";
import { addDays, isoDay, isRealDay, type PrintedDate } from "./printed-date.js";
import type { Prose, Sentence } from "./prose.js";

export interface DateEvidence {
  /** ISO day of publication, where it is known. */
  publishedOn: string | null;
  /** Span of the title within the text, where it stands there. */
  title: Span | null;
  /** Title from metadata. */
  titleWords: string;
}

/** The year and month of a date that is printed without them, and what tells them. */
export interface YearFound {
  year: number;
  month: number;
  basis: DateBasis;
  span: Span | null;
}

/** The year from the nearest evidence: publication, title, a document number, an anniversary, another date of the text. */
export function yearFor(prose: Prose, date: PrintedDate, evidence: DateEvidence): YearFound | null {
  if (evidence.publishedOn) return fromPublication(date, evidence.publishedOn);
  if (date.month === null) return null;
  const { month } = date;
  const title = evidence.title ? prose.text.slice(...evidence.title) : evidence.titleWords;
  const inTitle =
    /(?<!\d|\b(?:early|late|mid|by|until|since|before|after|from)\s)((?:19|20|21)\d{2})(?!\d)(?=年|\s|[,，.:：]|$)|^((?:19|20|21)\d{2})(?=\p{Script=Han})/u.exec(
      title,
    );
  if (inTitle) {
    const at = evidence.title ? evidence.title[0] + inTitle.index : null;
    return { year: Number(inTitle[1] ?? inTitle[2]), month, basis: DateBasis.YEAR_FROM_TITLE, span: at === null ? null : [at, at + 4] };
  }
  return fromDocumentNumber(prose, month) ?? fromText(prose, date, month) ?? fromNeighbours(prose, date, month);
}

/** The last such day on or before the day of publication; a coming one where it is near and so announced. */
function fromPublication(date: PrintedDate, publishedOn: string): YearFound | null {
  const [year, month, day] = publishedOn.split("-").map(Number) as [number, number, number];
  const heldDay = date.day ?? 1;
  if (date.month === null) {
    const isBefore = heldDay <= day;
    const heldMonth = isBefore ? month : month === 1 ? 12 : month - 1;
    const heldYear = isBefore || month > 1 ? year : year - 1;
    return isRealDay(heldYear, heldMonth, heldDay)
      ? { year: heldYear, month: heldMonth, basis: DateBasis.YEAR_AND_MONTH_FROM_PUBLICATION, span: null }
      : null;
  }
  const shift = date.relativeYear ?? (isoDay(year, date.month, heldDay) <= addDays(publishedOn, 45) ? 0 : -1);
  return { year: year + shift, month: date.month, basis: DateBasis.YEAR_FROM_PUBLICATION, span: null };
}

function fromDocumentNumber(prose: Prose, month: number): YearFound | null {
  const match =
    /[〔［[（(]((?:19|20)\d{2})[〕］\])）]\s*(?:第)?\s*\d{1,4}\s*号|\b(?:No\.|Document|Doc\.)\s*\d{1,5}\s*[[(/]\s*((?:19|20)\d{2})\b/u.exec(
      prose.text.slice(...prose.span),
    );
  const words = match?.[1] ?? match?.[2];
  if (!match || !words) return null;
  const at = prose.span[0] + match.index + match[0].indexOf(words);
  return { year: Number(words), month, basis: DateBasis.YEAR_FROM_DOCUMENT_NUMBER, span: [at, at + 4] };
}

/** Foundings that notices count anniversaries of. */
const FOUNDINGS: [pattern: RegExp, year: number][] = [
  [/(?:建党|中国共产党(?:成立|建立))\s*([〇零一二三四五六七八九十百\d]{2,4})周年/u, 1921],
  [/(?:新中国|中华人民共和国|建国)(?:成立)?\s*([〇零一二三四五六七八九十百\d]{2,4})周年/u, 1949],
  [/(?:建军|中国人民解放军(?:成立|建军))\s*([〇零一二三四五六七八九十百\d]{2,4})周年/u, 1927],
];

function fromText(prose: Prose, date: PrintedDate, month: number): YearFound | null {
  const words = prose.text.slice(...prose.span);
  for (const [pattern, founded] of FOUNDINGS) {
    const match = pattern.exec(words);
    const count = match && parseNumeral(match[1] as string);
    if (!match || !count) continue;
    const at = prose.span[0] + match.index + match[0].indexOf(match[1] as string);
    return { year: founded + count, month, basis: DateBasis.YEAR_FROM_TEXT, span: [at, at + (match[1] as string).length] };
  }
  return fromNearbyDate(prose, date, month) ?? fromYearsNamed(prose, month);
}

/** A year of work: 2031年全市工作, 2031年第一次会议; not a goal, a founding or the year that a report looks back on. */
const YEAR_NAMED =
  /(?<![\d自从至到由于—–-])(?<year>20\d{2})年(?!\d|[、，]?(?:底|前|起|以来|远景|目标|规划|成立|建|创|毕业|获|被|出生|度?[\p{Script=Han}]{0,6}(?:总结|表彰|考核|述职)|度?[^，。；]{0,18}(?:报告|决算|收支|通报|情况|质效|运行)|[\p{Script=Han}]{0,4}(?:至|到)))/dgu;

/** A year that runs over two, or one whose work is commended. */
const LOOKS_BACK = /20\d{2}[—–-]{1,2}(?:20)?\d{2}(?:学年|年度)|20\d{2}年度[^，。]{0,16}(?:表现突出|先进|优秀)/u;

const PLANNED = /^度?[\p{Script=Han}]{0,6}(?:工作|计划|预算|打算|安排|要点|务虚)/u;

/** The only year of work that the prose names, or the later of two that follow each other. */
function fromYearsNamed(prose: Prose, month: number): YearFound | null {
  if (!prose.isChinese) return null;
  const words = prose.text.slice(...prose.span);
  if (LOOKS_BACK.test(words)) return null;
  const found = [...words.matchAll(YEAR_NAMED)];
  const years = found.map((match) => Number(match.groups?.year));
  const year = Math.max(...years);
  const at = found[years.indexOf(year)]?.indices?.groups?.year;
  if (!at || year - Math.min(...years) > 1) return null;
  // In the last months of a year the work that is named may be that of the next.
  if (month >= 11 && found.some((match) => PLANNED.test(match.input.slice(match.index + 5, match.index + 20)))) return null;
  return { year, month, basis: DateBasis.YEAR_FROM_TEXT, span: [prose.span[0] + at[0], prose.span[0] + at[1]] };
}

/** A full date in the same paragraph fixes the year of one without. */
function fromNearbyDate(prose: Prose, date: PrintedDate, month: number): YearFound | null {
  const paragraph = prose.paragraphs.find(([start, end]) => date.span[0] >= start && date.span[0] < end);
  if (!paragraph) return null;
  const full = findDates(prose.text, paragraph).filter(
    (one) => one.year !== null && one.day !== null && one.yearSpan && !isElsewhere(prose.text, sentenceOf(prose, one.span[0]), one),
  );
  const [first] = full;
  return first?.year && full.every((one) => one.year === first.year)
    ? { year: first.year, month, basis: DateBasis.YEAR_FROM_TEXT, span: first.yearSpan }
    : null;
}

/** The meeting before or after this one, with its year: "since the Committee met on December 11-12, 2012". */
const NEIGHBOUR =
  /\b(?:(?<past>since|previous|last)\b[^.;]{0,60}?\b(?:met|meeting|held)|(?<next>next\s+(?:regular\s+)?meeting)\b[^.;]{0,60}?\b(?:held|meet|scheduled))\s+(?:on|for)\s+/giu;

/** The first such day behind the meeting before, or the last one before the next meeting. */
function fromNeighbours({ text, span }: Prose, { day }: PrintedDate, month: number): YearFound | null {
  for (const match of text.slice(...span).matchAll(NEIGHBOUR)) {
    const at = span[0] + match.index + match[0].length;
    const other = findDates(text, [at, Math.min(span[1], at + 60)]).find(
      (one) => one.span[0] - at < 20 && one.year !== null && one.month !== null,
    );
    if (!other?.year || !other.month) continue;
    const isLater = month > other.month || (month === other.month && (day ?? 1) > (other.day ?? 1));
    const shift = match.groups?.past ? (isLater ? 0 : 1) : isLater ? -1 : 0;
    return { year: other.year + shift, month, basis: DateBasis.YEAR_FROM_TEXT, span: other.yearSpan };
  }
  return null;
}

function sentenceOf(prose: Prose, offset: number): Span {
  return prose.sentences.find(({ span }: Sentence) => offset >= span[0] && offset < span[1])?.span ?? prose.span;
}
