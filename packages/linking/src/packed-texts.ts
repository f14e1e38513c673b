/**
 * Texts one behind the other in memory that threads may share, with where each of them ends. UTF-8, or, where that is
 * shorter, as it is of Chinese, UTF-16 behind a byte that no UTF-8 has. Where all texts are empty there are no ends.
 */
export interface PackedTexts {
  bytes: Uint8Array;
  ends: Uint32Array;
}

/** Before a text in UTF-16, little-endian. */
const IN_UTF16 = 0xff;

/** Packs texts. At most 4 GB of them. */
export class TextPacker {
  private bytes = Buffer.alloc(1 << 16);
  private ends = new Uint32Array(1 << 10);
  private size = 0;
  private count = 0;

  add(text: string): void {
    // A unit of UTF-16 is at most three bytes.
    if (this.size + text.length * 3 > this.bytes.length) this.grow(Math.max(this.bytes.length * 2, this.size + text.length * 3));
    if (this.count === this.ends.length) this.ends = widened(this.ends, this.count * 2);
    const start = this.size;
    this.size += this.bytes.write(text, start, "utf8");
    if (this.size - start > text.length * 2 + 1) {
      this.bytes[start] = IN_UTF16;
      this.size = start + 1 + this.bytes.write(text, start + 1, "utf16le");
    }
    this.ends[this.count++] = this.size;
  }

  finish(): PackedTexts {
    return {
      bytes: shared(new Uint8Array(this.bytes.buffer, this.bytes.byteOffset, this.size)),
      ends: shared(this.ends.subarray(0, this.size === 0 ? 0 : this.count)),
    };
  }

  private grow(size: number): void {
    const wider = Buffer.alloc(size);
    this.bytes.copy(wider, 0, 0, this.size);
    this.bytes = wider;
  }
}

/** The text of a place in the order of packing. A lone half of a pair may come back as U+FFFD, so offsets stay as they were. */
export function unpack({ bytes, ends }: PackedTexts, index: number): string {
  if (ends.length === 0) return "";
  const from = index === 0 ? 0 : (ends[index - 1] as number);
  const to = ends[index] as number;
  if (to === from) return "";
  return bytes[from] === IN_UTF16 ? bufferOf(bytes).toString("utf16le", from + 1, to) : bufferOf(bytes).toString("utf8", from, to);
}

const buffers = new WeakMap<Uint8Array, Buffer>();

/** The same memory as a buffer; one for all texts in it. */
function bufferOf(bytes: Uint8Array): Buffer {
  let buffer = buffers.get(bytes);
  if (buffer === undefined) {
    buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    buffers.set(bytes, buffer);
  }
  return buffer;
}

/** Packed texts one behind the other; `counts` says how many texts each part has. */
export function joinTexts(parts: PackedTexts[], counts: number[]): PackedTexts {
  const bytes = new Uint8Array(new SharedArrayBuffer(parts.reduce((sum, part) => sum + part.bytes.length, 0)));
  const texts = bytes.length === 0 ? 0 : counts.reduce((sum, count) => sum + count, 0);
  const ends = new Uint32Array(new SharedArrayBuffer(4 * texts));
  if (texts === 0) return { bytes, ends };
  let size = 0;
  let at = 0;
  parts.forEach((part, index) => {
    const count = counts[index] as number;
    bytes.set(part.bytes, size);
    if (part.ends.length === 0) ends.fill(size, at, at + count);
    else for (let i = 0; i < count; i++) ends[at + i] = size + (part.ends[i] as number);
    size += part.bytes.length;
    at += count;
  });
  return { bytes, ends };
}

/** A copy of an array in memory that threads may share. */
export function shared<T extends Uint8Array | Uint32Array | Int32Array>(array: T): T {
  const Kind = array.constructor as new (buffer: SharedArrayBuffer) => T;
  const copy = new Kind(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}

/** The same numbers with room for more. */
export function widened<T extends Uint32Array | Int32Array>(array: T, size: number): T {
  const Kind = array.constructor as new (size: number) => T;
  const wider = new Kind(size);
  wider.set(array);
  return wider;
}
