import type { Span } from "@lectern/schema";
import { SpeechKind } from "@lectern/schema/kind";
import { labelledChair } from "./labels.js";
import { type Act, type Doers, type Mention, nobody, startOf } from "./people.js";
import {
  chineseDoersBefore,
  chineseListFrom,
  chinesePeopleWithin,
  chineseSubject,
  doersInClausesBefore,
  withPartner,
} from "./people-zh.js";
import type { Prose, Sentence } from "./prose.js";
import { isInside, quotedSpans } from "./prose.js";
import { closingSaying, findSayings, lettersFrom, startsPoint } from "./reporting-zh.js";
import { findSpeechForms, INTRODUCED } from "./speech-forms-zh.js";

const PRESIDE =
  /(?:由|经)?(?:(?<=由|经)[^，。；]{2,60})?主持(?!人|词|编|起草|制定|修订|研制|研究|日常|公道|正义|工作|下)(?:召开|举行)?(?:了)?/gu;

const ATTEND = /(?:出席|参加|列席|到会|与会|参会)(?:了)?/gu;

/** What persons and groups did at a meeting, as Chinese prose tells it. */
export function findChineseActs(prose: Prose): Act[] {
  const acts: Act[] = chairNamed(prose.text);
  let reportedIn = -1;
  let last: Doers = nobody;
  for (const [index, sentence] of prose.sentences.entries()) {
    const found = actsOfSentence(prose, index, last, reportedIn === sentence.paragraph);
    acts.push(...found);
    const reporting = found.findLast((act) => act.kind === "spoke" && act.isReport && act.method !== INTRODUCED);
    if (reporting || startsPoint(prose.text, sentence)) reportedIn = sentence.paragraph;
    else if (found.length > 0) reportedIn = -1;
    last = found.at(-1)?.who ?? subjectOf(prose.text, sentence) ?? last;
  }
  return withoutLetters(prose, withWholeNames(prose.text, acts));
}

function chairNamed(text: string): Act[] {
  const chair = labelledChair(text);
  if (chair === null) return [];
  return [{ kind: "presided", who: { people: [chair], group: null }, at: chair.name[0], method: "presider: 主持人：X" }];
}

/** 王书记, where the text names 王芳书记 or 书记王芳: the whole name stands for the surname. */
function withWholeNames(text: string, acts: Act[]): Act[] {
  return acts.map((act) => ({ ...act, who: { ...act.who, people: act.who.people.map((one) => withWholeName(text, one)) } }));
}

function withWholeName(text: string, { name, role }: Mention): Mention {
  if (!role || name[1] - name[0] > 1) return { name, role };
  const surname = text.slice(...name);
  const title = text.slice(...role);
  const whole = new RegExp(
    `${title}(?<after>${surname}\\p{Script=Han}{1,2})(?=[，。；、：同在出主强表指\\d])|(?<before>${surname}\\p{Script=Han}{1,2})${title}`,
    "du",
  ).exec(text);
  const span = whole?.indices?.groups?.after ?? whole?.indices?.groups?.before;
  return span ? { name: [span[0], span[1]], role } : { name, role };
}

/** Without the reported words of those who wrote to the meeting instead of speaking at it. */
function withoutLetters({ text, sentences }: Prose, acts: Act[]): Act[] {
  const writers = lettersFrom(text, sentences);
  if (writers.size === 0) return acts;
  return acts.filter(
    (act) => act.kind !== "spoke" || !act.isReport || !act.who.people.some(({ name }) => writers.has(text.slice(...name))),
  );
}

/** The persons a sentence of narrative begins with; they are the 他 of the next one. */
function subjectOf(text: string, { span }: Sentence): Doers | null {
  const people = chineseSubject(text, span[0] + leadLength(text, ...span), span[1]);
  return people && { people, group: null };
}

function actsOfSentence(prose: Prose, index: number, last: Doers, isReported: boolean): Act[] {
  const { text } = prose;
  const sentence = prose.sentences[index] as Sentence;
  const [start, fullEnd] = sentence.span;
  const from = start + leadLength(text, start, fullEnd);
  const quoted = quotedSpans(text, sentence.span, "“”《》「」『』");
  const [first] = findSayings(text, [from, fullEnd], quoted, last);
  const saying = first ?? closingSaying(text, prose.sentences, index, last);
  const candidates = candidatesIn(text, [from, saying ? saying.verb[0] : fullEnd], quoted);
  const acts: Act[] = [];
  let current: Doers | null = null;
  let actEnd = from;
  for (const candidate of candidates) {
    if (candidate.at < actEnd && candidate.act.kind !== "attended") continue;
    const who: Doers | null = candidate.who ?? doersOf(text, from, Math.max(from, actEnd), candidate.at, current, last);
    if (!who || isOfMeeting(text, candidate, acts.at(-1), who) || isToCome(text, from, candidate, who)) continue;
    if (isReported && !isNarrative(text, from, who)) continue;
    current = who;
    actEnd = candidate.end;
    acts.push(...othersBefore(text, from, candidate, who), { ...candidate.act, who, at: candidate.at });
  }
  const who = saying && (saying.who === "DOER" ? current : saying.who);
  if (who && who.people.length > 0) acts.push(reportedWords(who, saying.verb[0]));
  return acts;
}

