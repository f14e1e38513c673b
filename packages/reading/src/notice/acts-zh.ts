import type { Span } from "@lectern/schema";
import { SpeechKind } from "@lectern/schema/kind";
import { type Act, type Doers, nobody } from "./people.js";
import { chineseDoersBefore, chinesePeopleWithin, chineseSubject } from "./people-zh.js";
import type { Prose, Sentence } from "./prose.js";
import { isInside, quotedSpans } from "./prose.js";

/** Verbs that report words: what follows is a point, and its sentences tell of no further acts. */
export const CHINESE_REPORTING = /(?:指出|强调|要求|表示|提出|认为|希望|号召|呼吁|说|谈到|明确|勉励|叮嘱|介绍说|坦言|透露)/u;

const PRESIDE =
  /(?<by>由|经)?(?<inverted>(?<=由|经)[^，。；]{2,60})?主持(?!人|词|编|起草|制定|修订|研制|研究|日常|公道|正义|工作|下)(?:召开|举行)?(?:了)?/u;

interface SpeechForm {
  pattern: string;
  kind: SpeechKind | ((words: string) => SpeechKind);
}

const QUALIFIER =
  "(?:(?:题为|名为)[“《「][^”》」]{1,60}[”》」]的?|[“《][^”》]{1,60}[”》]的?)?(?:(?:了|过|一个|一场|一次|重要|总结|主旨|主题|专题|工作|动员|部署|开班|就职|即席|书面|口头|表态|交流|典型|经验|学习|体会|辅导|书面|述职|财务|年度|专项|情况|讲评|点评|主持|致辞|开幕|闭幕|欢迎|热情洋溢|激情|精彩|深刻|动员部署|思想|理论|宣讲|形势|政策|党课|的)*)";

const forms: SpeechForm[] = [
  {
    pattern: `(?:发表|作出|作|做|讲|致)(?:了)?${QUALIFIER}(?:讲话|演讲|动员(?:部署|讲话)?|致辞|致词|发言|报告|汇报|讲座|辅导|宣讲|点评|说明|介绍|表态|总结|党课|辞|词|授课)`,
    kind: kindOfWords,
  },
  { pattern: "(?:作|做)(?:了)?《[^》]{1,60}(?:讲话|演讲|发言|报告|汇报|讲座|辅导|说明)》", kind: kindOfWords },
  { pattern: "并(?:在会上)?(?:讲话|致辞|致词|发言|授课|讲课|宣讲)(?=[，。；、]|$|[^精话])", kind: kindOfWords },
  { pattern: "(?:讲话|致辞|致词)(?=[。；]|$)", kind: kindOfWords },
  {
    pattern: "(?:(?:先后|分别|依次|相继|踊跃|纷纷|现场|即席)(?:进行)?(?:了)?(?:交流|表态|典型)?|作为[^，。；]{2,30}代表)发言(?=[，。；]|$)",
    kind: kindOfWords,
  },
  { pattern: "作的[^，。；]{2,80}?的?(?:工作)?(?:报告|汇报|说明)", kind: SpeechKind.REPORT },
  { pattern: "(?:汇报|通报)(?:了)", kind: SpeechKind.REPORT },
  { pattern: "(?:书面汇报|书面报告)(?:了)?", kind: SpeechKind.WRITTEN_REPORT },
  { pattern: "(?:宣读|传达|领学|领读|导读)(?:学习)?(?:了)?", kind: SpeechKind.READING },
  { pattern: "宣布(?:了)?", kind: SpeechKind.ANNOUNCEMENT },
  { pattern: "(?:提议|动议)", kind: SpeechKind.PROPOSAL },
  { pattern: "附议", kind: SpeechKind.SECONDING },
];
const SPEAK = forms.map(({ pattern, kind }) => ({ pattern: new RegExp(pattern, "gu"), kind }));
/** 甲介绍情况: words of which nothing more is told; they count where the sentence tells of no speech of the same person. */
const INTRODUCES = /(?<![据作做])介绍(?:了)?(?=[\p{Script=Han}《“])(?!说)/gu;
const ATTEND = /(?:出席|参加|列席|到会|与会|参会)(?:了)?/gu;

