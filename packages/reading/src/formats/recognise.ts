// biome-ignore-all lint/suspicious/noControlCharactersInRegex: control characters are what these formats are marked by

import type { ReadHints } from "../read-types.js";
import { extensionOf, type Format, formatOfMediaType, formatOfName } from "./format.js";

/** So many bytes at the beginning tell what a file is. */
const HEAD = 4096;

/**
 * What the bytes are: what they show by themselves comes before what their media type or name says, since a `.doc` may be
 * RTF or a page, and a `.txt` a PDF. Null for formats that are not read.
 */
export function recogniseFormat(bytes: Uint8Array, hints: Pick<ReadHints, "fileName" | "mediaType">): Format | null {
  const told = (hints.mediaType && formatOfMediaType(hints.mediaType)) || formatOfName(hints.fileName);
  const shown = formatOfBytes(bytes, told);
  if (shown) return shown;
  if (told !== null || extensionOf(hints.fileName) !== null) return told;
  return "txt";
}

function formatOfBytes(bytes: Uint8Array, told: Format | null): Format | null {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, HEAD));
  if (/^[\s\S]{0,1000}?%PDF-\d/.test(head) && (head.startsWith("%PDF") || told === "pdf")) return "pdf";
  if (head.startsWith("PK\x03\x04") || head.startsWith("PK\x05\x06")) return formatOfZip(bytes, head, told);
  if (head.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return "doc";
  if (/^\s*\{\\rtf/.test(head)) return "rtf";
  if (told === "doc" || told === null || told === "txt") return formatOfMarkup(head, told);
  return null;
}

/** Packages of office programs name their format in a file of their own; what does not is an archive of files. */
function formatOfZip(bytes: Uint8Array, head: string, told: Format | null): Format {
  const type = /^PK\x03\x04[\s\S]{26}mimetype([\w./+-]+)/.exec(head)?.[1] ?? "";
  if (type.startsWith("application/epub+zip")) return "epub";
  if (type.startsWith("application/vnd.oasis.opendocument.text")) return "odt";
  const names = directoryOf(bytes);
  if (/\bword\/document\d*\.xml/.test(names)) return "docx";
  if (/\bxl\/workbook\.xml/.test(names)) return "xlsx";
  if (/\bMETA-INF\/container\.xml/.test(names) && told !== "zip") return "epub";
  if (/\bcontent\.xml/.test(names) && told === "odt") return "odt";
  return "zip";
}

/** The directory of an archive stands at its end. */
function directoryOf(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes.subarray(Math.max(0, bytes.length - 128 * 1024)));
}

function formatOfMarkup(head: string, told: Format | null): Format | null {
  const text = head.replace(/^(?:\xef\xbb\xbf)?\s*/, "");
  if (/^<\?xml\b/.test(text)) return /<html\b/i.test(text) ? "html" : "xml";
  if (/^<(?:!doctype html|html)\b/i.test(text)) return told === "txt" ? null : "html";
  return null;
}
