import { WordTrait } from "../scan-words.js";
import { readWords, type Words } from "../words.js";
import { BitSet } from "./bit-set.js";
import { isSmallLetter } from "./printed-code.js";
import { Signal, type Signals } from "./signals.js";

/** A title found in a text: words `[from, to)`, and every meaning that the title has in the catalogue. */
export interface TitleHit<Meaning> {
  from: number;
  to: number;
  print: Print;
  meanings: Meaning[];
}

/** How a title is printed. */
export interface Print {
  /** Whether its first letter is a capital. */
  isNamed: boolean;
  capitals: number;
  /** Whether a point ends it: "U.S. Const." */
  isAbbreviated: boolean;
}

interface Entry<Meaning> {
  print: Print;
  ids: Int32Array;
  meanings: Meaning[];
}

/**
 * All titles, found in one pass over the words of a text: each step looks up the hash of the words so far, so the time
 * does not depend on how many titles there are, and punctuation, case and script inside a title do not matter.
 */
export class TitleIndex<Meaning> {
  private readonly entries = new Map<number, Entry<Meaning>[]>();
  /** Hashes of the first words of titles, one, two and more of them, up to the whole. */
  private prefixes = new BitSet([]);
  private wholes = new BitSet([]);

  /** Titles without a word are left out. */
  add(title: string, meaning: Meaning): void {
    const { ids } = readWords(title);
    if (ids.length === 0) return;
    const hash = ids.reduce(step, 0);
    const entries = this.entries.get(hash) ?? [];
    if (entries.length === 0) this.entries.set(hash, entries);
    const known = entries.find((entry) => entry.ids.length === ids.length && sameIds(entry.ids, ids, 0));
    if (known) known.meanings.push(meaning);
    else entries.push({ print: printOf(title), ids, meanings: [meaning] });
  }

  /** Makes ready for `find`, when all titles are added. */
  finish(): void {
    const prefixes = new Set<number>();
    for (const { ids, meanings } of [...this.entries.values()].flat()) {
      Object.freeze(meanings);
      let hash = 0;
      for (const id of ids) {
        hash = step(hash, id);
        prefixes.add(hash);
      }
    }
    this.prefixes = new BitSet([...prefixes]);
    this.wholes = new BitSet([...this.entries.keys()]);
  }

  /** The ids of the words that titles begin with. */
  *firstWords(): Iterable<number> {
    for (const entries of this.entries.values()) for (const { ids } of entries) yield ids[0] as number;
  }

  /** All titles in a text, leftmost first; of titles that overlap, the longest: not "the Charter" in "the Charter of the League". */
  find(words: Words, { kinds, hot, count }: Signals): TitleHit<Meaning>[] {
    const hits: TitleHit<Meaning>[] = [];
    let next = 0;
    for (let i = 0; i < count; i++) {
      const word = hot[i] as number;
      if (word < next || ((kinds[word] as number) & Signal.TITLE) === 0) continue;
      let hit = this.longestAt(words, word);
      if (hit === null) continue;
      for (let k = word + 1; k < hit.to; k++) {
        const other = ((kinds[k] as number) & Signal.TITLE) === 0 ? null : this.longestAt(words, k);
        if (other !== null && other.to - other.from > hit.to - hit.from) hit = other;
      }
      hits.push(hit);
      next = hit.to;
    }
    return hits;
  }

  private longestAt(words: Words, from: number): TitleHit<Meaning> | null {
    let hash = 0;
    let longest: Entry<Meaning> | null = null;
    for (let i = from; i < words.count; i++) {
      const before = hash;
      hash = step(hash, words.ids[i] as number);
      if (!this.prefixes.mayHave(hash)) {
        const isOwning = ((words.traits[i] as number) & WordTrait.APOSTROPHE) !== 0;
        const owning = isOwning ? this.owningAt(before, words, from, i) : null;
        return owning ?? (longest && hitOf(longest, from, from + longest.ids.length));
      }
      if (this.wholes.mayHave(hash)) longest = this.entryOf(hash, words.ids, from, i + 1) ?? longest;
    }
    return longest && hitOf(longest, from, from + longest.ids.length);
  }

  /** A title whose last word is in the genitive: "the Charter's Article 2". */
  private owningAt(hash: number, words: Words, from: number, last: number): TitleHit<Meaning> | null {
    const { text } = words.folded;
    const end = (words.ends[last] as number) - 2;
    if (!text.startsWith("'s", end)) return null;
    const [id] = readWords(text.slice(words.starts[last], end)).ids;
    if (id === undefined || !this.wholes.mayHave(step(hash, id))) return null;
    const entry = this.entryOf(step(hash, id), Int32Array.of(...words.ids.subarray(from, last), id), 0, last + 1 - from);
    return entry && hitOf(entry, from, last + 1);
  }

  private entryOf(hash: number, ids: Int32Array, from: number, to: number): Entry<Meaning> | null {
    const entries = this.entries.get(hash);
    if (entries === undefined) return null;
    for (const entry of entries) if (entry.ids.length === to - from && sameIds(entry.ids, ids, from)) return entry;
    return null;
  }
}

function hitOf<Meaning>({ print, meanings }: Entry<Meaning>, from: number, to: number): TitleHit<Meaning> {
  return { from, to, print, meanings };
}

export function printOf(title: string): Print {
  return { isNamed: startsWithCapital(title), capitals: title.match(/\p{Lu}/gu)?.length ?? 0, isAbbreviated: /\.\s*$/.test(title) };
}

/** Whether the first letter is a capital. */
export function startsWithCapital(title: string): boolean {
  const first = title.charCodeAt(0);
  if (isSmallLetter(first)) return false;
  return (first >= 65 && first <= 90) || /^\P{L}*\p{Lu}/u.test(title);
}

function step(hash: number, id: number): number {
  return (Math.imul(hash ^ id, 0x9e3779b1) ^ (hash >>> 15)) | 0;
}

/** Whether `wanted` stands in `ids` from `at` on. */
function sameIds(wanted: Int32Array, ids: Int32Array, at: number): boolean {
  for (let i = 0; i < wanted.length; i++) if (wanted[i] !== ids[at + i]) return false;
  return true;
}
