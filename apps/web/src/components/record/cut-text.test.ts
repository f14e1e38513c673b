import { describe, expect, it } from "vitest";
import { cutIntoSegments, paragraphsOf } from "./cut-text.js";

const TEXT = "The bureau held a meeting on the two lamps.";

describe("cutting a text into segments", () => {
  it("gives the text back when the pieces are put together", () => {
    const spans = [
      { key: "a", start: 4, end: 25 },
      { key: "b", start: 16, end: 42 },
      { key: "c", start: 33, end: 42 },
    ];
    const segments = cutIntoSegments(TEXT, { start: 0, end: TEXT.length }, spans);
    expect(segments.map((segment) => segment.text).join("")).toBe(TEXT);
    expect(segments.map((segment) => segment.keys)).toEqual([[], ["a"], ["a", "b"], ["b"], ["c", "b"], []]);
  });

  it("names the shortest span first where one lies within another", () => {
    const [, inner] = cutIntoSegments(TEXT, { start: 0, end: TEXT.length }, [
      { key: "outer", start: 0, end: 30 },
      { key: "inner", start: 4, end: 10 },
    ]);
    expect(inner).toMatchObject({ text: "bureau", keys: ["inner", "outer"], isFirst: true });
  });

  it("calls only one piece of a span its first, even where another span cuts it in two", () => {
    const segments = cutIntoSegments(TEXT, { start: 0, end: TEXT.length }, [
      { key: "outer", start: 0, end: 30 },
      { key: "inner", start: 4, end: 10 },
    ]);
    expect(segments.filter((segment) => segment.isFirst).map((segment) => segment.text)).toEqual(["The ", "bureau"]);
  });

  it("keeps to the part that was asked for, and the first piece of a span to the part where it starts", () => {
    const segments = cutIntoSegments(TEXT, { start: 11, end: 25 }, [{ key: "a", start: 4, end: 15 }]);
    expect(segments.map(({ text, keys, isFirst }) => ({ text, keys, isFirst }))).toEqual([
      { text: "held", keys: ["a"], isFirst: false },
      { text: " a meeting", keys: [], isFirst: false },
    ]);
  });

  it("names a key once where two of its spans overlap, and takes no notice of empty spans", () => {
    const segments = cutIntoSegments("abc", { start: 0, end: 3 }, [
      { key: "a", start: 0, end: 3 },
      { key: "a", start: 0, end: 3 },
      { key: "b", start: 1, end: 1 },
    ]);
    expect(segments).toEqual([{ text: "abc", start: 0, end: 3, keys: ["a"], isFirst: true, width: 3 }]);
  });
});

describe("the paragraphs of a text", () => {
  it("are its lines where nothing is known of it", () => {
    expect(paragraphsOf("one\n\n  \ntwo", []).map(({ start, end }) => [start, end])).toEqual([
      [0, 3],
      [8, 11],
    ]);
  });

  it("are its blocks, and the words between them", () => {
    const blocks = [
      { kind: "heading", level: 1, start: 0, end: 5 },
      { kind: "paragraph", level: 0, start: 16, end: 20 },
    ];
    const text = "Title\nbetween\n\n body\nafter";
    expect(paragraphsOf(text, blocks).map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
      ["heading", "Title"],
      ["paragraph", "between"],
      ["paragraph", "body"],
      ["paragraph", "after"],
    ]);
  });

  it("never show words twice where blocks overlap", () => {
    const blocks = [
      { kind: "quote", level: 0, start: 0, end: 6 },
      { kind: "paragraph", level: 0, start: 3, end: 9 },
    ];
    expect(paragraphsOf("abcdefghi", blocks).map(({ start, end }) => [start, end])).toEqual([
      [0, 6],
      [6, 9],
    ]);
  });
});