/** 甲、乙，各部门负责人出席: those in the clauses before were there too. */
function othersBefore(text: string, from: number, { act, at, who: isGiven }: Candidate, who: Doers): Act[] {
  const [first] = who.people;
  const start = who.group ? who.group[0] : first ? startOf(first) : at;
  if (act.kind !== "attended" || isGiven || start >= at) return [];
  return doersInClausesBefore(text, from, start).map((others) => ({ ...act, who: others, at }));
}

/** 甲将于…作报告: not yet done. */
function isToCome(text: string, from: number, { at }: Candidate, { people }: Doers): boolean {
  const end = Math.max(from, ...people.flatMap(({ name, role }) => [name[1], role?.[1] ?? 0]).filter((offset) => offset <= at));
  return /^[^，。；]{0,16}将(?![军领])/u.test(text.slice(end, Math.min(at, end + 40)));
}

/** 甲主持召开会议，传达学习…: it is the meeting that studies. */
function isOfMeeting(text: string, { at, act }: Candidate, before: Act | undefined, who: Doers): boolean {
  return (
    before?.kind === "presided" &&
    before.who === who &&
    act.kind === "spoke" &&
    act.speech === SpeechKind.READING &&
    /^主持召开[^，。；]*会[^，。；]*，$/u.test(text.slice(before.at, at))
  );
}

function reportedWords(who: Doers, at: number): Act {
  const method = "speaker: X 强调/指出/表示 ...";
  return { kind: "spoke", who, at, method, speech: SpeechKind.SPEECH, printedKind: null, about: null, isReport: true };
}

/** 新华社北京9月27日电, 本报讯 and such stand before the first sentence and are no part of it. */
function leadLength(text: string, start: number, end: number): number {
  const head = text.slice(start, Math.min(end, start + 60));
  return (
    /^(?:[^，。：:]{1,30}(?:消息|讯|电)(?:[（(][^（）()]{1,30}[)）])?[：:\s]+|本报讯[^，。]{0,20}?[\s　]+|[（(][^（）()]{1,30}[)）])/u.exec(
      head,
    )?.[0].length ?? 0
  );
}

type ActWithoutDoer = Act extends infer One ? (One extends Act ? Omit<One, "who" | "at"> : never) : never;

interface Candidate {
  at: number;
  end: number;
  who: Doers | null;
  act: ActWithoutDoer;
}

function candidatesIn(text: string, span: Span, quoted: Span[]): Candidate[] {
  const spoken = findSpeechForms(text, span, quoted).map(({ at, end, ...speech }): Candidate => {
    return { at, end, who: null, act: { kind: "spoke", ...speech } };
  });
  const all = [...presided(text, span, quoted), ...heard(text, span, quoted), ...spoken, ...attended(text, span, quoted)];
  return all.sort((a, b) => a.at - b.at);
}

/** 听取了局长甲关于X的汇报: the meeting heard whoever reported. */
const HEARD =
  /听取(?:了)?(?<who>[^，。；《“]{2,40}?)(?:所?作的?|(?=关于|有关|就|对|围绕|《|的))(?<what>[^，。；]{0,80}?(?:汇报|报告|说明))(?![会稿人团])/dgu;

function heard(text: string, [from, end]: Span, quoted: Span[]): Candidate[] {
  return [...text.slice(from, end).matchAll(HEARD)].flatMap((match): Candidate[] => {
    const who = match.indices?.groups?.who;
    const people = who ? chinesePeopleWithin(text, from + who[0], from + who[1]) : null;
    if (people === null || isInside(from + match.index, quoted)) return [];
    const method = "speaker: 听取X的汇报";
    const act = { kind: "spoke", method, speech: SpeechKind.REPORT, printedKind: null, about: null, isReport: false } as const;
    return [{ at: from + match.index, end: from + match.index + match[0].length, who: { people, group: null }, act }];
  });
}

function presided(text: string, [from, end]: Span, quoted: Span[]): Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.slice(from, end).matchAll(PRESIDE)) {
    const at = from + match.index;
    if (isInside(at, quoted)) continue;
    const verb = from + match.index + match[0].lastIndexOf("主持");
    const by = byBefore(text, from, verb);
    const people = by === null ? null : chinesePeopleWithin(text, by, verb);
    const method = people ? "presider: 由X主持" : "presider: X主持";
    found.push({ at: verb, end: at + match[0].length, who: people && { people, group: null }, act: { kind: "presided", method } });
  }
  return found;
}

