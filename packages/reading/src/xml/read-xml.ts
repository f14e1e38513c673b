import { ProblemCode } from "@lectern/schema/kind";
import { type Content, plainContent } from "../formats/content.js";
import { Unreadable } from "../problems.js";
import { readAkomaNtoso } from "./akoma-ntoso.js";
import { BlockWriter } from "./block-writer.js";
import { parseXml, type XmlElement } from "./parse-xml.js";
import type { People } from "./people-list.js";
import { readTei } from "./tei.js";
import { attributeOf, childrenOf, descendantsOf, findElement } from "./xml-tree.js";

/** The document in an XML file: TEI (ParlaMint among it), Akoma Ntoso, else the words of its elements, one block each. */
export function readXml(source: string, people: People): Content {
  const root = parseXml(source);
  if (root.name === "akomaNtoso") return readAkomaNtoso(root);
  if (isList(root)) throw noDocument();
  if (root.name === "TEI" || root.name === "TEI.2") return readTei(root, people);
  return readPlainXml(root);
}

/** Lists of persons, organizations or terms, and the root of a corpus that includes its texts from other files. */
function isList(root: XmlElement): boolean {
  if (/^(?:listPerson|listOrg|taxonomy|standOff)$/.test(root.name)) return true;
  if (root.name !== "teiCorpus" && root.name !== "TEI") return false;
  const text = findElement(root, "text");
  const isEmpty = text === null || !childrenOf(text).some((part) => part.name !== "back" || !findElement(part, "listPerson"));
  return isEmpty && (root.name === "teiCorpus" || findElement(root, "listPerson") !== null || findElement(root, "taxonomy") !== null);
}

function noDocument(): Unreadable {
  return new Unreadable(
    ProblemCode.NO_DOCUMENT,
    "holds lists that other files refer to (persons, organizations, terms), and no document",
    "Name it under people in collection.yaml, so that references to its persons are resolved; or leave it out with exclude.",
  );
}

/** An element that holds words directly is a block. */
function readPlainXml(root: XmlElement): Content {
  const writer = new BlockWriter();
  addBlocks(root, writer);
  const { builder } = writer;
  const heading = [...descendantsOf(root)].find((element) => element.name === "title");
  const content = plainContent(builder.text(), builder.blocks);
  const language = attributeOf(root, "lang");
  const title = heading ? firstLine(content.text, heading) : null;
  return { ...content, language, title };
}

function addBlocks(element: XmlElement, writer: BlockWriter): void {
  const isBlock = element.children.some((child) => typeof child === "string" && child.trim() !== "");
  if (!isBlock) {
    for (const child of childrenOf(element)) addBlocks(child, writer);
    return;
  }
  writeAll(element, writer);
  const id = attributeOf(element, "id");
  writer.close(/^(?:title|head|heading|h[1-6])$/.test(element.name) ? "heading" : "paragraph", element.name.startsWith("h") ? 1 : 0, {
    element: id ?? element.name,
  });
}

function writeAll(element: XmlElement, writer: BlockWriter): void {
  for (const child of element.children) {
    if (typeof child === "string") writer.write(child);
    else writeAll(child, writer);
  }
}

function firstLine(text: string, heading: XmlElement): Content["title"] {
  const words = heading.children
    .filter((child) => typeof child === "string")
    .join("")
    .replace(/\s+/g, " ")
    .trim();
  const at = text.indexOf(words);
  return words === "" || at === -1 ? null : { value: words, span: [at, at + words.length], method: "element title" };
}
