import { ProblemCode } from "@lectern/schema/kind";
import { unpackZip } from "../archives/zip.js";
import { decodeXml } from "../encodings/decode-xml.js";
import { type Content, plainContent, TextBuilder } from "../formats/content.js";
import { readHtml } from "../formats/html.js";
import { Unreadable } from "../problems.js";
import { parseXml, type XmlElement } from "../xml/parse-xml.js";
import { attributeOf, childrenOf, descendantsOf, findElement, wordsOf } from "../xml/xml-tree.js";
import { missingPart } from "./missing-part.js";

const CONTAINER = "META-INF/container.xml";
const RIGHTS = /^META-INF\/(?:encryption|rights)\.xml$/;

/** The text of an e-book (.epub): its pages in the order of its spine, without the table of contents. Scripts are not run. */
export function readEpub(bytes: Uint8Array): Content {
  const files = unpackZip(bytes, (name) => name === CONTAINER || RIGHTS.test(name) || /\.(?:opf|x?html?|xml)$/i.test(name));
  const container = files.get(CONTAINER);
  if (!container) throw missingPart(CONTAINER);
  const opfPath = attributeOf(findElement(parseXml(decodeXml(container)), "rootfile") ?? emptyElement, "full-path") ?? "";
  const opf = files.get(opfPath);
  if (!opf) throw missingPart(opfPath || "package file");
  const book = parseXml(decodeXml(opf));
  const builder = new TextBuilder();
  let isLocked = false;
  for (const page of spineOf(book, opfPath)) {
    const source = files.get(page);
    if (!source) continue;
    isLocked ||= !looksLikeMarkup(source);
    addPage(readHtml(decodeXml(source)), page, builder);
  }
  if (builder.blocks.length === 0 || isLocked) if ([...files.keys()].some((name) => RIGHTS.test(name))) throw locked();
  return { ...plainContent(builder.text(), builder.blocks), ...metadataOf(book) };
}

const emptyElement: XmlElement = { name: "", attributes: {}, children: [] };

function spineOf(book: XmlElement, opfPath: string): string[] {
  const folder = opfPath.slice(0, opfPath.lastIndexOf("/") + 1);
  const items = new Map<string, XmlElement>();
  for (const element of descendantsOf(book)) if (element.name === "item") items.set(attributeOf(element, "id") ?? "", element);
  const spine = findElement(book, "spine");
  return (spine ? childrenOf(spine, "itemref") : []).flatMap((reference) => {
    const item = items.get(attributeOf(reference, "idref") ?? "");
    const isContents = /\bnav\b/.test((item && attributeOf(item, "properties")) ?? "");
    const href = item && attributeOf(item, "href");
    return href && !isContents ? [resolvePath(folder, href)] : [];
  });
}

/** A path inside the package; what leads out of it names nothing. */
function resolvePath(folder: string, href: string): string {
  const parts: string[] = [];
  for (const part of `${folder}${safeDecode(href.split("#", 1)[0] ?? "")}`.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

function safeDecode(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

function addPage(page: Content, part: string, builder: TextBuilder): void {
  let end = 0;
  for (const block of page.blocks) {
    const between = page.text.slice(end, block.span[0]);
    builder.add(block.kind, block.level, page.text.slice(...block.span), end === 0 || between === "" ? "\n\n" : between, {
      ...block.place,
      part,
    });
    end = block.span[1];
  }
}

function looksLikeMarkup(source: Uint8Array): boolean {
  return source.length === 0 || source.subarray(0, 200).includes(0x3c);
}

function metadataOf(book: XmlElement): Pick<Content, "title" | "publishedOn" | "language"> {
  const named = (name: string) => wordsOf(findElement(book, name)) || null;
  const title = named("title");
  const date = named("date")?.slice(0, 10);
  return {
    title: title ? { value: title, span: null, method: "metadata: dc:title" } : null,
    publishedOn: date && /^\d{4}(-\d{2}){0,2}$/.test(date) ? { value: date, method: "metadata: dc:date" } : null,
    language: named("language"),
  };
}

function locked(): Unreadable {
  return new Unreadable(ProblemCode.ENCRYPTED, "is locked by a rights system", "Import a copy without one, if you may make it.");
}
