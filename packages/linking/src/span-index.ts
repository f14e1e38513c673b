/** So few things are looked at one by one. */
const FEW = 16;

/** Things with a place in a text, found by what they overlap in time that does not grow with their number. */
export class SpanIndex<T> {
  private readonly entries: Entry<T>[] = [];
  /** Entries by the blocks that they lie in, where there are more than a few. */
  private blocks: Map<number, Entry<T>[]> | null = null;

  /** `block` is the usual distance between things, in the units of their places. */
  constructor(private readonly block = 512) {}

  add(start: number, end: number, item: T): void {
    const entry = { start, end, item, order: this.entries.length };
    this.entries.push(entry);
    if (this.blocks !== null) this.place(entry, this.blocks);
    else if (this.entries.length > FEW) {
      this.blocks = new Map();
      for (const known of this.entries) this.place(known, this.blocks);
    }
  }

  /** Whether anything shares a unit with `[start, end)`. */
  overlaps(start: number, end: number): boolean {
    const { blocks, entries } = this;
    if (blocks !== null) return this.some(start, end, () => true);
    for (const entry of entries) if (entry.start < end && start < entry.end) return true;
    return false;
  }

  /** Whether any of those that share a unit with `[start, end)` is such a one. */
  some(start: number, end: number, isSuch: (item: T) => boolean): boolean {
    const { blocks } = this;
    if (blocks === null) return isAmong(this.entries, start, end, isSuch);
    for (let b = this.blockOf(start); b <= this.blockOf(end - 1); b++) {
      if (isAmong(blocks.get(b) ?? [], start, end, isSuch)) return true;
    }
    return false;
  }

  /** All that share a unit with `[start, end)`, in the order in which they were added. */
  overlapping(start: number, end: number): T[] {
    const { blocks } = this;
    if (blocks === null && this.entries.length === 0) return [];
    if (blocks === null) return this.entries.filter((entry) => entry.start < end && start < entry.end).map(({ item }) => item);
    const found: Entry<T>[] = [];
    const first = this.blockOf(start);
    for (let b = first; b <= this.blockOf(end - 1); b++) {
      for (const entry of blocks.get(b) ?? []) {
        // What lies in several blocks counts in the first of them.
        if (entry.start < end && start < entry.end && b === Math.max(first, this.blockOf(entry.start))) found.push(entry);
      }
    }
    return found.sort((a, b) => a.order - b.order).map(({ item }) => item);
  }

  /** An index of things that have `start` and `end`. */
  static of<T extends { start: number; end: number }>(items: Iterable<T>): SpanIndex<T> {
    const index = new SpanIndex<T>();
    for (const item of items) index.add(item.start, item.end, item);
    return index;
  }

  private place(entry: Entry<T>, blocks: Map<number, Entry<T>[]>): void {
    for (let b = this.blockOf(entry.start); b <= this.blockOf(Math.max(entry.end - 1, entry.start)); b++) {
      const list = blocks.get(b);
      if (list) list.push(entry);
      else blocks.set(b, [entry]);
    }
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

function isAmong<T>(entries: Entry<T>[], start: number, end: number, isSuch: (item: T) => boolean): boolean {
  for (const entry of entries) if (entry.start < end && start < entry.end && isSuch(entry.item)) return true;
  return false;
}
