import type { ReadProblem } from "@lectern/schema";
import { ProblemCode } from "@lectern/schema/kind";
import { problem } from "../problems.js";
import { findJsonFault } from "./json-fault.js";

/** One row of a file of rows. */
export interface Row {
  /** From 1; in a table with a header, the first row of data is 1. */
  row: number;
  line: number | null;
  members: Record<string, unknown>;
  /** The row's own bytes where the file has them as such (a line of JSON); else they are made from `members`. */
  bytes: Uint8Array | null;
}

export interface Rows {
  rows: Row[];
  problems: ReadProblem[];
}

const encoder = new TextEncoder();

/** Lines of JSON. A line that does not read is a problem of its own; empty lines are passed over. */
export function readJsonLines(text: string, fileName: string): Rows {
  const rows: Row[] = [];
  const problems: ReadProblem[] = [];
  let row = 0;
  text.split("\n").forEach((source, index) => {
    if (source.trim() === "") return;
    row++;
    const line = index + 1;
    const parsed = parseJson(source);
    if ("fault" in parsed) {
      const { column } = parsed.fault;
      const message = `${fileName}, line ${line}, column ${column}: this is not JSON, ${excerpt(source, column)}`;
      problems.push(problem(ProblemCode.BAD_JSON, message, "Mend this line; the others were read.", { row, line, column }));
    } else if (isMembers(parsed.value)) rows.push({ row, line, members: parsed.value, bytes: encoder.encode(source) });
    else problems.push(notMembers(`${fileName}, line ${line}`, row, line));
  });
  return { rows, problems };
}

/** The members of a list in a JSON document, as rows. */
export function rowsOfList(list: unknown[], fileName: string): Rows {
  const rows: Row[] = [];
  const problems: ReadProblem[] = [];
  list.forEach((value, index) => {
    if (isMembers(value)) rows.push({ row: index + 1, line: null, members: value, bytes: null });
    else problems.push(notMembers(`${fileName}, row ${index + 1}`, index + 1, null));
  });
  return { rows, problems };
}

export function parseJsonDocument(text: string, fileName: string): { value: unknown } | { problem: ReadProblem } {
  const parsed = parseJson(text);
  if ("value" in parsed) return parsed;
  const { line, column } = parsed.fault;
  const source = text.split("\n", line)[line - 1] ?? "";
  return {
    problem: problem(
      ProblemCode.BAD_JSON,
      `${fileName}, line ${line}, column ${column}: this is not JSON, ${excerpt(source, column)}`,
      "Mend the file at this place; if it holds one JSON value a line, name it .jsonl.",
      { line, column },
    ),
  };
}

/** The bytes of a row: its own, or its members written as JSON. */
export function bytesOfRow(row: Row): Uint8Array {
  return row.bytes ?? encoder.encode(JSON.stringify(row.members));
}

/** A member by its name, or by a path with dots; undefined where there is none. */
export function memberAt(members: Record<string, unknown>, path: string): unknown {
  if (Object.hasOwn(members, path)) return members[path];
  let value: unknown = members;
  for (const name of path.split(".")) {
    if (!isMembers(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

export function isMembers(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(text: string): { value: unknown } | { fault: { line: number; column: number } } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { fault: findJsonFault(text) ?? { line: 1, column: 1 } };
  }
}

function notMembers(place: string, row: number, line: number | null): ReadProblem {
  return problem(
    ProblemCode.MISSING_FIELD,
    `${place}: a row must be an object with named members`,
    'Write each row as {"id": …, "text": …}.',
    { row, line },
  );
}

function excerpt(source: string, column: number): string {
  const words = source.slice(Math.max(0, column - 21), column + 19).trim();
  return column > source.length || words === "" ? "it ends too early" : `near ${words}`;
}
