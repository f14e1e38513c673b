import type { Block, Draft, Span } from "@lectern/schema";
import { trimRange } from "./formats/text.js";

/** A text as it is read: of the length of the stored one, so that every offset holds for both. */
export interface JoinedText {
  text: string;
  blocks: Block[];
}

/** A line of its own that a printed page brought in: its number, or a scanner's notice. */
const FURNITURE = /^[-*_=\s]{3,}$|^(?:[-–—]\s*)?(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?(?:\s*[-–—])?$|^scanned page\b/iu;
const ITEM =
  /^(?:[•·▪■●◦○➢❖✓\uf0a7\uf0b7\uf0d8−–—*-]\s|[\uf000-\uf0ff]|\d{1,3}(?:\([a-z]\))?[.)](?:\s|$)|\((?:\d{1,3}|[a-z]|[ivx]{1,4})\)(?:\s|$)|[a-z]\)\s|[eo«¢]\s+\p{Lu})/u;
const LABEL =
  /^\P{Ll}{3,40}:|^(?:(?:Members|Officials|Also)\s+)?(?:Present|In\s+Attendance)\s*:|^(?:Apologies|Signed|Dated?)\b|^(?:Proposed|Seconded|Moved)\s+by\b|^And\s+Resolved\b|^Circulated,/u;
