import type { ReadProblem } from "@lectern/schema";
import { ProblemCode } from "@lectern/schema/kind";
import { type CsvError, parse } from "csv-parse/sync";
import { problem } from "../problems.js";
import type { Row, Rows } from "./rows.js";

interface TableRecord {
  fields: string[];
  line: number;
}

/** After so many broken rows the rest of a table is given up: each costs reading the remainder anew. */
const MAX_RESTARTS = 50;
const ADVICE = "Mend the row (quotation marks inside a quoted field are doubled), or save the table anew from the program it came from.";

/**
 * Rows of a CSV or TSV table as objects by column name. `columns` names them where the first row is already data.
 * A row that does not fit is a problem of its own.
 */
export function readTable(text: string, kind: "csv" | "tsv", columns: string[] | undefined, fileName: string): Rows {
  const problems: ReadProblem[] = [];
  const records = kind === "tsv" ? tabbedRecords(text) : quotedRecords(text, fileName, problems);
  const header = columns ?? records.shift()?.fields.map((name) => name.trim());
  if (!header) return { rows: [], problems };
  reportDoubles(header, fileName, problems);
  const rows: Row[] = [];
  records.forEach(({ fields, line }, index) => {
    const row = index + 1;
    if (fields.length > header.length || (fields.length === 1 && header.length > 1)) {
      const message = `${fileName}, row ${row} (line ${line}): ${fields.length} column${fields.length === 1 ? "" : "s"} where the table has ${header.length}`;
      problems.push(problem(ProblemCode.BAD_TABLE, message, ADVICE, { row, line }));
    } else rows.push({ row, line, members: Object.fromEntries(header.map((name, i) => [name, fields[i] ?? ""])), bytes: null });
  });
  return { rows, problems };
}

/** Tab-separated values have no quoting that all programs agree on: a line is a row, quotation marks are text. */
function tabbedRecords(text: string): TableRecord[] {
  return text
    .split("\n")
    .map((line, index) => ({ fields: line.split("\t"), line: index + 1 }))
    .filter(({ fields }) => fields.length > 1 || (fields[0] as string).trim() !== "");
}

/** Reads on behind each row that breaks the parser. */
function quotedRecords(text: string, fileName: string, problems: ReadProblem[]): TableRecord[] {
  const delimiter = delimiterOf(text);
  const records: TableRecord[] = [];
  let rest = text;
  let linesBefore = 0;
  for (let restarts = 0; rest.length > 0; restarts++) {
    const part = parsePart(rest, delimiter);
    for (const { fields, line } of part.records) records.push({ fields, line: linesBefore + line });
    if (part.brokenLine === null) break;
    const line = linesBefore + part.brokenLine;
    const isLast = restarts === MAX_RESTARTS;
    const message = `${fileName}, line ${line}: ${part.fault}${isLast ? "; the rest of the table was not read" : ""}`;
    problems.push(problem(ProblemCode.BAD_TABLE, message, ADVICE, { row: records.length + problems.length, line }));
    if (isLast) break;
    rest = rest.slice(offsetOfLine(rest, part.brokenLine + 1));
    linesBefore = line;
  }
  return records;
}

interface Part {
  records: TableRecord[];
  /** Line at which a row begins that could not be read; null where all were. */
  brokenLine: number | null;
  fault: string;
}

function parsePart(text: string, delimiter: string): Part {
  const records: TableRecord[] = [];
  let linesRead = 0;
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: 4_000_000,
      on_record: (fields: string[], { lines }: { lines: number }) => {
        records.push({ fields, line: linesRead + 1 });
        linesRead = lines;
        return null;
      },
    });
    return { records, brokenLine: null, fault: "" };
  } catch (fault) {
    return { records, brokenLine: linesRead + 1, fault: describeFault(fault as CsvError) };
  }
}

function describeFault(fault: CsvError): string {
  if (fault.code === "CSV_QUOTE_NOT_CLOSED") return "a quotation mark is opened and not closed";
  if (fault.code === "CSV_INVALID_CLOSING_QUOTE") return "something stands between a closing quotation mark and the next column";
  if (fault.code === "CSV_MAX_RECORD_SIZE") return "a row is longer than 4 million characters";
  return fault.message;
}

/** The mark that stands most often in the first line. */
function delimiterOf(text: string): string {
  const first =
    text
      .slice(0, 4000)
      .split("\n", 1)[0]
      ?.replace(/"[^"]*"/g, "") ?? "";
  const count = (mark: string) => first.split(mark).length;
  return [",", ";", "\t", "|"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function offsetOfLine(text: string, line: number): number {
  let offset = 0;
  for (let i = 1; i < line; i++) {
    const next = text.indexOf("\n", offset);
    if (next === -1) return text.length;
    offset = next + 1;
  }
  return offset;
}

function reportDoubles(header: string[], fileName: string, problems: ReadProblem[]): void {
  const doubled = new Set(header.filter((name, i) => header.indexOf(name) < i));
  for (const name of doubled) {
    const advice = "Give each column a name of its own, or name them with columns in collection.yaml.";
    problems.push(problem(ProblemCode.BAD_TABLE, `${fileName}: two columns are named "${name}"; the last one counts`, advice, { line: 1 }));
  }
}
