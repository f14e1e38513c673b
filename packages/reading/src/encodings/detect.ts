import { analyse } from "chardet";
import { standardName } from "./declared.js";

/** So many bytes around characters beyond ASCII are looked at: more would take longer and tell no more. */
const SAMPLE = 32 * 1024;
/** Below this, detection guesses. */
const LEAST_CONFIDENCE = 0.2;

/**
 * The encoding that bytes seem to have, by the statistics of its characters (chardet); null where none stands out.
 * Text must come out of it: an encoding that leaves control characters is none.
 */
export function detectEncoding(bytes: Uint8Array): { name: string; confidence: number } | null {
  const sample = sampleOf(bytes);
  for (const { name, confidence } of analyse(sample)) {
    const standard = standardName(name);
    if (standard === null || /^utf-|^iso-2022/.test(standard) || confidence / 100 < LEAST_CONFIDENCE) continue;
    if (isText(new TextDecoder(standard).decode(sample))) return { name: standard, confidence: confidence / 100 };
  }
  return null;
}

/** Lines that hold bytes beyond ASCII: the others are alike in all encodings. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= SAMPLE) return bytes;
  const sample = new Uint8Array(SAMPLE);
  let size = 0;
  for (let i = 0; i < bytes.length && size < SAMPLE; i++) {
    if ((bytes[i] as number) < 0x80) continue;
    const start = startOfLine(bytes, i);
    const end = endOfLine(bytes, i);
    const line = bytes.subarray(start, Math.min(end, start + SAMPLE - size));
    sample.set(line, size);
    size += line.length;
    i = end;
  }
  return sample.subarray(0, size);
}

function startOfLine(bytes: Uint8Array, at: number): number {
  const newline = bytes.subarray(Math.max(0, at - 2000), at).lastIndexOf(0x0a);
  return newline === -1 ? at : Math.max(0, at - 2000) + newline + 1;
}

function endOfLine(bytes: Uint8Array, at: number): number {
  const newline = bytes.indexOf(0x0a, at);
  return newline === -1 ? bytes.length : newline + 1;
}

/** Control characters are none of a text; a byte of all ones, which Latin-1 has as ÿ, is what damage and pictures are full of. */
function isText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const controls = text.match(/[\0-\x08\x0e-\x1f\x7f-\x9f\ufffd]/g)?.length ?? 0;
  const beyond = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  const ones = text.match(/ÿ/g)?.length ?? 0;
  return controls <= text.length * 0.001 && ones < beyond * 0.5;
}
