import type { SearchRecord } from "@lectern/search";
import { tokenize } from "@lectern/text";

const K1 = 1.2;
const B = 0.75;

/** Plain BM25 over whole records: title, names and text as one bag of the same words that the engines see. No order, no spelling. */
export class Bm25 {
  readonly #postings = new Map<string, Map<number, number>>();
  readonly #lengths: number[] = [];
  readonly #ids: string[] = [];
  readonly #average: number;

  constructor(records: SearchRecord[]) {
    records.forEach(({ recordId, title, names, passages }, place) => {
      this.#ids.push(recordId);
      let length = 0;
      for (const text of [title, ...names, ...passages.map((passage) => passage.text)]) {
        for (const { text: word } of tokenize(text)) {
          length++;
          const posting = this.#postings.get(word) ?? new Map<number, number>();
          this.#postings.set(word, posting);
          posting.set(place, (posting.get(place) ?? 0) + 1);
        }
      }
      this.#lengths.push(length);
    });
    this.#average = this.#lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, this.#lengths.length);
  }

  /** Ids of the best records, best first. */
  search(query: string, limit: number): string[] {
    const scores = new Map<number, number>();
    for (const word of new Set(tokenize(query).map(({ text }) => text))) {
      const posting = this.#postings.get(word);
      if (posting === undefined) continue;
      const rarity = Math.log(1 + (this.#ids.length - posting.size + 0.5) / (posting.size + 0.5));
      for (const [place, count] of posting) {
        const norm = K1 * (1 - B + (B * (this.#lengths[place] ?? 0)) / this.#average);
        scores.set(place, (scores.get(place) ?? 0) + (rarity * count * (K1 + 1)) / (count + norm));
      }
    }
    const best = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit);
    return best.map(([place]) => this.#ids[place] as string);
  }
}
