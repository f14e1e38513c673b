import { splitName } from "./names.js";
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
    ["author", authorOf(record)],
    // Doubly braced: a title keeps its capitals.
    ["title", `{${tex(record.title)}}`],
    ["year", year],
    ["month", month],
    ["day", day],
    [record.kind === "STUDY_TEXT" ? "publisher" : "organization", isPublishedOrSpoken(record) ? record.body : null],
    ["address", record.place],
    ["howpublished", record.collection],
    ["langid", record.language],
    ["url", record.url],
  ];
  return fields
    .filter((field): field is [string, string] => field[1] !== null && field[1] !== undefined && field[1] !== "")
    .map(([name, value]) => `  ${name} = {${AS_THEY_STAND.has(name) ? value : tex(value)}}`)
    .join(",\n");
}

/** Fields whose signs have been escaped, or must not be. */
const AS_THEY_STAND = new Set(["author", "title", "url"]);

/** A person by family name, to be sorted by it; a body, and whoever's name cannot be cut, in braces of its own as it is printed. */
function authorOf(record: ExportedRecord): string | null {
  const author = nameOf(record);
  if (author === null) return null;
  const parts = record.person === null ? null : splitName(author);
  return parts === null ? `{${tex(author)}}` : `${tex(parts.family)}, ${tex(parts.given)}`;
}

/** Whoever speaks or writes; of a meeting, and of a speech by nobody who is known, the body that met. A publisher writes nothing. */
function nameOf(record: ExportedRecord): string | null {
  return record.person ?? (isPublishedOrSpoken(record) ? null : record.body);
}

/** Whether the body stands beside the author, and not in its place. */
function isPublishedOrSpoken({ kind, person }: ExportedRecord): boolean {
  return kind === "STUDY_TEXT" || person !== null;
}

function keyOf({ kind, id }: ExportedRecord): string {
  return `${kind.toLowerCase().replace("_", "-")}-${id}`;
}

const TEX: Record<string, string> = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

function tex(text: string): string {
  return oneLine(text).replace(/[\\{}$&#%_~^]/g, (sign) => TEX[sign] ?? `\\${sign}`);
}

/** A speech is what reference managers call a presentation, whose name in RIS is SLIDE. */
const RIS_TYPES: Record<ExportedRecord["kind"], string> = { MEETING: "HEAR", SPEECH: "SLIDE", STUDY_TEXT: "BOOK" };

/** Records as RIS, the format that reference managers read. */
export function asRis(records: readonly ExportedRecord[]): string {
  return records
    .map((record) => {
      const [year = "", month = "", day = ""] = record.date?.split("-") ?? [];
      const lines: [string, string | null][] = [
        ["TY", RIS_TYPES[record.kind]],
        ["TI", record.title],
        ["AU", risAuthorOf(record)],
        [record.kind === "STUDY_TEXT" ? "PB" : "T2", isPublishedOrSpoken(record) ? record.body : null],
        ["PY", year],
        ["DA", year === "" ? null : `${year}/${month}/${day}/`],
        ["CY", record.place],
        ["LA", record.language],
        ["DB", record.collection],
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

function risAuthorOf(record: ExportedRecord): string | null {
  const parts = record.person === null ? null : splitName(record.person);
  return parts === null ? nameOf(record) : `${parts.family}, ${parts.given}`;
}

const CSL_TYPES: Record<ExportedRecord["kind"], string> = { MEETING: "event", SPEECH: "speech", STUDY_TEXT: "book" };

/** Records as CSL-JSON, which citation processors take. A name that cannot be cut is given as it is printed (`literal`). */
export function asCslJson(records: readonly ExportedRecord[]): string {
  const items = records.map((record) => ({
    id: record.id,
    type: CSL_TYPES[record.kind],
    title: record.title,
    ...(record.person !== null && { author: [splitName(record.person) ?? { literal: record.person }] }),
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
