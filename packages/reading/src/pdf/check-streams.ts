import { inflateSync } from "node:zlib";
import { ProblemCode } from "@lectern/schema/kind";
import { Unreadable } from "../problems.js";

/** What one stream of a PDF, and all of them together, may unpack to. Pictures are left packed, and do not count. */
const MAX_STREAM_BYTES = 64 * 1024 * 1024;
const MAX_ALL_BYTES = 400 * 1024 * 1024;
/** A stream's dictionary stands so near before it. */
const DICTIONARY = 2_000;

/**
 * Throws where the streams of a PDF would unpack to more than any text needs. pdfjs unpacks a stream as far as it goes; here
 * each is unpacked up to the limit and thrown away, filter behind filter.
 */
export function checkStreams(bytes: Uint8Array): void {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let all = 0;
  for (let at = source.indexOf("stream"); at !== -1; at = source.indexOf("stream", at + 6)) {
    if (source.toString("latin1", at - 3, at) === "end") continue;
    const dictionary = dictionaryBefore(source, at);
    const filters = dictionary.match(/\/FlateDecode|\/Fl\b/g)?.length ?? 0;
    if (filters === 0 || /\/Subtype\s*\/Image\b/.test(dictionary)) continue;
    const start = at + 6 + (source[at + 6] === 0x0d ? 2 : 1);
    const end = source.indexOf("endstream", start);
    all += unpackedSize(source.subarray(start, end === -1 ? undefined : end), filters);
    if (all > MAX_ALL_BYTES) throw bomb(MAX_ALL_BYTES);
    if (end !== -1) at = end;
  }
}

function dictionaryBefore(source: Buffer, at: number): string {
  const before = source.toString("latin1", Math.max(0, at - DICTIONARY), at);
  return before.slice(before.lastIndexOf(" obj") + 1);
}

function unpackedSize(packed: Buffer, filters: number): number {
  let bytes = packed;
  try {
    for (let i = 0; i < Math.min(filters, 10); i++) bytes = inflateSync(bytes, { maxOutputLength: MAX_STREAM_BYTES });
  } catch (fault) {
    if (fault instanceof RangeError || (fault as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw bomb(MAX_STREAM_BYTES);
    // What does not unpack here (encrypted, or broken) does not grow there.
  }
  return bytes.length;
}

function bomb(limit: number): Unreadable {
  return new Unreadable(
    ProblemCode.UNSAFE,
    `holds streams that would unpack to more than ${limit / 1024 / 1024} MB, and was not opened`,
    "If it is what it should be, print it anew as a PDF; if you do not know where it comes from, delete it.",
  );
}
