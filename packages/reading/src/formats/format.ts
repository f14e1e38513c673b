/** The formats that are read; each has a reader in this folder or beside it. */
export type Format = TextFormat | PackedFormat | ContainerFormat;
/** Characters in some encoding. */
export type TextFormat = "txt" | "md" | "html" | "json" | "jsonl" | "csv" | "tsv" | "xml";
/** Documents of office programs and e-books. */
export type PackedFormat = "docx" | "doc" | "odt" | "rtf" | "epub" | "xlsx";
/** What takes time to open, or holds other files. */
export type ContainerFormat = "pdf" | "eml" | "mbox" | "zip";

const byExtension: Record<string, Format> = {
  txt: "txt",
  text: "txt",
  asciidoc: "txt",
  md: "md",
  markdown: "md",
  html: "html",
  htm: "html",
  xhtml: "html",
  json: "json",
  jsonl: "jsonl",
  ndjson: "jsonl",
  csv: "csv",
  tsv: "tsv",
  xml: "xml",
  tei: "xml",
  akn: "xml",
  docx: "docx",
  docm: "docx",
  dotx: "docx",
  doc: "doc",
  odt: "odt",
  rtf: "rtf",
  epub: "epub",
  xlsx: "xlsx",
  xlsm: "xlsx",
  pdf: "pdf",
  eml: "eml",
  mbox: "mbox",
  zip: "zip",
};

export const mediaTypes: Record<Format, string> = {
  txt: "text/plain",
  md: "text/markdown",
  html: "text/html",
  json: "application/json",
  jsonl: "application/jsonl",
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  xml: "application/xml",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  doc: "application/msword",
  odt: "application/vnd.oasis.opendocument.text",
  rtf: "application/rtf",
  epub: "application/epub+zip",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: "application/pdf",
  eml: "message/rfc822",
  mbox: "application/mbox",
  zip: "application/zip",
};

const byMediaType = new Map<string, Format>([
  ...Object.entries(mediaTypes).map(([format, type]) => [type, format as Format] as const),
  ["application/xhtml+xml", "html"],
  ["application/x-ndjson", "jsonl"],
  ["text/x-markdown", "md"],
  ["text/xml", "xml"],
  ["application/tei+xml", "xml"],
  ["text/rtf", "rtf"],
]);

/** The format that a file's name says; null for one that is not read. */
export function formatOfName(name: string): Format | null {
  const extension = extensionOf(name);
  return extension === null ? null : (byExtension[extension] ?? null);
}

export function formatOfMediaType(mediaType: string): Format | null {
  return byMediaType.get(mediaType.split(";", 1)[0]?.trim().toLowerCase() ?? "") ?? null;
}

/** Lower-case extension of a file name, without the dot; null where it has none. */
export function extensionOf(name: string): string | null {
  return /[^/.]\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? null;
}

export function isPacked(format: Format): format is PackedFormat {
  return format === "docx" || format === "doc" || format === "odt" || format === "rtf" || format === "epub" || format === "xlsx";
}

export function isContainer(format: Format): format is ContainerFormat {
  return format === "pdf" || format === "eml" || format === "mbox" || format === "zip";
}
