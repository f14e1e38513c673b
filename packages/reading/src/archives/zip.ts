import { ProblemCode } from "@lectern/schema/kind";
import { unzipSync } from "fflate";
import { Unreadable } from "../problems.js";

/** What the wanted files of an archive may hold together once they are unpacked. */
export const MAX_UNPACKED_BYTES = 200 * 1024 * 1024;
const MAX_FILES = 20_000;
/** Marks an encrypted file in its header (APPNOTE.TXT 4.4.4). */
const ENCRYPTED_FLAG = 1;

/**
 * The files of a ZIP archive whose names are wanted. Nothing is unpacked beyond what the archive's directory declares, and
 * no archive whose directory declares more than MAX_UNPACKED_BYTES: a bomb costs nothing.
 */
export function unpackZip(bytes: Uint8Array, isWanted: (name: string) => boolean): Map<string, Uint8Array> {
  if (((bytes[6] ?? 0) & ENCRYPTED_FLAG) !== 0) throw encrypted();
  let files = 0;
  let size = 0;
  const filter = ({ name, originalSize }: { name: string; originalSize: number }) => {
    if (++files > MAX_FILES) throw tooMany();
    if (name.endsWith("/") || !isWanted(name)) return false;
    size += originalSize;
    if (size > MAX_UNPACKED_BYTES) throw tooLarge(size);
    return true;
  };
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter })));
  } catch (fault) {
    if (fault instanceof Unreadable) throw fault;
    throw damaged(fault);
  }
}

function encrypted(): Unreadable {
  return new Unreadable(ProblemCode.ENCRYPTED, "opens with a password only", "Save it without a password and import it again.");
}

function tooMany(): Unreadable {
  return new Unreadable(ProblemCode.UNSAFE, `holds more than ${MAX_FILES} files`, "Unpack it, and import the folder.");
}

function tooLarge(size: number): Unreadable {
  const limit = MAX_UNPACKED_BYTES / 1024 / 1024;
  return new Unreadable(
    ProblemCode.UNSAFE,
    `would unpack to more than ${limit} MB (at least ${Math.round(size / 1024 / 1024)} MB), and was not unpacked`,
    "If it is what it should be, unpack it and import the folder; if you do not know where it comes from, delete it.",
  );
}

function damaged(fault: unknown): Unreadable {
  const reason = fault instanceof Error ? fault.message : String(fault);
  return new Unreadable(
    ProblemCode.DAMAGED,
    `is a broken ZIP archive (${reason})`,
    "Fetch the file again, or save it anew from the program it came from.",
  );
}
