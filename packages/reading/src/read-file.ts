import type { Draft, ReadProblem } from "@lectern/schema";
import { ProblemCode } from "@lectern/schema/kind";
import { documentKind } from "./document-kind.js";
import { type FieldContext, guessField, readField, textMembers } from "./fields.js";
import { binarySignature, nulInText } from "./formats/binary.js";
import { type Content, plainContent } from "./formats/content.js";
import { decodeText, normaliseNewlines } from "./formats/decode.js";
import { extensionOf, type Format, formatOfMediaType, formatOfName, mediaTypes } from "./formats/format.js";
import { readHtml } from "./formats/html.js";
import { readMarkdown } from "./formats/markdown.js";
import { bytesOfRow, isMembers, memberAt, parseJsonDocument, type Row, type Rows, readJsonLines, rowsOfList } from "./formats/rows.js";
import { readTable } from "./formats/table.js";
import { blocksOfText, readPlainText } from "./formats/text.js";
import { makeDraft } from "./make-draft.js";
import { problem } from "./problems.js";
import { MAX_DOCUMENT_BYTES, type ReadDocument, type ReadHints, type ReadResult } from "./read-types.js";
import { divideByJson } from "./study-text/by-json.js";
import { divideByRows } from "./study-text/by-rows.js";
import type { Outline } from "./study-text/outline.js";

/**
 * The documents in the bytes of one file: the file itself, or its rows. Bad input never throws: what cannot be read is
 * a problem that names the place and what to do, and never stops the other rows.
 */
export function readFile(bytes: Uint8Array, hints: ReadHints): ReadResult {
  try {
    return readBytes(bytes, hints);
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault);
    const advice = "This is a fault of the reader: please report it with the file. Other documents are not affected.";
    return {
      documents: [],
      problems: [problem(ProblemCode.READING_FAILED, `${hints.fileName} could not be read: ${reason}`, advice, { row: hints.row ?? null })],
    };
  }
}

/** The draft of the first document in the bytes. Throws where there is none, with the first problem as message. */
export function readDocument(bytes: Uint8Array, hints: ReadHints): Draft {
  const { documents, problems } = readFile(bytes, hints);
  const [first] = documents;
  if (!first) throw new Error(problems[0]?.message ?? `${hints.fileName} holds no document`);
  return first.draft;
}

function readBytes(bytes: Uint8Array, hints: ReadHints): ReadResult {
  const fault = faultOfBytes(bytes, hints.fileName);
  if (fault) return { documents: [], problems: [fault] };
  const decoded = decodeText(bytes, hints.fileName);
  if ("problem" in decoded) return { documents: [], problems: [decoded.problem] };
  const format = hints.row === undefined ? formatOf(hints, decoded.text) : "json";
  if (format === null) return { documents: [], problems: [unsupported(hints.fileName)] };
  const nul = nulInText(decoded.text, hints.fileName);
  if (nul) return { documents: [], problems: [nul] };
  if (decoded.text.trim() === "") return { documents: [], problems: [empty(hints.fileName, "holds nothing but space")] };
  return readText(decoded.text, format, bytes, hints);
}

