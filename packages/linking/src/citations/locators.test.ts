import { describe, expect, it } from "vitest";
import { readLocator } from "./locators.js";

describe("a locator as printed", () => {
  it.each([
    ["Volume IV, Chapter 2", { volume: 4, chapter: 2 }],
    ["the fourth volume", { volume: 4 }],
    ["first and second books", { book: [[1], [2]] }],
    ["chapters 3 to 5 of volume two", { chapter: [3, 5], volume: 2 }],
    ["Art. II, Sec. 8", { article: 2, section: 8 }],
    ["pp. 12-15", { page: [12, 15] }],
    ["Part C", { part: "c" }],
    ["Genesis 1:1", { book: "Genesis", chapter: 1, verse: 1 }],
    ["1 John 4:8", { book: "1 John", chapter: 4, verse: 8 }],
    ["§ 1-204.23", { section: "1-204.23" }],
    ["第三十三条", { article: 33 }],
    ["第十条第二款", { article: 10, paragraph: 2 }],
    ["第三章第五节", { chapter: 3, section: 5 }],
    ["第一百三十三条之一", { article: "133-1" }],
    ["第一卷、第二卷", { volume: [[1], [2]] }],
    ["第一、二、四卷", { volume: [[1], [2], [4]] }],
    ["第十条至第十五条", { article: [10, 15] }],
    ["第一至第三卷", { volume: [1, 3] }],
    ["卷四", { volume: 4 }],
    ["第二部分", { part: 2 }],
  ])("reads %s", (printed, locator) => {
    expect(readLocator(printed, null)).toEqual(locator);
  });

  it.each(["国风/周南/关雎", "Introduction", "volume of songs", "", "chapter"])("is only a name in “%s”", (printed) => {
    expect(readLocator(printed, null)).toBeNull();
  });
});
