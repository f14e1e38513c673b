import { describe, expect, it } from "vitest";
import { codeAt } from "./printed-code.js";

describe("a code as printed", () => {
  it.each([
    ["4", "4", 4, null],
    ["4th of", "4th", 4, null],
    ["3-5.", "3-5", 3, 5],
    ["5-3", "5-3", null, null],
    ["1-204.23(c)", "1-204.23", null, null],
    ["28:3-104", "28:3-104", null, null],
    ["300gg-1", "300gg-1", null, null],
    ["2a,", "2a", null, null],
    ["47-2844.", "47-2844", 47, 2844],
    ["12345-12346", "12345-12346", null, null],
    ["1234567890123456", "1234567890123456", null, null],
  ])("reads %s", (text, printed, number, last) => {
    expect(codeAt(text, 0)).toEqual({ printed, number, last, start: 0, end: printed.length });
  });

  it("ends before a part that is a word: 12 of 12-34abc", () => {
    expect(codeAt("see 12-34abc", 4)).toMatchObject({ printed: "12", number: 12, start: 4, end: 6 });
  });

  it.each(["12abc", "1a2", "x1", ""])("is none in “%s”", (text) => {
    expect(codeAt(text, 0)).toBeNull();
  });
});
