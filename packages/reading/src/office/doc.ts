// biome-ignore-all lint/suspicious/noControlCharactersInRegex: control characters are what these formats are marked by

import { ProblemCode } from "@lectern/schema/kind";
import { type CFB$Container, find, read } from "cfb";
import { type Content, plainContent, TextBuilder } from "../formats/content.js";
import { kindOfLine } from "../formats/text.js";
import { Unreadable } from "../problems.js";

/**
 * The text of a Word document of the years 1997 to 2003 (.doc): its paragraphs, cells and notes, by the piece table that
 * [MS-DOC] 2.4.1 describes. Macros and embedded objects are not opened. Deleted words that were tracked are part of it.
 */
export function readDoc(bytes: Uint8Array): Content {
  const container = openContainer(bytes);
  const main = streamOf(container, "WordDocument");
  if (!main) throw otherDocument(container);
  const view = new DataView(main.buffer, main.byteOffset, main.byteLength);
  if (main.length < 0x200 || view.getUint16(0, true) !== 0xa5ec) throw damaged("its header is none of Word");
  const flags = view.getUint16(0x0a, true);
  if ((flags & 0x0100) !== 0)
    throw new Unreadable(ProblemCode.ENCRYPTED, "opens with a password only", "Save it without a password and import it again.");
  // Word 6 and 95 keep their text in one piece.
  const all =
    view.getUint16(2, true) < 0xc1
      ? onePiece(main, view)
      : textOfPieces(main, view, streamOf(container, (flags & 0x0200) !== 0 ? "1Table" : "0Table"));
  return contentOf(all, view);
}

function openContainer(bytes: Uint8Array): CFB$Container {
  try {
    return read(Buffer.from(bytes), { type: "buffer" });
  } catch (fault) {
    throw damaged(fault instanceof Error ? fault.message : String(fault));
  }
}

function streamOf(container: CFB$Container, name: string): Uint8Array | null {
  const entry = find(container, name);
  return entry?.content ? Uint8Array.from(entry.content) : null;
}

function onePiece(main: Uint8Array, view: DataView): string {
  return new TextDecoder("windows-1252").decode(main.subarray(view.getUint32(0x18, true), view.getUint32(0x1c, true)));
}

/** The characters of the document in order. Each piece says where its characters lie and whether they have one byte or two. */
function textOfPieces(main: Uint8Array, view: DataView, table: Uint8Array | null): string {
  if (!table) throw damaged("its table of pieces is missing");
  const clx = table.subarray(view.getUint32(0x1a2, true), view.getUint32(0x1a2, true) + view.getUint32(0x1a6, true));
  const pieces = pieceTable(clx);
  const count = Math.floor((pieces.byteLength - 4) / 12);
  const parts: string[] = [];
  let size = 0;
  for (let i = 0; i < count; i++) {
    const length = pieces.getUint32((i + 1) * 4, true) - pieces.getUint32(i * 4, true);
    const at = pieces.getUint32((count + 1) * 4 + i * 8 + 2, true);
    const isNarrow = (at & 0x40000000) !== 0;
    const start = isNarrow ? (at & 0x3fffffff) / 2 : at;
    // Pieces that claim more than the file has are none that Word wrote; without this they could repeat it without end.
    size += length;
    if (length < 0 || start + length * (isNarrow ? 1 : 2) > main.length || size > main.length) throw damaged("a piece lies outside of it");
    parts.push(new TextDecoder(isNarrow ? "windows-1252" : "utf-16le").decode(main.subarray(start, start + length * (isNarrow ? 1 : 2))));
  }
  return parts.join("");
}

/** Behind property modifiers, each with its length, stands the table of pieces. */
function pieceTable(clx: Uint8Array): DataView {
  const view = new DataView(clx.buffer, clx.byteOffset, clx.byteLength);
  let at = 0;
  while (at + 3 <= clx.length && clx[at] === 0x01) at += 3 + view.getUint16(at + 1, true);
  if (clx[at] !== 0x02 || at + 5 > clx.length) throw damaged("its table of pieces is broken");
  const length = view.getUint32(at + 1, true);
  if (at + 5 + length > clx.length) throw damaged("its table of pieces is cut off");
  return new DataView(clx.buffer, clx.byteOffset + at + 5, length);
}

