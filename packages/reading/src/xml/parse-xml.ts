import { ProblemCode } from "@lectern/schema/kind";
import { SaxesParser, type SaxesTagPlain } from "saxes";
import { Unreadable } from "../problems.js";

/** An element of an XML document. Names are without their namespace prefix; attributes keep theirs (`xml:id`). */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: (XmlElement | string)[];
}

/** Deeper nesting is no text that anyone wrote. */
const MAX_DEPTH = 400;
const MAX_ELEMENTS = 3_000_000;

/**
 * The root of an XML document as a tree. Bounded in depth and size; entities that a document declares for itself are never
 * expanded, and nothing outside the document is ever fetched.
 */
export function parseXml(source: string): XmlElement {
  const parser = new SaxesParser();
  const root: XmlElement = { name: "", attributes: {}, children: [] };
  const open: XmlElement[] = [root];
  let elements = 0;
  let ownEntities = false;
  const addText = (text: string) => void (open.at(-1) as XmlElement).children.push(text);
  parser.on("doctype", (doctype) => {
    ownEntities = /<!ENTITY/i.test(doctype);
  });
  parser.on("opentag", (tag: SaxesTagPlain) => {
    if (open.length > MAX_DEPTH) throw tooDeep(parser.line);
    if (++elements > MAX_ELEMENTS) throw tooMany();
    const element: XmlElement = { name: localName(tag.name), attributes: tag.attributes, children: [] };
    (open.at(-1) as XmlElement).children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("error", (error) => {
    throw ownEntities && /undefined entity/.test(error.message) ? entity(parser.line) : notXml(error.message, parser);
  });
  parser.write(source.startsWith("\ufeff") ? source.slice(1) : source).close();
  return root.children.find((child) => typeof child !== "string") as XmlElement;
}

export function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function tooDeep(line: number): Unreadable {
  return new Unreadable(
    ProblemCode.UNSAFE,
    `nests its elements more than ${MAX_DEPTH} deep (line ${line})`,
    "No text needs that; if you do not know where the file comes from, delete it.",
    { line },
  );
}

function tooMany(): Unreadable {
  return new Unreadable(ProblemCode.TOO_LARGE, `has more than ${MAX_ELEMENTS} elements`, "Split it into smaller files.");
}

function entity(line: number): Unreadable {
  return new Unreadable(
    ProblemCode.UNSAFE,
    `uses an entity that it declares for itself (line ${line}); such entities are never expanded`,
    "Save it with its entities resolved; if you do not know where the file comes from, delete it.",
    { line },
  );
}

function notXml(message: string, { line, column }: { line: number; column: number }): Unreadable {
  const reason = message.replace(/^(?:[^:]*:)?\d+:\d+:\s*/, "").replace(/\.$/, "");
  return new Unreadable(
    ProblemCode.BAD_XML,
    `is no whole XML: line ${line}, column ${column}: ${reason}`,
    "Mend the file at this place, or fetch it again.",
    { line, column },
  );
}
