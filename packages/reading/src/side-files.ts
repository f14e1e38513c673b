import type { ReadProblem } from "@lectern/schema";
import { ProblemCode } from "@lectern/schema/kind";
import { type CollectionSettings, compilePattern } from "./collection/settings.js";
import { decodeText } from "./encodings/decode.js";
import { decodeXml } from "./encodings/decode-xml.js";
import { formatOfName } from "./formats/format.js";
import { recogniseFormat } from "./formats/recognise.js";
import { type Rows, readJsonLines } from "./formats/rows.js";
import { readTable } from "./formats/table.js";
import { readXlsx } from "./office/xlsx.js";
import { problem, Unreadable } from "./problems.js";
import { parseXml } from "./xml/parse-xml.js";
import { type People, teiPeople } from "./xml/people-list.js";

type SideRow = Record<string, unknown>;

/** What a table tells of documents in other files: its rows by the values of the columns that say which document is meant. */
export interface SideTable {
  /** The row of the document at a path within the collection; null where there is none, or several that differ. */
  rowOf(path: string): SideRow | null;
}

/** The side table that a collection names, from its bytes (.xlsx, .csv, .tsv, .jsonl). */
export function readSideTable(
  bytes: Uint8Array,
  settings: NonNullable<CollectionSettings["side"]>,
): { table: SideTable } | { problem: ReadProblem } {
  try {
    const { rows, problems } = rowsOf(bytes, settings.file);
    const [first] = rows;
    const columns = Object.entries(settings.match).map(([column, source]) => ({ column, pattern: compilePattern(source) }));
    const missing = columns.find(({ column }) => first && !Object.hasOwn(first.members, column));
    if (!first) return { problem: problems[0] ?? noRows(settings.file) };
    if (missing) return { problem: noColumn(settings.file, missing.column, Object.keys(first.members)) };
    return {
      table: tableOf(
        rows.map(({ members }) => members),
        columns,
      ),
    };
  } catch (fault) {
    if (fault instanceof Unreadable) return { problem: fault.asProblem(settings.file) };
    throw fault;
  }
}

/** The persons that a TEI list names, by the ids that documents refer to. */
export function readPeople(bytes: Uint8Array, fileName: string): { people: People } | { problem: ReadProblem } {
  try {
    return { people: teiPeople(parseXml(decodeXml(bytes))) };
  } catch (fault) {
    if (fault instanceof Unreadable) return { problem: fault.asProblem(fileName) };
    throw fault;
  }
}

function rowsOf(bytes: Uint8Array, fileName: string): Rows {
  if (recogniseFormat(bytes, { fileName }) === "xlsx") return readXlsx(bytes);
  const decoded = decodeText(bytes, fileName);
  if ("problem" in decoded) return { rows: [], problems: [decoded.problem] };
  const format = formatOfName(fileName);
  if (format === "jsonl") return readJsonLines(decoded.text, fileName);
  return readTable(decoded.text, format === "tsv" ? "tsv" : "csv", undefined, fileName);
}

function tableOf(rows: SideRow[], columns: { column: string; pattern: RegExp }[]): SideTable {
  const byKey = new Map<string, SideRow[]>();
  for (const row of rows) {
    const key = JSON.stringify(columns.map(({ column }) => valueKey(row[column])));
    const known = byKey.get(key) ?? [];
    // A row that stands there twice says nothing else the second time.
    if (!known.some((other) => JSON.stringify(other) === JSON.stringify(row))) byKey.set(key, [...known, row]);
  }
  return {
    rowOf(path) {
      const values = columns.map(({ pattern }) => pattern.exec(path));
      if (values.some((value) => value === null)) return null;
      const found = byKey.get(JSON.stringify(values.map((value) => valueKey(value?.[1] ?? value?.[0])))) ?? [];
      return found.length === 1 ? (found[0] as SideRow) : null;
    },
  };
}

/** Numbers are the same with zeros before them, and words in either case. */
function valueKey(value: unknown): string {
  const words = String(value ?? "")
    .trim()
    .toLowerCase();
  return /^\d+$/.test(words) ? String(Number(words)) : words;
}

function noRows(file: string): ReadProblem {
  return problem(ProblemCode.EMPTY, `${file} has no rows`, "Fetch the table again, or take side out of collection.yaml.");
}

function noColumn(file: string, column: string, columns: string[]): ReadProblem {
  return problem(
    ProblemCode.BAD_COLLECTION,
    `${file} has no column "${column}", which side.match names; its columns are ${columns.join(", ")}`,
    "Name one of them under side.match in collection.yaml.",
  );
}
