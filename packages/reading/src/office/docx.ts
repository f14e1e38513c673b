import type { Block } from "@lectern/schema";
import { unpackZip } from "../archives/zip.js";
import { decodeXml } from "../encodings/decode-xml.js";
import { type Content, plainContent, TextBuilder } from "../formats/content.js";
import { parseXml, type XmlElement } from "../xml/parse-xml.js";
import { attributeOf, childrenOf, elementAt, findElement } from "../xml/xml-tree.js";
import { headingStyles } from "./docx-styles.js";
import { missingPart } from "./missing-part.js";

const DOCUMENT = /^word\/document\d*\.xml$/;
const NOTES = /^word\/(?:footnotes|endnotes)\d*\.xml$/;
const STYLES = /^word\/styles\d*\.xml$/;

/** Never words of the text: deletions that were tracked, codes of fields, properties. */
const DROPPED = new Set("del moveFrom instrText delText pPr rPr tblPr trPr tcPr sectPr drawing object Fallback fldSimpleData".split(" "));

/**
 * The text of a Word document (.docx, .docm): its paragraphs, tables and notes as they stand with tracked changes accepted.
 * Macros, templates and other parts are not opened, and nothing that it refers to is fetched.
 */
export function readDocx(bytes: Uint8Array): Content {
  const files = unpackZip(bytes, (name) => DOCUMENT.test(name) || NOTES.test(name) || STYLES.test(name));
  const part = (pattern: RegExp) => [...files].filter(([name]) => pattern.test(name)).map(([, content]) => parseXml(decodeXml(content)));
  const [root] = part(DOCUMENT);
  if (!root) throw missingPart("word/document.xml");
  const walk = new DocxWalk(headingStyles(part(STYLES)[0] ?? null));
  walk.addBlocks(elementAt(root, "body") ?? root);
  for (const notes of part(NOTES)) walk.addNotes(notes);
  const { builder } = walk;
  const content = plainContent(builder.text(), builder.blocks);
  return { ...content, title: titleOf(content) };
}

/** The heading that stands at the head of a document is its title. */
function titleOf({ text, blocks }: Content): Content["title"] {
  const heading = blocks.slice(0, 5).find((block) => block.kind === "heading");
  return heading ? { value: text.slice(...heading.span), span: heading.span, method: "heading at the head" } : null;
}

class DocxWalk {
  readonly builder = new TextBuilder();
  private paragraphs = 0;

  constructor(private readonly headings: Map<string, number>) {}

  addBlocks(parent: XmlElement): void {
    for (const element of childrenOf(parent)) {
      if (element.name === "p") this.addParagraph(element);
      else if (element.name === "tbl") this.addTable(element);
      else if (!DROPPED.has(element.name)) this.addBlocks(element);
    }
  }

  addNotes(root: XmlElement): void {
    for (const note of childrenOf(root)) {
      // The first notes of every document are the lines that set notes off from the text.
      if (attributeOf(note, "type")) continue;
      const words = wordsOfRuns(note);
      this.builder.add("paragraph", 0, words, "\n\n", { part: `${note.name} ${attributeOf(note, "id") ?? ""}`.trim() });
    }
  }

  private addParagraph(element: XmlElement): void {
    this.paragraphs++;
    const { kind, level } = this.kindOf(element);
    this.builder.add(kind, level, wordsOfRuns(element), kind === "item" ? "\n" : "\n\n", { row: this.paragraphs });
    // The words of text boxes stand within a paragraph, in paragraphs of their own.
    const box = findElement(element, "txbxContent");
    if (box) this.addBlocks(box);
  }

  private kindOf(element: XmlElement): Pick<Block, "kind" | "level"> {
    const properties = elementAt(element, "pPr");
    const style = properties && elementAt(properties, "pStyle");
    const outline = properties && elementAt(properties, "outlineLvl");
    const level = outline ? Number(attributeOf(outline, "val")) + 1 : this.headings.get((style && attributeOf(style, "val")) ?? "");
    if (level !== undefined && level >= 1 && level <= 6) return { kind: "heading", level };
    if (properties && elementAt(properties, "numPr")) return { kind: "item", level: 0 };
    return { kind: "paragraph", level: 0 };
  }

  private addTable(table: XmlElement): void {
    for (const row of rowsOf(table)) {
      let separator = "\n";
      for (const cell of cellsOf(row)) {
        this.paragraphs++;
        const words = cellWords(cell);
        if (this.builder.add("cell", 0, words, separator, { row: this.paragraphs })) separator = "\t";
      }
    }
  }
}

function rowsOf(table: XmlElement): XmlElement[] {
  return childrenOf(table).flatMap((child) =>
    child.name === "tr" ? [child] : child.name === "sdt" ? rowsOf(elementAt(child, "sdtContent") ?? child) : [],
  );
}

function cellsOf(row: XmlElement): XmlElement[] {
  return childrenOf(row).flatMap((child) =>
    child.name === "tc" ? [child] : child.name === "sdt" ? cellsOf(elementAt(child, "sdtContent") ?? child) : [],
  );
}

/** Paragraphs of a cell as its lines; a table within it runs in. */
function cellWords(cell: XmlElement): string {
  const lines: string[] = [];
  const addLines = (parent: XmlElement) => {
    for (const element of childrenOf(parent)) {
      if (element.name === "p") lines.push(wordsOfRuns(element).trim());
      else if (!DROPPED.has(element.name)) addLines(element);
    }
  };
  addLines(cell);
  return lines.filter(Boolean).join("\n");
}

function wordsOfRuns(element: XmlElement): string {
  if (DROPPED.has(element.name) || element.name === "txbxContent") return "";
  if (element.name === "t") return element.children.filter((child) => typeof child === "string").join("");
  if (element.name === "tab") return "\t";
  if (element.name === "br" || element.name === "cr") return attributeOf(element, "type") === "page" ? "" : "\n";
  if (element.name === "noBreakHyphen") return "-";
  return childrenOf(element).map(wordsOfRuns).join("");
}
