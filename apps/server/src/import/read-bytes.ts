import { createReadStream } from "node:fs";
import { type CollectionSettings, isContainerFile, MAX_DOCUMENT_BYTES, type ReadResult, readFile } from "@lectern/reading";
import type { ReadProblem } from "@lectern/schema";
import { ProblemCode } from "@lectern/schema/kind";
import type { FoundFile } from "./find-files.js";
import { readBy } from "./plain-collection.js";
import { readInThread } from "./read-in-thread.js";

/** The bytes of a file, or why they cannot be had. A file that is too large is not read to its end. */
export async function readBytes(file: FoundFile): Promise<{ bytes: Uint8Array } | { problem: ReadProblem }> {
  if (file.content) return { bytes: file.content };
  if (file.bytes > MAX_DOCUMENT_BYTES) return { problem: tooLarge(file.place, file.bytes) };
  try {
    const bytes = await readUpTo(createReadStream(file.path), MAX_DOCUMENT_BYTES);
    return bytes ? { bytes } : { problem: tooLarge(file.place, null) };
  } catch (error) {
    return { problem: notRead(file.place, error) };
  }
}

/** All bytes of a stream; null where there are more than `most`. */
export async function readUpTo(stream: AsyncIterable<Buffer>, most: number): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function tooLarge(file: string, bytes: number | null): ReadProblem {
  const limit = `${Math.round(MAX_DOCUMENT_BYTES / 1024 / 1024)} MB`;
  const size = bytes === null ? `more than ${limit}` : `${Math.round(bytes / 1024 / 1024)} MB`;
  return {
    code: ProblemCode.TOO_LARGE,
    message: `${file} has ${size}; a file may have ${limit}.`,
    advice: "Cut it into smaller files: one document each, or fewer rows.",
    row: null,
    line: null,
    column: null,
  };
}

function notRead(file: string, error: unknown): ReadProblem {
  const isGone = error instanceof Error && "code" in error && error.code === "ENOENT";
  return {
    code: isGone ? ProblemCode.NOT_FOUND : ProblemCode.NOT_READABLE,
    message: isGone
      ? `${file} went away while the import ran.`
      : `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    advice: isGone ? "Put it back, then import again." : "Give this user the right to read it, then import again.",
    row: null,
    line: null,
    column: null,
  };
}

/**
 * The documents of a file's bytes. PDFs, mail and archives are read in a thread of their own, and pages that are pictures
 * recognised where tesseract is installed. A fault of the reader is a problem of this file alone.
 */
export async function readDocuments(bytes: Uint8Array, file: FoundFile, collection: CollectionSettings): Promise<ReadResult> {
  try {
    const described = readBy(collection);
    const hints = { ...file.hints, fileName: file.place, ...(described && { collection: described }) };
    return isContainerFile(bytes, hints) ? await readInThread(bytes, hints) : readFile(bytes, hints);
  } catch (error) {
    const problem: ReadProblem = {
      code: ProblemCode.READING_FAILED,
      message: `The reader failed on ${file.place}: ${error instanceof Error ? error.message : String(error)}.`,
      advice: "This is a fault of Lectern: please report it with the file.",
      row: null,
      line: null,
      column: null,
    };
    return { documents: [], problems: [problem] };
  }
}
