import { describe, expect, it } from "vitest";
import { findSharedWords, type Mark } from "./shared-words.js";

const cut = (text: string, marks: Mark[]) => marks.map(({ start, end }) => text.slice(start, end));

function compare(one: string, other: string) {
  const shared = findSharedWords(one, other);
  return { one: cut(one, shared.one), other: cut(other, shared.other) };
}

describe("the words that two texts share", () => {
  it("are all of a quotation that is word for word, with the punctuation between them", () => {
    expect(compare("five clean ropes, and one excuse", "Five clean ropes and one excuse.")).toEqual({
      one: ["five clean ropes, and one excuse"],
      other: ["Five clean ropes and one excuse"],
    });
  });

  it("leave out what one text passes over", () => {
    expect(compare("the keeper is paid for nothing", "The keeper is paid for the nights on which nothing happens")).toEqual({
      one: ["the keeper is paid for nothing"],
      other: ["The keeper is paid for", "nothing"],
    });
  });

  it("leave out a word that was exchanged", () => {
    expect(compare("what has not been done and why", "what was not done, and why")).toEqual({
      one: ["what", "not", "done and why"],
      other: ["what", "not done, and why"],
    });
  });

  it("are compared character by character in Chinese", () => {
    expect(compare("簿册三十日内移交图书档案馆", "簿册满一册后三十日内，移交图书档案馆保存")).toEqual({
      one: ["簿册三十日内移交图书档案馆"],
      other: ["簿册", "三十日内，移交图书档案馆"],
    });
  });

  it("take an apostrophe for an apostrophe, whichever its shape", () => {
    expect(compare("the harbour’s lamps", "the harbour's lamps").one).toEqual(["the harbour’s lamps"]);
  });

  it("are none where a text is empty", () => {
    expect(compare("", "five ropes")).toEqual({ one: [], other: [] });
  });

  it("are the ends alone where the middles are too long to compare", () => {
    const long = (word: string) => Array.from({ length: 3_000 }, (_, index) => `${word}${index}`).join(" ");
    expect(compare(`begin ${long("x")} end`, `begin ${long("y")} end`).one).toEqual(["begin", "end"]);
  });
});