/** The main text, then footnotes, endnotes and text boxes; headers and comments, which stand between them, are left out. */
function contentOf(all: string, view: DataView): Content {
  const [body, footnotes, headers, macros, comments, endnotes, boxes] = [0x4c, 0x50, 0x54, 0x58, 0x5c, 0x60, 0x64].map((at) =>
    view.getUint32(at, true),
  ) as [number, number, number, number, number, number, number];
  const builder = new TextBuilder();
  const notesAt = body + footnotes + headers + macros + comments;
  addParagraphs(all.slice(0, body), builder);
  addParagraphs(all.slice(body, body + footnotes), builder, "footnotes");
  addParagraphs(all.slice(notesAt, notesAt + endnotes), builder, "endnotes");
  addParagraphs(all.slice(notesAt + endnotes, notesAt + endnotes + boxes), builder, "text boxes");
  return plainContent(builder.text(), builder.blocks);
}

function addParagraphs(text: string, builder: TextBuilder, part?: string): void {
  let row = 0;
  let separator = "\n";
  // A cell ends with a mark, and behind the last one of a row stands one more.
  for (const [, words = "", mark] of withoutFields(text).matchAll(/([^\r\x07\x0c]*)([\r\x07\x0c]|$)/g)) {
    if (mark === "" && words === "") continue;
    const place = { row: ++row, ...(part === undefined ? {} : { part }) };
    const cleaned = cleanWords(words);
    if (mark === "\x07") {
      if (cleaned.trim() === "" && words === "") separator = "\n";
      else if (builder.add("cell", 0, cleaned, separator, place)) separator = "\t";
      continue;
    }
    const { kind, level } = kindOfLine(cleaned.trim());
    builder.add(kind, level, cleaned, "\n\n", place);
    separator = "\n";
  }
}

/** A field stands as its code, a separator and its result: only the result is printed. */
function withoutFields(text: string): string {
  let depth = 0;
  const isCode: boolean[] = [];
  let hidden = 0;
  return text.replace(/[\x13\x14\x15]|[^\x13\x14\x15]+/g, (piece) => {
    if (piece === "\x13") {
      isCode[depth++] = true;
      hidden++;
    } else if (piece === "\x14" && depth > 0) {
      if (isCode[depth - 1]) hidden--;
      isCode[depth - 1] = false;
    } else if (piece === "\x15" && depth > 0) {
      depth--;
      if (isCode[depth]) hidden--;
    } else if (piece.length > 1 || piece > "\x15" || piece < "\x13") return hidden > 0 ? "" : piece;
    return "";
  });
}

function cleanWords(words: string): string {
  return words
    .replace(/\x0b/g, "\n")
    .replace(/\x1e/g, "-")
    .replace(/[\x00-\x08\x0e-\x1f]/g, "");
}

function otherDocument(container: CFB$Container): Unreadable {
  const has = (name: string) => find(container, name) !== null;
  if (has("EncryptedPackage"))
    return new Unreadable(ProblemCode.ENCRYPTED, "opens with a password only", "Save it without a password and import it again.");
  const kind =
    has("Workbook") || has("Book")
      ? "an old Excel table; save it as .xlsx or .csv"
      : has("PowerPoint Document")
        ? "PowerPoint slides; save them as .pdf"
        : "no Word document; save it in a format that is read";
  return new Unreadable(ProblemCode.UNSUPPORTED_FORMAT, `is ${kind.split(";", 1)[0]}`, `Open it and ${kind.split("; ")[1]}.`);
}

function damaged(reason: string): Unreadable {
  return new Unreadable(ProblemCode.DAMAGED, `is a broken Word document (${reason})`, "Fetch the file again, or save it anew as .docx.");
}
