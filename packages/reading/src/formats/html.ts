import { parse, parseFragment } from "parse5";
import { type Content, plainContent, TextBuilder } from "./content.js";
import { attribute, blocksOf, type Element, elementsOf, type Node } from "./html-blocks.js";
import { addHtmlBlocks } from "./html-pages.js";

/** An HTML page as plain text: its article without scripts and page chrome; title, date and address from its metadata. */
export function readHtml(source: string): Content {
  const elements = elementsOf(parse(source));
  const meta = metaOf(elements);
  const builder = new TextBuilder();
  addHtmlBlocks(blocksOf(mainElement(elements)), builder);
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
  addHtmlBlocks(blocksOf(parseFragment(source)), builder);
  return builder.text();
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

function titleOf(content: Content, elements: Element[], meta: Record<string, string>): Content["title"] {
  const heading = (level: number): Content["title"] => {
    const block = content.blocks.find((one) => one.kind === "heading" && one.level === level);
    return block ? { value: content.text.slice(...block.span), span: block.span, method: `heading of level ${level}` } : null;
  };
  const named = meta["og:title"] ?? meta["dc.title"];
  const words = wordsOfTitle(elements);
  return (
    heading(1) ??
    (named ? { value: named, span: null, method: "metadata: og:title" } : null) ??
    heading(2) ??
    (words && !NO_TITLE.test(words) ? { value: words, span: null, method: "metadata: title" } : null)
  );
}

function wordsOfTitle(elements: Element[]): string {
  const title = elements.find((element) => element.tagName === "title");
  return (title?.childNodes.map((node) => ("value" in node ? node.value : "")).join("") ?? "").replace(/\s+/g, " ").trim();
}

/** What programs write where a title should stand. */
const NO_TITLE = /^(?:created by\b|untitled\b|microsoft word\b|document\s?\d*$|new page\b|index$|no title$|无标题|新建)/i;

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
