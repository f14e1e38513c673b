import { readWords, type Words } from "../words.js";

/** A title found in a text: words `[from, to)`, and every meaning that the title has in the catalogue. */
export interface TitleHit<Meaning> {
  from: number;
  to: number;
  printed: string;
  meanings: Meaning[];
}

interface Entry<Meaning> {
  printed: string;
  ids: Int32Array;
  meanings: Meaning[];
}

/**
 * All titles, found in one pass over the words of a text: each step looks up the hash of the words so far, so the time
 * does not depend on how many titles there are, and punctuation, case and script inside a title do not matter.
 */
export class TitleIndex<Meaning> {
  private readonly entries = new Map<number, Entry<Meaning>[]>();
  private readonly prefixes = new Set<number>();
  /** First words of titles as bits, since most words of a text begin no title. */
  private readonly firstWords = new Uint8Array(1 << 16);

  /** Titles without a word are left out. */
  add(title: string, meaning: Meaning): void {
    const { ids } = readWords(title);
    if (ids.length === 0) return;
    let hash = 0;
    for (const id of ids) {
      hash = step(hash, id);
      this.prefixes.add(hash);
    }
    const first = (ids[0] as number) >>> 1;
    this.firstWords[(first >>> 3) & 0xffff] = (this.firstWords[(first >>> 3) & 0xffff] as number) | (1 << (first & 7));
    const entries = this.entries.get(hash) ?? [];
    if (entries.length === 0) this.entries.set(hash, entries);
    const known = entries.find((entry) => sameIds(entry.ids, ids, 0));
    if (known) known.meanings.push(meaning);
    else entries.push({ printed: title, ids: Int32Array.from(ids), meanings: [meaning] });
  }

  finish(): void {
    for (const entries of this.entries.values()) for (const entry of entries) Object.freeze(entry.meanings);
  }

  /** All titles in a text, leftmost first; of titles that overlap, the longest from the left. */
  find(words: Words): TitleHit<Meaning>[] {
    const hits: TitleHit<Meaning>[] = [];
    for (let i = 0; i < words.count; i++) {
      const first = (words.ids[i] as number) >>> 1;
      if (((this.firstWords[(first >>> 3) & 0xffff] as number) & (1 << (first & 7))) === 0) continue;
      const hit = this.longestAt(words, i);
      if (hit === null) continue;
      hits.push(hit);
      i = hit.to - 1;
    }
    return hits;
  }

  /** Meanings of words `[from, to)` where they are a title as a whole, else null. */
  exactly(words: Words, from: number, to: number): TitleHit<Meaning> | null {
    let hash = 0;
    for (let i = from; i < to; i++) hash = step(hash, words.ids[i] as number);
    const entry = this.entries.get(hash)?.find(({ ids }) => ids.length === to - from && sameIds(ids, words.ids, from));
    return entry ? { from, to, printed: entry.printed, meanings: entry.meanings } : null;
  }

  private longestAt(words: Words, from: number): TitleHit<Meaning> | null {
    let hash = 0;
    let longest: TitleHit<Meaning> | null = null;
    for (let i = from; i < words.count; i++) {
      hash = step(hash, words.ids[i] as number);
      if (!this.prefixes.has(hash)) break;
      const entry = this.entries.get(hash)?.find(({ ids }) => ids.length === i + 1 - from && sameIds(ids, words.ids, from));
      if (entry) longest = { from, to: i + 1, printed: entry.printed, meanings: entry.meanings };
    }
    return longest;
  }
}

function step(hash: number, id: number): number {
  return (Math.imul(hash ^ id, 0x9e3779b1) ^ (hash >>> 15)) | 0;
}

/** Whether `wanted` stands in `ids` from `at` on. */
function sameIds(wanted: Int32Array, ids: Int32Array, at: number): boolean {
  if (at === 0 && wanted.length > ids.length) return false;
  for (let i = 0; i < wanted.length; i++) if (wanted[i] !== ids[at + i]) return false;
  return true;
}
