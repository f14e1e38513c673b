import type { Block } from "@lectern/schema";
import { type DefaultTreeAdapterTypes, parse, parseFragment } from "parse5";
import { type Content, plainContent, TextBuilder } from "./content.js";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

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

/** An HTML page as plain text: its article without scripts and page chrome; title, date and address from its metadata. */
export function readHtml(source: string): Content {
  const elements = elementsOf(parse(source));
  const meta = metaOf(elements);
  const builder = new TextBuilder();
  addText(mainElement(elements), builder);
  const content = plainContent(builder.text(), builder.blocks);
  return {
    ...content,
    meta,
    title: titleOf(content, elements, meta),
    publishedOn: publishedOf(elements, meta),
    url: addressOf(elements, meta),
    language:
      attribute(
        elements.find((element) => element.tagName === "html"),
        "lang",
      )?.trim() || null,
  };
}

/** The words of a snippet of HTML, entities decoded, tags and scripts gone. */
export function htmlToWords(source: string): string {
  const builder = new TextBuilder();
  addText(parseFragment(source), builder);
  return builder.text();
}

/** All elements in document order, without recursion: pages may be nested deeper than the stack. */
function elementsOf(root: Node): Element[] {
  const found: Element[] = [];
  const open: Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if ("tagName" in node) found.push(node);
    if ("childNodes" in node) for (let i = node.childNodes.length - 1; i >= 0; i--) open.push(node.childNodes[i] as Node);
  }
  return found;
}

function metaOf(elements: Element[]): Record<string, string> {
  const meta: Record<string, string> = {};
  for (const element of elements) {
    if (element.tagName !== "meta") continue;
    const name = (attribute(element, "property") ?? attribute(element, "name") ?? attribute(element, "itemprop"))?.toLowerCase();
    const value = attribute(element, "content")?.trim();
    if (name && value && !Object.hasOwn(meta, name)) meta[name] = value;
  }
  return meta;
}

/** The one article or main part where there is one, else the body. */
function mainElement(elements: Element[]): Node {
  const articles = elements.filter((element) => element.tagName === "article");
  const mains = elements.filter((element) => element.tagName === "main" || attribute(element, "role") === "main");
  const body = elements.find((element) => element.tagName === "body");
  return (articles.length === 1 ? articles[0] : mains.length === 1 ? mains[0] : body) ?? (elements[0] as Element);
}

type Step = { enter: Node } | { leave: Element };

/** Walks the tree with a stack of its own and hands each run of words between block borders to the builder. */
function addText(root: Node, builder: TextBuilder): void {
  const steps: Step[] = [{ enter: root }];
  const words: string[] = [];
  const open: Element[] = [];
  let preformatted = 0;
  for (let step = steps.pop(); step; step = steps.pop()) {
    if ("leave" in step) {
      flush(words, open, builder);
      open.pop();
      if (step.leave.tagName === "pre") preformatted--;
      continue;
    }
    const node = step.enter;
    if (node.nodeName === "#text" && "value" in node) words.push(preformatted > 0 ? node.value : node.value.replace(/[ \t\n\f\r]+/g, " "));
    if (!("childNodes" in node) || (node !== root && "tagName" in node && isDropped(node, root))) continue;
    if ("tagName" in node) {
      if (node.tagName === "br") words.push("\n");
      if (BLOCKS.has(node.tagName)) {
        flush(words, open, builder);
        open.push(node);
        if (node.tagName === "pre") preformatted++;
        steps.push({ leave: node });
      }
    }
    for (let i = node.childNodes.length - 1; i >= 0; i--) steps.push({ enter: node.childNodes[i] as Node });
  }
  flush(words, open, builder);
}

function flush(words: string[], open: Element[], builder: TextBuilder): void {
  if (words.length === 0) return;
  const text = words
    .join("")
    .replace(/ ?\n ?/g, "\n")
    .replace(/ {2,}/g, " ");
  words.length = 0;
  const { kind, level } = blockKind(open);
  builder.add(kind, level, text, separatorBefore(kind, open.at(-1)));
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

function titleOf(content: Content, elements: Element[], meta: Record<string, string>): Content["title"] {
  const headings = content.blocks.filter((block) => block.kind === "heading");
  const heading = headings.find((block) => block.level === 1) ?? headings.find((block) => block.level === 2);
  if (heading) return { value: content.text.slice(...heading.span), span: heading.span, method: `heading of level ${heading.level}` };
  const named = meta["og:title"] ?? meta["dc.title"];
  if (named) return { value: named, span: null, method: "metadata: og:title" };
  const title = elements.find((element) => element.tagName === "title");
  const words = title?.childNodes
    .map((node) => ("value" in node ? node.value : ""))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
  return words ? { value: words, span: null, method: "metadata: title" } : null;
}

const DATE_NAMES =
  "article:published_time og:published_time pubdate publishdate datepublished dc.date.issued dcterms.issued dc.date dcterms.date firstpublishedtime date".split(
    " ",
  );

function publishedOf(elements: Element[], meta: Record<string, string>): Content["publishedOn"] {
  const name = DATE_NAMES.find((key) => meta[key] !== undefined);
  if (name) return { value: meta[name] as string, method: `metadata: ${name}` };
  const time = elements.find(
    (element) =>
      element.tagName === "time" && (attribute(element, "pubdate") !== undefined || attribute(element, "itemprop") === "datePublished"),
  );
  const value = attribute(time, "datetime");
  return value ? { value, method: "metadata: time" } : null;
}

function addressOf(elements: Element[], meta: Record<string, string>): Content["url"] {
  const link = elements.find((element) => element.tagName === "link" && attribute(element, "rel") === "canonical");
  const canonical = attribute(link, "href");
  if (canonical && /^https?:\/\//.test(canonical)) return { value: canonical, method: "metadata: canonical" };
  const shared = meta["og:url"];
  return shared && /^https?:\/\//.test(shared) ? { value: shared, method: "metadata: og:url" } : null;
}

function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find((one) => one.name === name)?.value;
}
