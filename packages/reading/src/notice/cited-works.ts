import type { CitedWorkDraft, Locator, LocatorValue, Span } from "@lectern/schema";
import { parseNumeral } from "@lectern/text";
import type { LevelName } from "../collection/settings.js";
import { fromText } from "../evidence.js";
import { trimRange } from "../formats/text.js";
import { type Prose, quotedSpans } from "./prose.js";

interface FoundWork {
  title: Span;
  locator: Span | null;
  resolved: Locator | null;
  method: string;
}

/** Works that a text cites, one entry per distinct title and locator, with all its mentions, in order of the first one. */
export function findCitedWorks(prose: Prose): CitedWorkDraft[] {
  const { text } = prose;
  const works = new Map<string, CitedWorkDraft>();
  for (const found of [...bracketedWorks(prose), ...quotedWorks(prose)].sort((a, b) => a.title[0] - b.title[0])) {
    const title = fromText(text, found.title, found.method, 0.9);
    const key = `${title.value.toLowerCase()}\u0000${JSON.stringify(found.resolved)}`;
    const known = works.get(key);
    if (known) known.spans.push(found.title);
    else
      works.set(key, {
        title,
        locator: found.locator ? fromText(text, found.locator, "locator beside the title", 0.9) : null,
        resolvedLocator: found.resolved,
        spans: [found.title],
      });
  }
  return [...works.values()];
}

/** Where a title is named in title marks for another reason than to cite the work. */
const NOT_CITED_BEFORE =
  /(?:题为|名为|题目为|以|演唱|合唱|齐唱|高唱|奏唱|唱响|歌曲|观看|收看|放映|电影|影片|专题片|纪录片|电视剧|话剧|舞剧|歌剧|音乐剧|京剧|节目|栏目|晚会|展演|表演|朗诵|作了?|作出|做了?|演奏|舞蹈|小品|情景剧|短片|宣传片|签署|签订|签发|颁发|记者|刊发|报道|日报|央视|【)(?:了|的|一部|全体|大型|反腐|警示教育|主题)*$/u;
const NOT_CITED_BEHIND =
  /^(?:的?(?:专题)?(?:报告|讲座|辅导|党课|主旨演讲|演讲|讲话|发言|汇报|主题报告|主题演讲)|(?:栏目|节目|报道|记者|消息|杂志|期刊|周刊|月刊|专题片|纪录片|电影|影片|歌曲|晚会|聘书|证书|等歌曲))/u;
/** Newspapers, magazines and songs, which are read and sung, not cited. */
const PERIODICAL = /(?:日报|晚报|晨报|早报|时报|周报|周刊|月刊|杂志|新闻网|新闻联播|国歌|国际歌|进行曲|之歌)$/u;
/** What is read or studied is a cited work, whatever else stands around it. */
const CITED_BEFORE =
  /(?:学习|传达|宣读|研读|审议|讨论|通过|贯彻|落实|执行|研究|听取|解读|领读|诵读|根据|按照|依据|印发|下发|重温|阅读|引用|参照|违反|遵守|修订|制定|修改|实施|出版|学|读)(?:了|的|并|会|关于|学习|贯彻|落实|通过|集中|重点|认真|原则|同志|[\p{Script=Han}]{2,4}同志)*$/u;

