/** The formats that are read; each has a reader in this folder. */
export type Format = "txt" | "md" | "html" | "json" | "jsonl" | "csv" | "tsv";

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
};

export const mediaTypes: Record<Format, string> = {
  txt: "text/plain",
  md: "text/markdown",
  html: "text/html",
  json: "application/json",
  jsonl: "application/jsonl",
  csv: "text/csv",
  tsv: "text/tab-separated-values",
};

const byMediaType = new Map<string, Format>([
  ...Object.entries(mediaTypes).map(([format, type]) => [type, format as Format] as const),
  ["application/xhtml+xml", "html"],
  ["application/x-ndjson", "jsonl"],
  ["text/x-markdown", "md"],
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
