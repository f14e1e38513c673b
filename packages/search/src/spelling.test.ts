import { describe, expect, it } from "vitest";
import { numberForms, numberKey, slipsAllowed, slipsBetween, wordsOneSlipAway } from "./spelling.js";

describe("slips of the pen", () => {
  it("allows none in short words, one from four letters, two from eight", () => {
    expect(["war", "ward", "council", "councils", "5678", "café"].map(slipsAllowed)).toEqual([0, 1, 1, 2, 0, 1]);
  });

  it("counts a letter left out, added or replaced, and two neighbours swapped, as one", () => {
    for (const typed of ["counil", "councill", "coumcil", "cuoncil"]) expect(slipsBetween(typed, "council", 2)).toBe(1);
    expect(slipsBetween("cuonicl", "council", 2)).toBe(2);
    expect(slipsBetween("bridge", "council", 2)).toBe(3);
    expect(slipsBetween("", "ab", 2)).toBe(2);
  });

  it("lists exactly the words at distance one", () => {
    const near = wordsOneSlipAway("port");
    expect(near).toEqual(expect.arrayContaining(["prot", "ort", "sport", "part", "ports"]));
    for (const word of near) expect(slipsBetween(word, "port", 1)).toBe(1);
  });
});

describe("the number of a noun", () => {
  it.each([
    ["city", "cities"],
    ["harbour", "harbours"],
    ["church", "churches"],
    ["box", "boxes"],
    ["day", "days"],
    ["house", "houses"],
  ])("%s and %s are forms of each other", (one, many) => {
    expect(numberForms(one)).toContain(many);
    expect(numberForms(many)).toContain(one);
  });

  it("is one key for a word and all its forms, which are forms of each other", () => {
    for (const word of [
      "storm",
      "city",
      "box",
      "house",
      "cause",
      "process",
      "bus",
      "day",
      "movie",
      "horse",
      "quiz",
      "beach",
      "die",
      "axe",
    ]) {
      for (const form of numberForms(word)) {
        expect([word, form, numberKey(form)]).toEqual([word, form, numberKey(word)]);
        expect(numberForms(form)).toContain(word);
      }
    }
    expect([numberKey("this"), numberKey("has")]).toEqual(["this", "has"]);
  });

  it("leaves words alone that only look like a plural", () => {
    expect(numberForms("congress")).not.toContain("congres");
    expect(numberForms("crisis")).not.toContain("crisi");
    expect(numberForms("图书馆")).toEqual([]);
  });
});