/** Behind the 由 of 会议由X主持, within its clause. */
function byBefore(text: string, from: number, verb: number): number | null {
  for (let i = verb - 1; i >= from; i--) {
    if ("，。；".includes(text[i] as string)) return null;
    if (text[i] === "由") return i + 1;
  }
  return null;
}

function attended(text: string, [from, end]: Span, quoted: Span[]): Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.slice(from, end).matchAll(ATTEND)) {
    const at = from + match.index;
    if (isInside(at, quoted) || /^(?:人员|的|单位)/u.test(text.slice(at + match[0].length, at + match[0].length + 2))) continue;
    found.push({
      at,
      end: at + match[0].length,
      who: listBehind(text, at + match[0].length, end),
      act: { kind: "attended", method: `attended: X${match[0]}` },
    });
  }
  return found;
}

/** 出席座谈会的还有甲、乙等: those named behind. */
function listBehind(text: string, from: number, end: number): Doers | null {
  const lead = /^[^，。；、]{0,16}的[^，。；、]{0,16}?(?:还有|有)/u.exec(text.slice(from, Math.min(end, from + 40)))?.[0].length;
  const people = lead === undefined ? null : chineseListFrom(text, from + lead, end);
  return people && { people, group: null };
}

/** Who did it: named right before the verb, or the doer of the verb before, or 他. */
function doersOf(text: string, from: number, after: number, at: number, current: Doers | null, last: Doers): Doers | null {
  const clause = text.slice(from, at);
  const pronoun = /(?:^|[，。；])(?:随后|最后|同时|会上)?[，]?(?:他|她|他们)(?:还|并|也)?$/u.test(clause.slice(-14));
  if (pronoun) return last.people.length > 0 ? last : null;
  const named = chineseDoersBefore(text, after, at);
  // 甲传达了校党委书记乙的讲话，并…: what follows the verb at once is its object.
  const isObject = current !== null && named?.people[0] !== undefined && startOf(named.people[0]) === after;
  if (named && !isObject && (named.people.length > 0 || named.group)) return { ...named, people: withPartner(text, named.people, at) };
  if (!current) return subjectBefore(text, from, at);
  // Nothing but an object, 并, 还, 在会上 stands between two verbs of one doer.
  return /[。；]/u.test(text.slice(after, at)) ? null : current;
}

/** How far in characters a verb may stand from the subject of its sentence. */
const LONGEST_REACH = 160;
/** Over how many clauses. */
const MOST_CLAUSES = 6;

/** The person that a clause before the verb begins with, where it has no doer of its own: 甲到港口考察，主持召开座谈会. */
function subjectBefore(text: string, from: number, at: number): Doers | null {
  const start = Math.max(from, at - LONGEST_REACH);
  const words = text.slice(start, at);
  const about = /，(?:围绕|就|针对|结合)[^。；]*$/u.exec(words);
  if (about) {
    const asked = chineseDoersBefore(text, start, start + about.index);
    if (asked && asked.people.length > 0) return asked;
  }
  if (!/(?:，(?:并|还|随后|其间|期间|同时)?(?:在[^，。；]{1,24}|[上下]午)?|并(?:共同|一道|联合)?)$/u.test(words)) return null;
  let stop = words.length;
  let clauses = 0;
  do {
    stop = lastMark(words, stop);
    if (/[。；]/u.test(words[stop] ?? "")) return null;
    const people = chineseSubject(text, start + stop + 1, at);
    if (people) return { people: withPartner(text, people, at), group: null };
  } while (stop >= 0 && ++clauses < MOST_CLAUSES);
  return null;
}

/** Where the last comma, semicolon or full stop before `end` stands; -1 where none does. */
function lastMark(words: string, end: number): number {
  for (let i = end - 1; i >= 0; i--) if ("，。；".includes(words[i] as string)) return i;
  return -1;
}

/** In a paragraph of reported words, only a sentence that begins with its doer tells of the meeting again. */
function isNarrative(text: string, from: number, who: Doers): boolean {
  if (/^(?:要|必须|希望)/u.test(text.slice(from, from + 2))) return false;
  const first = who.people[0];
  const start = who.group ? who.group[0] : first ? startOf(first) : -1;
  if (start < from) return false;
  return /^(?:会议由|由|(?:\d{1,2}月)?\d{1,2}日(?:[上下]午)?|最后|随后|会上|会前|会后|期间|会议期间|当天|此外|会议|大会)?[，]?$/u.test(
    text.slice(from, start),
  );
}
