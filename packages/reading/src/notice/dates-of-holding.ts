import type { Span } from "@lectern/schema";
import { findDates } from "./dates.js";
import { labelledDates } from "./labels.js";
import type { PrintedDate } from "./printed-date.js";
import { isInside, type Prose, quotedSpans, type Sentence } from "./prose.js";

const HOLDS =
  /召开|举行|举办|主持|出席|讲话|致辞|致词|发言|部署|座谈|学习|开幕|闭幕|调研|考察|会见|会谈|审议|宣讲|揭牌|签约|看望|讲座|党课|讲授|授课|报告会|开讲|讲学|拉开|[作做]了|启动|\b(?:held|holds|convened|opened|met|meets|presided|chaired|attended|organi[sz]ed|hosted|conducted|gave|delivered|made|took place|launched|meeting|session|conference|symposium|assembly|ceremony|lecture|summit|forum|seminar|workshop|hearing|gathered|visited)\b/iu;

/** How many sentences of the prose, from its beginning, may tell when the meeting was. */
const EARLY_SENTENCES = 4;

/** Dates that may be those on which the meeting was held, the likeliest first. `title` is where the title stands in the text. */
export function* datesOfMeeting(prose: Prose, title: Span | null): Generator<PrintedDate> {
  yield* labelledDates(prose.text);
  // Minutes say in their heading when they were held; their first sentences speak of the meeting before.
  if (title && /^(?:\w+\s+)?minutes\b/iu.test(prose.text.slice(...title))) yield* datesWithHolding(prose, wholeHeading(prose.text, title));
  yield* dayOfHead(prose.text);
  const sentences = prose.isChinese ? prose.sentences.filter((one) => !isHeadline(prose, one)) : prose.sentences;
  for (const { span } of sentences.slice(0, EARLY_SENTENCES)) yield* datesWithHolding(prose, span);
  if (title) yield* datesWithHolding(prose, title);
  if (isInvitation(prose, title)) yield* comingDates(prose, sentences);
  for (const { span } of sentences.slice(EARLY_SENTENCES, 40)) yield* datesOfHolding(prose, span);
}

/** A line of the head that has a day and hour, and no other words, below one that says which meeting: "Tuesday, March 4, 2025, 7:00 p.m." */
function* dayOfHead(text: string): Generator<PrintedDate> {
  const head = text.slice(0, HEAD_LENGTH);
  const heading = HEADED_MEETING.exec(head);
  if (!heading) return;
  for (const line of head.slice(heading.index).matchAll(/[^\n]+/gu)) {
    const at = heading.index + line.index;
    const [date] = findDates(text, [at, at + line[0].length]);
    if (!date || date.year === null || date.day === null) continue;
    const rest = text.slice(at, date.span[0]) + text.slice(date.span[1], at + line[0].length);
    if (HOUR_ALONE.test(rest)) yield date;
  }
}

const HEAD_LENGTH = 700;
const HEADED_MEETING = /^[^\n.]{0,90}\b(?:meeting|minutes|session|hearing|proceedings)\b[^\n.]{0,60}$/imu;
/** What a line may hold beside its day: a day of the week, hours, a word before them. */
const HOUR_ALONE =
  /^(?:\b(?:held|on|at|from|to|date|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[ap]\.?m\.?|noon|hrs|hours)\b|[\d\s,.:;()|–—-])*\.?$/iu;

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
  return /(?:通知|公告|预告|启事|邀请函?)\s*$|\b(?:notice|invitation|agenda)\b/iu.test(text.slice(...(title ?? [span[0], span[0]])));
}

/** 将于6月27日下午…举办: the day for which an invitation calls. */
function comingDates({ text }: Prose, sentences: Sentence[]): PrintedDate[] {
  return sentences
    .slice(0, EARLY_SENTENCES)
    .flatMap(({ span }) =>
      HOLDS.test(text.slice(...span)) ? findDates(text, span).filter((date) => CALLS_FOR.test(text.slice(span[0], date.span[0]))) : [],
    );
}

const CALLS_FOR = /(?:将|定|拟)于$|\b(?:will|shall|to)\s+(?:be\s+held|take\s+place|meet|convene)\b[^.;]{0,60}$/u;

function datesWithHolding(prose: Prose, span: Span): PrintedDate[] {
  const { text } = prose;
  if (!HOLDS.test(text.slice(...span))) return [];
  const quoted = quotedSpans(text, span, "“”《》「」");
  return findDates(text, span)
    .filter((date) => date.day !== null || date.relative !== null || date.weekday !== null)
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
export function isElsewhere(text: string, span: Span, date: PrintedDate): boolean {
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
