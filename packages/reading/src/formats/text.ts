import type { Block } from "@lectern/schema";
import { parse as parseYaml } from "yaml";
import { type Content, plainContent } from "./content.js";

/** Plain text: paragraphs are set off by empty lines where lines were broken to fit a width, else every line is one. */
export function readPlainText(text: string): Content {
  const { frontMatter, body } = splitFrontMatter(text);
  return { ...plainContent(body, blocksOfText(body)), frontMatter };
}

/** Front matter between `---` lines at the top, as YAML; what is no mapping belongs to the text. */
export function splitFrontMatter(text: string): { frontMatter: Record<string, unknown>; body: string } {
  const none = { frontMatter: {}, body: text };
  if (!text.startsWith("---\n")) return none;
  const end = text.indexOf("\n---", 3);
  if (end === -1 || end > 64 * 1024) return none;
  const close = /^\n---[ \t]*(?:\n|$)/.exec(text.slice(end, end + 100));
  const frontMatter = close && parseMembers(text.slice(4, end));
  return close && frontMatter ? { frontMatter, body: text.slice(end + close[0].length) } : none;
}

function parseMembers(yaml: string): Record<string, unknown> | null {
  try {
    const value: unknown = parseYaml(yaml, { maxAliasCount: 100 });
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // What does not read as YAML is a text that begins with a rule.
  }
  return null;
}

/** Blocks of a text whose lines are its own: nothing is moved, every block is a range of it. */
export function blocksOfText(text: string): Block[] {
  const lines = linesOf(text);
  const isWrapped = isHardWrapped(lines, text);
  const blocks: Block[] = [];
  let open: [number, number] | null = null;
  for (const [start, end] of lines) {
    if (open && start < end && !opensBlock(text, start) && (isWrapped || isBroken(text, open[1], start))) {
      open = [open[0], end];
      continue;
    }
    if (open) blocks.push(blockOf(text, open[0], open[1]));
    open = start < end ? [start, end] : null;
  }
  if (open) blocks.push(blockOf(text, open[0], open[1]));
  return blocks;
}

/** Trimmed lines as ranges; an empty one has its start as end. */
function linesOf(text: string): [number, number][] {
  const lines: [number, number][] = [];
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    lines.push(trimRange(text, start, end));
    start = end + 1;
  }
  return lines;
}

/** A range without the space at its ends. */
export function trimRange(text: string, start: number, end: number): [number, number] {
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return [from, to];
}

function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0 || unit === 0x3000 || unit === 0xfeff;
}

/** Lines broken to fit a width: most of those that another line follows are of one middling length and end in mid-sentence. */
function isHardWrapped(lines: [number, number][], text: string): boolean {
  let inner = 0;
  let full = 0;
  let open = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    const [start, end] = lines[i] as [number, number];
    const [nextStart, nextEnd] = lines[i + 1] as [number, number];
    if (start === end || nextStart === nextEnd) continue;
    inner++;
    if (end - start >= 45 && end - start <= 100) full++;
    if (!/[.!?:;。！？：；”"]/.test(text[end - 1] ?? "")) open++;
  }
  return inner >= 2 && full >= inner * 0.5 && open >= inner * 0.5;
}

/** An item of a list or a marked heading begins a block of its own wherever it stands. */
function opensBlock(text: string, start: number): boolean {
  return /^(?:[*•·] |#{1,6} )/.test(text.slice(start, start + 8));
}

/** A line that goes on in lower case after one that ended in mid-sentence. */
function isBroken(text: string, end: number, start: number): boolean {
  return /\p{Ll}/u.test(text[start] ?? "") && /[\p{L},;]/u.test(text[end - 1] ?? "") && start - end <= 8;
}

function blockOf(text: string, start: number, end: number): Block {
  const span: [number, number] = [start, end];
  const mark = /^#{1,6} /.exec(text.slice(start, start + 8))?.[0];
  if (mark) return { kind: "heading", level: mark.length - 1, span };
  return { ...kindOfLine(text.slice(start, end)), span };
}

/** What a line is, where its format does not say it: headings in capitals or by their words, items by their marks. */
export function kindOfLine(words: string): Pick<Block, "kind" | "level"> {
  const head = words.slice(0, 80);
  if (isHeading(words, 0, words.length)) return { kind: "heading", level: 1 };
  if (/^(?:[-*•·] |\d{1,3}[.)] |[（(][一二三四五六七八九十\d]{1,3}[)）])/.test(head)) return { kind: "item", level: 0 };
  if (/^> /.test(head)) return { kind: "quote", level: 0 };
  return { kind: "paragraph", level: 0 };
}

const division =
  /^(?:(?:chapter|article|section|part|book|volume|title|amendment)\s+(?:[ivxlcdm]+|\d+)\b.*|preamble|第[〇零一二三四五六七八九十百千\d]+[编篇卷部章节](?:[\s　].*)?)$/i;

/** Han characters have no capitals: "MBA" does not make a heading of the line it stands in. */
function isInCapitals(words: string): boolean {
  if (/[\p{Ll}\p{Script=Han}]/u.test(words)) return false;
  const letters = words.replace(/[^\p{L}]/gu, "");
  return letters.length >= 4 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
}

function isHeading(text: string, start: number, end: number): boolean {
  if (end - start > 400) return false;
  const words = text.slice(start, end);
  if (/[;；,，:：]$/.test(words)) return false;
  if (isInCapitals(words)) return true;
  return end - start <= 120 && !/[.。!！?？]$/.test(words) && division.test(words);
}
