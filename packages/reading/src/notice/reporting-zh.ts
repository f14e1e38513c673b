import type { Span } from "@lectern/schema";
import type { Doers } from "./people.js";
import { chineseDoersBefore, chinesePersonEnding, chineseSubject, isChineseGroup } from "./people-zh.js";
import { isChineseTitle } from "./person-zh.js";
import { isInside, type Sentence } from "./prose.js";

/** Verbs that report words: what follows is a point, and its sentences tell of no further acts. */
export const CHINESE_REPORTING =
  /(?:指出|(?<![加增])强调|要求|表示|提出|认为|希望|号召|呼吁|说(?![明服法起到])|谈到|明确|勉励|叮嘱|嘱咐|告诫|寄语|期许|建议|提醒|重申|介绍(?:说|(?=，))|坦言|直言(?=[，：])|透露|主张|(?:提到|提及|谈及|宣称|声称|坦承|断言)(?=[，：])|(?:回应|解释|补充|回忆|警告|表态|反问|感慨|感叹)(?:说|称|道)?(?=[，：])|(?<=[说写问答笑叹讲])道(?=[，：。])|告诉[^，。；：“”]{2,20}(?=[，：])|(?<![名职简统号堪宣人自俗声并话])称(?=[，：]))/u;
const verbs = new RegExp(CHINESE_REPORTING.source, "gu");
/** 提出两点要求，一是…: the verb is a noun. */
const PUT_FORWARD =
  /(?:提出|谈了|作出|阐述)(?:了)?[^，。；：]{0,10}?(?<what>要求|希望|意见|建议|主张|倡议)(?=[：，](?:要|[一1](?:是|要|、)|[一二三1]|第一|首先))/dgu;

/** Persons; null for the meeting, a group or a paper; DOER for whoever does what stands before it: 主持会议并讲话强调. */
type Sayer = Doers | null | "DOER";

/** A verb of saying with who says it. */
export interface Saying {
  verb: Span;
  who: Sayer;
}

/** What stands between a subject and a verb of saying, besides adverbials. */
const ALSO = /(?:还|也|并|同时|最后|进一步|首先|再次|一致|特别|共同|纷纷|均|都|更)+$/u;
const MEETING =
  /^(?:会议|大会|全会|座谈会|会上|双方|论坛|各方|大家|(?:[\p{Script=Han}]{0,8})?(?:贺[词信电]|报告|决定|文章|社论|评论|声明|宣言|公告|通报|通知|公报|意见|白皮书))$/u;
/** Verbs that may go on without a comma. */
const DIRECT = /^(?:指出|强调|要求|表示|认为|希望|号召|呼吁|勉励|告诫|建议|期许|提醒)$/u;
/** What follows such a verb where nothing is reported: 强调的, 表示衷心感谢. */
const NOTHING_SAID =
  /^(?:[的了性过着点并及和、。；”』》)）]|者|书|人选|名单|[\p{Script=Han}]{0,12}(?:感谢|祝贺|欢迎|哀悼|慰问|敬意|祝愿|谢意|肯定|赞赏|支持|问候|关切|反对|同意|赞同|谴责|遗憾|满意|敬佩|钦佩|欣慰|悼念|祝福|认可|认同)(?:和[\p{Script=Han}]{2,12})?(?=[，。；、！]|$))/u;

/**
 * Verbs of a sentence that begin a point. `last` is who 他 is; a sentence that begins with its verb counts only where
 * `isImplied`: somebody spoke before it in its paragraph.
 */
export function findSayings(text: string, [from, end]: Span, quoted: Span[], last: Doers, isImplied = false): Saying[] {
  const found: Saying[] = [];
  for (const match of text.slice(from, end).matchAll(verbs)) {
    const at = from + match.index;
    if (isInside(at, quoted)) continue;
    const verb: Span = [at, at + match[0].length];
    const behind = text.slice(verb[1], Math.min(end, verb[1] + 24));
    const isSaying =
      /^[，,：:]/u.test(behind) ||
      (/^(?:说|表示|指出)$/u.test(match[0]) && /^[“「]/u.test(behind)) ||
      (DIRECT.test(match[0]) && behind !== "" && !NOTHING_SAID.test(behind));
    if (!isSaying || goesOnAt(text, found.at(-1), at)) continue;
    const who = at === from ? (isImplied && DIRECT.test(match[0]) ? null : undefined) : whoSays(text, from, at, last, found.at(-1));
    if (who !== undefined) found.push({ verb, who });
  }
  return [...found, ...putForward(text, from, end, last)].sort((a, b) => a.verb[0] - b.verb[0]).filter(isFirstAt);
}

