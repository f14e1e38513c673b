import type { Block, Evidenced, Span } from "@lectern/schema";
import { fromText, meaning } from "../evidence.js";
import { completeDate, findDates, parseDateValue } from "./dates.js";
import { hasPlaceLabel } from "./labels.js";

/** What stands around the prose of a document: its title, its dates, and where the prose begins and ends. */
export interface Head {
  title: Evidenced | null;
  publishedOn: Evidenced | null;
  capturedOn: Evidenced | null;
  correctedOn: Evidenced | null;
  /** The prose, without title, date line and what is signed below. */
  body: Span;
}

/** How a date was found that stands alone in the head: of minutes it is the day of the meeting. */
export const LINE_OF_HEAD = "a line of its own in the head";

const HEAD_LENGTH = 600;
const DATE_WORDS = {
  published:
    /(?:^|[\s(（|])(?:date|dated|published(?: on)?|publication date|posted(?: on)?|released(?: on)?|issued(?: on)?|发布时间|发布日期|发表时间|发布|日期|时间)\s*[:：]?\s*/giu,
  captured: /(?:captured|retrieved|accessed|archived)(?: on| at)?\s*[:：]?\s*|(?:抓取|采集|存档)(?:时间|日期)?\s*[:：]?\s*/giu,
  corrected: /(?:corrected|correction|amended|erratum)(?: on| of|,)?\s*[:：]?\s*|(?:更正|订正)(?:时间|日期)?\s*[:：]?\s*[（(]?/giu,
};
/** A running head such as 《晚间新闻》 (20310504): the programme and its day. */
const PROGRAMME = /^《[^》\n]{1,40}》\s*[(（](\d{8})[)）]/u;

/** Looks at the edges of a text. `isNarrative`: a first line without a full stop may be its title. */
export function readHead(text: string, blocks: Block[], isNarrative: boolean): Head {
  const programme = programmeDate(text);
  const stamp = labelledDate(text, "published", [0, Math.min(text.length, HEAD_LENGTH)], true);
  const publishedOn =
    programme ??
    stamp ??
    lineDate(text, blocks.slice(0, 4), LINE_OF_HEAD) ??
    lineDate(text, blocks.slice(-3), "a line of its own at the end");
  const edges: Span[] = [
    [0, Math.min(text.length, HEAD_LENGTH)],
    [Math.max(0, text.length - HEAD_LENGTH), text.length],
  ];
  const titleBlock = isNarrative ? findTitle(text, blocks) : null;
  return {
    title: titleBlock && fromText(text, titleBlock.span, titleBlock.kind === "heading" ? "heading" : "first line", 0.8),
    publishedOn,
    capturedOn: labelledDate(text, "captured", edges[0] as Span, false) ?? labelledDate(text, "captured", edges[1] as Span, false),
    correctedOn: labelledDate(text, "corrected", edges[0] as Span, false) ?? labelledDate(text, "corrected", edges[1] as Span, false),
    body: bodySpan(text, blocks, titleBlock, stamp),
  };
}

function programmeDate(text: string): Evidenced | null {
  const match = PROGRAMME.exec(text);
  const value = match && parseDateValue(match[1] as string);
  if (!match || !value) return null;
  const start = match[0].indexOf(match[1] as string);
  return meaning(text, [start, start + 8], value.date, "running head: programme (date)", 0.98);
}

/** A full date right behind a word that says which date it is. */
function labelledDate(text: string, which: keyof typeof DATE_WORDS, span: Span, atLineStart: boolean): Evidenced | null {
  const part = text.slice(...span);
  for (const match of part.matchAll(DATE_WORDS[which])) {
    if (atLineStart && !isAtLineStart(part, match)) continue;
    if (/^\s*(?:date|日期|时间)\s*[:：]/iu.test(match[0]) && hasPlaceLabel(text)) continue;
    const at = span[0] + match.index + match[0].length;
    const printed = findDates(text, [at, Math.min(text.length, at + 60)]).find((date) => date.span[0] - at <= 12 && date.year !== null);
    const value = printed && completeDate(printed, printed.year);
    if (printed && value) return meaning(text, printed.span, value.date, `head: ${match[0].trim().replace(/[:：]$/, "")} + date`, 0.97);
  }
  return null;
}

function isAtLineStart(part: string, match: RegExpExecArray): boolean {
  const word = match.index + match[0].search(/\S/);
  const lineStart = part.lastIndexOf("\n", word - 1) + 1;
  return part.slice(lineStart, word).length <= 40 && !/[。.!?！？][^\n]*$/u.test(part.slice(lineStart, word));
}

/** "Ministry of Works, 3 October 2023": who or where, and no meeting. */
const PLACE_BEFORE_DAY =
  /^(?![^\n]*\b(?:[Mm]eeting|[Mm]inutes|[Ss]ession|[Cc]onference|[Cc]ouncil|[Cc]ommittee|[Bb]oard|[Hh]earing)\b)(?:\p{Lu}[\p{L}.'’-]*(?:\s+(?:of|the|and|for|de))*\s?){1,6},\s+(?=\d|\p{Lu}\p{L}+\s+\d|\p{L}+day)/u;

/** 县总工会办公室　　2021年7月6日: who issued a bulletin, with a wide gap before the day. */
const ISSUER_BEFORE_DAY = /^[\p{Script=Han}（）()“”]{2,40}(?:\u3000|[ \t]{2,})[\s\u3000]*(?=\d{4}年)/u;

function lineDate(text: string, blocks: Block[], where: string): Evidenced | null {
  for (const span of blocks.flatMap((block) => linesOf(text, block))) {
    const words = text.slice(...span);
    if (words.length > 100) continue;
    const printed = findDates(text, span).find((date) => date.year !== null && date.day !== null);
    const value = printed && completeDate(printed, printed.year);
    if (!printed || !value) continue;
    const rest = words
      .replace(PLACE_BEFORE_DAY, "")
      .replace(ISSUER_BEFORE_DAY, "")
      .replace(
        /(?:^|[\s|·])(?:source|from|by|author|reporter|editor|来源|作者|记者|编辑|责编|浏览|阅读|点击|字体|字号)\s*[:：][^\n]*$/iu,
        "",
      )
      .replace(text.slice(...printed.span), "")
      .replace(/(?:mon|tues|wednes|thurs|fri|satur|sun)day|星期[一二三四五六日天]|\d{1,2}:\d{2}(?::\d{2})?|[\s()（）,，.。:：|/-]/giu, "");
    if (rest === "" && !isOfNextMeeting(text, span[0])) return meaning(text, printed.span, value.date, where, 0.9);
  }
  return null;
}

/** Below "Date of next meeting". */
function isOfNextMeeting(text: string, at: number): boolean {
  return /\bnext\s+meeting\b[^\n]{0,30}\s*$/iu.test(text.slice(Math.max(0, at - 80), at));
}

/** The lines of a cell, which may hold the whole head of a form; any other block as one. */
function linesOf(text: string, { kind, span }: Block): Span[] {
  if (kind !== "cell") return [span];
  let start = span[0];
  return text
    .slice(...span)
    .split("\n")
    .map((line): Span => {
      const own: Span = [start, start + line.length];
      start += line.length + 1;
      return own;
    });
}

const NOT_A_TITLE =
  /^(?:\[|original (?:file|document)\b|download\b|scanned page|https?:|[-*_=]{3,}|\*?<|来源|作者|编辑|责任编辑|发布|日期|date\b|published\b|present\b|members\b)/iu;

/** The sentence that minutes are headed with: "Minutes of the meeting of the Harbour Board held on …". */
const OF_MINUTES = /^(?:(?:draft|approved|unconfirmed)\s+)?minutes\s+of\b[^.!?]{0,60}\bmeeting\b.{0,300}$/isu;

/** The first of the top blocks that reads as a title: a heading, or a short line that is no sentence, with prose below. */
function findTitle(text: string, blocks: Block[]): Block | null {
  const ofMinutes = minutesHeading(text, blocks);
  if (ofMinutes) return ofMinutes;
  for (const block of blocks.slice(0, 6)) {
    const words = text.slice(...block.span);
    if (PROGRAMME.test(words) || NOT_A_TITLE.test(words)) continue;
    const isHan = /\p{Script=Han}/u.test(words);
    const isShort = words.length <= (isHan ? 120 : 400);
    const hasMore = block !== blocks.at(-1);
    if (block.kind === "heading" && isShort && hasMore) return block;
    const isSentence = /[。；，.;,:：!！?？”"]\s*$/u.test(words) || /[。！？]|[.!?]\s+\p{Lu}/u.test(words);
    return isShort &&
      hasMore &&
      !isSentence &&
      block.kind === "paragraph" &&
      words.length <= (isHan ? 120 : 200) &&
      findDates(text, block.span).every((date) => date.relative === null) &&
      words.length >= 4
      ? block
      : null;
  }
  return null;
}

/** How many blocks a heading may be broken into. */
const MAX_BROKEN = 20;

/** The heading of minutes; one in capitals may be broken into several blocks, as double-spaced pages are. */
function minutesHeading(text: string, blocks: Block[]): Block | null {
  const first = blocks.slice(0, 4).findIndex((block) => /^(?:\w+\s+)?minutes\b/iu.test(text.slice(...block.span)));
  const block = blocks[first];
  if (!block) return null;
  let last = first;
  while (last - first < MAX_BROKEN && isUpper(text, blocks[last]) && isUpper(text, blocks[last + 1])) last++;
  const span: Span = [block.span[0], (blocks[last] ?? block).span[1]];
  return OF_MINUTES.test(text.slice(...span)) && last < blocks.length - 1 ? { ...block, span } : null;
}

/** In capitals, and no label of who was there. */
function isUpper(text: string, block: Block | undefined): boolean {
  const words = block ? text.slice(...block.span) : "";
  return /\S/u.test(words) && words === words.toUpperCase() && !/^(?:members|officials|present|apologies|in attendance)\b|:$/iu.test(words);
}

/** Lines below the prose: an address, who wrote it, what it was taken from. */
const TAIL =
  /^(?:查看原文|原文链接|来源|编辑|责任编辑|责编|作者|供稿|撰稿|审核|source\b|editor\b|original file|https?:|[（(](?:文|图|供稿|作者|编辑|记者|通讯员|[^（()）]{1,12}(?:室|办|科|处|部))[^（()）]*[)）]$)/iu;

function bodySpan(text: string, blocks: Block[], title: Block | null, stamp: Evidenced | null): Span {
  let start = title ? title.span[1] : 0;
  if (stamp?.span && stamp.span[1] > start && /^\s*\S{0,40}\s*$/u.test(text.slice(start, stamp.span[0]))) start = stamp.span[1];
  if (!title) start = Math.max(start, PROGRAMME.exec(text)?.[0].length ?? 0);
  let end = text.length;
  for (const block of blocks.toReversed()) {
    if (block.span[0] < start || !TAIL.test(text.slice(block.span[0], block.span[1]))) break;
    end = block.span[0];
  }
  return [start, end];
}
