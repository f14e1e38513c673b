import type { Block } from "@lectern/schema";
import type { DefaultTreeAdapterTypes } from "parse5";
import { type HtmlBlock, pageOfId } from "./html-pages.js";

export type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

const setOf = (names: string) => new Set(names.split(" "));

/** Never words of the page: what runs, paints, is filled in, or leads elsewhere. */
const DROPPED = setOf(
  "script style noscript template svg math iframe object embed canvas audio video nav form button select textarea input dialog head link meta",
);
const CHROME_ROLES = setOf("navigation banner contentinfo search complementary menu dialog");
const CHROME_NAMES =
  /^(?:(?:site|page|main|top|global)[-_]?)?(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|footer|cookies?|share|pagination|skip-?link)$/i;
const BLOCKS = setOf(
  "p div section article main header footer aside h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote pre table tr td th caption figure figcaption address hr body html center fieldset details summary",
);

/** All elements in document order, without recursion: pages may be nested deeper than the stack. */
export function elementsOf(root: Node): Element[] {
  const found: Element[] = [];
  const open: Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if ("tagName" in node) found.push(node);
    if ("childNodes" in node) for (let i = node.childNodes.length - 1; i >= 0; i--) open.push(node.childNodes[i] as Node);
  }
  return found;
}

type Step = { enter: Node } | { leave: Element };
type Words = { text: string; isLink: boolean };

/** Walks the tree with a stack of its own and makes a block of each run of words between block borders. */
export function blocksOf(root: Node): HtmlBlock[] {
  const blocks: HtmlBlock[] = [];
  const steps: Step[] = [{ enter: root }];
  const words: Words[] = [];
  const open: Element[] = [];
  let preformatted = 0;
  for (let step = steps.pop(); step; step = steps.pop()) {
    if ("leave" in step) {
      flush(words, open, blocks);
      open.pop();
      if (step.leave.tagName === "pre") preformatted--;
      continue;
    }
    const node = step.enter;
    if (node.nodeName === "#text" && "value" in node)
      words.push({ text: preformatted > 0 ? node.value : node.value.replace(/[ \t\n\f\r]+/g, " "), isLink: isInLink(node) });
    if (!("childNodes" in node) || (node !== root && "tagName" in node && isDropped(node, root))) continue;
    if ("tagName" in node) {
      if (node.tagName === "br") words.push({ text: "\n", isLink: true });
      if (BLOCKS.has(node.tagName)) {
        flush(words, open, blocks);
        open.push(node);
        if (node.tagName === "pre") preformatted++;
        steps.push({ leave: node });
      }
    }
    for (let i = node.childNodes.length - 1; i >= 0; i--) steps.push({ enter: node.childNodes[i] as Node });
  }
  flush(words, open, blocks);
  return blocks;
}

function flush(words: Words[], open: Element[], blocks: HtmlBlock[]): void {
  if (words.length === 0) return;
  const isLink = words.every((one) => one.isLink || one.text.replace(/[\s|·•»>/-]+/g, "") === "");
  const text = words
    .map((one) => one.text)
    .join("")
    .replace(/ ?\n ?/g, "\n")
    .replace(/ {2,}/g, " ");
  words.length = 0;
  const { kind, level } = blockKind(open);
  const place = placeOf(open);
  // Old pages part their paragraphs by two line breaks.
  for (const [i, paragraph] of text.split(/\n[ \t]*\n\s*/).entries()) {
    const separator = i > 0 ? "\n\n" : separatorBefore(kind, open.at(-1));
    if (paragraph.trim() !== "")
      blocks.push({ kind: i > 0 && kind === "cell" ? "paragraph" : kind, level, text: paragraph, separator, isLink, ...place });
  }
}

function isInLink(node: Node): boolean {
  let parent = "parentNode" in node ? node.parentNode : null;
  for (let i = 0; i < 3 && parent && "tagName" in parent; i++, parent = parent.parentNode)
    if (parent.tagName === "a" && attribute(parent, "href")) return true;
  return false;
}

/** The ids of what a block stands in: a printed page may be far above it. */
function placeOf(open: Element[]): Pick<HtmlBlock, "element" | "page"> {
  let element: string | null = null;
  for (let i = open.length - 1; i >= Math.max(0, open.length - 12); i--) {
    const id = attribute(open[i], "id");
    const page = id ? pageOfId(id) : null;
    if (page !== null) return { element, page };
    element ??= id || null;
  }
  return { element, page: null };
}

function separatorBefore(kind: Block["kind"], element: Element | undefined): string {
  if (kind === "item") return "\n";
  if (kind !== "cell" || !element) return "\n\n";
  const isFirst = element.parentNode?.childNodes.find((node) => "tagName" in node) === element;
  return isFirst ? "\n" : "\t";
}

function blockKind(open: Element[]): { kind: Block["kind"]; level: number } {
  for (let i = open.length - 1; i >= Math.max(0, open.length - 5); i--) {
    const name = (open[i] as Element).tagName;
    if (/^h[1-6]$/.test(name)) return { kind: "heading", level: Number(name[1]) };
    if (name === "li" || name === "dt" || name === "dd") return { kind: "item", level: 0 };
    if (name === "td" || name === "th") return { kind: "cell", level: 0 };
    if (name === "blockquote") return { kind: "quote", level: 0 };
  }
  return { kind: "paragraph", level: 0 };
}

function isDropped(element: Element, root: Node): boolean {
  const name = element.tagName;
  if (DROPPED.has(name) || name === "footer" || name === "aside") return true;
  if (attribute(element, "hidden") !== undefined || attribute(element, "aria-hidden") === "true") return true;
  if (CHROME_ROLES.has(attribute(element, "role") ?? "")) return true;
  const isWholePage = "tagName" in root && root.tagName === "body";
  if (isWholePage && name === "header" && !elementsOf(element).some((inner) => inner.tagName === "h1")) return true;
  const names = `${attribute(element, "class") ?? ""} ${attribute(element, "id") ?? ""}`.split(/\s+/);
  return BLOCKS.has(name) && name !== "body" && names.some((word) => CHROME_NAMES.test(word));
}

export function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find((one) => one.name === name)?.value;
}