/** Verbs that end a sentence behind the words that they report. */
const CLOSING =
  /(?:说|表示|(?:[说写问答笑叹]|[\p{Script=Han}]{2})?道|介绍|指出|强调|称|坦言|解释|回忆|感慨|告诉记者|这样[说认]为?)(?=[。！]?$)/u;
/** So many sentences back a quotation may have been opened. */
const LONGEST_QUOTATION = 8;

/** “…。”场长甲说。: a verb behind the words that it reports, which fill the sentences from `first` up to this one. */
export interface ClosingSaying extends Saying {
  first: number;
}

/** The verb that a sentence ends with, where the quotation right before it is what was said; null where there is none. */
export function closingSaying(text: string, sentences: Sentence[], index: number, last: Doers): ClosingSaying | null {
  const [start, end] = sentences[index]?.span ?? [0, 0];
  const match = end - start > 60 ? null : CLOSING.exec(text.slice(start, end));
  const before = sentences[index - 1]?.span;
  if (!match || !before || !/[”」]$/u.test(text.slice(...before))) return null;
  const verb: Span = [start + match.index, start + match.index + match[0].length];
  const who = whoSays(text, start, verb[0], last, undefined);
  if (who === undefined || who === "DOER") return null;
  for (let first = index - 1; first >= Math.max(0, index - LONGEST_QUOTATION); first--)
    if (/^[“「]/u.test(text.slice(...(sentences[first] as Sentence).span))) return { verb, who, first };
  return null;
}

/** 发言说，建议…, 强调，新征程上，希望…: the second verb is a part of what the first one reports. */
function goesOnAt(text: string, previous: Saying | undefined, at: number): boolean {
  return (
    previous !== undefined && at - previous.verb[1] <= 12 && /^，(?:[^，。；]{1,8}[上时中后]，)?$/u.test(text.slice(previous.verb[1], at))
  );
}

function isFirstAt(one: Saying, index: number, all: Saying[]): boolean {
  return index === 0 || one.verb[0] !== all[index - 1]?.verb[0];
}

function putForward(text: string, from: number, end: number, last: Doers): Saying[] {
  return [...text.slice(from, end).matchAll(PUT_FORWARD)].flatMap((match): Saying[] => {
    const what = match.indices?.groups?.what;
    const who = whoSays(text, from, from + match.index, last, undefined);
    return what && who !== undefined ? [{ verb: [from + what[0], from + what[1]], who }] : [];
  });
}

/** How far in characters a verb of saying may stand from the beginning of its sentence, for its subject to be looked for there. */
const LONGEST_REACH = 400;

/** Who is named before the verb; undefined where no subject is seen. */
function whoSays(text: string, sentence: number, at: number, last: Doers, previous: Saying | undefined): Sayer | undefined {
  const from = Math.max(sentence, at - LONGEST_REACH);
  const before = text.slice(from, at);
  const clause = before.slice(Math.max(...[..."，。；："].map((mark) => before.lastIndexOf(mark))) + 1).replace(ALSO, "");
  if (MEETING.test(clause)) return null;
  if (/^(?:个人|本人|笔者)$/u.test(clause)) return undefined;
  if (/^(?:他|她)们?(?:(?:代表|[为对向在就])[^，]{1,24})?$/u.test(clause)) return ofPronoun(text, from, at, clause, last);
  const named = chineseDoersBefore(text, from, at - (SPEAKING.exec(clause)?.[0].length ?? 0));
  if (named && named.people.length > 0) return named;
  if (clause === "" && GROUP_FIRST.test(before)) return null;
  if (clause === "" && GROUP_SPOKE.test(before)) return null;
  if (clause === "" && before !== "") return impliedIn(text, from, at, last, previous);
  if (named || isChineseGroup(clause) || isChineseTitle(clause)) return null;
  return /(?:时|讲话(?:中)?)$/u.test(clause) && clause.length > 2 ? "DOER" : undefined;
}

