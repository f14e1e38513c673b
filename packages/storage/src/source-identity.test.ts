import { describe, expect, it } from "vitest";
import { type Claim, chooseSource, type KnownSource } from "./source-identity.js";

const claim = (values: Partial<Claim>): Claim => ({
  collectionId: "c",
  url: null,
  isUrlPrinted: false,
  place: null,
  givenId: null,
  text: "words",
  textHash: "t1",
  ...values,
});
const source = (id: string, values: Partial<KnownSource>): KnownSource => ({
  id,
  collectionId: "c",
  url: null,
  place: null,
  givenId: null,
  textHash: "t0",
  text: null,
  ...values,
});
const choose = (made: Claim, known: KnownSource[], present: string[] = []) =>
  chooseSource(made, known, (place) => present.includes(place))?.id ?? null;

describe("address", () => {
  const known = [source("a", { url: "https://x/1", place: "a.html" })];

  it("is the source, wherever the document was captured", () => {
    expect(choose(claim({ url: "https://x/1", place: "b.html" }), known, ["a.html", "b.html"])).toBe("a");
    expect(choose(claim({ url: "https://x/1", collectionId: "other" }), known)).toBe("a");
  });

  it("comes before place: a file that was given another page to hold is another source", () => {
    expect(choose(claim({ url: "https://x/2", place: "a.html" }), known)).toBeNull();
  });

  it("of a page with several documents, each with an id, is several sources", () => {
    const rows = [source("a", { url: "https://x/1", place: "f.jsonl#1", givenId: "1" })];
    expect(choose(claim({ url: "https://x/1", place: "f.jsonl#2", givenId: "2" }), rows, ["f.jsonl#1", "f.jsonl#2"])).toBeNull();
    expect(choose(claim({ url: "https://x/1", place: "f.jsonl#1", givenId: "1" }), rows, ["f.jsonl#1"])).toBe("a");
    expect(choose(claim({ url: "https://x/1", place: "f.jsonl#7", givenId: "7" }), rows, ["f.jsonl#7"])).toBe("a");
  });
});

describe("an address that files print", () => {
  const first = source("a", { url: "https://x/1", place: "a.txt", text: "The bureau met on pumps and on wells." });
  const part = (values: Partial<Claim>) =>
    claim({ url: "https://x/1", isUrlPrinted: true, place: "b.txt", text: "Schools open in May.", ...values });
  const both = ["a.txt", "b.txt"];

  it("is that of the page they were cut from, where their texts are unlike and both are there", () => {
    expect(choose(part({}), [first], both)).toBeNull();
    expect(choose(part({ text: "The bureau met on pumps and on wells again." }), [first], both)).toBe("a");
    expect(choose(part({ isUrlPrinted: false }), [first], both)).toBe("a");
    expect(choose(part({ place: null }), [first], both)).toBe("a");
    expect(choose(part({}), [first], ["b.txt"])).toBe("a");
  });

  it("leaves each part its own source when it is imported again, changed, or left alone", () => {
    const known = [first, source("b", { place: "b.txt" })];
    expect(choose(part({ text: "Schools open in June." }), known, both)).toBe("b");
    expect(choose(part({}), known, ["b.txt"])).toBe("b");
    expect(choose(part({ place: "a.txt", text: "Something else altogether." }), known, both)).toBe("a");
  });
});

describe("place", () => {
  it("is the source, whatever it now holds", () => {
    expect(choose(claim({ place: "a.txt" }), [source("a", { place: "a.txt" })])).toBe("a");
    expect(choose(claim({ place: "a.txt", url: "https://x/1" }), [source("a", { place: "a.txt" })])).toBe("a");
  });

  it("is one of its own collection only", () => {
    expect(choose(claim({ place: "a.txt", collectionId: "other" }), [source("a", { place: "a.txt" })])).toBeNull();
  });
});

describe("given id", () => {
  it("finds a document whose file was renamed and changed", () => {
    const known = [source("a", { place: "old.jsonl#7", givenId: "7" })];
    expect(choose(claim({ place: "new.jsonl#7", givenId: "7" }), known, ["new.jsonl#7"])).toBe("a");
  });

  it("does not, while the old file is there as well", () => {
    const known = [source("a", { place: "old.jsonl#7", givenId: "7" })];
    expect(choose(claim({ place: "new.jsonl#7", givenId: "7" }), known, ["old.jsonl#7", "new.jsonl#7"])).toBeNull();
  });
});

describe("text", () => {
  const known = [source("a", { place: "2031/a.txt", textHash: "t1" })];

  it("finds a document that was moved", () => {
    expect(choose(claim({ place: "archive/a.txt" }), known, ["archive/a.txt"])).toBe("a");
  });

  it("prefers the same file name among several that moved", () => {
    const two = [source("b", { place: "2031/b.txt", textHash: "t1" }), ...known];
    expect(choose(claim({ place: "archive/a.txt" }), two)).toBe("a");
  });

  it("is two sources at two places that are both there", () => {
    expect(choose(claim({ place: "copy.txt" }), known, ["2031/a.txt", "copy.txt"])).toBeNull();
  });

  it("finds a document for a text that was handed in", () => {
    expect(choose(claim({}), known, ["2031/a.txt"])).toBe("a");
    expect(choose(claim({ place: "a.txt" }), [source("p", { textHash: "t1" })], ["a.txt"])).toBe("p");
  });

  it("is not looked at across collections, nor where addresses differ", () => {
    expect(choose(claim({ collectionId: "other" }), known)).toBeNull();
    expect(choose(claim({ url: "https://x/2" }), [source("a", { url: "https://x/1", textHash: "t1" })])).toBeNull();
  });
});

describe("a row that has only its number", () => {
  const first = "The wardens swept the quay.";
  const second = "The lamp at the pier was lit.";
  const known = [
    source("r1", { place: "f.csv#1", textHash: "first", text: first }),
    source("r2", { place: "f.csv#2", textHash: "second", text: second }),
  ];
  const all = ["f.csv#1", "f.csv#2", "f.csv#3"];

  it("is found by its text where rows were put in before it", () => {
    expect(choose(claim({ place: "f.csv#2", text: first, textHash: "first" }), known, all)).toBe("r1");
  });

  it("is a new source where its number held quite another row", () => {
    expect(choose(claim({ place: "f.csv#1", text: "Nothing of this was said before now.", textHash: "new" }), known, all)).toBeNull();
  });

  it("is a new version where at least half of its words are the same", () => {
    expect(choose(claim({ place: "f.csv#1", text: "The wardens swept the long quay.", textHash: "edited" }), known, all)).toBe("r1");
    const zh = [source("z", { place: "f.csv#1", textHash: "zh", text: "会议强调要坚持清洁码头。" })];
    expect(choose(claim({ place: "f.csv#1", text: "会议强调要坚持清洁码头和灯塔。", textHash: "zh2" }), zh, all)).toBe("z");
  });
});
