import { fromMarkdown } from "mdast-util-from-markdown";
import { findAddressLine } from "./address-line.js";
import { type Content, plainContent, TextBuilder } from "./content.js";
import { htmlToWords } from "./html.js";
import { readPlainText, splitFrontMatter } from "./text.js";

type Root = ReturnType<typeof fromMarkdown>;
type Node = Root["children"][number];
type BlockKind = "paragraph" | "item" | "quote";

/** Quotes and lists nested this deep are no text that anyone wrote, and take the parser a time that grows with its square. */
const TOO_DEEP = /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])[ \t]*){100}/m;

/** More marks than this in one paragraph are no text either. */
const MAX_MARKS = 2000;

function isPathological(source: string): boolean {
  return (
    TOO_DEEP.test(source) ||
    source.split(/\n[ \t]*\n/).some((paragraph) => paragraph.length > MAX_MARKS && (paragraph.match(/[[\]*_`<]/g)?.length ?? 0) > MAX_MARKS)
  );
}

/** Markdown as plain text: what a reader sees, with headings, items and quotes as blocks. */
export function readMarkdown(source: string): Content {
  if (isPathological(source)) return readPlainText(source);
  const { frontMatter, body } = splitFrontMatter(source);
  const builder = new TextBuilder();
  addBlocks(fromMarkdown(body).children, builder, "paragraph", body);
  const content = plainContent(builder.text(), builder.blocks);
  const heading = builder.blocks.find((block) => block.kind === "heading");
  const title = heading && { value: content.text.slice(...heading.span), span: heading.span, method: `heading of level ${heading.level}` };
  return { ...content, frontMatter, title: title ?? null, url: linkedAddress(body, content.text) };
}

/** The address behind a link to the original, which the text that a reader sees does not show. */
function linkedAddress(source: string, text: string): Content["url"] {
  const line = findAddressLine(source);
  return line && !text.includes(line.value) ? { value: line.value, method: "link to the original" } : null;
}

function addBlocks(nodes: Node[], builder: TextBuilder, kind: BlockKind, source: string): void {
  for (const node of nodes) {
    if (node.type === "heading" && isAboveRule(node, source)) builder.add(kind, 0, wordsOf(node));
    else if (node.type === "heading") builder.add("heading", node.depth, wordsOf(node));
    else if (node.type === "blockquote") addBlocks(node.children, builder, "quote", source);
    else if (node.type === "list" || node.type === "listItem")
      addBlocks(node.children as Node[], builder, kind === "quote" ? kind : "item", source);
    else if (node.type === "html") builder.add(kind, 0, htmlToWords(node.value));
    else builder.add(kind, 0, wordsOf(node));
  }
}

/** A line of dashes below a sentence is a rule between pages, and the sentence no heading. */
function isAboveRule(node: Node, source: string): boolean {
  const isMarked = /^ {0,3}#/u.test(source.slice(node.position?.start.offset ?? 0));
  return !isMarked && /[.;:,]\s*$/u.test(wordsOf(node));
}

function wordsOf(node: Node): string {
  if (node.type === "text" || node.type === "inlineCode" || node.type === "code") return node.value;
  if (node.type === "break") return "\n";
  if (node.type === "html") return htmlToWords(node.value);
  return "children" in node ? (node.children as Node[]).map(wordsOf).join("") : "";
}
