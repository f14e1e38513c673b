import type { ExportedRecord } from "./record.js";

/** Records as BibTeX: a speech and a meeting are @misc, a study text is a @book. Signs of TeX are escaped. */
export function asBibtex(records: readonly ExportedRecord[]): string {
  return records
    .map((record) => `@${record.kind === "STUDY_TEXT" ? "book" : "misc"}{${keyOf(record)},\n${fieldsOf(record)}\n}\n`)
    .join("\n");
}

function fieldsOf(record: ExportedRecord): string {
  const [year, month, day] = record.date?.split("-") ?? [];
  const fields: [string, string | null | undefined][] = [
    // Doubly braced: a name is taken as it is printed, and a title keeps its capitals.
    ["author", record.person ?? record.body],
    ["title", record.title],
    ["year", year],
    ["month", month],
    ["day", day],
    ["organization", record.person === null ? null : record.body],
    ["address", record.place],
    ["howpublished", record.collection],
    ["langid", record.language],
    ["url", record.url],
  ];
  return fields
    .filter((field): field is [string, string] => field[1] !== null && field[1] !== undefined && field[1] !== "")
    .map(
      ([name, value]) => `  ${name} = {${name === "url" ? value : name === "author" || name === "title" ? `{${tex(value)}}` : tex(value)}}`,
    )
    .join(",\n");
}

function keyOf({ kind, id }: ExportedRecord): string {
  return `${kind.toLowerCase().replace("_", "-")}-${id}`;
}

const TEX: Record<string, string> = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

function tex(text: string): string {
  return oneLine(text).replace(/[\\{}$&#%_~^]/g, (sign) => TEX[sign] ?? `\\${sign}`);
}

const RIS_TYPES: Record<ExportedRecord["kind"], string> = { MEETING: "HEAR", SPEECH: "GEN", STUDY_TEXT: "BOOK" };

/** Records as RIS, the format that reference managers read. */
export function asRis(records: readonly ExportedRecord[]): string {
  return records
    .map((record) => {
      const [year = "", month = "", day = ""] = record.date?.split("-") ?? [];
      const lines: [string, string | null][] = [
        ["TY", RIS_TYPES[record.kind]],
        ["TI", record.title],
        ["AU", record.person ?? record.body],
        ["A2", record.person === null ? null : record.body],
        ["PY", year],
        ["DA", year === "" ? null : `${year}/${month}/${day}/`],
        ["CY", record.place],
        ["LA", record.language],
        ["DB", record.collection],
        ["AB", record.snippet],
        ["UR", record.url],
        ["ID", record.id],
        ["ER", ""],
      ];
      return lines
        .filter(([tag, value]) => tag === "ER" || (value !== null && value !== ""))
        .map(([tag, value]) => `${tag}  - ${oneLine(value ?? "")}`)
        .join("\r\n");
    })
    .join("\r\n\r\n")
    .concat("\r\n");
}

const CSL_TYPES: Record<ExportedRecord["kind"], string> = { MEETING: "event", SPEECH: "speech", STUDY_TEXT: "book" };

/** Records as CSL-JSON, which citation processors take. A name is given as it is printed (`literal`), never cut in two. */
export function asCslJson(records: readonly ExportedRecord[]): string {
  const items = records.map((record) => ({
    id: record.id,
    type: CSL_TYPES[record.kind],
    title: record.title,
    ...(record.person !== null && { author: [{ literal: record.person }] }),
    ...(record.date !== null && { issued: { "date-parts": [record.date.split("-").map(Number)] } }),
    ...(record.body !== null && (record.kind === "STUDY_TEXT" ? { publisher: record.body } : { "event-title": record.body })),
    ...(record.place !== null && { "event-place": record.place }),
    language: record.language,
    archive: record.collection,
    URL: record.url,
  }));
  return `${JSON.stringify(items, null, 2)}\n`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
