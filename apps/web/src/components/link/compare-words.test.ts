import { describe, expect, it } from "vitest";
import { compareWords, withoutFarWords } from "./compare-words.js";

const of = (pieces: { text: string; kind: string }[], kind: string) =>
  pieces.filter((piece) => piece.kind === kind).map(({ text }) => text.trim());

describe("compareWords", () => {
  it("tells the words of both apart from those that one has alone", () => {
    const passage = "He wrote: four quays make one good harbour. It rained.";
    const part = { start: passage.indexOf("four"), end: passage.indexOf(". It") };
    const { quoting, quoted, isAltered } = compareWords("Four quays make one fine harbour", passage, part);
    expect(of(quoting, "shared")).toEqual(["Four quays make one", "harbour"]);
    expect(of(quoting, "differing")).toEqual(["fine"]);
    expect(of(quoted, "differing")).toEqual(["good"]);
    expect(of(quoted, "outside")).toEqual(["He wrote:", ". It rained."]);
    expect(isAltered).toBe(true);
  });

  it("takes punctuation and capitals for no difference", () => {
    expect(compareWords("“Mind all three!”", "mind all three.", { start: 0, end: 15 }).isAltered).toBe(false);
  });

  it("compares Chinese character by character", () => {
    const { quoting, quoted } = compareWords("验绳要用手，不用眼", "验绳要用手，不能用眼", { start: 0, end: 10 });
    expect(of(quoting, "differing")).toEqual([]);
    expect(of(quoted, "differing")).toEqual(["能"]);
  });

  it("loses nothing of either text", () => {
    const passage = `${"far ".repeat(200)}the rope that was sold twice${" away".repeat(200)}`;
    const part = { start: 800, end: 828 };
    const { quoted } = compareWords("a rope that was sold", passage, part);
    expect(quoted.map(({ text }) => text).join("")).toBe(passage);
    expect(
      withoutFarWords(quoted)
        .map(({ text }) => text)
        .join("").length,
    ).toBeLessThan(600);
  });
});
