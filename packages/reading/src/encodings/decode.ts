import type { ReadProblem, TextEncoding } from "@lectern/schema";
import { ProblemCode } from "@lectern/schema/kind";
import { controlsInBytes } from "../formats/binary.js";
import { problem } from "../problems.js";
import { declaredEncoding } from "./declared.js";
import { detectEncoding } from "./detect.js";
import { firstBadByte, isDamagedUtf8, lineOfByte } from "./utf8.js";
import { utf16WithoutMark } from "./utf16.js";

export type Decoded = { text: string; encoding: TextEncoding } | { problem: ReadProblem };

/**
 * Text of a file and the encoding it was decoded by: that of its byte order mark, else UTF-8 where all bytes are, else the
 * one that the file or its media type declares, else the one that detection finds. (Bytes of another encoding are never
 * whole UTF-8 by chance, while pages that declare Latin-1 and are UTF-8 are many.) Line ends become "\n"; nothing else is
 * altered, and bytes that do not fit are a problem, never replaced. Bytes full of control characters are asked for no
 * other encoding than Unicode: they are no text.
 */
export function decodeText(bytes: Uint8Array, fileName: string, mediaType?: string): Decoded {
  const unicode = unicodeOf(bytes, mediaType);
  const binary = unicode === null ? controlsInBytes(bytes, fileName) : null;
  if (binary) return { problem: binary };
  const encoding = unicode ?? otherEncoding(bytes, mediaType);
  if (encoding === null) return { problem: notUtf8(bytes, fileName) };
  try {
    const text = new TextDecoder(encoding.name, { fatal: true }).decode(bytes);
    return { text: normaliseNewlines(text), encoding };
  } catch {
    return { problem: notWhole(bytes, encoding.name, fileName) };
  }
}

export function normaliseNewlines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** Null where the bytes are neither marked nor whole UTF-8, nor look like UTF-16. */
function unicodeOf(bytes: Uint8Array, mediaType: string | undefined): TextEncoding | null {
  const marked = byteOrderMark(bytes);
  if (marked) return { name: marked, basis: "BYTE_ORDER_MARK", confidence: 1 };
  const utf16 = utf16WithoutMark(bytes);
  if (utf16) return { name: utf16, basis: "DETECTED", confidence: 0.95 };
  if (!decodes(bytes, "utf-8")) return null;
  return { name: "utf-8", basis: declaredEncoding(bytes, mediaType) === "utf-8" ? "DECLARED" : "VALID_UTF8", confidence: 1 };
}

/** Null where it should be UTF-8 and is not, or nothing tells what it is. */
function otherEncoding(bytes: Uint8Array, mediaType: string | undefined): TextEncoding | null {
  if (isDamagedUtf8(bytes)) return null;
  const declared = declaredEncoding(bytes, mediaType);
  // UTF-16 cannot declare itself in bytes that read as ASCII.
  if (declared && !declared.startsWith("utf-") && decodes(bytes, declared)) return { name: declared, basis: "DECLARED", confidence: 1 };
  const detected = detectEncoding(bytes);
  return detected && { name: detected.name, basis: "DETECTED", confidence: detected.confidence };
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? "utf-8" : null;
}

function decodes(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function notUtf8(bytes: Uint8Array, fileName: string): ReadProblem {
  const at = firstBadByte(bytes);
  const line = lineOfByte(bytes, at);
  const value = bytes[at]?.toString(16).padStart(2, "0") ?? "";
  return problem(
    ProblemCode.BAD_ENCODING,
    `${fileName} is not UTF-8: byte ${at + 1} (line ${line}) is 0x${value}, which cannot stand there; nor does it show another encoding`,
    "Save the file as UTF-8 (or as UTF-16 with a byte order mark) and import it again.",
    { line },
  );
}

function notWhole(bytes: Uint8Array, encoding: string, fileName: string): ReadProblem {
  if (encoding === "utf-8") return notUtf8(bytes, fileName);
  const before = new TextDecoder(encoding).decode(bytes).split("\ufffd", 1)[0] ?? "";
  const line = before.split(/\r\n?|\n/).length;
  return problem(
    ProblemCode.BAD_ENCODING,
    `${fileName} is not whole ${encoding}: line ${line} has bytes that are no character of it, behind “${before.slice(-20).trim()}”`,
    "The file may have been cut or joined; save it as UTF-8 and import it again.",
    { line },
  );
}
