import type { Span } from "@lectern/schema";
import { SpeechKind } from "@lectern/schema/kind";
import { isInside } from "./prose.js";

/** A verb of speaking with what it says of the speech. */
export interface SpeechFound {
  at: number;
  end: number;
  method: string;
  speech: SpeechKind;
  printedKind: Span | null;
  about: Span | null;
  /** Counts only where the text tells of no other speech of the same person. */
  isReport: boolean;
}

interface SpeechForm {
  /** Words of which one stands wherever the pattern matches: looking for them costs little. */
  hints: string[];
  pattern: RegExp;
  kind: SpeechKind | ((words: string) => SpeechKind);
}

const TITLED = "(?:(?:题为|名为)?(?:[“《「][^”》」]{1,60}[”》」][、和]?){1,4}的?)?";
const QUALIFIER = `(?:${TITLED}(?:(?:了|过|一个|一场|一次|重要|总结|主旨|主题|专题|工作|动员|部署|开班|就职|即席|书面|口头|表态|交流|典型|经验|学习|体会|辅导|述职|财务|年度|专项|情况|讲评|点评|主持|致辞|开幕|闭幕|欢迎|答谢|感谢|祝酒|祝贺|献|悼|贺|祝|视频|大会|会议|集中|集体|代表|热情洋溢|热情|激情|精彩|深刻|简短|动员部署|全面|系统|深入|详细|专门|精神|思想|理论|宣讲|形势|政策|党课|的)*))`;
const NOUN = "(?:讲话|演讲|动员(?:部署|讲话)?|致辞|致词|发言|报告|汇报|讲座|辅导|宣讲|点评|说明|介绍|表态|总结|党课|辞|词|授课)";
/** 作 as a verb, not the end of 工作, 合作, 运作. */
const MAKE = "(?:发表|作出|(?<![工合操运动协著创写制])作|做|讲|致(?!公党))(?:了)?";
/** What may end a clause. */
const CLAUSE_END = "(?=[，。；]|$)";

const HINTS =
  "讲话 演讲 致辞 致词 辞 词 发言 报告 汇报 通报 讲座 辅导 宣讲 宣读 宣布 点评 说明 介绍 表态 总结 党课 授课 讲课 讲授 主讲 传达 领学 领读 导读 提议 动议 附议 动员".split(
    " ",
  );

