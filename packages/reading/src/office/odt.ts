import { ProblemCode } from "@lectern/schema/kind";
import { unpackZip } from "../archives/zip.js";
import { decodeXml } from "../encodings/decode-xml.js";
import { type Content, plainContent, TextBuilder } from "../formats/content.js";
import { Unreadable } from "../problems.js";
import { parseXml, type XmlElement } from "../xml/parse-xml.js";
import { attributeOf, childrenOf, findElement } from "../xml/xml-tree.js";
import { missingPart } from "./missing-part.js";

/** Never words of the text: changes that were tracked, notes (they come behind), drawn things, declarations. */
const DROPPED = new Set(
  "tracked-changes annotation annotation-end note bookmark ruby-text sequence-decls variable-decls user-field-decls forms table-of-content".split(
    " ",
  ),
);

/** The text of an OpenDocument text (.odt): paragraphs, headings, lists, tables and notes. Scripts are not opened. */
export function readOdt(bytes: Uint8Array): Content {
  const files = unpackZip(bytes, (name) => name === "content.xml" || name === "META-INF/manifest.xml");
  const manifest = files.get("META-INF/manifest.xml");
  if (manifest && findElement(parseXml(decodeXml(manifest)), "encryption-data")) throw encrypted();
  const content = files.get("content.xml");
  if (!content) throw missingPart("content.xml");
  const body = findElement(parseXml(decodeXml(content)), "text");
  const walk = new OdtWalk();
  if (body) walk.addBlocks(body, "paragraph");
  walk.addNotes();
  const { builder } = walk;
  const read = plainContent(builder.text(), builder.blocks);
  const heading = builder.blocks.slice(0, 5).find((block) => block.kind === "heading");
  return {
    ...read,
    title: heading ? { value: read.text.slice(...heading.span), span: heading.span, method: "heading at the head" } : null,
  };
}

class OdtWalk {
  readonly builder = new TextBuilder();
  private readonly notes: XmlElement[] = [];
  private paragraphs = 0;

  addBlocks(parent: XmlElement, kind: "paragraph" | "item"): void {
    for (const element of childrenOf(parent)) {
      const { name } = element;
      if (name === "h" || name === "p") this.addParagraph(element, kind);
      else if (name === "list") this.addBlocks(element, "item");
      else if (name === "table") this.addTable(element);
      else if (!DROPPED.has(name)) this.addBlocks(element, kind);
    }
  }

  addNotes(): void {
    for (const note of this.notes) {
      const body = findElement(note, "note-body");
      if (body) this.builder.add("paragraph", 0, this.words(body), "\n\n", { part: attributeOf(note, "id") ?? "note" });
    }
  }

  private addParagraph(element: XmlElement, kind: "paragraph" | "item"): void {
    const place = { row: ++this.paragraphs };
    const level = Math.min(Number(attributeOf(element, "outline-level") ?? 1) || 1, 6);
    if (element.name === "h") this.builder.add("heading", level, this.words(element), "\n\n", place);
    else this.builder.add(kind, 0, this.words(element), kind === "item" ? "\n" : "\n\n", place);
  }

  private addTable(table: XmlElement): void {
    for (const row of rowsOf(table)) {
      let separator = "\n";
      for (const cell of childrenOf(row, "table-cell")) {
        const words = childrenOf(cell)
          .map((part) => this.words(part).trim())
          .filter(Boolean)
          .join("\n");
        if (this.builder.add("cell", 0, words, separator, { row: ++this.paragraphs })) separator = "\t";
      }
    }
  }

  private words(element: XmlElement): string {
    return element.children.map((child) => (typeof child === "string" ? child.replace(/[ \t\n\r]+/g, " ") : this.inline(child))).join("");
  }

  private inline(element: XmlElement): string {
    const { name } = element;
    if (name === "note") this.notes.push(element);
    if (DROPPED.has(name)) return "";
    if (name === "line-break") return "\n";
    if (name === "tab") return "\t";
    if (name === "s") return " ".repeat(Math.min(Number(attributeOf(element, "c") ?? 1) || 1, 100));
    return this.words(element);
  }
}

function rowsOf(table: XmlElement): XmlElement[] {
  return childrenOf(table).flatMap((child) =>
    child.name === "table-row" ? [child] : /^table-(?:header-rows|rows|row-group)$/.test(child.name) ? rowsOf(child) : [],
  );
}

function encrypted(): Unreadable {
  return new Unreadable(ProblemCode.ENCRYPTED, "opens with a password only", "Save it without a password and import it again.");
}
