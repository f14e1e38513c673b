import type { PointDraft, Span } from "@lectern/schema";
import { fromText } from "../evidence.js";
import { nobody } from "./people.js";
import { chineseSubject } from "./people-zh.js";
import { type Prose, quotedSpans, type Sentence } from "./prose.js";
import { closingSaying, findSayings } from "./reporting-zh.js";

interface PointStart {
  sentence: number;
  verb: Span;
  /** Where its words begin, behind the comma. */
  from: number;
  /** Where they end, if they stand before their verb. */
  until?: number;
}

/** What a meeting or a speaker 指出, 强调, 要求: the verb and the whole extent of the words. */
export function findChinesePoints(prose: Prose): PointDraft[] {
  const starts: PointStart[] = [];
  for (const [index, sentence] of prose.sentences.entries()) starts.push(...startsIn(prose, sentence, index, starts.at(-1)));
  return starts.flatMap((start, index) => {
    const end = start.until ?? endOfPoint(prose, start, starts[index + 1]);
    if (end <= start.from) return [];
    return [
      {
        verb: fromText(prose.text, start.verb, "point: X指出/强调/要求 ...", 0.9),
        text: fromText(prose.text, [start.from, end], "point: words behind the verb, to the end of what it reports", 0.85),
      },
    ];
  });
}

/** 提出3点希望。一是…: the words follow in the next sentence. */
const ANNOUNCED = /(?:提出|谈了)(?:了)?[\d一二两三四五六七八九十几]+点(?<what>希望|要求|意见|建议|主张|倡议)[。：]$/u;

function startsIn(prose: Prose, sentence: Sentence, index: number, previous: PointStart | undefined): PointStart[] {
  const { text } = prose;
  const quoted = quotedSpans(text, sentence.span, "“”《》「」『』");
  const isImplied = previous !== undefined && prose.sentences[previous.sentence]?.paragraph === sentence.paragraph;
  const sayings = findSayings(text, sentence.span, quoted, nobody, isImplied || subjectBefore(prose, index));
  const goesOn = isImplied && isWithinSpeech(prose, index);
  const begun = goesOn ? sayings.filter(({ verb }) => verb[0] !== sentence.span[0]) : sayings;
  const found = begun.map(
    ({ verb }, at): PointStart => ({
      sentence: index,
      verb,
      from: at === 0 && QUOTED_FIRST.test(text.slice(sentence.span[0], verb[0])) ? sentence.span[0] + 1 : behindVerb(text, verb[1]),
    }),
  );
  const closing = closingSaying(text, prose.sentences, index, nobody);
  if (closing) {
    const first = prose.sentences[closing.first] as Sentence;
    const words = prose.sentences[index - 1] as Sentence;
    found.push({ sentence: closing.first, verb: closing.verb, from: first.span[0] + 1, until: words.span[1] - 1 });
  }
  const announced = ANNOUNCED.exec(text.slice(...sentence.span));
  const next = prose.sentences[index + 1];
  if (found.length > 0 || !announced?.groups?.what || next?.paragraph !== sentence.paragraph) return found;
  const at = sentence.span[1] - 1 - announced.groups.what.length;
  return [{ sentence: index + 1, verb: [at, sentence.span[1] - 1], from: next.span[0] }];
}

/** 希望各方…, where the paragraph goes on with other words, is a part of what was said before it. */
function isWithinSpeech({ text, sentences }: Prose, index: number): boolean {
  const { span, paragraph } = sentences[index] as Sentence;
  const next = sentences[index + 1];
  const isWish = (at: number) => text.startsWith("希望", at);
  return isWish(span[0]) && next?.paragraph === paragraph && !isWish(next.span[0]);
}

/** Whether the sentence before, in the same paragraph, begins with a person. */
function subjectBefore({ text, sentences }: Prose, index: number): boolean {
  const before = sentences[index - 1];
  return before !== undefined && before.paragraph === sentences[index]?.paragraph && chineseSubject(text, ...before.span) !== null;
}

