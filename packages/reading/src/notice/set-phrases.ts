import type { Evidenced, Span } from "@lectern/schema";
import { toSimplified } from "@lectern/text";
import { fromText } from "../evidence.js";
import { trimRange } from "../formats/text.js";
import { knownPhrases } from "./phrase-list.js";
import { overlapWith, type Prose, quotedSpans } from "./prose.js";

/** Stretches that are something else: titles of works and themes; and titles of speeches, which may hold a known phrase. */
interface Taken {
  titles: Span[];
  speeches: Span[];
}

/**
 * Set phrases in order of appearance, every occurrence: quoted formulas of up to `longest` words (a Chinese character is
 * a word here), and known phrases that stand without marks.
 */
export function findSetPhrases(prose: Prose, further: string[], { titles, speeches }: Taken, longest: number): Evidenced[] {
  const known = findKnown(prose, [...knownPhrases, ...further]);
  const quoted = quotedPhrases(prose, [...titles, ...speeches], overlapWith(known)).filter(
    (span) => lengthOf(prose.text.slice(...span)) <= longest,
  );
  const found: { span: Span; method: string; confidence: number }[] = quoted.map((span) => ({
    span,
    method: "set phrase: in quotation marks",
    confidence: 0.85,
  }));
  const isQuoted = overlapWith(quoted);
  const isTitle = overlapWith(titles);
  for (const span of known) {
    // A quoted phrase that holds a known one, and a known one that holds another, count once.
    if (isQuoted(span) || isTitle(span)) continue;
    found.push({ span, method: "set phrase: in the list of known phrases", confidence: 0.95 });
  }
  return found.sort((a, b) => a.span[0] - b.span[0]).map(({ span, method, confidence }) => fromText(prose.text, span, method, confidence));
}

