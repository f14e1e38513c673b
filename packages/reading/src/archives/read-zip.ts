import { ProblemCode } from "@lectern/schema/kind";
import { detectEncoding } from "../encodings/detect.js";
import { formatOfName } from "../formats/format.js";
import { Unreadable } from "../problems.js";
import type { ReadHints, ReadResult } from "../read-types.js";
import { type Budget, type ReadPart, readPartOf } from "./part.js";
import { unpackZip } from "./zip.js";

/** Every file of an archive that has a format which is read, in the order of their names; one that cannot be read stops no other. */
export async function readZip(bytes: Uint8Array, hints: ReadHints, budget: Budget, read: ReadPart): Promise<ReadResult> {
  const other: string[] = [];
  const files = unpackZip(bytes, (name) => {
    const isRead = !isHidden(name) && formatOfName(name) !== null;
    if (!isRead) other.push(name);
    return isRead;
  });
  if (files.size === 0) throw nothingToRead(other);
  const result: ReadResult = { documents: [], problems: [] };
  const nameOf = readableNames([...files.keys()]);
  for (const [name, content] of [...files].sort(([one], [another]) => (one < another ? -1 : 1))) {
    const part = await readPartOf(hints, nameOf(name), content, undefined, budget, read);
    result.documents.push(...part.documents);
    result.problems.push(...part.problems);
  }
  return result;
}

/** What systems put beside the files, and how a folder is to be read, are no documents. */
function isHidden(name: string): boolean {
  return name
    .split("/")
    .some((part) => /^\.[^.]/.test(part) || part === "__MACOSX" || /^(?:collection\.ya?ml|thumbs\.db|desktop\.ini)$/i.test(part));
}

/** Names that are not marked as UTF-8 come as one character for each byte; their encoding is found from all of them. */
function readableNames(names: string[]): (name: string) => string {
  const strange = names.filter(isBytes);
  if (strange.length === 0) return (name) => name;
  const encoding = encodingOfNames(Buffer.from(strange.join("\n"), "latin1"));
  return (name) => (isBytes(name) ? new TextDecoder(encoding).decode(Buffer.from(name, "latin1")) : name);
}

function isBytes(name: string): boolean {
  return /[\x80-\xff]/.test(name) && [...name].every((character) => character <= "\xff");
}

/** Names are too short for statistics where they are few: Chinese is told by being nothing but Chinese characters. */
function encodingOfNames(names: Uint8Array): string {
  const beyond = (encoding: string) => new TextDecoder(encoding).decode(names).replace(/[\p{ASCII}]+/gu, "");
  if (!beyond("utf-8").includes("\ufffd")) return "utf-8";
  if (/^[\p{Script=Han}（）《》“”、，：—]+$/u.test(beyond("gb18030"))) return "gb18030";
  return detectEncoding(names)?.name ?? "windows-1252";
}

function nothingToRead(names: string[]): Unreadable {
  const shown = names.slice(0, 5).join(", ");
  const what =
    names.length === 0
      ? "is an empty archive"
      : `holds no file that is read, but ${shown}${names.length > 5 ? ` and ${names.length - 5} more` : ""}`;
  return new Unreadable(
    names.length === 0 ? ProblemCode.EMPTY : ProblemCode.NO_DOCUMENT,
    what,
    "Leave it out with exclude in collection.yaml.",
  );
}
