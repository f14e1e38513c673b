import { describe, expect, test } from "vitest";
import { buildCatalogue } from "../catalogue.js";
import { findCitations } from "./find-citations.js";

const numbered = (work: string, count: number, locator: (n: number) => string) =>
  Array.from({ length: count }, (_, i) => ({ work, locator: locator(i + 1), text: "" }));

const catalogue = buildCatalogue(
  [
    { work: "charter", title: "Charter of the Free Harbours", aliases: ["Harb. Charter.", "the Charter", "Harbour Charter"] },
    { work: "letters", title: "The Quay Letters", aliases: ["Quay Letter"] },
    { work: "psalter", title: "Psalter", aliases: [] },
    { work: "码头法", title: "中华人民共和国码头法", aliases: [] },
    { work: "灯法", title: "中华人民共和国灯火法", aliases: [] },
    { work: "灯语", title: "灯语", aliases: [] },
    { work: "潮书", title: "潮书", aliases: [] },
  ],
  [
    ...numbered("charter", 9, (n) => `Article ${n}`),
    ...numbered("letters", 30, (n) => `No. ${n}`),
    ...numbered("psalter", 6, (n) => `Psalms 23:${n}`),
    ...numbered("码头法", 30, (n) => `第${n}条`),
    ...numbered("灯法", 30, (n) => `第${n}条`),
    ...numbered("灯语", 3, (n) => `望海 ${n}`),
    { work: "灯语", locator: "望海楼 1", text: "" },
    { work: "潮书", locator: "涨落第二", text: "" },
  ],
);

function citationsOf(text: string) {
  return findCitations({ text }, catalogue).map(({ start, end, work, targets }) => [
    text.slice(start, end),
    work,
    targets.map(({ locator }) => locator).join(", "),
  ]);
}

describe("a place is read", () => {
  test.each([
    ["behind an abbreviation that ends with a point", "Under Harb. Charter. art. IV, ships wait.", "Harb. Charter. art. IV", "Article 4"],
    ["behind a title in the genitive", "It is the Charter’s Article 3 that says so.", "the Charter’s Article 3", "Article 3"],
    [
      "before a title, with a comma between",
      "See Arts. 4, 5 and 7, Harbour Charter.",
      "Arts. 4, 5 and 7, Harbour Charter",
      "Article 4, Article 5, Article 7",
    ],
    [
      "of the longest title that is printed",
      "Article 2 of the Charter of the Free Harbours",
      "Article 2 of the Charter of the Free Harbours",
      "Article 2",
    ],
    ["behind the name of what is only numbered", "as Quay Letter 17 argues", "Quay Letter 17", "No. 17"],
    ["from the numbers of a series", "in Nos. 5 and 12 of The Quay Letters", "Nos. 5 and 12 of The Quay Letters", "No. 5, No. 12"],
    ["with its verse in words", "We sang Psalm 23, verse 4, at dusk.", "Psalm 23, verse 4", "Psalms 23:4"],
    ["by the name of a chapter within title marks", "《灯语·望海》有云", "《灯语·望海》", "望海 1, 望海 2, 望海 3"],
    ["by that name with its number", "见《潮书·涨落》", "《潮书·涨落》", "涨落第二"],
  ])("%s", (_, text, printed, locators) => {
    const [first] = citationsOf(text);
    expect([first?.[0], first?.[2]]).toEqual([printed, locators]);
  });

  test("from a list in which one code is not held", () => {
    expect(citationsOf("码头法第十三条之一、第二十四条")).toEqual([["码头法第十三条之一、第二十四条", "码头法", "第24条"]]);
  });

  test("again by thereof, by id., and by the words its and Articles", () => {
    expect(citationsOf("The Charter is clear: see Article 9 thereof. Id. at Article 8.").slice(1)).toEqual([
      ["Article 9 thereof", "charter", "Article 9"],
      ["Id. at Article 8", "charter", "Article 8"],
    ]);
    expect(citationsOf("The Charter says in its Article 2, paragraph 4, and Articles 5 and 6, that it is so.").slice(1)).toEqual([
      ["Article 2, paragraph 4", "charter", "Article 2"],
      ["Articles 5 and 6", "charter", "Article 5, Article 6"],
    ]);
  });

  test("without the finer parts of the place before it", () => {
    const links = findCitations({ text: "依照《码头法》第三条第一款、第五条的规定" }, catalogue);
    expect(links.at(-1)?.locator).toEqual({ article: 5 });
  });
});

describe("a short name", () => {
  test("is that of the work right before it, held or not", () => {
    expect(citationsOf("《码头法》第五条、《中华人民共和国潮汐法》（以下简称《潮汐法》）第三条，《潮汐法》第四条亦同。")).toEqual([
      ["《码头法》第五条", "码头法", "第5条"],
      ["《中华人民共和国潮汐法》", "中华人民共和国潮汐法", ""],
      ["《潮汐法》", "中华人民共和国潮汐法", ""],
      ["《潮汐法》第四条", "中华人民共和国潮汐法", ""],
    ]);
  });

  test("is not that of a work with another named between", () => {
    const text = "Article 5 of the Charter and the Tide Act (hereinafter “the Act”). Section 2 of the Act says so.";
    expect(citationsOf(text)).toEqual([["Article 5 of the Charter", "charter", "Article 5"]]);
  });
});
