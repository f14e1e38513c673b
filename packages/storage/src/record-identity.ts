import type { RecordKind, Span } from "@lectern/schema";

/** A record that reading or linking has just made, before it has an id. */
export interface NewRecord {
  kind: RecordKind;
  /** What it is within its source, in words; several records of a source may have the same. Never holds "#". */
  name: string;
  span: Span | null;
}

/** An id that the source has given out before. */
export interface KnownRecord {
  id: string;
  kind: RecordKind;
  key: string;
  /** In the text as it is now; null where it had none or where those words have changed. */
  span: Span | null;
  isRetired: boolean;
}

export interface Matched {
  /** Id and key of each new record, in the order given. */
  records: { id: string; key: string; isNew: boolean }[];
  /** Ids that were in use and that nothing took up. */
  retired: string[];
}

/**
 * Gives each record the id that it had before, by the first rule that finds one:
 * 1. same words, and the spans overlap by at least half of the shorter one;
 * 2. same words, in order;
 * 3. same words as a record that had gone away;
 * 4. the spans overlap by at least half of the shorter one (a better reader calls it something else).
 * Else it gets a new id. Ids that nothing took up are retired; they keep their keys, so rule 3 can bring them back.
 */
export function matchRecords(fresh: NewRecord[], known: KnownRecord[], newId: () => string): Matched {
  const matching = new Matching(fresh);
  if (known.length > 0) {
    const live = known.filter((old) => !old.isRetired);
    const gone = known.filter((old) => old.isRetired);
    matching.byOverlap(live, (record, old) => record.name === nameOfKey(old.key));
    matching.byName(live);
    matching.byName(gone);
    matching.byOverlap(live, () => true);
  }
  const keys = new KeyRegister(known);
  const records = fresh.map((record) => {
    const old = matching.chosen.get(record);
    if (old !== undefined && nameOfKey(old.key) === record.name) return { id: old.id, key: old.key, isNew: false };
    return { id: old?.id ?? newId(), key: keys.next(record), isNew: old === undefined };
  });
  return { records, retired: known.filter((old) => !old.isRetired && !matching.taken.has(old)).map((old) => old.id) };
}

/** What has been matched so far. */
class Matching {
  readonly chosen = new Map<NewRecord, KnownRecord>();
  readonly taken = new Set<KnownRecord>();
  private readonly fresh: NewRecord[];

  constructor(fresh: NewRecord[]) {
    this.fresh = fresh;
  }

  byName(known: KnownRecord[]): void {
    const waiting = new Map<string, KnownRecord[]>();
    for (const old of known) {
      if (this.taken.has(old)) continue;
      const name = qualified(old.kind, nameOfKey(old.key));
      const same = waiting.get(name);
      if (same === undefined) waiting.set(name, [old]);
      else same.push(old);
    }
    for (const record of this.fresh) {
      if (this.chosen.has(record)) continue;
      const old = waiting.get(qualified(record.kind, record.name))?.shift();
      if (old !== undefined) this.choose(record, old);
    }
  }

  byOverlap(known: KnownRecord[], fits: (record: NewRecord, old: KnownRecord) => boolean): void {
    const pairs = overlappingPairs(
      this.fresh.filter((record) => !this.chosen.has(record)),
      known.filter((old) => !this.taken.has(old)),
    ).filter(({ record, old }) => record.kind === old.kind && fits(record, old));
    for (const { record, old } of pairs.sort((a, b) => b.overlap - a.overlap)) {
      if (!this.chosen.has(record) && !this.taken.has(old)) this.choose(record, old);
    }
  }

  private choose(record: NewRecord, old: KnownRecord): void {
    this.chosen.set(record, old);
    this.taken.add(old);
  }
}

interface Pair {
  record: NewRecord;
  old: KnownRecord;
  overlap: number;
}

/** Pairs that overlap enough, found by one sweep over both lists in the order of their starts. */
function overlappingPairs(fresh: NewRecord[], known: KnownRecord[]): Pair[] {
  const olds = inOrder(known);
  const pairs: Pair[] = [];
  let open: (KnownRecord & { span: Span })[] = [];
  let next = 0;
  for (const record of inOrder(fresh)) {
    const [start, end] = record.span;
    open = open.filter((old) => old.span[1] > start);
    for (let old = olds[next]; old !== undefined && old.span[0] < end; old = olds[++next]) {
      if (old.span[1] > start) open.push(old);
    }
    for (const old of open) {
      const overlap = overlapOf(record.span, old.span);
      if (overlap > 0) pairs.push({ record, old, overlap });
    }
  }
  return pairs;
}

function inOrder<T extends { span: Span | null }>(records: T[]): (T & { span: Span })[] {
  const placed = records.filter((record): record is T & { span: Span } => record.span !== null);
  return placed.sort((a, b) => a.span[0] - b.span[0]);
}

/** Shared length where it is at least half of the shorter span, else 0. */
function overlapOf(a: Span, b: Span): number {
  const shared = Math.min(a[1], b[1]) - Math.max(a[0], b[0]);
  return shared > 0 && shared * 2 >= Math.min(a[1] - a[0], b[1] - b[0]) ? shared : 0;
}

/** Keys that are taken, and the next free one of a name: "point 1", "point 1#2", "point 1#3". */
class KeyRegister {
  private readonly taken: Set<string>;
  private readonly lastNumber = new Map<string, number>();

  constructor(known: KnownRecord[]) {
    this.taken = new Set(known.map((old) => qualified(old.kind, old.key)));
  }

  next({ kind, name }: NewRecord): string {
    const slot = qualified(kind, name);
    for (let number = (this.lastNumber.get(slot) ?? 0) + 1; ; number++) {
      const key = number === 1 ? name : `${name}#${number}`;
      if (this.taken.has(qualified(kind, key))) continue;
      this.lastNumber.set(slot, number);
      this.taken.add(qualified(kind, key));
      return key;
    }
  }
}

function nameOfKey(key: string): string {
  return key.replace(/#\d+$/, "");
}

function qualified(kind: RecordKind, key: string): string {
  return `${kind}|${key}`;
}

/**
 * Where a span of the old text stands in the new one: the two are aligned by what they share at their beginnings and ends.
 * Null where a boundary of the span lies within the words that changed.
 */
export function spanMapper(before: string, after: string): (span: Span) => Span | null {
  if (before === after) return (span) => span;
  const shortest = Math.min(before.length, after.length);
  let head = 0;
  while (head < shortest && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  let tail = 0;
  while (tail < shortest - head && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++;
  const shift = after.length - before.length;
  const map = (offset: number): number | null => {
    if (offset <= head) return offset;
    return offset >= before.length - tail ? offset + shift : null;
  };
  return ([start, end]) => {
    const [from, to] = [map(start), map(end)];
    return from === null || to === null || to <= from ? null : [from, to];
  };
}
