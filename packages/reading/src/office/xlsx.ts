import { ProblemCode } from "@lectern/schema/kind";
import { unpackZip } from "../archives/zip.js";
import { decodeXml } from "../encodings/decode-xml.js";
import type { Row, Rows } from "../formats/rows.js";
import { problem } from "../problems.js";
import { parseXml, type XmlElement } from "../xml/parse-xml.js";
import { attributeOf, childrenOf, descendantsOf, elementAt, findElement } from "../xml/xml-tree.js";
import { missingPart } from "./missing-part.js";
import { dateStyles, isoDate } from "./xlsx-dates.js";

const WANTED = /^xl\/(?:workbook|sharedStrings|styles|worksheets\/sheet\d+|_rels\/workbook)\.xml(?:\.rels)?$/;
/** Empty columns and rows that a cell far out would make are not made. */
const MAX_COLUMNS = 2_000;

/**
 * The rows of the first sheet of a workbook (.xlsx) that has any, by the names in its first row. Formulas give the value that
 * was stored with them; macros and links to other workbooks are not opened.
 */
export function readXlsx(bytes: Uint8Array): Rows {
  const files = unpackZip(bytes, (name) => WANTED.test(name));
  const part = (name: string) => {
    const content = files.get(name);
    return content ? parseXml(decodeXml(content)) : null;
  };
  const workbook = part("xl/workbook.xml");
  if (!workbook) throw missingPart("xl/workbook.xml");
  const strings = sharedStrings(part("xl/sharedStrings.xml"));
  const dates = dateStyles(part("xl/styles.xml"));
  for (const path of sheetPaths(workbook, part("xl/_rels/workbook.xml.rels"))) {
    const sheet = part(path);
    const cells = sheet ? cellsOf(sheet, strings, dates) : [];
    if (cells.length > 1) return toRows(cells);
  }
  return { rows: [], problems: [] };
}

function sheetPaths(workbook: XmlElement, relations: XmlElement | null): string[] {
  const targets = new Map(
    (relations ? childrenOf(relations) : []).map((one) => [attributeOf(one, "Id"), attributeOf(one, "Target") ?? ""]),
  );
  const sheets = findElement(workbook, "sheets");
  return (sheets ? childrenOf(sheets, "sheet") : []).map((sheet, index) => {
    const target = targets.get(sheet.attributes["r:id"] ?? null);
    return target ? (target.startsWith("/") ? target.slice(1) : `xl/${target}`) : `xl/worksheets/sheet${index + 1}.xml`;
  });
}

function sharedStrings(root: XmlElement | null): string[] {
  return (root ? childrenOf(root, "si") : []).map(textOf);
}

/** The text of a string, its parts joined; readings (ruby) are left out. */
function textOf(element: XmlElement): string {
  if (element.name === "t") return element.children.filter((child) => typeof child === "string").join("");
  return childrenOf(element)
    .filter(({ name }) => name !== "rPh")
    .map(textOf)
    .join("");
}

/** Cells by row (from 1) and column. */
function cellsOf(sheet: XmlElement, strings: string[], dates: Set<number>): { row: number; values: string[] }[] {
  const rows: { row: number; values: string[] }[] = [];
  for (const row of descendantsOf(sheet)) {
    if (row.name !== "row") continue;
    const values: string[] = [];
    for (const cell of childrenOf(row, "c")) {
      const column = columnOf(attributeOf(cell, "r")) ?? values.length;
      if (column >= MAX_COLUMNS) continue;
      while (values.length < column) values.push("");
      values[column] = cellValue(cell, strings, dates);
    }
    if (values.some((value) => value !== "")) rows.push({ row: Number(attributeOf(row, "r") ?? rows.length + 1), values });
  }
  return rows;
}

/** `BC12` is the column 54, from 0. */
function columnOf(reference: string | null): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? "")?.[0];
  return letters ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 : null;
}

function cellValue(cell: XmlElement, strings: string[], dates: Set<number>): string {
  const type = attributeOf(cell, "t");
  if (type === "inlineStr") return textOf(elementAt(cell, "is") ?? cell).trim();
  const stored = elementAt(cell, "v");
  const value = stored ? stored.children.filter((child) => typeof child === "string").join("") : "";
  if (type === "s") return (strings[Number(value)] ?? "").trim();
  if (type === "b") return value === "1" ? "true" : "false";
  const isDate = !type && value !== "" && dates.has(Number(attributeOf(cell, "s") ?? 0));
  return isDate ? isoDate(Number(value)) : value.trim();
}

function toRows([header, ...rest]: { row: number; values: string[] }[]): Rows {
  const names = (header?.values ?? []).map((name, index) => name.trim() || `column ${index + 1}`);
  const rows: Row[] = rest.map(({ row, values }, index) => ({
    row: index + 1,
    line: row,
    members: Object.fromEntries(names.map((name, column) => [name, values[column] ?? ""])),
    bytes: null,
  }));
  const doubled = names.filter((name, index) => names.indexOf(name) < index);
  const advice = "Give each column a name of its own in the first row.";
  const problems = [...new Set(doubled)].map((name) =>
    problem(ProblemCode.BAD_TABLE, `two columns are named "${name}"; the last one counts`, advice, { line: 1 }),
  );
  return { rows, problems };
}
