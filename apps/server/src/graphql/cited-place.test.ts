import { describe, expect, it } from "vitest";
import { commonName, nameOfPlace } from "./cited-place.js";

describe("the name of several passages", () => {
  it.each([
    ["Volume 2, Chapter 1, paragraph 1", "Volume 2, Chapter 4, paragraph 5", "Volume 2"],
    ["Volume 3, Chapter 2, paragraph 1", "Volume 3, Chapter 2, paragraph 5", "Volume 3, Chapter 2"],
    ["Moorings 1:1", "Moorings 1:11", "Moorings 1"],
    ["Moorings 1:1", "Moorings 5:11", "Moorings"],
    ["第一卷 问水第一段", "第一卷 问水第十五段", "第一卷"],
    ["Article 1", "Article 12", null],
    ["第十六条", "第二十一条", null],
  ])("is what %s and %s have in common", (first, last, name) => {
    expect(commonName(first, last)).toBe(name);
  });

  it("is none for a range or list, which may leave out some of what its ends have in common", () => {
    const place = { first: "Bread 5:2", last: "Bread 5:4", count: 3 };
    expect(nameOfPlace(place, { book: "Bread", chapter: 5, verse: [2, 4] })).toBeNull();
    expect(nameOfPlace({ ...place, last: "Bread 5:2", count: 1 }, null)).toBe("Bread 5:2");
  });
});
