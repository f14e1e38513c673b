import type { Evidenced, HeldDate, Span } from "@lectern/schema";
import { DateBasis, DatePrecision } from "@lectern/schema/kind";
import { parseNumeral } from "@lectern/text";
import { type Dateline, findDateline } from "./dateline-en.js";
import { findChineseDateline } from "./dateline-zh.js";
import { completeDate, findDates } from "./dates.js";
import { labelledDates } from "./labels.js";
import { addDays, isoDay, isRealDay, type PrintedDate } from "./printed-date.js";
import { isInside, type Prose, quotedSpans, type Sentence } from "./prose.js";

export interface DateEvidence {
  /** ISO day of publication, where it is known. */
  publishedOn: string | null;
  /** Span of the title within the text, where it stands there. */
  title: Span | null;
  /** Title from metadata. */
  titleWords: string;
}

const HOLDS =
  /召开|举行|举办|主持|出席|讲话|致辞|致词|发言|部署|座谈|学习|开幕|闭幕|调研|考察|会见|会谈|审议|宣讲|揭牌|签约|看望|讲座|报告会|开讲|讲学|拉开|[作做]了|启动|\b(?:held|holds|convened|opened|met|meets|presided|chaired|attended|organi[sz]ed|hosted|gave|delivered|made|took place|launched|meeting|session|conference|symposium|assembly|ceremony|lecture|gathered|visited)\b/iu;
/** How many sentences of the prose, from its beginning, may tell when the meeting was. */
const EARLY_SENTENCES = 4;

/**
 * When the meeting was held: the first date of the prose that stands with a word of holding, completed from the nearest
 * evidence. Null where none is printed: no date is ever invented.
 */
export function findHeldDate(prose: Prose, evidence: DateEvidence): HeldDate | null {
  const dateline = prose.isChinese ? findChineseDateline(prose) : findDateline(prose);
  for (const candidate of candidatesOf(prose, evidence)) {
    // When the news was sent is not when the meeting was.
    if (dateline && candidate.span[0] === dateline.date.span[0]) continue;
    const held = completeHeld(prose, fromDateline(candidate, dateline), evidence);
    if (held) return held;
  }
  return null;
}

/** "This morning" and "on the 26th" of news that says no more than its dateline: the day or month of that. */
function fromDateline(date: PrintedDate, dateline: Dateline | null): PrintedDate {
  const sent = dateline?.date;
  if (!sent || sent.month === null || sent.day === null) return date;
  const { year, month, day, yearSpan } = sent;
  if (date.relative !== null) {
    const [, heldMonth, heldDay] = addDays(isoDay(year ?? 2000, month, day), date.relative)
      .split("-")
      .map(Number) as [number, number, number];
    return { ...date, relative: null, year, month: heldMonth, day: heldDay, yearSpan };
  }
  if (date.month !== null || date.day === null || date.day > day) return date;
  return { ...date, year, month, yearSpan };
}

function* candidatesOf(prose: Prose, { title }: DateEvidence): Generator<PrintedDate> {
  yield* labelledDates(prose.text);
  // Minutes say in their heading when they were held; their first sentences speak of the meeting before.
  if (title && /^(?:\w+\s+)?minutes\b/iu.test(prose.text.slice(...title))) yield* datesWithHolding(prose, wholeHeading(prose.text, title));
  const sentences = prose.isChinese ? prose.sentences.filter((one) => !isHeadline(prose, one)) : prose.sentences;
  for (const { span } of sentences.slice(0, EARLY_SENTENCES)) yield* datesWithHolding(prose, span);
  if (title) yield* datesWithHolding(prose, title);
  if (isInvitation(prose, title)) yield* comingDates(prose, sentences);
  for (const { span } of sentences.slice(EARLY_SENTENCES, 40)) yield* datesOfHolding(prose, span);
}

/** The heading of minutes may run on below its first lines, up to the list of those present. */
function wholeHeading(text: string, [start, end]: Span): Span {
  const rest = text.slice(end, start + MAX_HEADING);
  const list = /\n[\s*]*(?:present|members|in\s+the\s+chair|attendance|in\s+attendance|officials)\b/iu.exec(rest);
  return [start, list ? end + list.index : end];
}

const MAX_HEADING = 700;