function bracketedWorks(prose: Prose): FoundWork[] {
  const { text } = prose;
  const found: FoundWork[] = [];
  let listed: string | null = null;
  let previousEnd = -1;
  for (const marked of quotedSpans(text, prose.span, "《》")) {
    const title: Span = trimRange(text, ...marked);
    const before = text.slice(Math.max(prose.span[0], title[0] - 25), title[0] - 1);
    const behind = text.slice(title[1] + 1, title[1] + 40);
    // A list of titles is cited, or not, as its first one is.
    const isNext = previousEnd >= 0 && /^[、和及与以及]{1,3}$/u.test(text.slice(previousEnd, title[0] - 1));
    const isProgramme = /^\s*[(（]\d{8}/u.test(behind);
    const method: string | null = isProgramme || PERIODICAL.test(text.slice(...title)) ? null : isNext ? listed : citing(before, behind);
    listed = method;
    const locator = locatorAround(text, title, prose.isChinese);
    previousEnd = locator && locator.span[0] > title[1] ? locator.span[1] : title[1] + 1;
    if (method) found.push({ title, locator: locator?.span ?? null, resolved: locator?.resolved ?? null, method });
  }
  return found;
}

function citing(before: string, behind: string): string | null {
  if (/^的?报告/u.test(behind) && !CITED_BEFORE.test(before)) return null;
  if (CITED_BEFORE.test(before)) return "cited work: studied, read, discussed or carried out";
  if (NOT_CITED_BEHIND.test(behind) || NOT_CITED_BEFORE.test(before)) return null;
  return "cited work: title marks";
}

const QUOTED_CITE_BEFORE =
  /(?:\b(?:volume|volumes|vol\.|book|chapter|part|section|article|edition|text|study|studying|studied|read|reading|learn|learning|learned|quoted|quoting|quotes|cited|citing|law|regulations?|act|charter|work|essay|treatise|publication|titled|entitled|implement|implementing|implementation|spirit|discussed|reviewed|examined|adopted|around|from|in|of)\b)(?:\s+(?:of|the|on|from|out|in|to|and|a|his|her|its|new|book|books|work|works|article|classic|document|text|aloud|out)\b)*[\s,]*$/iu;
const LOCATOR_WORD = /\b(?:volumes?|vol\.|books?|chapters?|articles?|sections?|parts?)\b/iu;

/** Titles in quotation marks in English: capitalised as a title, with a word before or behind them that cites. */
function quotedWorks(prose: Prose): FoundWork[] {
  if (prose.isChinese) return [];
  const { text } = prose;
  return quotedSpans(text, prose.span, '“”""«»').flatMap((span): FoundWork[] => {
    const words = text.slice(...span);
    if (!isTitleCase(words)) return [];
    const title: Span = trimRange(text, span[0], /[,.]\s*$/.test(words) ? span[0] + words.trimEnd().length - 1 : span[1]);
    const before = text.slice(Math.max(prose.span[0], span[0] - 80), span[0] - 1);
    const locator = locatorAround(text, title, false);
    if (locator) return [{ title, locator: locator.span, resolved: locator.resolved, method: "cited work: quoted title with a locator" }];
    const isCited =
      QUOTED_CITE_BEFORE.test(before) &&
      (/\b(?:book|study|studying|studied|read|reading|learn\p{L}*|quot\p{L}+|cit\p{L}+|law|regulations?|act|charter|essay|treatise|publication|implement\p{L}*|spirit|adopted|reviewed|text|edition)\b/iu.test(
        before.slice(-50),
      ) ||
        LOCATOR_WORD.test(before.slice(-30)));
    const isNamed = /^”?\s*(?:\((?:volume|vol|book|chapter)|,?\s*(?:volume|vol\.|chapter|book)\s)/iu.test(
      text.slice(span[1], span[1] + 20),
    );
    return isCited || isNamed
      ? [{ title, locator: null, resolved: null, method: "cited work: quoted title that is studied, read or quoted" }]
      : [];
  });
}

function isTitleCase(words: string): boolean {
  const parts = words.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [];
  if (parts.length < 2 || parts.length > 25 || !/^[\p{Lu}\p{N}]/u.test(parts[0] as string)) return false;
  const weighty = parts.filter(
    (part) => part.length > 3 && !/^(?:from|with|into|upon|over|that|under|about|after|before|between|toward|towards|through)$/u.test(part),
  );
  return weighty.length > 0 && weighty.filter((part) => /^[\p{Lu}\p{N}]/u.test(part)).length >= weighty.length * 0.7;
}

interface FoundLocator {
  span: Span;
  resolved: Locator;
}

function locatorAround(text: string, title: Span, isChinese: boolean): FoundLocator | null {
  return isChinese
    ? (chineseLocator(text, title[1] + 1) ?? null)
    : (englishLocatorBefore(text, title[0] - 1) ?? englishLocatorBehind(text, title[1] + 1));
}

const ZH_LEVELS: Record<string, LevelName> = {
  卷: "volume",
  册: "volume",
  辑: "volume",
  编: "part",
  篇: "chapter",
  部分: "part",
  章: "chapter",
  节: "section",
  条: "article",
  款: "paragraph",
  项: "item",
  页: "page",
};
const ZH_NUMBER = "[〇零一二三四五六七八九十百千\\d]+";
const ZH_LOCATOR = new RegExp(
  `^[（(]?(第(${ZH_NUMBER})(卷|册|辑|编|篇|部分|章|节|条|款|项|页)(?:(?:(至|到|[-—–~～]+)|[、和及与])第?(${ZH_NUMBER})\\3?)*(?:第(${ZH_NUMBER})(章|节|条|款|项))?(?:第(${ZH_NUMBER})(款|项))?)`,
  "u",
);

/** 第四卷, 第一卷、第二卷, 第一卷至第四卷, 第二章第十条 behind a title. */
function chineseLocator(text: string, at: number): FoundLocator | null {
  const match = ZH_LOCATOR.exec(text.slice(at, at + 60));
  if (!match) return null;
  const words = match[1] as string;
  const start = at + match[0].length - words.length;
  const level = ZH_LEVELS[match[3] as string] as LevelName;
  const numbers = [...words.matchAll(new RegExp(`第?(${ZH_NUMBER})(?=${match[3]}|[、和及与至到—–~～-]|$)`, "gu"))]
    .map((one) => parseNumeral(one[1] as string))
    .filter((one) => one !== null);
  const resolved: Locator = { [level]: locatorValue(numbers, match[4] !== undefined) };
  for (const [number, unit] of [
    [match[6], match[7]],
    [match[8], match[9]],
  ]) {
    const value = number ? parseNumeral(number) : null;
    if (value !== null && unit) resolved[ZH_LEVELS[unit] as LevelName] = value;
  }
  return numbers.length > 0 ? { span: [start, start + words.length], resolved } : null;
}

function locatorValue(numbers: number[], isRange: boolean): LocatorValue {
  if (numbers.length === 1) return numbers[0] as number;
  if (isRange && numbers.length === 2) return [numbers[0] as number, numbers[1] as number];
  return numbers.map((number): [number] => [number]);
}

const EN_LEVELS: Record<string, LevelName> = {
  volume: "volume",
  vol: "volume",
  book: "book",
  part: "part",
  chapter: "chapter",
  ch: "chapter",
  section: "section",
  article: "article",
  paragraph: "paragraph",
  page: "page",
};
const EN_NUMBER =
  "(?:\\d+(?:st|nd|rd|th)?|[IVXLC]+|(?:twenty|thirty|forty|fifty)?-?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))";
const EN_LEVEL = "(volume|vol|book|part|chapter|ch|section|article|paragraph|page)s?\\.?";
const EN_BEFORE = new RegExp(
  `(?:\\b(?:the\\s+)?(?<ordinals>${EN_NUMBER}(?:(?:,\\s*|\\s+(?:and|to)\\s+)(?:the\\s+)?${EN_NUMBER})*)\\s+${EN_LEVEL}|\\b${EN_LEVEL}\\s+(?<cardinals>${EN_NUMBER}(?:(?:,\\s*|\\s*[-–—]\\s*|\\s+(?:and|to)\\s+)${EN_NUMBER})*))\\s+(?:of|in|from)\\s+(?:the\\s+(?:book\\s+)?)?$`,
  "iu",
);
const EN_BEHIND = new RegExp(
  `^[,.]?\\s*[(,]?\\s*(?:${EN_LEVEL}\\s+(?<cardinals>${EN_NUMBER}(?:(?:,\\s*|\\s*[-–—]\\s*|\\s+(?:and|to)\\s+)${EN_NUMBER})*)|(?:the\\s+)?(?<ordinals>${EN_NUMBER})\\s+${EN_LEVEL})(?![\\p{L}])`,
  "iu",
);

/** "the fourth volume of", "Volumes I to III of" before a title. */
function englishLocatorBefore(text: string, at: number): FoundLocator | null {
  const offset = Math.max(0, at - 90);
  const match = EN_BEFORE.exec(text.slice(offset, at));
  if (!match) return null;
  const words = match[0].replace(/\s+(?:of|in|from)\s+(?:the\s+(?:book\s+)?)?$/iu, "");
  const article = /^the\s+/iu.exec(words)?.[0].length ?? 0;
  return englishLocator(words.slice(article), offset + match.index + article, match.groups?.ordinals ?? match.groups?.cardinals ?? "");
}

/** ", Volume 4" or "(Volume IV)" behind a title. */
function englishLocatorBehind(text: string, at: number): FoundLocator | null {
  const match = EN_BEHIND.exec(text.slice(at, at + 70));
  if (!match) return null;
  const lead = /^[,.]?\s*[(,]?\s*/u.exec(match[0])?.[0].length ?? 0;
  return englishLocator(match[0].slice(lead), at + lead, match.groups?.ordinals ?? match.groups?.cardinals ?? "");
}

function englishLocator(words: string, start: number, numerals: string): FoundLocator | null {
  const level = EN_LEVELS[(new RegExp(`\\b${EN_LEVEL}`, "iu").exec(words)?.[1] ?? "").toLowerCase()];
  const numbers = numerals
    .split(/\s*[-–—]\s*|,\s*|\s+(?:and|to)\s+(?:the\s+)?/iu)
    .map(parseNumeral)
    .filter((one) => one !== null);
  if (!level || numbers.length === 0) return null;
  const isRange = /[-–—]|\bto\b/iu.test(numerals);
  return { span: [start, start + words.length], resolved: { [level]: locatorValue(numbers, isRange) } };
}
