import type { ReadProblem } from "@lectern/schema";
import { ProblemCode } from "@lectern/schema/kind";
import { problem } from "../problems.js";

type Decoded = { text: string } | { problem: ReadProblem };

/**
 * Text of a file: UTF-8 with or without a byte order mark, UTF-16 with one, or UTF-16 that shows itself by its bytes.
 * Line ends become "\n"; nothing else is altered.
 */
export function decodeText(bytes: Uint8Array, fileName: string): Decoded {
  const encoding = encodingOf(bytes);
  const decoded = encoding === "utf-8" ? decodeUtf8(bytes, fileName) : decodeUtf16(bytes, encoding, fileName);
  return "problem" in decoded ? decoded : { text: normaliseNewlines(decoded.text) };
}

export function normaliseNewlines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

type Encoding = "utf-8" | "utf-16le" | "utf-16be";

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return (bytes.length % 2 === 0 && utf16WithoutMark(bytes.subarray(0, 8192))) || "utf-8";
}

/** In UTF-16, Western text has a zero in every second byte; Chinese text has its stops and commas at even offsets. */
function utf16WithoutMark(sample: Uint8Array): Encoding | null {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample.length; i += 2) {
    if (sample[i] === 0) even++;
    if (sample[i + 1] === 0) odd++;
  }
  const half = sample.length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return "utf-16le";
  if (even > half * 0.4 && odd < half * 0.05) return "utf-16be";
  if (half < 4 || isUtf8(sample)) return null;
  if (looksChinese(sample, 1, 0)) return "utf-16le";
  return looksChinese(sample, 0, 1) ? "utf-16be" : null;
}

function looksChinese(sample: Uint8Array, high: number, low: number): boolean {
  let fitting = 0;
  let marks = 0;
  const units = Math.floor(sample.length / 2);
  for (let i = 0; i + 1 < sample.length; i += 2) {
    const unit = ((sample[i + high] as number) << 8) | (sample[i + low] as number);
    if (unit === 0x3002 || unit === 0xff0c || unit === 0x3001 || unit === 0x0a || unit === 0x20) marks++;
    if (
      (unit >= 0x4e00 && unit <= 0x9fff) ||
      (unit >= 0x3000 && unit <= 0x301f) ||
      (unit >= 0xff00 && unit <= 0xffef) ||
      (unit >= 0x0a && unit < 0x7f)
    )
      fitting++;
  }
  return fitting >= units * 0.95 && marks >= Math.max(1, units * 0.01);
}

function isUtf8(sample: Uint8Array): boolean {
  const at = firstBadByte(sample);
  // The sample may end within a character.
  return at === -1 || at >= sample.length - 4;
}

function decodeUtf8(bytes: Uint8Array, fileName: string): Decoded {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    const at = firstBadByte(bytes);
    const line = lineOfByte(bytes, at);
    const value = bytes[at]?.toString(16).padStart(2, "0") ?? "";
    return {
      problem: problem(
        ProblemCode.BAD_ENCODING,
        `${fileName} is not UTF-8: byte ${at + 1} (line ${line}) is 0x${value}, which cannot stand there`,
        "Save the file as UTF-8 (or as UTF-16 with a byte order mark) and import it again.",
        { line },
      ),
    };
  }
}

function decodeUtf16(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be", fileName: string): Decoded {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    const bad = new TextDecoder(encoding).decode(bytes).indexOf("\ufffd");
    return {
      problem: problem(
        ProblemCode.BAD_ENCODING,
        `${fileName} is not whole UTF-16: half a character stands at about byte ${bad * 2 + 1}`,
        "The file may have been cut or joined; save it as UTF-8 and import it again.",
      ),
    };
  }
}

/** Offset of the first byte that is not UTF-8; -1 where all are. */
function firstBadByte(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    if (length === 0) return i;
    i += length;
  }
  return -1;
}

function sequenceLength(bytes: Uint8Array, i: number): number {
  const lead = bytes[i] as number;
  if (lead < 0x80) return 1;
  const [length, lowest, highest] = sequenceShape(lead);
  const second = bytes[i + 1] ?? 0;
  if (length === 0 || second < lowest || second > highest) return 0;
  for (let k = 2; k < length; k++) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/** Length of the sequence that a lead byte opens, and the range of its second byte (RFC 3629, section 4). */
function sequenceShape(lead: number): [length: number, lowest: number, highest: number] {
  if (lead >= 0xc2 && lead <= 0xdf) return [2, 0x80, 0xbf];
  if (lead === 0xe0) return [3, 0xa0, 0xbf];
  if (lead === 0xed) return [3, 0x80, 0x9f];
  if (lead >= 0xe1 && lead <= 0xef) return [3, 0x80, 0xbf];
  if (lead === 0xf0) return [4, 0x90, 0xbf];
  if (lead >= 0xf1 && lead <= 0xf3) return [4, 0x80, 0xbf];
  if (lead === 0xf4) return [4, 0x80, 0x8f];
  return [0, 0, 0];
}

function lineOfByte(bytes: Uint8Array, at: number): number {
  let line = 1;
  for (let i = 0; i < at; i++) if (bytes[i] === 0x0a) line++;
  return line;
}
