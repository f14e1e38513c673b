import type { ReadProblem } from "@lectern/schema";
import { ProblemCode } from "@lectern/schema/kind";
import { contextOf, documentOf, empty, type Piece } from "./document-of.js";
import { normaliseNewlines } from "./encodings/decode.js";
import { type FieldContext, guessField, readField, textMembers } from "./fields.js";
import { type Content, plainContent } from "./formats/content.js";
import { mediaTypes } from "./formats/format.js";
import { bytesOfRow, isMembers, memberAt, parseJsonDocument, type Row, type Rows, rowsOfList } from "./formats/rows.js";
import { blocksOfText } from "./formats/text.js";
import { problem } from "./problems.js";
import type { ReadDocument, ReadHints, ReadResult } from "./read-types.js";
import { divideByJson } from "./study-text/by-json.js";
import { divideByRows } from "./study-text/by-rows.js";
import type { Outline } from "./study-text/outline.js";

/** The documents in a JSON file: itself, or the members of its list. */
export function readJson(text: string, bytes: Uint8Array, hints: ReadHints): ReadResult {
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
export function readDividedRows({ rows, problems }: Rows, file: Piece, hints: ReadHints): ReadResult {
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
  return documentOf(contextOf(content, null, hints), file, hints, outline, problems);
}

/** The documents in a file of rows, one a row; a row that cannot be read is a problem of its own. */
export function readRows({ rows, problems }: Rows, hints: ReadHints): ReadResult {
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

/** Where no row at all has a text, one problem says so, not one for each row: such a table tells of documents in other files. */
function missingColumns(rows: Row[], hints: ReadHints): ReadProblem | null {
  const hasText = (row: Row) => textOf(contextOf(plainContent("", []), row.members, hints)) !== null;
  if (rows.length < 2 || rows.some(hasText)) return null;
  const names = Object.keys(rows[0]?.members ?? {}).join(", ");
  const isTold = hints.collection?.fields.text !== undefined;
  return problem(
    isTold ? ProblemCode.MISSING_FIELD : ProblemCode.NO_DOCUMENT,
    `${hints.fileName}: no row has ${wantedText(hints)}; its columns are ${names}`,
    "If its rows are documents, say in collection.yaml which column holds the words: fields: { text: { column: … } }; if it tells of documents in other files, name it there under side.",
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
  const context = contextOf(plainContent("", []), row.members, hints);
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

function textOf(context: FieldContext): string | null {
  const field = context.settings?.fields.text ? readField(context, "text") : guessField(context, "text");
  return field && field.value.trim() !== "" ? field.value : null;
}

function wantedText(hints: ReadHints): string {
  const columns = (hints.collection?.fields.text ?? []).flatMap((source) => ("column" in source ? source.column : []));
  return columns.length > 0 ? `column ${columns.join(" or ")}` : `a column named ${textMembers.slice(0, 4).join(", ")}`;
}