/** 甲委员发言说. */
const SPEAKING =
  /(?<=[\p{Script=Han}]{2})(?:(?:联合)?发言|(?:举行|召开)[^，。]{0,12}(?:记者会|发布会|通报会)|接受[^，。；]{0,40}?(?:采访|专访)(?:时)?|回答[^，。；]{0,16}提问(?:时)?)$/u;

/** 与会嘉宾高度评价…，并表示: the group that a sentence begins with. */
const GROUP_FIRST =
  /^(?:与会|各方|各界|中外|外方|双方)[\p{Script=Han}]{0,8}?(?:嘉宾|代表|人士|专家|学者|人员|领导人)?(?:们)?(?:高度|充分|积极|普遍|一致)/u;

/** 甲、乙等国代表发言，高度评价…，强调…: a group that the sentence says spoke. */
const GROUP_SPOKE =
  /^[^，。；]{2,80}(?:代表|委员|专家|学者|嘉宾|人士|成员|人员|议员|记者)(?:们)?(?:先后|分别|踊跃|在[^，。]{1,20})?(?:发言|致辞|讲话|表态)，/u;

/** Who 他 is: the person the sentence begins with, else the one before; nobody where several might be meant. */
function ofPronoun(text: string, from: number, at: number, clause: string, last: Doers): Doers | null {
  const own = at - from > clause.length + 2 ? chineseSubject(text, from, at) : null;
  const people = own ?? last.people;
  return (clause.includes("们") ? people.length > 1 : people.length === 1) ? { people, group: null } : null;
}

/** Who says it in a clause that begins with the verb: the doer the sentence begins with, or who said the words before. */
function impliedIn(text: string, from: number, at: number, last: Doers, previous: Saying | undefined): Sayer | undefined {
  // 甲主持召开会议，部署…，要求…: it is the meeting that asks.
  if (/，(?:研究|部署|讨论|审议|听取|决定|传达)/u.test(text.slice(from, at))) return null;
  const people = chineseSubject(text, from, at);
  if (people) return { people, group: null };
  if (/^(?:他|她)/u.test(text.slice(from, at))) return last.people.length > 0 ? last : null;
  if (previous) return previous.who;
  return isChineseTitle(TITLE_FIRST.exec(text.slice(from, at))?.[0] ?? "") ? null : undefined;
}

/** 总裁对…表示感谢，指出: an office whose holder is not named. */
const TITLE_FIRST = /^[\p{Script=Han}]{2,8}?(?=[对在向就为])/u;

/** Whether a sentence begins as the words of the meeting do. */
export function startsPoint(text: string, { span }: Sentence): boolean {
  return /^(?:会议|大会|全会|座谈会|论坛|双方|贺[词信电]|与会[^，。]{0,6}|他|她)(?:还|并|同时|最后)?(?:指出|强调|要求|认为|提出|号召|表示|希望|决定|说)/u.test(
    text.slice(span[0], span[0] + 30),
  );
}

/** Letters, wires and written instructions: their words are quoted at the meeting, but who wrote them did not speak there. */
const WROTE =
  /(?:致(?:信|电|函)|(?:发来|致)贺[信电]|作出(?:重要)?(?:指示|批示)|作(?:重要)?批示|在[\p{Script=Han}]{0,3}(?:信|电|函|批示|指示)中)/gu;

/** 甲向…致贺信, however long the name of the meeting is. */
const WROTE_TO = /(?<=^|[，：。])(?<who>[^，。；：]{2,40}?)向[^，。；]{2,90}?致(?:贺)?[信电函]/gu;

/** Names of those who wrote to the meeting. */
export function lettersFrom(text: string, sentences: Sentence[]): Set<string> {
  const names = new Set<string>();
  for (const { span } of sentences) {
    for (const match of text.slice(...span).matchAll(WROTE)) {
      const who = chineseDoersBefore(text, span[0], span[0] + match.index);
      for (const { name } of who?.people ?? []) names.add(text.slice(...name));
    }
    for (const match of text.slice(...span).matchAll(WROTE_TO)) {
      const end = span[0] + match.index + (match.groups?.who?.length ?? 0);
      const writer = chinesePersonEnding(text, span[0] + match.index, end);
      if (writer) names.add(text.slice(...writer.name));
    }
  }
  return names;
}
