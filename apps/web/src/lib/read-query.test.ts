import { describe, expect, it } from "vitest";
import { readSigns, unfinishedWord } from "./read-query.js";

describe("the signs of a query", () => {
  it("are explained in the order in which they stand", () => {
    expect(readSigns('harbour "two lamps" -tide').map(({ typed, meaning }) => [typed, meaning])).toEqual([
      ['"two lamps"', "exactly these words, in this order"],
      ["-tide", "without this word"],
    ]);
  });

  it("count once: a phrase that is left out is no phrase that is wanted", () => {
    expect(readSigns('-"two lamps"')).toEqual([{ typed: '-"two lamps"', meaning: "without these words in this order" }]);
    expect(readSigns("ferry OR tide").map(({ typed }) => typed)).toEqual(["ferry OR tide"]);
  });

  it("are not seen in words: a hyphen within one is no sign", () => {
    expect(readSigns("near-verbatim words or so")).toEqual([]);
  });
});

describe("the word that is being typed", () => {
  it("is the last one, until something follows it", () => {
    expect(["the har", "the ", '"two la', "-ti", "a OR"].map(unfinishedWord)).toEqual(["har", "", "la", "ti", ""]);
  });
});
