import type { Block } from "@lectern/schema";
import type { TextBuilder } from "./content.js";
import { kindOfLine } from "./text.js";

/** A block of an HTML page before it is put into the text. */
export interface HtmlBlock {
  kind: Block["kind"];
  level: number;
  text: string;
  separator: string;
  /** Whether all its words lead elsewhere. */
  isLink: boolean;
  /** Id of the nearest element that has one. */
  element: string | null;
  /** Number of the printed page, where the file was made from a PDF and says so. */
  page: number | null;
}

/** Blocks at either end of a page that may be its running head or foot. */
const EDGE_BLOCKS = 6;
const LEAST_PAGES = 3;

/** The number of the printed page that an element's id says it is: `page_3`, `page3-div`, `pf3`. */
export function pageOfId(id: string): number | null {
  const number = /^(?:page[-_]?(\d{1,5})(?:-div)?|pf(\d{1,5}))$/i.exec(id);
  return number ? Number(number[1] ?? number[2]) : null;
}

/**
 * Adds blocks to a text. Files made from PDFs keep the pages of the PDF: their running heads and page numbers are left out,
 * paragraphs that run over the end of a page are joined, and headings are told by their words, as nothing else tells them.
 */
export function addHtmlBlocks(blocks: HtmlBlock[], builder: TextBuilder): void {
  const pages = new Set(blocks.map(({ page }) => page).filter((page) => page !== null));
  const kept = pages.size >= LEAST_PAGES ? asParagraphs(withoutRunningHeads(blocks, pages.size)) : withoutChrome(blocks);
  for (const { kind, level, text, separator, page, element } of kept) {
    const place = page !== null ? { page } : element !== null ? { element } : undefined;
    builder.add(kind, level, text, separator, place);
  }
}

/** What a page offers beside its text, in one or two words. */
const OFFERS =
  /^(?:pdf|print(?: (?:this )?page)?|share|tweet|e-?mail(?: this)?|download|watch live|listen|full screen|(?:return|back) to (?:top|text)|top of page|skip to .{3,30}|last update[d]?:? .{4,30}|page last (?:modified|updated|reviewed).{0,40}|下载|打印|全屏|分享|收藏|关闭(?:窗口)?|返回(?:顶部|首页)?|字号.{0,12}|【?字体.{0,20})$/iu;
/** Behind this, a block of words is no offer. */
const LONGEST_OFFER = 60;

/** Without lists of links before the text and behind it, and without what the page offers to do with it. */
function withoutChrome(blocks: HtmlBlock[]): HtmlBlock[] {
  const isChrome = ({ kind, isLink, text }: HtmlBlock) => isLink && kind !== "heading" && text.trim().length <= LONGEST_OFFER * 2;
  const first = blocks.findIndex((block) => !isChrome(block));
  const last = blocks.findLastIndex((block) => !isChrome(block));
  // A page of nothing but links is an index, and they are its text.
  const inner = first === -1 ? blocks : blocks.slice(first, last + 1);
  return inner.filter(({ text }) => text.trim().length > LONGEST_OFFER || !OFFERS.test(text.trim()));
}

function withoutRunningHeads(blocks: HtmlBlock[], pages: number): HtmlBlock[] {
  const edges = new Set(edgeBlocks(blocks));
  const pagesOf = new Map<string, Set<number>>();
  for (const block of edges) {
    const key = keyOf(block.text);
    pagesOf.set(key, (pagesOf.get(key) ?? new Set()).add(block.page as number));
  }
  const isRepeated = (block: HtmlBlock) => (pagesOf.get(keyOf(block.text))?.size ?? 0) >= Math.max(2, Math.min(pages, 12) / 2);
  return blocks.filter((block) => !edges.has(block) || block.page === 1 || !(isNumber(block.text) || isRepeated(block)));
}

function edgeBlocks(blocks: HtmlBlock[]): HtmlBlock[] {
  const byPage = new Map<number, HtmlBlock[]>();
  for (const block of blocks) if (block.page !== null) byPage.set(block.page, [...(byPage.get(block.page) ?? []), block]);
  return [...byPage.values()].flatMap((page) => [...page.slice(0, EDGE_BLOCKS), ...page.slice(EDGE_BLOCKS).slice(-EDGE_BLOCKS)]);
}

/** Short words, without the numbers and dates that change; what is long is no running head. */
function keyOf(text: string): string {
  const words = text.replace(/[\d\s]+/g, "").toLowerCase();
  return words.length > 120 ? `${words} ` : words;
}

function isNumber(text: string): boolean {
  return /^\W*\d{1,4}\W*$/.test(text.trim());
}

function asParagraphs(blocks: HtmlBlock[]): HtmlBlock[] {
  const joined: HtmlBlock[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (last && last.page !== block.page && last.kind === "paragraph" && block.kind === "paragraph" && goesOn(last.text, block.text))
      last.text = `${last.text.trimEnd()} ${block.text.trimStart()}`;
    else joined.push(block.kind === "paragraph" ? { ...block, ...kindOfLine(block.text.trim()) } : { ...block });
  }
  return joined;
}

function goesOn(before: string, next: string): boolean {
  return (
    !/[.!?:。！？：]["”’)]?\s*$/u.test(before) && (/^\s*\p{Ll}/u.test(next) || /[\p{L}\p{N},;]\s*$/u.test(before)) && before.length > 60
  );
}
