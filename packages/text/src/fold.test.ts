import { describe, expect, it } from "vitest";
import { foldKey, foldText, sourceSpan } from "./fold.js";
import { toSimplified } from "./han.js";

describe("folding", () => {
  it("folds case, quotation marks, dashes and traditional characters", () => {
    expect(foldText("“THE”—‘Law’ 於國家").text).toBe("\"the\"-'law' 于国家");
  });

  it("gives every unit of an expanding character the offset of that character", () => {
    const folded = foldText("aﬁ㎏b");
    expect(folded.text).toBe("afikgb");
    expect([...folded.offsets]).toEqual([0, 1, 1, 2, 2, 3, 4]);
    expect(sourceSpan(folded, 1, 2)).toEqual([1, 2]);
    expect(sourceSpan(folded, 2, 4)).toEqual([1, 3]);
  });

  it("keeps offsets right behind surrogate pairs and composed letters", () => {
    const text = "😀e\u0301x𠀀y";
    const folded = foldText(text);
    expect(folded.text).toBe("😀éx𠀀y");
    for (const letter of ["x", "y"]) expect(folded.offsets[folded.text.indexOf(letter)]).toBe(text.indexOf(letter));
  });

  it("drops what a reader cannot see", () => {
    expect(foldText("co\u00adop\u200berate").text).toBe("cooperate");
  });

  it("makes one key of a title however it is set", () => {
    expect(foldKey("  “The  Art of\nKeeping” ")).toBe("the art of keeping");
    expect(foldKey("《國家檔案》")).toBe("国家档案");
  });

  it("simplifies unit by unit", () => {
    const text = "中華人民共和國檔案館abc";
    expect(toSimplified(text)).toBe("中华人民共和国档案馆abc");
    expect(toSimplified(text)).toHaveLength(text.length);
  });

  it("holds to its offsets for any text", () => {
    const random = randomNumbers(7);
    for (let round = 0; round < 400; round++) {
      const text = randomText(random);
      const folded = foldText(text);
      expect(folded.offsets).toHaveLength(folded.text.length + 1);
      expect(folded.offsets[folded.text.length]).toBe(text.length);
      for (let i = 1; i < folded.offsets.length; i++) expect(folded.offsets[i]).toBeGreaterThanOrEqual(folded.offsets[i - 1] as number);
      for (let i = 0; i < folded.text.length; i++) {
        const [from, to] = sourceSpan(folded, i, i + 1);
        expect(to).toBeGreaterThan(from);
        // The characters of the source that a unit came from fold to something that holds the unit.
        expect(foldText(text.slice(from, to)).text).toContain(folded.text[i]);
      }
      expect(toSimplified(text)).toHaveLength(text.length);
    }
  });

  it("folds what is folded to itself", () => {
    const random = randomNumbers(11);
    for (let round = 0; round < 200; round++) {
      const once = foldText(randomText(random)).text;
      expect(foldText(once).text).toBe(once);
    }
  });
});

/** Letters, marks, ligatures, compatibility forms, Han, pairs, lone halves, in any order. */
function randomText(random: () => number): string {
  const ranges = [
    [32, 126],
    [0xa0, 0x24f],
    [0x300, 0x36f],
    [0x370, 0x3ff],
    [0x1100, 0x11ff],
    [0x2000, 0x206f],
    [0x3000, 0x30ff],
    [0x3300, 0x33ff],
    [0x4e00, 0x9fff],
    [0xac00, 0xd7a3],
    [0xd800, 0xdfff],
    [0xf900, 0xfaff],
    [0xfb00, 0xfb4f],
    [0xff00, 0xffef],
    [0x1f300, 0x1f9ff],
    [0x20000, 0x2a6df],
    [0x1d400, 0x1d7ff],
  ] as const;
  let text = "";
  for (let i = Math.floor(random() * 30); i >= 0; i--) {
    const [low, high] = ranges[Math.floor(random() * ranges.length)] ?? [65, 90];
    text += String.fromCodePoint(low + Math.floor(random() * (high - low + 1)));
  }
  return text;
}

function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