const forms: SpeechForm[] = (
  [
    [`${MAKE}${QUALIFIER}${NOUN}`, kindOfWords],
    ["(?<![工合操运动协著创写制])(?:作|做)(?:了)?《[^》]{1,60}(?:讲话|演讲|发言|报告|汇报|讲座|辅导|说明)》", kindOfWords],
    [`${MAKE}(?:关于|有关)?[^，。；]{2,120}?(?:报告|汇报|说明|讲话|发言|讲座|演讲|辅导)(?=[，。；]|$)`, kindOfWords],
    [
      `(?:举行|举办|带来|进行)(?:了)?(?:一场|一次|一堂|一节)?(?:${TITLED})[^，。；“《]{0,16}?(?:讲座|党课|宣讲|授课|演讲|点评)(?=[，。；]|$)`,
      kindOfWords,
    ],
    [`讲授(?:了)?${TITLED}[^，。；]{0,16}?(?:党课|讲座|课程?)(?=[，。；]|$)`, SpeechKind.LECTURE],
    ["主讲(?=[，。；了]|$)", SpeechKind.LECTURE],
    ["并(?:在会上)?(?:讲话|致辞|致词|发言|授课|讲课|宣讲)(?=[，。；、]|$|[^精话])", kindOfWords],
    [`(?:讲话|致辞|致词)${CLAUSE_END}`, kindOfWords],
    [
      `(?:(?:先后|分别|依次|相继|踊跃|纷纷|现场|即席|交流|表态)(?:进行)?(?:了)?(?:交流|表态|典型)?|作为[^，。；]{2,30}代表|(?:围绕|就|结合)[^，。；]{2,60})发言${CLAUSE_END}`,
      kindOfWords,
    ],
    ["(?<!听取|大家|的|精彩|交流)发言(?=[，。；]|$)", kindOfWords],
    ["(?<=[\\p{Script=Han}])(?<![在的了])发言(?=(?:时)?(?:说|建议|指出|认为|表示|提出|强调|提议|谈到|呼吁|希望|询问|要求)|$)", kindOfWords],
    ["在(?:大会|会议|主旨|视频|书面)?(?:讲话|致辞|致词|演讲|发言)(?:中|时)", kindOfWords],
    ["作的[^，。；]{2,80}?的?(?:工作)?(?:报告|汇报|说明)", SpeechKind.REPORT],
    ["(?:汇报|通报)(?:了)", SpeechKind.REPORT],
    ["(?:书面汇报|书面报告)(?:了)?", SpeechKind.WRITTEN_REPORT],
    ["(?:宣读|传达|领学|领读|导读)(?:学习)?(?:了)?", SpeechKind.READING],
    ["宣布(?:了)?", SpeechKind.ANNOUNCEMENT],
    ["(?:提议|动议)", SpeechKind.PROPOSAL],
    ["附议", SpeechKind.SECONDING],
  ] as const
).map(([pattern, kind]) => ({ hints: HINTS.filter((hint) => pattern.includes(hint)), pattern: new RegExp(pattern, "gu"), kind }));
/** 甲汇报工作, 甲阐述了看法, and no noun: 汇报会, 分享会. */
const TELLS_OF =
  /(?<![据作做的])(?<verb>汇报|阐述|解读|讲解|分享|宣讲|回答|提出(?=询问|问题))(?:了)?(?=[\p{Script=Han}《“])(?![会材演稿片团员报队])/gu;
/** 甲对工作进行了部署, 作了强调. */
const DISPOSES = /(?:进行|作|作出|做)(?:了)?[^，。；]{0,10}?(?:部署|安排|动员|强调|小结|总结|指导|解答)(?=[，。；：、]|$)/gu;
/** 甲就议题进行了阐述. */
const EXPLAINS = /(?:进行|作|作出|做)(?:了)?[^，。；]{0,10}?(?:阐述|解读|讲解|分享)(?=[，。；：、]|$)/gu;
/** 甲对来宾表示欢迎: a greeting. */
const GREETS = /(?:表示|致以)(?:了)?(?:最?(?:衷心|热烈|诚挚|由衷|亲切|崇高))?的?(?:感谢|欢迎|祝贺|问候|慰问|谢意)/gu;
/** 甲介绍情况, 对情况进行了介绍: words of which nothing more is told; they count where the text tells of no other speech of the same person. */
const INTRODUCES =
  /(?<![据作做])介绍(?:了)?(?=[\p{Script=Han}《“])(?!说)|(?:进行|做|作)(?:了)?(?:[\p{Script=Han}]{0,4}和)?介绍(?=[，。；]|$)/gu;

/** One of these stands in every form above. */
const MAY_SPEAK =
  /讲话|演讲|发言|报告|汇报|通报|讲座|辅导|宣讲|宣读|宣布|点评|说明|介绍|表态|总结|党课|[致幕迎谢酒祝悼献贺][词辞]|授课|讲课|讲授|主讲|传达|[领导]读|领学|提议|动议|附议|动员|部署|安排|强调|指导|解答|阐述|解读|讲解|分享|表示|致以|回答|提出/u;

export const INTRODUCED = "speaker: X介绍";