/** A title or an initial at the end of a line, or a bracket that is not closed. */
const BEFORE_NAME = /(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Fr|Cllr|Prof|St|Co)\.$|\((?:Mr|Mrs|Ms|Dr)\.?\s+(?:\p{Lu}\.\s?)+$/u;
/** Ends as no sentence and no heading does. */
const LEFT_OPEN =
  /(?:[,-]|(?<=\s)[–—]|(?:^|\s)(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|as|that|which|was|were|is|be|been|his|her|their|its|Councill?ors?|Mr|Ms))$/iu;
const CLOSED = /(?:[.!?:;。！？：；]|:[-–])["'”’)\]*_]*$|["”]$/u;

/** Lines at least this many make a page whose printed width is known. */
const ENOUGH_LINES = 12;
/** From this share of the page's width on, a line that is not closed goes on in the next one. */
const FULL_LINE = 0.78;

/**
 * Joins sentences that a file broke over blocks, as scanned and converted pages do when every printed line stands apart.
 * Offsets are kept: what stood between the lines, page numbers too, becomes space in the text that is read, and one block
 * reaches over all the lines. Takes one pass over the blocks.
 */
export function joinLines(stored: string, storedBlocks: Block[]): JoinedText {
  const { text, blocks } = withoutMarks(stored, storedBlocks);
  const width = pageWidth(text, blocks);
  const joined: Block[] = [];
  const gaps: Span[] = [];
  let furniture: Span[] = [];
  let isRunning = false;
  for (const block of blocks) {
    const words = text.slice(...block.span);
    if (width > 0) gaps.push(...brokenLines(text, block, width));
    if (width > 0 && words.length <= 80 && FURNITURE.test(words)) {
      furniture.push(block.span);
      continue;
    }
    const last = joined.at(-1);
    if (last && goesOn(text, last, block, isRunning, width)) {
      gaps.push([last.span[1], block.span[0]]);
      joined[joined.length - 1] = {
        ...(last.kind === block.kind ? last : { kind: "paragraph", level: 0 }),
        span: [last.span[0], block.span[1]],
      };
      isRunning = true;
    } else {
      gaps.push(...furniture);
      joined.push(block);
      isRunning = false;
    }
    furniture = [];
  }
  return gaps.length === 0 ? { text, blocks } : { text: blank(text, gaps), blocks: joined };
}

/** Marks of emphasis and rules between pages, which text files taken from Markdown keep. */
const MARKS =
  /^#{1,6}(?=[ \t])|\*{2,3}|(?<!!)\[(?=[^\]\n]{1,200}\]\([^()\s]{1,500}\))|(?<=\[[^\]\n]{1,200})\]\([^()\s]{1,500}\)|(?<![\p{L}\p{N}*])\*(?=[\p{L}“"<])|(?<=[\p{L}\p{N}.,;:!?”")>])\*(?![\p{L}\p{N}*])|<\/?(?:small|b|i|u|em|strong|sup|br)\s*\/?>|^[ \t]*-{3,}[ \t]*$/gmu;

function withoutMarks(stored: string, blocks: Block[]): JoinedText {
  // What scanners and converters print for the apostrophe of a name.
  const text = stored.replace(/(?<=\p{L})[‟´`′](?=\p{L})/gu, "’");
  if (!/\*\*\S|<small>|^#{1,6}[ \t]|^-{3,}[ \t]*$/mu.test(text)) return { text, blocks };
  const plain = text.replace(MARKS, (mark) => " ".repeat(mark.length));
  const trimmed = blocks.map((block) => ({ ...block, span: trimRange(plain, ...block.span) }));
  return { text: plain, blocks: trimmed.filter(({ span }) => span[1] > span[0]) };
}

/** The width that most of the longer lines come near to; 0 where blocks are whole paragraphs. */
function pageWidth(text: string, blocks: Block[]): number {
  const lines = blocks.flatMap(({ span }) => text.slice(...span).split("\n"));
  const lengths = lines.map((line) => line.length).sort((a, b) => a - b);
  const width = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
  if (lines.length < ENOUGH_LINES || width < 40 || width > 130) return 0;
  const open = lines.filter((line) => line.length >= width * FULL_LINE && !CLOSED.test(line));
  return open.length >= Math.max(4, lines.length * 0.04) ? width : 0;
}

/** Line breaks within a block that only the page's width made. */
function brokenLines(text: string, { span: [start, end] }: Block, width: number): Span[] {
  const gaps: Span[] = [];
  let from = start;
  for (let at = text.indexOf("\n", start); at >= 0 && at < end; at = text.indexOf("\n", from)) {
    const line = text.slice(from, at).trimEnd();
    if (line.length >= width * FULL_LINE && !CLOSED.test(line)) gaps.push([at, at + 1]);
    from = at + 1;
  }
  return gaps;
}

function lastLine(text: string, [start, end]: Span): string {
  const from = Math.max(start, end - 160, text.lastIndexOf("\n", end - 1) + 1);
  return text.slice(from, end).trimEnd();
}

function goesOn(text: string, last: Block, next: Block, isRunning: boolean, width: number): boolean {
  if (isOpenHeading(text, last.span, text.slice(...next.span).slice(0, 60))) return true;
  if (width === 0 || next.kind === "item" || isOwnHeading(text, last) || isOwnHeading(text, next)) return false;
  const line = lastLine(text, last.span);
  const head = text.slice(next.span[0], Math.min(next.span[1], next.span[0] + 60));
  if (ITEM.test(head)) return false;
  if (BEFORE_NAME.test(line)) return true;
  if (CLOSED.test(line) || LABEL.test(head)) return false;
  if (LEFT_OPEN.test(line)) return !isLabelOnly(line);
  if (/^[\p{Ll}(€£$&]/u.test(head)) return line.length >= 25 || isRunning || /^\p{Ll}\S*$/u.test(line);
  if (isUpper(line) !== isUpper(head) && !/^\p{Lu}{1,4}\b/u.test(head)) return false;
  return line.length >= width * FULL_LINE || (isRunning && /^\S+$/u.test(line));
}

const YEAR = /\b(?:19|20)\d{2}\b/u;
const MONTH = /^(?:January|February|March|April|May|June|July|August|September|October|November|December)\b/u;

/** The heading of minutes, in capitals, goes on over its lines up to the day and hour of the meeting. */
function isOpenHeading(text: string, [start, end]: Span, next: string): boolean {
  const heading = text.slice(start, Math.min(end, start + 600));
  if (!/^MINUTES\b/u.test(heading) || LABEL.test(next)) return false;
  if (YEAR.test(heading)) return /^(?:\d{1,2}[.:]\d{2}\s?)?[AP]\.?\s?M\b/iu.test(next);
  return MONTH.test(next) || isUpper(next.replace(/(?<=\d\s?)(?:st|nd|rd|th)\b/gu, ""));
}

/** A short heading that begins as one; a rule below the last line of a page makes a long or a running one. */
function isOwnHeading(text: string, { kind, span: [start, end] }: Block): boolean {
  return (
    kind === "heading" && end - start < 45 && /^\p{Lu}/u.test(text.slice(start, start + 2)) && /\p{Ll}{2}/u.test(text.slice(start, end))
  );
}

function isLabelOnly(line: string): boolean {
  return /^\P{Ll}*$/u.test(line) && /^\(?\p{L}\)?$|^[-–—]+$/u.test(line);
}

function isUpper(words: string): boolean {
  return /\p{Lu}/u.test(words) && !/\p{Ll}{2}/u.test(words);
}

function blank(text: string, gaps: Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const [start, end] of gaps.toSorted((a, b) => a[0] - b[0])) {
    if (start < at) continue;
    parts.push(text.slice(at, start), " ".repeat(end - start));
    at = end;
  }
  return parts.join("") + text.slice(at);
}

/** The draft of a joined text over the text as it is stored: every value prints what stands there. */
export function asStored(draft: Draft, { text, blocks }: JoinedText): Draft {
  for (const value of Object.values(draft)) printAsStored(value, text);
  return { ...draft, text, blocks };
}

function printAsStored(value: unknown, text: string): void {
  if (typeof value !== "object" || value === null) return;
  if (isPrinted(value)) value.printed = text.slice(...value.span);
  else for (const inner of Object.values(value)) printAsStored(inner, text);
}

function isPrinted(value: object): value is { printed: string; span: Span } {
  return "printed" in value && "span" in value && Array.isArray(value.span);
}