/** A further line of a headline: short, without a stop. */
function isHeadline({ text }: Prose, { span }: Sentence): boolean {
  return span[1] - span[0] <= 60 && !/[。！？；：，,.!?:;”"）)]$/u.test(text.slice(...span));
}

/** A notice that calls to a meeting. */
function isInvitation({ text, span }: Prose, title: Span | null): boolean {
  return /(?:通知|公告|预告|启事|邀请函?)\s*$/u.test(text.slice(...(title ?? [span[0], span[0]])));
}

/** 将于6月27日下午…举办: the day for which an invitation calls. */
function comingDates({ text }: Prose, sentences: Sentence[]): PrintedDate[] {
  return sentences
    .slice(0, EARLY_SENTENCES)
    .flatMap(({ span }) =>
      HOLDS.test(text.slice(...span))
        ? findDates(text, span).filter((date) => /(?:将|定|拟)于$/u.test(text.slice(span[0], date.span[0])))
        : [],
    );
}

function datesWithHolding(prose: Prose, span: Span): PrintedDate[] {
  const { text } = prose;
  if (!HOLDS.test(text.slice(...span))) return [];
  const quoted = quotedSpans(text, span, "“”《》「」");
  return findDates(text, span)
    .filter((date) => date.day !== null || date.relative !== null)
    .filter((date) => !isInside(date.span[0], quoted) && !isElsewhere(text, span, date));
}

/** Further down, only a date right beside the verb counts: "the meeting was held on 3 May". */
function datesOfHolding(prose: Prose, span: Span): PrintedDate[] {
  const { text } = prose;
  return datesWithHolding(prose, span).filter((date) => {
    const before = text.slice(Math.max(span[0], date.span[0] - 60), date.span[0]);
    const behind = text.slice(date.span[1], Math.min(span[1], date.span[1] + 30));
    return (
      (/\bat\s+the\s+$/u.test(before) && /^\s+(?:meeting|session)\b/u.test(behind)) ||
      /\b(?:meeting|session|conference|it|ceremony)\s+(?:was|were)\s+held\b[^.;]{0,40}$/iu.test(before) ||
      (/^(?:[^，。；]{0,12})(?:召开|举行)/u.test(behind) && /(?:会议|大会|座谈会|会)[^，。；]{0,6}$/u.test(before)) ||
      (/^[\s\u3000]*$/u.test(before) && OPENS_WITH_DATE.test(text.slice(date.span[1], Math.min(span[1], date.span[1] + 90))))
    );
  });
}

/** 12月18日上午，督查组…召开反馈会. */
const OPENS_WITH_DATE = /^，[^。；]{0,60}(?:召开|举行|主持)[^，。；]{0,30}会(?:议)?(?=[，。；]|$)/u;

/** A date that belongs to something else: a dateline, a deadline, a past or coming meeting, a day since when. */
function isElsewhere(text: string, span: Span, date: PrintedDate): boolean {
  const before = text.slice(Math.max(span[0], date.span[0] - 40), date.span[0]);
  const behind = text.slice(date.span[1], date.span[1] + 16);
  if (
    /(?:自从?|截至|截止|从|至|定于|将于|决定[^，。]{0,12}于|于是|不迟于|以来|此前|曾于|曾在|原定(?:于)?|上次|拟于|推迟至|延期至|改为|改到)$/u.test(
      before,
    )
  )
    return true;
  if (
    /\b(?:since|until|previous|last)\b[^.;,]{0,36}\b(?:met|meeting|held)\s+(?:on\s+)?$/iu.test(before) ||
    /\b(?:since|until|by|before|after|due|dated|scheduled\s+for|planned\s+for|(?:called|fixed|set|arranged|announced|meant|intended|expected|due)\s+(?:for|on)|postponed\s+(?:to|from)|originally\s+(?:on|for)|previously\s+on|will\s+be\s+held\s+(?:on)?|(?:report|reported|news)\s+(?:of|by|from)\s+[\p{L}\s]{1,30}\s+on|rescheduled\s+from|instead\s+of)\s*$/iu.test(
      before,
    )
  )
    return true;
  if (/^(?:[（(][^（）()]{1,12}[）)]|[）)])?出版/u.test(behind)) return true;
  if (/^(?:以来|起|前|之前|以前|之后|后，|电[（(]?|讯|发表|发布|出版|通过的|印发)/u.test(behind)) return true;
  return /[（(]$/u.test(before) && /^[）)]/u.test(behind) && date.year === null && text.slice(...date.span).length < 4;
}

function completeHeld(prose: Prose, date: PrintedDate, evidence: DateEvidence): HeldDate | null {
  const { text } = prose;
  const base = {
    partial: null,
    precision: DatePrecision.DAY,
    halfDay: date.halfDay,
    printed: text.slice(...date.span),
    span: date.span,
    yearSpan: null,
  } as const;
  if (date.relative !== null) {
    // Without a day of publication "today" is no date.
    if (evidence.publishedOn === null) return null;
    return { ...base, date: addDays(evidence.publishedOn, date.relative), end: null, basis: DateBasis.PUBLICATION_DAY };
  }
  if (date.year !== null) {
    const value = completeDate(date, date.year);
    return value && { ...base, date: value.date, end: value.end, basis: DateBasis.PRINTED, yearSpan: date.yearSpan };
  }
  const year = yearFor(prose, date, evidence);
  if (year) return finish(base, date, year);
  if (date.month === null) return null;
  const partial = `--${String(date.month).padStart(2, "0")}-${String(date.day).padStart(2, "0")}`;
  return { ...base, date: null, end: null, partial, basis: DateBasis.PRINTED };
}

type Base = Pick<HeldDate, "partial" | "precision" | "halfDay" | "printed" | "span" | "yearSpan">;

function finish(base: Base, date: PrintedDate, { year, month, basis, span }: YearFound): HeldDate | null {
  const whole = { ...date, month };
  const value = completeDate(whole, year);
  return value && { ...base, date: value.date, end: value.end, basis, yearSpan: span };
}

interface YearFound {
  year: number;
  month: number;
  basis: DateBasis;
  span: Span | null;
}

/** The year from the nearest evidence: publication, title, a document number, an anniversary, another date of the text. */
function yearFor(prose: Prose, date: PrintedDate, evidence: DateEvidence): YearFound | null {
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
  /(?<![\d自从至到由于—–-])(?<year>20\d{2})年(?!\d|[、，]?(?:底|前|起|以来|远景|目标|规划|成立|建|创|毕业|获|被|出生|度?[\p{Script=Han}]{0,6}(?:总结|表彰|考核|述职)|[\p{Script=Han}]{0,4}(?:至|到)))/dgu;

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

/** A held date that a field of the collection gives. */
export function heldFromField(field: Evidenced, value: { date: string; end: string | null; precision: DatePrecision }): HeldDate {
  return {
    date: value.date,
    end: value.end,
    partial: null,
    precision: value.precision,
    halfDay: null,
    printed: field.printed,
    span: field.span,
    basis: DateBasis.METADATA,
    yearSpan: null,
  };
}