const INTRODUCED = "speaker: X介绍";

/** What persons and groups did at a meeting, as Chinese prose tells it. */
export function findChineseActs(prose: Prose): Act[] {
  const acts: Act[] = [];
  let reportedIn = -1;
  let last: Doers = nobody;
  for (const sentence of prose.sentences) {
    const found = actsOfSentence(prose, sentence, last, reportedIn === sentence.paragraph);
    acts.push(...found);
    const reporting = found.findLast((act) => act.kind === "spoke" && act.isReport && act.method !== INTRODUCED);
    if (reporting || startsPoint(prose.text, sentence)) reportedIn = sentence.paragraph;
    else if (found.length > 0) reportedIn = -1;
    const subject = found.findLast((act) => act.who.people.length > 0);
    if (subject) last = subject.who;
    else last = subjectOf(prose.text, sentence) ?? last;
  }
  return acts;
}

/** The persons a sentence of narrative begins with; they are the 他 of the next one. */
function subjectOf(text: string, { span }: Sentence): Doers | null {
  const people = chineseSubject(text, span[0] + leadLength(text, ...span), span[1]);
  return people && { people, group: null };
}

function startsPoint(text: string, { span }: Sentence): boolean {
  return /^(?:会议|大会|全会|座谈会|论坛|双方|与会[^，。]{0,6}|他|她)(?:还|并|同时|最后)?(?:指出|强调|要求|认为|提出|号召|表示|希望|决定)/u.test(
    text.slice(span[0], span[0] + 30),
  );
}