/** “…，”甲说，“…”: the words stand on either side of the verb. */
const QUOTED_FIRST = /^[“「][^“”「」]{2,}[，！？][”」][^“”，。]{2,40}$/u;

function behindVerb(text: string, at: number): number {
  return at + (/^(?:了)?[，,：:]?\s*/u.exec(text.slice(at, at + 20))?.[0].length ?? 0);
}

/** A paragraph that goes on with what the one before it began: 一要…, 二是…, 要…. */
const GOES_ON =
  /^[\s\u3000]*(?:[（(]?[一二三四五六七八九十]{1,2}(?:是|要|、|）|\))|第[一二三四五六七八九十]|其[次三四]|再次|要|必须|还要|同时，)/u;

/** Items of minutes are numbered: 三、会议传达学习…. */
const ITEM_NUMBER = /^[\s\u3000]*(?:[（(]?[一二三四五六七八九十]{1,3}(?:、|）|\))|\d{1,2}[、.．])\s*/u;

/** To the sentence that reports something else or tells of the meeting again, or to the end of its paragraph and those that go on with it. */
function endOfPoint({ text, sentences }: Prose, start: PointStart, next: PointStart | undefined): number {
  const first = sentences[start.sentence] as Sentence;
  let end = first.span[1];
  let { paragraph } = first;
  if (next?.sentence === start.sentence && next.verb[0] >= start.from) return clauseBefore(text, next.verb[0], start.from);
  for (let i = start.sentence + 1; i < sentences.length; i++) {
    const { span, paragraph: its } = sentences[i] as Sentence;
    const words = text.slice(span[0], Math.min(span[1], span[0] + 160)).replace(ITEM_NUMBER, "");
    const goesOn = GOES_ON.test(text.slice(span[0], span[0] + 12));
    if (next?.sentence === i || (TELLS.test(words) && !ASKS.test(words)) || (its !== paragraph && !goesOn)) break;
    paragraph = its;
    end = span[1];
  }
  return end;
}

/** What is asked names meetings too, and tells of none: 要深入学习贯彻…在出席会议时的讲话精神. */
const ASKS = /^(?:要|必须|希望|应当?|我们|坚持|继续)/u;

/** Two points in one sentence: the first ends before the subject of the second. */
function clauseBefore(text: string, verb: number, from: number): number {
  for (let i = verb - 1; i > from; i--) if ("，；。".includes(text[i] as string)) return i;
  return verb;
}

/** Sentences that tell of the meeting again. */
const TELLS = new RegExp(
  [
    "^(?:主席|常委|全体|党组|预备)?(?:会议|大会|全会)(?!(?:审议|讨论|研究|表决)*(?:并)?(?:通过|提出|确定|作出)?的)(?:还|并|同时|由|听取|审议|通过|讨论|研究|印发|书面|传达|学习|于|以|期间|结束|决定|围绕|对|表决|选举|经|为期|最后|举行|开幕|闭幕|之前|认真)",
    "^会(?:前|后|上|见)，?",
    "^(?:另)?据[^，。]{2,24}(?:报道|消息|介绍|统计|称)",
    "^[^，。“”：我]{2,24}(?:则|还|也)?(?:称|报道(?:称|说)?)[，：]",
    "^[（(][^（）()]{1,40}[)）]$",
    "^激励|引发[^。]{0,24}(?:共鸣|反响|热议)",
    "^(?:最后|随后|期间|会议期间)，",
    "^(?:他|她)代表",
    "^(?:最后|随后)?(?:他|她)(?:还|又|并)?(?:谈到|谈了|谈及|介绍了|分享了|回顾了|讲述了|总结了)",
    "^(?![^，。]*(?:连续|多次|曾|历来|一直))[^，。]{2,60}(?:主持|出席|参加|列席|作了?(?:交流|典型|表态|大会|视频)?(?:发言|讲话|汇报|报告|说明)|致辞|陪同|发言)",
    "^[^，。“]{2,24}(?:参观|来到|考察|走进|前往|会见|看望|察看|观看|听取)了?",
  ].join("|"),
  "u",
);