const EN_SAID_BEHIND = /^[”"]?,?\s*(?:\p{Lu}[\p{L}.’'-]*\s+){0,4}(?:says?|said|writes?|wrote|asks?|asked|adds?|added|replied|replies)\b/u;
/** Somebody's own words, which a formula does not have: a pronoun, or a verb in its tense. */
const EN_CLAUSE = /\b(?:I|we|you|he|she|they|it|this|is|are|was|were|will|would|has|had|cannot|don['’]t|not\s+\p{L}+ing)\b/iu;
/** Words of an English formula that is one clause. */
const LONGEST_PHRASE = 9;
const ZH_NAME_BEHIND =
  /^(?:等)?[一二三四五六七八九十\d]{0,3}(?:[个项场次大])?(?:系列|主题|专题|特色|方面|品牌)?(?:表彰|方面|奖|的?字样|称号|荣誉|项目|计划|品牌|平台|活动|行动|比赛|大赛|竞赛|论坛|展|展览|晚会|专栏|栏目|系列|杯|日|节|号|公司|工作室|服务队|小组|模式|APP|课堂|大讲堂|讲堂|沙龙|机制|制度|系统|专项|党日|旅游|专题|规划|规[划则定])/u;
/** The quoted name of a meeting, a prize or a group. */
const ZH_EVENT = /(?:会议|研讨会|座谈会|报告会|交流会|论坛|大赛|奖|小组|协会|联盟|基金)$|^第[〇零一二三四五六七八九十百\d]+[届次期]/u;
const ZH_SPEECH_BEFORE = /(?:说|道|宣誓|誓言|写道|问|答|喊|称|回答|表示|强调|指出|那样|所言|有言|有云|曰)[:：，,]?$/u;
const EN_NAME_BEHIND =
  /^[”"]?\s*(?:competitions?|contests?|festival|exhibition|exhibitions?|forum|show|award|awards|prize|project|projects|program(?:me)?s?|plan|activity|activities|event|ceremony|song|film|play|movie|performance|group|company|newspaper|magazine)\b/iu;
const EN_NAME_BEFORE =
  /\b(?:theme(?:d)?(?:\s+of)?|entitled|titled|called|named|song|film|play|show|performance\s+of|competitions?|activity|activities|festival|exhibition|said|says|added|replied|wrote|asked|declared|stated|project|meeting\s+on)[,:]?\s*$/iu;

function quotedPhrases(prose: Prose, taken: Span[], isKnown: (span: Span) => boolean): Span[] {
  const { text, isChinese } = prose;
  const isTaken = overlapWith(taken);
  return quotedSpans(text, prose.span, isChinese ? "“”「」" : '“”""').flatMap((span): Span[] => {
    // A phrase within a longer title is one all the same: 《关于落实“四个到位”的决定》.
    if (isTaken(span) && taken.some(([start, end]) => span[0] < end && start < span[1] && !(start < span[0] - 1 && span[1] + 1 < end)))
      return [];
    const trimmed = withoutComma(text, span);
    const words = text.slice(...trimmed);
    const before = text.slice(Math.max(prose.span[0], span[0] - 40), span[0] - 1);
    const behind = behindRow(text, span[1] + 1);
    const isSentence = isWholeSentence(text, span);
    return (
      isChinese
        ? isChinesePhrase(words, before, behind, isSentence)
        : isEnglishPhrase(words, before, behind, isSentence, isKnown(trimmed))
    )
      ? [trimmed]
      : [];
  });
}

/** What stands behind a quotation, or behind the last of a row of quotations: “甲”“乙”“丙”等活动. */
function behindRow(text: string, at: number): string {
  const row = /^(?:[、和及与]?“[^”]{1,40}”){1,12}/u.exec(text.slice(at, at + 300))?.[0].length ?? 0;
  return text.slice(at + row, at + row + 30);
}

/** Closed by its own full stop, or begun with a capital and many small words: somebody's sentence. */
function isWholeSentence(text: string, [start, end]: Span): boolean {
  const words = text.slice(start, end);
  return /[。！？!?]$/u.test(words) || (/^\p{Lu}/u.test(words) && /\p{Ll}\.$/u.test(words) && /\s\p{Ll}+\s\p{Ll}+\s/u.test(words));
}

function lengthOf(words: string): number {
  return words.match(/\p{Script=Han}|[\p{L}\p{N}’'-]+/gu)?.length ?? 0;
}

function withoutComma(text: string, quoted: Span): Span {
  const [start, end] = trimRange(text, ...quoted);
  return /[,.，。]/.test(text[end - 1] as string) ? [start, end - 1] : [start, end];
}

/** Han characters of a quoted formula that is one clause; a row of clauses may be longer. */
const LONGEST_CLAUSE = 10;
/** What is quoted is the title of something said, proposed or written. */
const ZH_TITLE_BEHIND =
  /^(?:等)?[一二三四五六七八九十\d]{0,3}(?:[个项场次大])?的?(?:专题|主题|主旨|辅导|学术)?(?:报告|发言|讲座|演讲|讲话|说明|提案|议案|议题|调研|课题|论文|课程|课|文章|建议书|授课|宣讲|党课)/u;

/** “…，”甲说 and “…”。 alone in its line: somebody's words. */
const ZH_SAID_BEHIND = /^[\p{Script=Han}·]{2,10}(?:(?<!小)说|表示|(?<![名职简对])称|[说问写笑答]道|介绍|认为|坦言)(?=[，：。])/u;

function isChinesePhrase(words: string, before: string, behind: string, isSentence: boolean): boolean {
  if (ZH_SAID_BEHIND.test(behind) || (words.length > 12 && /(?:^|\n)$/u.test(before) && /^[。！]/u.test(behind))) return false;
  if (isSentence || words.length < 2 || words.length > 24 || /[。！？；：《》‘]|……/u.test(words)) return false;
  if (!/\p{Script=Han}/u.test(words) || (words.length > 12 && ZH_SPEECH_BEFORE.test(before))) return false;
  if (/(?:题为|主题为|以|名为|所谓)$/u.test(before) && words.length > 6) return false;
  if (words.length > LONGEST_CLAUSE && !/[、，]/u.test(words)) return false;
  if (isPlanNumber(words) || /^(?:两会|[一二三四五六七八九十]{2,3})$/u.test(words)) return false;
  if (isNumbered(words)) return true;
  if (ZH_NAME_BEHIND.test(behind) || ZH_EVENT.test(words) || ZH_TITLE_BEHIND.test(behind)) return false;
  return /[、，]/u.test(words) || FORMULA_BEHIND.test(behind) || FORMULA_BEFORE.test(before);
}

/**
 * A short quoted word is a formula where something is to be done with it, or where a word of principle follows; else it
 * is as likely a name, a brand or a term: 坚持“开门办会”, 防治“灯下黑”, “店小二”精神.
 */
const FORMULA_BEFORE =
  /(?:坚持|做到|做好|当好|树立|牢记|践行|弘扬|发扬|发挥|解决|防止|防治|防范|查处|整治|纠治|纠正|克服|杜绝|反对|破除|打破|落实|贯彻|增强|坚定|提高|强化|增进|实现|推动|推进|促进|构建|打造|形成|突出|深化|开展|把握|抓住|抓好|守住|筑牢|践诺|努力|争做|争当|学习|倡导|提倡|推广|推行|实行|实施|运用|聚焦|围绕|紧扣|要|不搞|不能|避免|严禁|切实|真正|一是|二是|三是|四是|五是)[^，。；“]{0,12}(?:“[^”]{1,20}”[、和及与]?)*$/u;
const FORMULA_BEHIND =
  /^[、]?(?:的?(?:要求|精神|意识|理念|思想|作用|现象|问题|标准|原则|目标|战略|方针|政策|工程|作风|传统|关系|方略|布局|格局|本领|能力|责任|担当|优势|效应|决定性|重大意义|落到实处|落地))/u;

/** 十五五: the name of a five-year plan. */
function isPlanNumber(words: string): boolean {
  return /^[一二三四五六七八九十]{1,3}五$/u.test(words);
}

/** 两学一做, 三个代表: a formula that counts is one whatever follows it. */
function isNumbered(words: string): boolean {
  return /^[一二两三四五六七八九十]+[个大项条]?[\p{Script=Han}]{1,6}$/u.test(words) && words.length <= 8;
}

function isEnglishPhrase(words: string, before: string, behind: string, isSentence: boolean, holdsKnown: boolean): boolean {
  const parts = words.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [];
  if (parts.length === 0 || parts.length > 24 || /[.!?:;]\s/u.test(words) || isSentence) return false;
  // What is longer is quoted from somewhere, unless it is a row of clauses as slogans are.
  if (parts.length > LONGEST_PHRASE && (/^\p{Lu}/u.test(words) || words.split(", ").length < 3)) return false;
  if (EN_SAID_BEHIND.test(behind) || EN_CLAUSE.test(words)) return false;
  // "the “four quays” plan": a name is capitalised, a formula is not.
  const isName = /\p{Lu}/u.test(words) && EN_NAME_BEHIND.test(behind);
  if (isName || EN_NAME_BEFORE.test(before)) return false;
  // "The Captain": a name with its article is a title.
  if (/^(?:The|An?)\s+\p{Lu}/u.test(words) && !/\d|\b(?:two|three|four|five|six|seven|eight|nine|ten)\b/iu.test(words)) return false;
  // A capitalised name in marks is a title or the name of an event, unless it is as short as a slogan.
  const capitals = parts.filter((part) => /^\p{Lu}/u.test(part)).length;
  if (capitals >= 4 && capitals >= parts.length * 0.6) return false;
  return (
    holdsKnown ||
    EN_COUNTED.test(words) ||
    words.split(", ").length >= 3 ||
    EN_FORMULA_BEFORE.test(before) ||
    EN_FORMULA_BEHIND.test(behind)
  );
}

/** "two establishments", "four-pronged", "one country, two systems": a formula that counts is one whatever stands around it. */
const EN_COUNTED = /^(?:one|two|three|four|five|six|seven|eight|nine|ten|both|double|triple|\d{1,2})[\s-]\p{L}/iu;
/** What is done with a formula, in front of it: adhere to, implement, "the spirit of", "the concept of". */
const EN_FORMULA_BEFORE =
  /\b(?:adher\p{L}+\s+to|uphold\p{L}*|implement\p{L}*|follow\p{L}*|practi[cs]\p{L}+|pursu\p{L}+|promot\p{L}+|carry\p{L}*\s+(?:out|forward)|guided\s+by|insist\p{L}*\s+on|strengthen\p{L}*|enhanc\p{L}+|achiev\p{L}+|realiz\p{L}+|establish\p{L}*|advocat\p{L}+|stick\p{L}*\s+to|firmly|build\p{L}*|mak\p{L}+|guarding\s+of|(?:spirit|principles?|concepts?|polic(?:y|ies)|ideas?|ideals?|guidelines?|requirements?|significance|strateg(?:y|ies)|guiding\s+thought|philosophy|motto|slogans?|vision|goals?|instructions?)(?:\s+(?:of|is|was|being|on|that))?(?:\s+\p{L}+){0,2}?)\s*(?:to\s+|the\s+|a\s+|an\s+)*$/iu;
const EN_FORMULA_BEHIND =
  /^[”"]?\s*(?:spirit|principles?|concepts?|polic(?:y|ies)|strateg(?:y|ies)|philosoph(?:y|ies)|guidelines?|requirements?|initiatives?|consciousness|goals?|campaigns?|approach|doctrine|is\s+(?:the|our|a|their)\s+(?:\p{L}+\s+)?(?:premise|principle|goal|aim|motto|requirement|policy))\b/iu;

const scanners = new Map<string, RegExp[]>();

/** All places of known phrases, the longest first where they overlap; capitals and traditional forms do not matter. */
function findKnown(prose: Prose, phrases: string[]): Span[] {
  const key = phrases.join("\u0000");
  let scanner = scanners.get(key);
  if (!scanner) {
    scanner = scannerOf([...new Set(phrases.map((phrase) => toSimplified(phrase)))]);
    if (scanners.size > 100) scanners.clear();
    scanners.set(key, scanner);
  }
  const [from, to] = prose.span;
  const words = toSimplified(prose.text.slice(from, to));
  const found = scanner.flatMap((pattern) => [...words.matchAll(pattern)]);
  return found.map((match): Span => [from + match.index, from + match.index + match[0].length]).sort((a, b) => a[0] - b[0]);
}

/** One pattern for phrases that are whole words of an alphabet, one for others; each looks at first letters before it looks further. */
function scannerOf(phrases: string[]): RegExp[] {
  const isWords = (phrase: string) => /^[A-Za-z]/.test(phrase);
  const [words, others] = [phrases.filter(isWords), phrases.filter((phrase) => !isWords(phrase))];
  return [
    ...(words.length > 0 ? [new RegExp(`(?<![\\p{L}])${anyOf(words)}(?![\\p{L}])`, "giu")] : []),
    ...(others.length > 0 ? [new RegExp(anyOf(others), "giu")] : []),
  ];
}

function anyOf(phrases: string[]): string {
  const firsts = new Set(phrases.map((phrase) => `\\u{${(phrase.codePointAt(0) ?? 0).toString(16)}}`));
  const longestFirst = phrases.toSorted((a, b) => b.length - a.length).map(escaped);
  return `(?=[${[...firsts].join("")}])(?:${longestFirst.join("|")})`;
}

function escaped(phrase: string): string {
  return phrase
    .replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")
    .replace(/\s+/g, "\\s+")
    .replace(/['’]/g, "['’]");
}