function actsOfSentence(prose: Prose, sentence: Sentence, last: Doers, isReported: boolean): Act[] {
  const { text } = prose;
  const [start, fullEnd] = sentence.span;
  const lead = leadLength(text, start, fullEnd);
  const from = start + lead;
  const quoted = quotedSpans(text, sentence.span, "“”《》「」『』");
  const reporting = reportingAt(text, from, fullEnd, quoted, last);
  const end = reporting ? reporting.at : fullEnd;
  const candidates = [...presided(text, from, end, quoted), ...spoken(text, from, end, quoted), ...attended(text, from, end, quoted)].sort(
    (a, b) => a.at - b.at,
  );
  const acts: Act[] = [];
  let current: Doers | null = null;
  let actEnd = from;
  for (const candidate of candidates) {
    if (candidate.at < actEnd && candidate.kind !== "attended") continue;
    const who: Doers | null = candidate.who ?? doersOf(text, from, Math.max(from, actEnd), candidate.at, current, last);
    if (!who) continue;
    if (isReported && !isNarrative(text, from, who)) continue;
    current = who;
    actEnd = candidate.end;
    acts.push({ ...candidate.act, who, at: candidate.at } as Act);
  }
  if (reporting) {
    const who = reporting.who ?? current;
    if (who && who.people.length > 0) {
      const method = "speaker: X 强调/指出/表示 ...";
      acts.push({
        kind: "spoke",
        who,
        at: reporting.at,
        method,
        speech: SpeechKind.SPEECH,
        printedKind: null,
        about: null,
        isReport: true,
      });
    }
  }
  return acts;
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

interface Candidate {
  at: number;
  end: number;
  kind: Act["kind"];
  who: Doers | null;
  act: Record<string, unknown>;
}

function presided(text: string, from: number, end: number, quoted: Span[]): Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.slice(from, end).matchAll(new RegExp(PRESIDE.source, "gu"))) {
    const at = from + match.index;
    if (isInside(at, quoted)) continue;
    const verb = from + match.index + match[0].lastIndexOf("主持");
    const by = byBefore(text, from, verb);
    const people = by === null ? null : chinesePeopleWithin(text, by, verb);
    const method = people ? "presider: 由X主持" : "presider: X主持";
    found.push({
      at: verb,
      end: at + match[0].length,
      kind: "presided",
      who: people ? { people, group: null } : null,
      act: { kind: "presided", method },
    });
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

function spoken(text: string, from: number, end: number, quoted: Span[]): Candidate[] {
  const found: Candidate[] = [];
  const part = text.slice(from, end);
  for (const { pattern, kind } of SPEAK) {
    for (const match of part.matchAll(pattern)) {
      const at = from + match.index;
      if (isInside(at, quoted) || isNominal(text, at, match[0])) continue;
      const speech = typeof kind === "function" ? kind(match[0]) : kind;
      const printed = printedKindOf(match[0], at);
      const act = {
        kind: "spoke",
        method: `speaker: X${match[0].slice(0, 12)}`,
        speech,
        printedKind: printed,
        about: aboutOf(text, at, match[0]),
        isReport: false,
      };
      found.push({ at, end: at + match[0].length, kind: "spoke", who: null, act });
    }
  }
  for (const match of part.matchAll(INTRODUCES)) {
    const at = from + match.index;
    if (isInside(at, quoted)) continue;
    const act = {
      kind: "spoke",
      method: INTRODUCED,
      speech: SpeechKind.REPORT,
      printedKind: null,
      about: null,
      isReport: true,
    };
    found.push({ at, end: at + match[0].length, kind: "spoke", who: null, act });
  }
  return found.sort((a, b) => a.at - b.at || b.end - a.end);
}

/** 讲话精神, 作报告时: the noun, not the act. */
function isNominal(text: string, at: number, words: string): boolean {
  const behind = text.slice(at + words.length, at + words.length + 6);
  const before = text.slice(Math.max(0, at - 4), at);
  if (
    /^(?:精神|要求|指示|内容|的|中|时|会|稿|大会|会议|人|单位|制度|暂行|办法)/u.test(behind) &&
    !/^(?:中强调|中指出|时强调|时指出|的)/u.test(behind)
  )
    return true;
  if (/^(?:讲话|致辞|致词)$/u.test(words))
    return (
      !/(?:会议|大会|活动|仪式|现场|到会|出席|上|幕式|并|[书主市省县部局处院校]长|[\p{Script=Han}])$/u.test(before) ||
      /(?:重要|书记|系列|发表|指示)$/u.test(before)
    );
  return /^(?:宣布)/u.test(words) && /(?:对外|法院|依法)$/u.test(before);
}

function printedKindOf(words: string, at: number): Span | null {
  const noun =
    /(?:(?:重要|总结|主旨|专题|工作|动员|部署|书面|交流|辅导|表态|开班|述职|学习|典型|经验)*)(?:讲话|演讲|致辞|致词|发言|报告|汇报|讲座|辅导|宣讲|点评|说明|党课|授课|动员)$/u.exec(
      words,
    );
  if (words.startsWith("作的")) return null;
  return noun ? [at + noun.index, at + noun.index + noun[0].length] : null;
}

/** 围绕X作报告, 就X作辅导, 作题为《X》的报告. */
function aboutOf(text: string, at: number, words: string): Span | null {
  const titled = /(?:题为|名为)?[“《「]([^”》」]{1,60})[”》」]/u.exec(words);
  if (titled) {
    const start = at + titled.index + titled[0].indexOf(titled[1] as string);
    return [start, start + (titled[1] as string).length];
  }
  const before = text.slice(Math.max(0, at - 60), at);
  const around = /(?:围绕|就|结合)([^，。；]{2,50})$/u.exec(before);
  return around ? [at - (around[1] as string).length, at] : null;
}

function kindOfWords(words: string): SpeechKind {
  if (/书面/u.test(words)) return SpeechKind.WRITTEN_REPORT;
  // 专题辅导报告 is named a report.
  if (/(?:报告|汇报)》?$/u.test(words)) return SpeechKind.REPORT;
  if (/辅导|讲座|宣讲|党课|授课|讲课/u.test(words)) return SpeechKind.LECTURE;
  if (/动员/u.test(words)) return SpeechKind.MOBILIZATION_SPEECH;
  if (/汇报|报告|说明|介绍/u.test(words)) return SpeechKind.REPORT;
  if (/发言|表态|点评/u.test(words)) return SpeechKind.REMARKS;
  return SpeechKind.SPEECH;
}

function attended(text: string, from: number, end: number, quoted: Span[]): Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.slice(from, end).matchAll(ATTEND)) {
    const at = from + match.index;
    if (isInside(at, quoted) || /^(?:人员|的|单位)/u.test(text.slice(at + match[0].length, at + match[0].length + 2))) continue;
    found.push({ at, end: at + match[0].length, kind: "attended", who: null, act: { kind: "attended", method: `attended: X${match[0]}` } });
  }
  return found;
}