function faultOfBytes(bytes: Uint8Array, fileName: string): ReadProblem | null {
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

function empty(fileName: string, what: string): ReadProblem {
  return problem(ProblemCode.EMPTY, `${fileName} ${what}`, "Fetch the document again, or leave it out with exclude in collection.yaml.");
}

function unsupported(fileName: string): ReadProblem {
  return problem(
    ProblemCode.UNSUPPORTED_FORMAT,
    `${fileName}: files of the format .${extensionOf(fileName)} are not read`,
    "Save it as .txt, .md, .html, .json, .jsonl, .csv or .tsv, or leave it out with exclude in collection.yaml.",
  );
}

/** By media type, else by name, else (for names without an extension, such as standard input) by how the text begins. */
function formatOf(hints: ReadHints, text: string): Format | null {
  const told = (hints.mediaType && formatOfMediaType(hints.mediaType)) || formatOfName(hints.fileName);
  if (told || extensionOf(hints.fileName) !== null) return told;
  return /^\s*<(?:!doctype html|html)\b/i.test(text.slice(0, 500)) ? "html" : "txt";
}

function readText(text: string, format: Format, bytes: Uint8Array, hints: ReadHints): ReadResult {
  const divided = hints.row === undefined ? hints.collection?.studyText?.divide : undefined;
  if (format === "txt") return single(readPlainText(text), format, bytes, hints);
  if (format === "md") return single(readMarkdown(text), format, bytes, hints);
  if (format === "html") return single(readHtml(text), format, bytes, hints);
  if (format === "json") return readJson(text, bytes, hints);
  const rows =
    format === "jsonl" ? readJsonLines(text, hints.fileName) : readTable(text, format, hints.collection?.columns, hints.fileName);
  if (divided?.by === "rows") return readDividedRows(rows, { bytes, mediaType: mediaTypes[format], row: null }, hints);
  return readRows(rows, hints);
}

function single(content: Content, format: Format, bytes: Uint8Array, hints: ReadHints): ReadResult {
  if (content.text.trim() === "") return { documents: [], problems: [empty(hints.fileName, "has markup, but no words")] };
  const mediaType = hints.mediaType ?? mediaTypes[format];
  const context: FieldContext = { settings: hints.collection, fileName: hints.fileName, content, row: null };
  return documentOf(context, { bytes, mediaType, row: null }, hints);
}

function readJson(text: string, bytes: Uint8Array, hints: ReadHints): ReadResult {
  const parsed = parseJsonDocument(text, hints.fileName);
  if ("problem" in parsed) return { documents: [], problems: [{ ...parsed.problem, row: hints.row ?? null }] };
  const { value } = parsed;
  const settings = hints.collection;
  const divide = settings?.studyText?.divide;
  const file: Piece = { bytes, mediaType: mediaTypes.json, row: null };
  if (hints.row !== undefined && isMembers(value)) return readRow({ row: hints.row, line: null, members: value, bytes }, hints);
  if (divide?.by === "json") {
    const problems: ReadProblem[] = [];
    return dividedDocument(divideByJson(value, divide, hints.fileName, problems), file, hints, problems);
  }
  const list = settings?.rows && isMembers(value) ? memberAt(value, settings.rows) : value;
  if (Array.isArray(list)) {
    const rows = rowsOfList(list, hints.fileName);
    return divide?.by === "rows" ? readDividedRows(rows, file, hints) : readRows(rows, hints);
  }
  if (isMembers(list)) return readRow({ row: 0, line: null, members: list, bytes }, hints);
  const place = settings?.rows ? `${settings.rows} in ${hints.fileName}` : hints.fileName;
  const advice = "Say in collection.yaml where the documents stand: rows for a list, fields.text for the words.";
  return {
    documents: [],
    problems: [problem(ProblemCode.MISSING_FIELD, `${place} is neither a list of documents nor a document with named members`, advice)],
  };
}

/** A file of rows that is one study text. */
function readDividedRows({ rows, problems }: Rows, file: Piece, hints: ReadHints): ReadResult {
  const divide = hints.collection?.studyText?.divide;
  if (divide?.by !== "rows") return { documents: [], problems };
  const all = [...problems];
  return dividedDocument(divideByRows(rows, divide, hints.fileName, all), file, hints, all);
}

function dividedDocument(
  { content, outline }: { content: Content; outline: Outline },
  file: Piece,
  hints: ReadHints,
  problems: ReadProblem[],
): ReadResult {
  if (outline.passages.length === 0) {
    return { documents: [], problems: problems.length > 0 ? problems : [empty(hints.fileName, "has no passages")] };
  }
  const context: FieldContext = { settings: hints.collection, fileName: hints.fileName, content, row: null };
  return documentOf(context, file, hints, outline, problems);
}

function readRows({ rows, problems }: Rows, hints: ReadHints): ReadResult {
  const documents: ReadDocument[] = [];
  const all = [...problems];
  const missing = missingColumns(rows, hints);
  if (missing) return { documents, problems: [...problems, missing] };
  const seen = new Map<string, number>();
  for (const row of rows) {
    const result = readRowSafely(row, hints);
    all.push(...result.problems);
    for (const document of result.documents) {
      const doubled = doubledId(document, seen, hints.fileName);
      if (doubled) all.push(doubled);
      else documents.push(document);
    }
  }
  if (rows.length === 0 && problems.length === 0) all.push(empty(hints.fileName, "has no rows"));
  return { documents, problems: all };
}

function readRowSafely(row: Row, hints: ReadHints): ReadResult {
  try {
    return readRow(row, hints);
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault);
    const message = `${hints.fileName}, row ${row.row} could not be read: ${reason}`;
    return {
      documents: [],
      problems: [problem(ProblemCode.READING_FAILED, message, "This is a fault of the reader: please report it with the row.", row)],
    };
  }
}

