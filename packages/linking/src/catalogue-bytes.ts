import type { CatalogueData } from "./catalogue.js";
import type { CatalogueWork, CitationStyle } from "./kinds.js";
import { indexWords } from "./quotations/quotation-index.js";
import type { SeedTable } from "./quotations/seed-table.js";

/** Version of the form of bytes and of the numbers that words have in them: other bytes are made again. */
export const SEGMENT_FORMAT = "4";

interface Header {
  works: CatalogueWork[];
  styles: CitationStyle[];
  /** Lengths of the arrays that follow, in their order; the tables of seeds come last, two arrays each. */
  lengths: number[];
  tables: Pick<SeedTable, "base" | "shift">[];
}

/** Arrays before the tables of seeds: four packed texts of two arrays, the works of passages, the words, and where passages start. */
const BEFORE_TABLES = 11;

/**
 * A catalogue as bytes: the length of a header, the header as JSON, then the typed arrays, each at a multiple of eight bytes,
 * little-endian as on every machine that runs Node. What can be counted from the words is not in it. A catalogue that has
 * works that are gone is compacted first.
 */
export function catalogueToBytes({ works, styles, passages, quotations, gone }: CatalogueData): Uint8Array {
  if (gone.length > 0) throw new Error("a catalogue with works that are gone has no bytes: compact it first");
  const { texts, locators, keys, levels } = passages;
  const packed = [texts, locators, keys, levels].flatMap(({ bytes, ends }) => [bytes, ends]);
  const tables = quotations.tables.flatMap(({ buckets, entries }) => [buckets, entries]);
  const arrays = [...packed, passages.works, quotations.ids, quotations.starts, ...tables];
  const bases = quotations.tables.map(({ base, shift }) => ({ base, shift }));
  const header: Header = { works, styles, lengths: arrays.map(({ length }) => length), tables: bases };
  const head = Buffer.from(JSON.stringify(header));
  const size = arrays.reduce((sum, { byteLength }) => sum + padded(byteLength), padded(4 + head.length));
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  let at = padded(4 + head.length);
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += padded(array.byteLength);
  }
  return bytes;
}

/** The catalogue of such bytes, in memory that threads may share. Throws where the bytes are not whole. */
export function catalogueFromBytes(bytes: Uint8Array): CatalogueData {
  const length = bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (length === 0 || length + 4 > bytes.length) throw new Error("these bytes are no segment of a catalogue");
  const { works, styles, lengths, tables: bases } = JSON.parse(Buffer.from(bytes.subarray(4, 4 + length)).toString()) as Header;
  let at = padded(4 + length);
  const take = <T>(Kind: new (buffer: SharedArrayBuffer) => T, count: number, width: number): T => {
    const buffer = new SharedArrayBuffer(count * width);
    if (at + buffer.byteLength > bytes.length) throw new Error("the bytes of a segment of a catalogue were cut off");
    new Uint8Array(buffer).set(bytes.subarray(at, at + buffer.byteLength));
    at += padded(buffer.byteLength);
    return new Kind(buffer);
  };
  const lengthOf = (index: number): number => lengths[index] ?? 0;
  const packed = (index: number) => ({ bytes: take(Uint8Array, lengthOf(index), 1), ends: take(Uint32Array, lengthOf(index + 1), 4) });
  const [texts, locators, keys, levels] = [packed(0), packed(2), packed(4), packed(6)];
  const passages = { texts, locators, keys, levels, works: take(Uint32Array, lengthOf(8), 4) };
  const ids = take(Int32Array, lengthOf(9), 4);
  const starts = take(Uint32Array, lengthOf(10), 4);
  const tables = bases.map(({ base, shift }, index): SeedTable => {
    const first = BEFORE_TABLES + index * 2;
    return { buckets: take(Uint32Array, lengthOf(first), 4), entries: take(Uint32Array, lengthOf(first + 1), 4), shift, base };
  });
  return { works, styles, passages, quotations: indexWords(ids, starts, tables), gone: [] };
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}
