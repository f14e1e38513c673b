import { describe, expect, it } from "vitest";
import { excerptAround } from "./excerpt.js";

function around(text: string, words: string) {
  const start = text.indexOf(words);
  const { text: shown, marks } = excerptAround(text, start, start + words.length);
  return [shown, ...marks.map((mark) => shown.slice(mark.start, mark.end))];
}

describe("the sentence around some words", () => {
  it("ends at stops before and behind them", () => {
    expect(around("It rained. The bureau met on 5 May. Nobody came.", "5 May")).toEqual(["The bureau met on 5 May.", "5 May"]);
  });

  it("ends at Chinese stops, with the quotation mark that closes it", () => {
    expect(around("下雨了。他说：“绳到底处。”会议结束。", "绳到底处")).toEqual(["他说：“绳到底处。”", "绳到底处"]);
  });

  it("does not reach over a line break", () => {
    expect(around("Title\nThe bureau met\nend", "bureau")).toEqual(["The bureau met", "bureau"]);
  });

  it("is cut, with dots, where it is very long", () => {
    const [shown, marked] = around(`${"word ".repeat(100)}HERE ${"word ".repeat(100)}`, "HERE");
    expect(shown?.startsWith("… ")).toBe(true);
    expect(shown?.endsWith(" …")).toBe(true);
    expect(marked).toBe("HERE");
  });
});
