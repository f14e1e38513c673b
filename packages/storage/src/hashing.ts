import { createHash } from "node:crypto";

/** SHA-256 in lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Number of an advisory lock for a name: the first 64 bits of its SHA-256, signed as Postgres wants it. */
export function lockNumber(name: string): bigint {
  return createHash("sha256").update(name).digest().readBigInt64BE(0);
}
