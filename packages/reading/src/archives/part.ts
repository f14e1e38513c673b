import { ProblemCode } from "@lectern/schema/kind";
import { Unreadable } from "../problems.js";
import type { ReadHints, ReadResult } from "../read-types.js";

/** What is left for a file and all that is packed in it. */
export interface Budget {
  /** Bytes that its parts may have together. */
  bytes: number;
  /** How deep archives may lie in archives. */
  depth: number;
}

export type ReadPart = (bytes: Uint8Array, hints: ReadHints, budget: Budget) => Promise<ReadResult>;

export const newBudget = (): Budget => ({ bytes: 400 * 1024 * 1024, depth: 3 });

/**
 * The documents of a file inside of another, each with its place: `minutes.zip#2031/may.txt`. The bytes of each are its own,
 * so that it is read again without the file that it came in.
 */
export async function readPartOf(
  outer: ReadHints,
  name: string,
  bytes: Uint8Array,
  mediaType: string | undefined,
  budget: Budget,
  read: ReadPart,
): Promise<ReadResult> {
  if (budget.depth === 0) throw tooDeep();
  budget.bytes -= bytes.length;
  if (budget.bytes < 0) throw tooMuch();
  const inner = innerPath(name);
  const { recognised: _, row: __, mediaType: ___, ...kept } = outer;
  const hints = { ...kept, fileName: `${outer.fileName}/${inner}`, ...(mediaType && { mediaType }) };
  budget.depth--;
  const { documents, problems } = await read(bytes, hints, budget);
  budget.depth++;
  const prefix = `${outer.fileName}/`;
  const placed = documents.map((document) => ({
    ...document,
    place: `${outer.fileName}#${document.place.slice(prefix.length).replaceAll("#", "/")}`,
  }));
  return { documents: placed, problems };
}

/** A name as a path below the outer file, whatever it says. */
export function innerPath(name: string): string {
  const parts = name
    .replaceAll("\\", "/")
    .split("/")
    .filter((part) => part !== "" && part !== "." && part !== "..");
  return parts.join("/").replaceAll("#", "_") || "unnamed";
}

function tooDeep(): Unreadable {
  return new Unreadable(
    ProblemCode.UNSAFE,
    "lies too deep: archives in archives in archives are not opened",
    "Unpack the outer ones, and import what they hold.",
  );
}

function tooMuch(): Unreadable {
  return new Unreadable(
    ProblemCode.UNSAFE,
    "and what lies beside it would unpack to more than 400 MB together",
    "Unpack the archive, and import the folder.",
  );
}
