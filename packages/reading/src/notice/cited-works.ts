import type { CitedWorkDraft, Locator, Span } from "@lectern/schema";
import { fromText } from "../evidence.js";
import { trimRange } from "../formats/text.js";
import { locatorAround } from "./locators.js";
import { namedWorks } from "./named-works-en.js";
import { type Prose, quotedSpans, spanAt } from "./prose.js";

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
  for (const found of [...bracketedWorks(prose), ...quotedWorks(prose), ...(prose.isChinese ? [] : namedWorks(prose))].sort(
    (a, b) => a.title[0] - b.title[0],
  )) {
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
  /(?:题为|名为|题目为|以|演唱|合唱|齐唱|高唱|奏唱|唱响|歌曲|一首|观看|收看|放映|电影|影片|专题片|纪录片|电视剧|话剧|舞剧|歌剧|音乐剧|京剧|节目|栏目|晚会|展演|表演|朗诵|作了?|作出|做了?|演奏|舞蹈|魔术|时装秀|街舞|民乐|独唱|相声|戏曲|曲目|大合唱|交响曲|歌舞|歌剧|诗朗诵|动画片|短视频|游戏|小品|情景剧|短片|宣传片|(?:签署|签订|签发|颁发)了?(?!的)|记者|刊发|报道|日报|央视|【)(?:了|的|一部|全体|大型|反腐|警示教育|主题)*$/u;
const NOT_CITED_BEHIND =
  /^(?:为题|编制工作|上(?:公布|发表|刊登|刊发|撰文|发文)|(?:杂志|报)?(?:\d{1,2}日)?(?:刊文|撰文|发文|报道)|的?(?:专题|主题|精彩|生动|学术|重要|特别|线上)*(?:报告|讲座|辅导|党课|授课|宣讲|主旨演讲|演讲|讲话|发言|汇报|主题报告|主题演讲)|(?:栏目|节目|网站|电视台|报社|报道|记者|消息|杂志|期刊|周刊|月刊|专题片|纪录片|电影|影片|歌曲|晚会|聘书|证书|等歌曲))/u;
/** Newspapers, magazines and songs, which are read and sung, not cited. */
const PERIODICAL = /(?:日报|晚报|晨报|早报|时报|周报|邮报|周刊|月刊|杂志|新闻网|新闻联播|国歌|国际歌|进行曲|之歌|基金)$/u;
/** An article under its own title: 发表题为《…》的文章, 报道题为《…》, 以《…》为题发表评论. */
const ARTICLE_BEFORE = /(?:报道|文章|评论|社论|专栏)(?:题为|题目[为是]|以)$/u;
const ARTICLE_BEHIND = /^(?:的?(?:重要|署名|评论员?)*(?:文章|社论|评论)|为题(?:目)?(?:发表|刊发|报道|刊登|撰文|解读|刊载))/u;
/** What is read or studied is a cited work, whatever else stands around it. */
const CITED_BEFORE =
  /(?:学习|传达|宣读|研读|审议|讨论|通过|贯彻|落实|执行|研究|听取|解读|领读|诵读|根据|按照|依据|印发|下发|重温|阅读|引用|参照|违反|遵守|修订|制定|修改|实施|出版|学|读)(?:了|的|并|会|关于|学习|贯彻|落实|通过|集中|重点|认真|原则|同志|[\p{Script=Han}]{2,4}同志)*$/u;

function bracketedWorks(prose: Prose): FoundWork[] {
  const { text } = prose;
  const found: FoundWork[] = [];
  let listed: string | null = null;
  let previousEnd = -1;
  for (const marked of titleSpans(text, prose.span)) {
    const title: Span = trimRange(text, ...marked);
    const before = text.slice(Math.max(prose.span[0], title[0] - 25), title[0] - 1);
    const behind = text.slice(title[1] + 1, title[1] + 40);
    // A list of titles is cited, or not, as its first one is.
    const isNext = previousEnd >= 0 && /^[、和及与以及]{1,3}$/u.test(text.slice(previousEnd, title[0] - 1));
    const isProgramme = /^\s*[(（]\d{8}/u.test(behind);
    const locator = locatorAround(prose, title);
    const method: string | null =
      isProgramme || PERIODICAL.test(text.slice(...title))
        ? null
        : isNext
          ? listed
          : isPerformed(prose, title, before)
            ? null
            : citing(before, behind, locator !== null);
    listed = method;
    previousEnd = locator && locator.span[0] > title[1] ? locator.span[1] : title[1] + 1;
    if (method) found.push({ title, locator: locator?.span ?? null, resolved: locator?.resolved ?? null, method });
  }
  return found;
}

/** What a concert or a show performs is cited by none of its names. */
const PERFORMANCE = /音乐会|演唱会|文艺(?:演出|晚会|汇演)|(?:独|合|演|齐)唱[^，。]{0,12}《[^》]+》[^。]*(?:独|合|演|齐)唱[^，。]{0,12}《/u;

function isPerformed({ text, paragraphs }: Prose, title: Span, before: string): boolean {
  if (CITED_BEFORE.test(before)) return false;
  const paragraph = spanAt(paragraphs, title[0]);
  return paragraph !== null && PERFORMANCE.test(text.slice(...paragraph));
}

/** What stands in title marks; a title within a title belongs to the outer one. */
function titleSpans(text: string, span: Span): Span[] {
  const spans: Span[] = [];
  for (const found of quotedSpans(text, span, "《》")) {
    const previous = spans.at(-1);
    if (previous && found[0] <= previous[1]) continue;
    spans.push(outerTitle(text, found, span[1]));
  }
  return spans;
}

/** 《〈《甲公约》议定书〉修正案》 ends with the closing mark of its first one. */
function outerTitle(text: string, [start, end]: Span, limit: number): Span {
  let open = text.slice(start, end).split("《").length - 1;
  if (open === 0 || !text.startsWith("〈", start)) return [start, end];
  for (let i = end + 1; i < Math.min(limit, end + LONGEST_OUTER) && text[i] !== "\n"; i++) {
    if (text[i] === "《") open++;
    else if (text[i] === "》" && --open === 0) return [start, i];
  }
  return [start, end];
}

const LONGEST_OUTER = 120;

function citing(before: string, behind: string, hasLocator: boolean): string | null {
  if (ARTICLE_BEFORE.test(before) || ARTICLE_BEHIND.test(behind)) return "cited work: title of an article";
  if (/^的?报告/u.test(behind) && !CITED_BEFORE.test(before)) return null;
  if (CITED_BEFORE.test(before)) return "cited work: studied, read, discussed or carried out";
  if (hasLocator && !NOT_CITED_BEHIND.test(behind)) return "cited work: title marks with a locator";
  if (NOT_CITED_BEHIND.test(behind) || NOT_CITED_BEFORE.test(before)) return null;
  return "cited work: title marks";
}

const QUOTED_CITE_BEFORE =
  /(?:\b(?:volume|volumes|vol\.|book|chapter|part|section|article|edition|text|study|studying|studied|read|reading|learn|learning|learned|quoted|quoting|quotes|cited|citing|law|regulations?|act|charter|work|essay|treatise|publication|titled|entitled|implement|implementing|implementation|spirit|discussed|reviewed|examined|adopted|around|from|in|of)\b)(?:\s+(?:of|the|on|from|out|in|to|and|a|his|her|its|new|book|books|work|works|article|classic|document|text|aloud|out)\b)*[\s,]*$/iu;
const LOCATOR_WORD = /\b(?:volumes?|vol\.|books?|chapters?|articles?|sections?|parts?)\b/iu;
/** "… writes", "… has it" behind a title: a book says something. */
const SAYS_BEHIND =
  /^”?\s*(?:says|said|writes|wrote|has\s+it|puts\s+it|tells|told|states|teaches|taught|warns|records|reminds|advises)\b/iu;
/** A title that names its own kind of book: "A Treatise on …", "The Keeper's Almanac". */
const NAMES_A_BOOK =
  /^(?:The\s+|An?\s+)?(?:[\p{L}’'-]+\s+){0,4}?(?:Almanac|Treatise|Gazetteer|Companion|Handbook|Manual|Chronicles?|Dictionary|Encyclop(?:a?e|æ)dia|Memoirs?|Essays?|Letters|Lectures|Primer|Guide|Histor(?:y|ies)|Book|Atlas|Commentar(?:y|ies)|Catalogue|Anthology|Manifesto|Annals|Analects|Catechism|Rules|Principles|Works)(?:\s+(?:of|on|to|from|for|in)\s+.+)?$/u;
/** What else bears a title: a show, a song, a prize. */
const NO_BOOK_BEFORE =
  /\b(?:theme(?:d)?(?:\s+of)?|song|film|play|show|performance(?:\s+of)?|competition|exhibition|festival|project|programme|activity|event|award)[,:]?\s*$/iu;
const NO_BOOK_BEHIND =
  /^”?\s*(?:competitions?|contests?|festivals?|exhibitions?|shows?|awards?|prizes?|projects?|program(?:me)?s?|plans?|activit(?:y|ies)|events?|ceremon(?:y|ies)|songs?|films?|plays?|campaigns?)\b/iu;

/** Titles in quotation marks in English: capitalised as a title, with a word before or behind them that cites, or named as a book is. */
function quotedWorks(prose: Prose): FoundWork[] {
  if (prose.isChinese) return [];
  const { text } = prose;
  return quotedSpans(text, prose.span, '“”""«»').flatMap((span): FoundWork[] => {
    const words = text.slice(...span);
    if (!isTitleCase(words)) return [];
    const title: Span = trimRange(text, span[0], /[,.]\s*$/.test(words) ? span[0] + words.trimEnd().length - 1 : span[1]);
    const before = text.slice(Math.max(prose.span[0], span[0] - 80), span[0] - 1);
    const behind = text.slice(span[1], span[1] + 40);
    const locator = locatorAround(prose, title);
    if (locator) return [{ title, locator: locator.span, resolved: locator.resolved, method: "cited work: quoted title with a locator" }];
    const method = citingQuoted(text.slice(...title), before, behind);
    return method ? [{ title, locator: null, resolved: null, method }] : [];
  });
}

function citingQuoted(title: string, before: string, behind: string): string | null {
  const isCited =
    QUOTED_CITE_BEFORE.test(before) &&
    (/\b(?:book|study|studying|studied|read|reading|learn\p{L}*|quot\p{L}+|cit\p{L}+|law|regulations?|act|charter|essay|treatise|publication|implement\p{L}*|spirit|adopted|reviewed|text|edition)\b/iu.test(
      before.slice(-50),
    ) ||
      LOCATOR_WORD.test(before.slice(-30)));
  const isNamed = /^”?\s*(?:\((?:volume|vol|book|chapter)|,?\s*(?:volume|vol\.|chapter|book)\s)/iu.test(behind.slice(0, 20));
  if (isCited || isNamed) return "cited work: quoted title that is studied, read or quoted";
  if (NO_BOOK_BEFORE.test(before) || NO_BOOK_BEHIND.test(behind)) return null;
  if (SAYS_BEHIND.test(behind) && /^(?:The|An?)\s/u.test(title)) return "cited work: quoted title that says something";
  return NAMES_A_BOOK.test(title) ? "cited work: quoted title that names a kind of book" : null;
}

function isTitleCase(words: string): boolean {
  const parts = words.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [];
  if (parts.length < 2 || parts.length > 25 || !/^[\p{Lu}\p{N}]/u.test(parts[0] as string)) return false;
  const weighty = parts.filter(
    (part) => part.length > 3 && !/^(?:from|with|into|upon|over|that|under|about|after|before|between|toward|towards|through)$/u.test(part),
  );
  return weighty.length > 0 && weighty.filter((part) => /^[\p{Lu}\p{N}]/u.test(part)).length >= weighty.length * 0.7;
}
