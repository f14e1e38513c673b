import type { Evidenced, Span } from "@lectern/schema";
import { type CollectionSettings, compilePattern, type FieldName, type FieldSource } from "./collection/settings.js";
import { fromMetadata, fromText } from "./evidence.js";
import type { Content } from "./formats/content.js";
import { memberAt } from "./formats/rows.js";

/** What the fields of a document can be taken from. */
export interface FieldContext {
  settings: CollectionSettings | undefined;
  fileName: string;
  content: Content;
  /** Members of the document's row; null where the document is a file. */
  row: Record<string, unknown> | null;
  /** Members of the row of a side table that belongs to the document. */
  side: Record<string, unknown> | null;
}

/** The value that the collection's settings give a field; null where they name none, or it is not there. */
export function readField(context: FieldContext, name: FieldName): Evidenced | null {
  return readFields(context, name)[0] ?? null;
}

/** The values of all sources that a field names, for fields that have several values. */
export function readFields(context: FieldContext, name: FieldName): Evidenced[] {
  return (context.settings?.fields[name] ?? []).flatMap((source) => readSource(context, source) ?? []);
}

/** Member of the row that a field without settings is looked for in. */
const GUESSES: Partial<Record<FieldName, string[]>> = {
  id: ["id", "ID"],
  url: ["url", "URL", "link", "source_url"],
  title: ["title", "Title", "headline", "标题"],
  text: ["text", "Text", "body", "content", "正文", "内容", "full_text", "fulltext", "全文"],
  publishedOn: ["date", "Date", "publishedOn", "published", "日期", "publish_date", "published_at", "发布日期"],
  speaker: ["speaker", "Speaker"],
  role: ["role", "Role"],
};

/** The value of a field by the usual name of its member, for rows that no collection describes. */
export function guessField(context: FieldContext, name: FieldName): Evidenced | null {
  for (const member of GUESSES[name] ?? []) {
    const value = context.row && words(memberAt(context.row, member));
    if (value) return fromMetadata(value, `column ${member}`);
  }
  return null;
}

/** The address that front matter gives under one of its usual names, where it is one of the web. */
export function guessAddress({ content }: Pick<FieldContext, "content">): Evidenced | null {
  for (const member of [...(GUESSES.url ?? []), "source", "original", "canonical", "permalink"]) {
    const value = words(memberAt(content.frontMatter, member))?.trim();
    if (value && /^https?:\/\/\S+$/.test(value)) return fromMetadata(value, `front matter ${member}`);
  }
  return null;
}

/** Members tried for the text of a row, for the message when there is none. */
export const textMembers = GUESSES.text ?? [];

function readSource(context: FieldContext, source: FieldSource): Evidenced | null {
  const { content, fileName, row } = context;
  if ("fileName" in source) {
    const found = compilePattern(source.fileName).exec(fileName);
    const value = found && (source.value ?? found[1] ?? found[0]);
    return value ? fromMetadata(shape(value, source.as), "file name") : null;
  }
  if ("value" in source) return fromMetadata(source.value, "collection.yaml");
  if ("column" in source) return fromMember(row && memberAt(row, source.column), source, `column ${source.column}`);
  if ("side" in source) return fromMember(context.side && memberAt(context.side, source.side), source, `side table: ${source.side}`);
  if ("frontMatter" in source)
    return fromMember(memberAt(content.frontMatter, source.frontMatter), source, `front matter ${source.frontMatter}`);
  if ("meta" in source) return fromMember(content.meta[source.meta.toLowerCase()], source, `metadata: ${source.meta}`);
  if ("heading" in source) {
    const block = content.blocks.find((one) => one.kind === "heading" && one.level === source.heading);
    return block ? fromSpan(content.text, block.span, source, `heading of level ${source.heading}`) : null;
  }
  return fromLine(content.text, source);
}

type Cut = { pattern?: string; as?: "name" };

function fromMember(member: unknown, source: Cut, method: string): Evidenced | null {
  const value = words(member);
  if (!value) return null;
  if (!source.pattern) return fromMetadata(shape(value, source.as), method);
  const found = compilePattern(source.pattern).exec(value);
  const part = found && (found[1] ?? found[0]);
  return part ? fromMetadata(shape(part, source.as), method) : null;
}

function fromSpan(text: string, span: Span, source: Cut, method: string): Evidenced | null {
  if (!source.pattern) return shaped(fromText(text, span, method, 1), source.as);
  const found = new RegExp(source.pattern, "du").exec(text.slice(...span));
  const range = found?.indices?.[1] ?? found?.indices?.[0];
  return range ? shaped(fromText(text, [span[0] + range[0], span[0] + range[1]], method, 1), source.as) : null;
}

/** The first line, of the first ten thousand characters, that a pattern fits. */
function fromLine(text: string, source: { line: string; as?: "name" }): Evidenced | null {
  const pattern = new RegExp(source.line, "du");
  let start = 0;
  for (const line of text.slice(0, 10_000).split("\n")) {
    const found = pattern.exec(line);
    const range = found?.indices?.[1] ?? found?.indices?.[0];
    if (range && range[1] > range[0]) return shaped(fromText(text, [start + range[0], start + range[1]], "line", 1), source.as);
    start += line.length + 1;
  }
  return null;
}

function shaped(value: Evidenced, as: "name" | undefined): Evidenced {
  return as ? { ...value, value: shape(value.value, as) } : value;
}

/** `chester_a_arthur` as a name: Chester A. Arthur. */
function shape(value: string, as: "name" | undefined): string {
  if (!as) return value.trim();
  return value
    .replace(/[_\s]+/g, " ")
    .trim()
    .split(" ")
    .map((part) => (/^\p{Ll}$/u.test(part) ? `${part.toUpperCase()}.` : part.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())))
    .join(" ");
}

function words(value: unknown): string | null {
  if (typeof value === "string") return value.trim() === "" ? null : value;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return null;
}
