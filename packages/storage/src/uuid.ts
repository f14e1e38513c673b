import { randomFillSync } from "node:crypto";
import { sha256 } from "./hashing.js";

const random = new Uint8Array(16 * 256);
let used = random.length;

/** A new id: UUID version 7 (RFC 9562), so that rows stored together lie together in the indexes. */
export function newId(now = Date.now()): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  const view = new DataView(random.buffer, random.byteOffset + used, 16);
  used += 16;
  view.setUint16(0, Math.floor(now / 2 ** 32));
  view.setUint32(2, now % 2 ** 32);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Buffer.from(view.buffer, view.byteOffset, 16).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * The id of a part of a source that is told by what it is: the same parts have the same id, in whichever archive they are read
 * again. UUID version 8 (RFC 9562): 48 bits of the source's own id, so that its parts lie together, then 72 of a SHA-256.
 * Migration 016 says the same in SQL.
 */
export function derivedId(sourceId: string, words: readonly (string | number | null)[]): string {
  const hash = sha256([sourceId, ...words.map((word) => word ?? "")].join("\x1f"));
  return `${sourceId.slice(0, 13)}-8${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}

/** Numbers equal things in their order, from 0. */
export function numberEqual(): (words: readonly unknown[]) => number {
  const seen = new Map<string, number>();
  return (words) => {
    const key = words.join("\x1f");
    const number = seen.get(key) ?? 0;
    seen.set(key, number + 1);
    return number;
  };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text can be an id at all; Postgres refuses anything else in a uuid column. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