/** Verbs of speaking in a stretch of a sentence, in order; of two at one place the longer is first. */
export function findSpeechForms(text: string, [from, end]: Span, quoted: Span[]): SpeechFound[] {
  const found: SpeechFound[] = [];
  const part = text.slice(from, end);
  if (!MAY_SPEAK.test(part)) return found;
  const present = new Set(HINTS.filter((hint) => part.includes(hint)));
  for (const { hints, pattern, kind } of forms) {
    if (!hints.some((hint) => present.has(hint))) continue;
    for (const match of part.matchAll(pattern)) {
      const words = match[0];
      const at = from + match.index;
      if (isInside(at, quoted) || isNominal(text, at, words)) continue;
      const isWithin = words.startsWith("在");
      found.push({
        at,
        end: at + words.length,
        method: `speaker: X${words.slice(0, 12)}`,
        speech: typeof kind === "function" ? kind(words) : kind,
        printedKind: printedKindOf(words, at),
        about: aboutOf(text, at, words),
        isReport: isWithin,
      });
    }
  }
  for (const match of [...part.matchAll(INTRODUCES), ...part.matchAll(TELLS_OF)]) {
    const at = from + match.index;
    if (isInside(at, quoted)) continue;
    const speech = kindOfTelling(match.groups?.verb);
    found.push({ at, end: at + match[0].length, method: INTRODUCED, speech, printedKind: null, about: null, isReport: true });
  }
  for (const [pattern, speech] of [
    [DISPOSES, SpeechKind.SPEECH],
    [EXPLAINS, SpeechKind.REMARKS],
    [GREETS, SpeechKind.REMARKS],
  ] as const) {
    for (const match of part.matchAll(pattern)) {
      const at = from + match.index;
      const rest = { printedKind: null, about: null, isReport: true };
      if (!isInside(at, quoted)) found.push({ at, end: at + match[0].length, method: INTRODUCED, speech, ...rest });
    }
  }
  return found.sort((a, b) => a.at - b.at || b.end - a.end);
}

function kindOfTelling(verb: string | undefined): SpeechKind {
  if (verb === "汇报") return SpeechKind.REPORT;
  return verb === "宣讲" ? SpeechKind.LECTURE : SpeechKind.REMARKS;
}

/** 讲话精神, 作报告时: the noun, not the act. */
function isNominal(text: string, at: number, words: string): boolean {
  const behind = text.slice(at + words.length, at + words.length + 24);
  const before = text.slice(Math.max(0, at - 4), at);
  if (
    /^(?:精神|要求|指示|内容|的|中|时|会|稿|大会|会议|人|单位|制度|暂行|办法)/u.test(behind) &&
    !/^(?:中强调|中指出|时强调|时指出|的)/u.test(behind)
  )
    return true;
  if (/^(?:讲话|致辞|致词)$/u.test(words))
    return (
      !/(?:会议|大会|活动|仪式|现场|到会|出席|上|幕式|并|[书主市省县部局处院校]长|[\p{Script=Han}])$/u.test(before) ||
      /(?:重要|书记|系列|发表|指示|的)$/u.test(before)
    );
  if (/^宣布/u.test(words))
    return /(?:对外|法院|依法)$/u.test(before) || /^[：，]?[^，。；]{0,20}(?:闭幕|散会|休会|结束|开会|开始)/u.test(behind);
  return false;
}

function printedKindOf(words: string, at: number): Span | null {
  const noun =
    /(?:(?:重要|总结|主旨|专题|工作|动员|部署|书面|交流|辅导|表态|开班|述职|学习|典型|经验)*)(?:讲话|演讲|致辞|致词|贺[词辞]|[开闭]幕[词辞]|欢迎[词辞]|答谢[词辞]|祝酒[词辞]|祝[词辞]|悼词|献词|发言|报告|汇报|讲座|辅导|宣讲|点评|说明|党课|授课|动员)$/u.exec(
      words.replace(/[中时]$/u, ""),
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
  if (/介绍$/u.test(words)) return SpeechKind.REMARKS;
  if (/汇报|报告|说明/u.test(words)) return SpeechKind.REPORT;
  if (/发言|表态|点评/u.test(words)) return SpeechKind.REMARKS;
  return SpeechKind.SPEECH;
}
