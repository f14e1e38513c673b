/** Bits for each hash, so that few others share its bit. */
const BITS = 16;

/** Hashes that may be in a set, in memory small enough to be near: a hash that is in it is always found, one that is not seldom. */
export class BitSet {
  private readonly bits: Uint32Array;
  private readonly mask: number;

  constructor(hashes: readonly number[]) {
    const size = 2 ** Math.max(10, Math.ceil(Math.log2(hashes.length * BITS + 1)));
    this.bits = new Uint32Array(size / 32);
    this.mask = size - 1;
    for (const hash of hashes) {
      const bit = mix(hash) & this.mask;
      this.bits[bit >>> 5] = (this.bits[bit >>> 5] as number) | (1 << (bit & 31));
    }
  }

  mayHave(hash: number): boolean {
    const bit = mix(hash) & this.mask;
    return ((this.bits[bit >>> 5] as number) & (1 << (bit & 31))) !== 0;
  }
}

/** The low bits of a product hang on the low bits of its factors alone. */
function mix(hash: number): number {
  return hash ^ (hash >>> 16);
}
