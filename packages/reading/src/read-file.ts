import type { Draft, ReadProblem } from "@lectern/schema";
import { ProblemCode } from "@lectern/schema/kind";
import { documentOfFile, empty } from "./document-of.js";
import { decodeText } from "./encodings/decode.js";
import { binarySignature, nulInText } from "./formats/binary.js";
import type { Content } from "./formats/content.js";
import { extensionOf, isContainer, isPacked, mediaTypes, type PackedFormat, type TextFormat } from "./formats/format.js";
import { readHtml } from "./formats/html.js";
import { readMarkdown } from "./formats/markdown.js";
import { recogniseFormat } from "./formats/recognise.js";
import { readJsonLines } from "./formats/rows.js";
import { readTable } from "./formats/table.js";
import { readPlainText } from "./formats/text.js";
import { readDoc } from "./office/doc.js";
import { readDocx } from "./office/docx.js";
import { readEpub } from "./office/epub.js";
import { readOdt } from "./office/odt.js";
import { readRtf } from "./office/rtf.js";
import { readXlsx } from "./office/xlsx.js";
import { problem, Unreadable } from "./problems.js";
import { readDividedRows, readJson, readRows } from "./read-rows.js";
import { MAX_DOCUMENT_BYTES, type ReadHints, type ReadResult } from "./read-types.js";
import { readXml } from "./xml/read-xml.js";

/**
 * The documents in the bytes of one file: the file itself, or its rows. Bad input never throws: what cannot be read is
 * a problem that names the place and what to do, and never stops the other rows. PDFs, mail and archives take time to
 * open: `readAnyFile` reads them.
 */
export function readFile(bytes: Uint8Array, hints: ReadHints): ReadResult {
  try {
    return readBytes(bytes, hints);
  } catch (fault) {
    return { documents: [], problems: [problemOfFault(fault, hints)] };
  }
}

/** The draft of the first document in the bytes. Throws where there is none, with the first problem as message. */
export function readDocument(bytes: Uint8Array, hints: ReadHints): Draft {
  const { documents, problems } = readFile(bytes, hints);
  const [first] = documents;
  if (!first) throw new Error(problems[0]?.message ?? `${hints.fileName} holds no document`);
  return first.draft;
}

/** What ended the reading of a file, as a problem of that file. */
export function problemOfFault(fault: unknown, { fileName, row }: ReadHints): ReadProblem {
  if (fault instanceof Unreadable) return { ...fault.asProblem(fileName), row: row ?? null };
  const reason = fault instanceof Error ? fault.message : String(fault);
  const advice = "This is a fault of the reader: please report it with the file. Other documents are not affected.";
  return problem(ProblemCode.READING_FAILED, `${fileName} could not be read: ${reason}`, advice, { row: row ?? null });
}

/** A problem where bytes are none that any format could have; null where they may be read. */
export function faultOfBytes(bytes: Uint8Array, fileName: string): ReadProblem | null {
  if (bytes.length === 0) return empty(fileName, "is empty: it has no bytes");
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    const size = (bytes.length / 1024 / 1024).toFixed(0);
    const limit = MAX_DOCUMENT_BYTES / 1024 / 1024;
    return problem(
      ProblemCode.TOO_LARGE,
      `${fileName} has ${size} MB; up to ${limit} MB are read`,
      "Split it into smaller files, by document or by chapter.",
    );
  }
  return binarySignature(bytes, fileName);
}

function readBytes(bytes: Uint8Array, hints: ReadHints): ReadResult {
  const fault = faultOfBytes(bytes, hints.fileName);
  if (fault) return { documents: [], problems: [fault] };
  const format = hints.row === undefined ? recogniseFormat(bytes, hints) : "json";
  if (format === null) return { documents: [], problems: [unsupported(hints.fileName)] };
  if (isContainer(format)) throw new Error(`it is opened by readAnyFile (${format})`);
  return isPacked(format) ? readPacked(bytes, format, hints) : readCharacters(bytes, format, hints);
}

function unsupported(fileName: string): ReadProblem {
  return problem(
    ProblemCode.UNSUPPORTED_FORMAT,
    `${fileName}: files of the format .${extensionOf(fileName)} are not read`,
    "Save it as .txt, .md, .html, .docx, .pdf or another format of docs/reading.md, or leave it out with exclude in collection.yaml.",
  );
}

function readPacked(bytes: Uint8Array, format: PackedFormat, hints: ReadHints): ReadResult {
  if (format === "xlsx") return readRows(readXlsx(bytes), hints);
  return documentOfFile(packedReaders[format](bytes), bytes, mediaTypes[format], hints);
}

const packedReaders: Record<Exclude<PackedFormat, "xlsx">, (bytes: Uint8Array) => Content> = {
  docx: readDocx,
  doc: readDoc,
  odt: readOdt,
  rtf: readRtf,
  epub: readEpub,
};

function readCharacters(bytes: Uint8Array, format: TextFormat, hints: ReadHints): ReadResult {
  const decoded = decodeText(bytes, hints.fileName, hints.mediaType);
  if ("problem" in decoded) return { documents: [], problems: [decoded.problem] };
  const { text, encoding } = decoded;
  const nul = nulInText(text, hints.fileName);
  if (nul) return { documents: [], problems: [nul] };
  if (text.trim() === "") return { documents: [], problems: [empty(hints.fileName, "holds nothing but space")] };
  const document = (content: Content) => documentOfFile({ ...content, encoding }, bytes, hints.mediaType ?? mediaTypes[format], hints);
  if (format === "txt") return document(readPlainText(text));
  if (format === "md") return document(readMarkdown(text));
  if (format === "html") return document(readHtml(text));
  if (format === "xml") return document(readXml(text, hints.people ?? {}));
  return readRowsOf(text, format, bytes, hints);
}

function readRowsOf(text: string, format: "json" | "jsonl" | "csv" | "tsv", bytes: Uint8Array, hints: ReadHints): ReadResult {
  if (format === "json") return readJson(text, bytes, hints);
  const rows =
    format === "jsonl" ? readJsonLines(text, hints.fileName) : readTable(text, format, hints.collection?.columns, hints.fileName);
  const divided = hints.row === undefined && hints.collection?.studyText?.divide?.by === "rows";
  return divided ? readDividedRows(rows, { bytes, mediaType: mediaTypes[format], row: null }, hints) : readRows(rows, hints);
}
