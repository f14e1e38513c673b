import { RecordKind, type Span } from "@lectern/schema";
import { describe, expect, it } from "vitest";
import { type KnownRecord, matchRecords, type NewRecord, spanMapper } from "./record-identity.js";

const fresh = (name: string, span: Span | null = null, kind = RecordKind.POINT): NewRecord => ({ kind, name, span });
const known = (id: string, key: string, span: Span | null = null, values: Partial<KnownRecord> = {}): KnownRecord => ({
  id,
  key,
  span,
  kind: RecordKind.POINT,
  isRetired: false,
  ...values,
});
const match = (records: NewRecord[], olds: KnownRecord[]) => {
  let count = 0;
  const matched = matchRecords(records, olds, () => `new${++count}`);
  return { ids: matched.records.map((record) => record.id), keys: matched.records.map((record) => record.key), retired: matched.retired };
};

describe("matching records to the ids they had", () => {
  it("gives new records new ids, and numbers equal names", () => {
    expect(match([fresh("a"), fresh("a"), fresh("b")], [])).toEqual({
      ids: ["new1", "new2", "new3"],
      keys: ["a", "a#2", "b"],
      retired: [],
    });
  });

  it("finds them by name, in order", () => {
    expect(match([fresh("b"), fresh("a")], [known("1", "a"), known("2", "b")]).ids).toEqual(["2", "1"]);
  });

  it("tells equal names apart by where they stand", () => {
    const olds = [known("1", "a", [0, 10]), known("2", "a#2", [50, 60])];
    expect(match([fresh("a", [50, 60])], olds)).toEqual({ ids: ["2"], keys: ["a#2"], retired: ["1"] });
  });

  it("finds one that is called otherwise by the span it was read from", () => {
    expect(match([fresh("director a", [5, 20])], [known("1", "a", [14, 20])])).toEqual({ ids: ["1"], keys: ["director a"], retired: [] });
    expect(match([fresh("b", [5, 20])], [known("1", "a", [19, 40])])).toEqual({ ids: ["new1"], keys: ["b"], retired: ["1"] });
  });

  it("never gives an id to a record of another type", () => {
    expect(match([fresh("a", [0, 5], RecordKind.SPEECH)], [known("1", "a", [0, 5])]).ids).toEqual(["new1"]);
  });

  it("brings back the id of a record that had gone away", () => {
    expect(match([fresh("a")], [known("1", "a", null, { isRetired: true })])).toEqual({ ids: ["1"], keys: ["a"], retired: [] });
  });

  it("keeps a key for ever: a name that a retired record has gets a number", () => {
    const olds = [known("1", "a", [0, 5], { isRetired: true }), known("2", "b", [10, 20])];
    expect(match([fresh("a"), fresh("a", [10, 20])], olds)).toEqual({ ids: ["1", "2"], keys: ["a", "a#2"], retired: [] });
  });

  it("stays quick for tens of thousands", () => {
    const olds = Array.from({ length: 30_000 }, (_, index) => known(`${index}`, `old ${index}`, [index * 10, index * 10 + 9]));
    const records = Array.from({ length: 30_000 }, (_, index) => fresh(`new ${index}`, [index * 10, index * 10 + 9]));
    expect(match(records, olds).ids.at(-1)).toBe("29999");
  });
});

describe("a span in a text that has changed", () => {
  const before = "One two three four five.";
  const after = "One two THREE AND MORE four five.";
  const map = spanMapper(before, after);

  it("stays before the change, and moves after it", () => {
    expect(map([4, 7])).toEqual([4, 7]);
    expect(after.slice(...(map([14, 18]) ?? [0, 0]))).toBe("four");
  });

  it("covers the change where it did before, and is unknown within it", () => {
    expect(after.slice(...(map([4, 18]) ?? [0, 0]))).toBe("two THREE AND MORE four");
    expect(map([9, 12])).toBeNull();
  });
});
