import { describe, expect, it } from "vitest";
import { parseQuery } from "../parse-query.js";
import { numberForms } from "../spelling.js";
import { engineText, isForEngine, numberKey } from "./engine-text.js";

describe("text for Meilisearch", () => {
  it("is our own words, with singular and plural as one and stops between sentences", () => {
    expect(engineText("The Cities’ don’t wait. 3,204 boxes!")).toBe("the citi donqt wait. 3q204 box");
  });

  it("folds traditional characters and writes the words within a long one behind it", () => {
    expect(engineText("國家檔案館")).toBe(engineText("国家档案馆"));
    expect(engineText("档案馆").split(" ")).toEqual(expect.arrayContaining(["档案馆", "档案"]));
  });

  it("has one key for a word and its other number", () => {
    for (const word of ["storm", "city", "box", "house", "cause", "process", "bus", "day", "movie", "horse", "quiz", "beach"]) {
      for (const form of numberForms(word)) expect([word, form, numberKey(form)]).toEqual([word, form, numberKey(word)]);
    }
    expect(numberKey("this")).toBe("this");
  });
});

describe("a query for Meilisearch", () => {
  it("is of plain words, ten at most", () => {
    const isAnswered = (query: string) => isForEngine(parseQuery(query));
    expect(["peace", "hard winter ", "well-being", "人民为中心"].map(isAnswered)).toEqual([true, true, true, true]);
    expect(["", '"hard winter"', "peace -war", "peace OR war", "§", "a b c d e f g h i j k"].map(isAnswered)).toEqual(Array(6).fill(false));
  });
});