/** Where no row at all has a text, one problem says so, not one for each row. */
function missingColumns(rows: Row[], hints: ReadHints): ReadProblem | null {
  if (rows.length < 2 || rows.some((row) => textOf(contextOf(row, hints)) !== null)) return null;
  const names = Object.keys(rows[0]?.members ?? {}).join(", ");
  return problem(
    ProblemCode.MISSING_FIELD,
    `${hints.fileName}: no row has ${wantedText(hints)}; its columns are ${names}`,
    "Say in collection.yaml which column holds the words: fields: { text: { column: … } }.",
  );
}

function doubledId(document: ReadDocument, seen: Map<string, number>, fileName: string): ReadProblem | null {
  const id = document.draft.givenId;
  const row = document.row ?? 0;
  if (id === null) return null;
  const first = seen.get(id);
  if (first === undefined) {
    seen.set(id, row);
    return null;
  }
  return problem(
    ProblemCode.DUPLICATE_ID,
    `${fileName}: the id "${id}" stands in row ${first} and again in row ${row}; the second was left out`,
    "Give each row an id of its own, or name another column for id.",
    { row },
  );
}

/** A row, or (row 0) a JSON document with named members. */
function readRow(row: Row, hints: ReadHints): ReadResult {
  const context = contextOf(row, hints);
  const text = textOf(context);
  const number = row.row === 0 ? null : row.row;
  if (text === null) {
    const place = number === null ? hints.fileName : `${hints.fileName}, row ${number}${row.line === null ? "" : ` (line ${row.line})`}`;
    const advice = "Fill the row, or say in collection.yaml which column holds the words: fields: { text: { column: … } }.";
    return {
      documents: [],
      problems: [
        problem(ProblemCode.MISSING_FIELD, `${place} has no words: ${wantedText(hints)} is empty or missing`, advice, {
          row: number,
          line: row.line,
        }),
      ],
    };
  }
  const words = normaliseNewlines(text);
  const filled = { ...context, content: plainContent(words, blocksOfText(words)) };
  return documentOf(filled, { bytes: bytesOfRow(row), mediaType: mediaTypes.json, row: number }, hints);
}

function contextOf(row: Row, hints: ReadHints): FieldContext {
  return { settings: hints.collection, fileName: hints.fileName, content: plainContent("", []), row: row.members };
}

function textOf(context: FieldContext): string | null {
  const field = context.settings?.fields.text ? readField(context, "text") : guessField(context, "text");
  return field && field.value.trim() !== "" ? field.value : null;
}

function wantedText(hints: ReadHints): string {
  const columns = (hints.collection?.fields.text ?? []).flatMap((source) => ("column" in source ? source.column : []));
  return columns.length > 0 ? `column ${columns.join(" or ")}` : `a column named ${textMembers.slice(0, 4).join(", ")}`;
}

interface Piece {
  bytes: Uint8Array;
  mediaType: string;
  row: number | null;
}

function documentOf(
  context: FieldContext,
  piece: Piece,
  hints: ReadHints,
  outline: Outline | null = null,
  problems: ReadProblem[] = [],
): ReadResult {
  const draft = makeDraft(context, documentKind(context), hints, outline, problems);
  const id = draft.givenId ?? (piece.row === null ? null : String(piece.row));
  const place = id === null ? hints.fileName : `${hints.fileName}#${id}`;
  return {
    documents: [{ draft, ...piece, place, hints: storedHints(hints, piece) }],
    problems: problems.map((one) => ({ ...one, row: one.row ?? piece.row })),
  };
}

/** What is needed besides the bytes and the collection's settings to read a document again. */
function storedHints(hints: ReadHints, piece: Pick<Piece, "mediaType" | "row">): Record<string, unknown> {
  return {
    fileName: hints.fileName,
    mediaType: piece.mediaType,
    ...(piece.row === null ? {} : { row: piece.row }),
    ...(hints.publishedOn === undefined ? {} : { publishedOn: hints.publishedOn }),
    ...(hints.phrases === undefined ? {} : { phrases: hints.phrases }),
  };
}
