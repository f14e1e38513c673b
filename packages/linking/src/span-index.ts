/** Things with a place in a text, found by what they overlap in time that does not grow with their number. */
export class SpanIndex<T> {
  private readonly blocks = new Map<number, Entry<T>[]>();
  private count = 0;

  /** `block` is the usual distance between things, in the units of their places. */
  constructor(private readonly block = 512) {}

  add(start: number, end: number, item: T): void {
    const entry = { start, end, item, order: this.count++ };
    for (let b = this.blockOf(start); b <= this.blockOf(Math.max(end - 1, start)); b++) {
      const list = this.blocks.get(b);
      if (list) list.push(entry);
      else this.blocks.set(b, [entry]);
    }
  }

  /** Whether anything shares a unit with `[start, end)`. */
  overlaps(start: number, end: number): boolean {
    return this.some(start, end, () => true);
  }

  /** Whether any of those that share a unit with `[start, end)` is such a one. */
  some(start: number, end: number, isSuch: (item: T) => boolean): boolean {
    if (this.count === 0) return false;
    for (let b = this.blockOf(start); b <= this.blockOf(end - 1); b++) {
      for (const entry of this.blocks.get(b) ?? []) if (entry.start < end && start < entry.end && isSuch(entry.item)) return true;
    }
    return false;
  }

  /** All that share a unit with `[start, end)`, in the order in which they were added. */
  overlapping(start: number, end: number): T[] {
    if (this.count === 0) return [];
    const found: Entry<T>[] = [];
    const first = this.blockOf(start);
    for (let b = first; b <= this.blockOf(end - 1); b++) {
      for (const entry of this.blocks.get(b) ?? []) {
        // What lies in several blocks counts in the first of them.
        if (entry.start < end && start < entry.end && b === Math.max(first, this.blockOf(entry.start))) found.push(entry);
      }
    }
    if (found.length > 1) found.sort((a, b) => a.order - b.order);
    return found.map(({ item }) => item);
  }

  /** An index of things that have `start` and `end`. */
  static of<T extends { start: number; end: number }>(items: Iterable<T>): SpanIndex<T> {
    const index = new SpanIndex<T>();
    for (const item of items) index.add(item.start, item.end, item);
    return index;
  }

  private blockOf(place: number): number {
    return Math.floor(place / this.block);
  }
}

interface Entry<T> {
  start: number;
  end: number;
  item: T;
  order: number;
}
