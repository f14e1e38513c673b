import { describe, expect, it } from "vitest";
import { readSigns } from "./read-query.js";
import { unfinishedWord } from "./unfinished-word.js";

describe("the signs of a query", () => {
  it("are explained in the order in which they stand", () => {
    expect(readSigns('harbour "two lamps" -tide').map(({ typed, meaning }) => [typed, meaning])).toEqual([
      ['"two lamps"', "exactly these words, in this order"],
      ["-tide", "without this word"],
    ]);
  });

  it("count once: a phrase that is left out is no phrase that is wanted", () => {
    expect(readSigns('-"two lamps"')).toEqual([{ typed: '-"two lamps"', meaning: "without these words in this order", instead: null }]);
    expect(readSigns("ferry OR tide").map(({ typed }) => typed)).toEqual(["ferry OR tide"]);
  });

  it("are not seen in words: a hyphen within one is no sign", () => {
    expect(readSigns("near-verbatim words or so, and not: 10:30 (tide)")).toEqual([]);
  });

  it("are those of other archives, too: stars and capitals that work here", () => {
    expect(readSigns('harb* AND ferry NOT tide NOT "two lamps"').map(({ typed, meaning }) => [typed, meaning])).toEqual([
      ["harb*", "any word that begins so"],
      ["AND", "all words are wanted anyway"],
      ["NOT tide", "without this word"],
      ['NOT "two lamps"', "without these words in this order"],
    ]);
  });

  it("come with the query as it is likely meant, where they do nothing here", () => {
    expect(readSigns("title:harbour tide").map(({ typed, instead }) => [typed, instead])).toEqual([["title:", "harbour tide"]]);
    expect(readSigns("(harbour OR tide) ferry").map(({ instead }) => instead)).toEqual(["harbour OR tide ferry"]);
    expect(readSigns("*bour har*our").map(({ instead }) => instead)).toEqual(["bour har*our", "*bour har our"]);
  });
});

describe("the word that is being typed", () => {
  it("is the last one, until something follows it", () => {
    expect(["the har", "the ", '"two la', "-ti", "a OR", "a NOT", "har*"].map(unfinishedWord)).toEqual(["har", "", "la", "ti", "", "", ""]);
  });
});
