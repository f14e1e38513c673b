import type { ReadProblem } from "@lectern/schema";
import { ProblemCode } from "@lectern/schema/kind";
import { problem } from "../problems.js";

const signatures: [bytes: number[], name: string][] = [
  [[0x89, 0x50, 0x4e, 0x47], "a PNG picture"],
  [[0xff, 0xd8, 0xff], "a JPEG picture"],
  [[0x47, 0x49, 0x46, 0x38], "a GIF picture"],
  [[0x49, 0x49, 0x2a, 0x00], "a TIFF picture"],
  [[0x4d, 0x4d, 0x00, 0x2a], "a TIFF picture"],
  [[0x1f, 0x8b, 0x08], "a gzip archive"],
  [[0x42, 0x5a, 0x68, 0x39], "a bzip2 archive"],
  [[0xfd, 0x37, 0x7a, 0x58], "an xz archive"],
  [[0x37, 0x7a, 0xbc, 0xaf], "a 7z archive"],
  [[0x52, 0x61, 0x72, 0x21], "a RAR archive"],
  [[0x7f, 0x45, 0x4c, 0x46], "a program"],
  [[0x4d, 0x5a, 0x90, 0x00], "a program"],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66], "a database"],
  [[0x49, 0x44, 0x33, 0x03], "a sound file"],
];

/** A problem where the bytes start as those of a binary format do that is not read. */
export function binarySignature(bytes: Uint8Array, fileName: string): ReadProblem | null {
  const known = signatures.find(([signature]) => signature.every((byte, i) => bytes[i] === byte));
  if (!known) return null;
  return problem(
    ProblemCode.BINARY,
    `${fileName} holds no text that is read: it starts as ${known[1]} does`,
    "Export its text as .txt, .docx or .pdf and import that; or leave it out with exclude in collection.yaml.",
  );
}

/** A problem where decoded text holds NULs: what calls itself text is none. */
export function nulInText(text: string, fileName: string): ReadProblem | null {
  const at = text.indexOf("\0");
  if (at === -1) return null;
  const line = text.slice(0, at).split("\n").length;
  return problem(
    ProblemCode.BINARY,
    `${fileName} is no text: a NUL stands at character ${at + 1} (line ${line})`,
    "If it should be text, it was damaged: fetch it again. If not, leave it out with exclude in collection.yaml.",
    { line },
  );
}

/** A larger share of control characters than this is none of a text; of random bytes it is one in nine. */
const MOST_CONTROLS = 0.03;

/** A problem where bytes that are not Unicode are full of control characters: those of a text are none in any encoding. */
export function controlsInBytes(bytes: Uint8Array, fileName: string): ReadProblem | null {
  const count = bytes.reduce((sum, byte) => sum + (isControl(byte) ? 1 : 0), 0);
  if (count <= bytes.length * MOST_CONTROLS) return null;
  return problem(
    ProblemCode.BINARY,
    `${fileName} is no text: ${count} of its ${bytes.length} bytes are control characters`,
    "If it should be text, it was damaged: fetch it again. If not, leave it out with exclude in collection.yaml.",
  );
}

/** All but tab, line ends, form feed and the escape of ISO 2022. */
function isControl(byte: number): boolean {
  return byte === 0x7f || (byte < 0x20 && byte !== 0x1b && (byte < 0x09 || byte > 0x0d));
}