/** Who did it: named right before the verb, or the doer of the verb before, or 他. */
function doersOf(text: string, from: number, after: number, at: number, current: Doers | null, last: Doers): Doers | null {
  const clause = text.slice(from, at);
  const pronoun = /(?:^|[，。；])(?:随后|最后|同时|会上)?[，]?(?:他|她|他们)(?:还|并|也)?$/u.test(clause.slice(-14));
  if (pronoun) return last.people.length > 0 ? last : null;
  const named = chineseDoersBefore(text, after, at);
  if (named && (named.people.length > 0 || named.group)) return named;
  if (!current) return subjectBefore(text, from, at);
  // Nothing but an object, 并, 还, 在会上 stands between two verbs of one doer.
  return /[。；]/u.test(text.slice(after, at)) ? null : current;
}

/** How far in characters a verb may stand from the subject of its sentence. */
const LONGEST_REACH = 160;

/** The person the sentence begins with, where a verb further on has no doer of its own: 甲到港口考察，主持召开座谈会. */
function subjectBefore(text: string, from: number, at: number): Doers | null {
  if (at - from > LONGEST_REACH) return null;
  const words = text.slice(from, at);
  if (!/，(?:并|还|随后|其间|期间)?$/u.test(words) || /[。；]/u.test(words)) return null;
  const people = chineseSubject(text, from, at);
  return people && { people, group: null };
}

interface Reporting {
  at: number;
  who: Doers | null;
}

/** The verb that begins a point in this sentence, with who said it; null where the sentence reports nothing. */
function reportingAt(text: string, from: number, end: number, quoted: Span[], last: Doers): Reporting | null {
  for (const match of text.slice(from, end).matchAll(new RegExp(CHINESE_REPORTING.source, "gu"))) {
    const at = from + match.index;
    if (isInside(at, quoted)) continue;
    const behind = text[at + match[0].length] ?? "";
    const isSaying =
      "，,：:".includes(behind) ||
      (/强调|指出|要求|表示|希望|号召/u.test(match[0]) && !/[的了性]/u.test(behind) && /^[^，。；]{0,16}$/u.test(text.slice(from, at)));
    if (!isSaying) continue;
    const clause = text.slice(from, at);
    if (/(?:^|[，。；])(?:会议|大会|全会|座谈会|会上|双方)(?:还|并|同时)?$/u.test(clause.slice(-12))) return { at, who: null };
    if (/(?:^|[，。；])(?:他|她)(?:还|并|同时|代表[^，。]{1,20})?$/u.test(clause.slice(-26)))
      return { at, who: last.people.length > 0 ? last : null };
    const named = chineseDoersBefore(text, from, at);
    if (named && named.people.length > 0) return { at, who: named };
    if (/(?:时|讲话(?:中)?)$/u.test(clause)) return { at, who: null };
    if (named) return { at, who: null };
  }
  return null;
}

/** In a paragraph of reported words, only a sentence that begins with its doer tells of the meeting again. */
function isNarrative(text: string, from: number, who: Doers): boolean {
  const first = who.people[0];
  const start = who.group ? who.group[0] : first ? (first.role ? Math.min(first.role[0], first.name[0]) : first.name[0]) : -1;
  if (start < from) return false;
  return /^(?:会议由|由|最后|随后|会上|会前|会后|期间|会议期间|当天|此外|会议|大会)?[，]?$/u.test(text.slice(from, start));
}
