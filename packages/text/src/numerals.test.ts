import { describe, expect, it } from "vitest";
import { parseNumeral } from "./numerals.js";

describe("numerals", () => {
  it.each([
    ["4", 4],
    ["４", 4],
    ["21st", 21],
    ["1,204", 1204],
    ["IV", 4],
    ["xiii", 13],
    ["four", 4],
    ["Fourth", 4],
    ["twenty-first", 21],
    ["one hundred and five", 105],
    ["two thousand three hundred", 2300],
    ["四", 4],
    ["第四", 4],
    ["第12", 12],
    ["二百三十四", 234],
    ["一百零五", 105],
    ["两千", 2000],
    ["廿一", 21],
    ["一〇五", 105],
    ["十", 10],
    ["一万二千", 12_000],
    ["叁拾", 30],
    ["〇", 0],
  ])("reads %s", (text, value) => {
    expect(parseNumeral(text)).toBe(value);
  });

  it.each(["", "civil", "one twenty", "five and", "and", "第", "百姓", "十百千", "4a", "iiiiii", "MCMXCIXX"])(
    "finds no number in “%s”",
    (text) => {
      expect(parseNumeral(text)).toBeNull();
    },
  );
});
