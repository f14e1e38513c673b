import { expect, test } from "vitest";
import { buildCatalogue } from "../catalogue.js";
import { findCitations } from "./find-citations.js";

const catalogue = buildCatalogue(
  [{ work: "rules", title: "Rules of the Harbour", aliases: [] }],
  [
    ...Array.from({ length: 5 }, (_, i) => ({ work: "rules", locator: `Rider ${i + 1}`, levels: { item: i + 1 }, text: "" })),
    { work: "rules", locator: "Chapter 7, Article 1", levels: { chapter: 7, article: 1 }, text: "" },
  ],
  [{ work: "rules", levels: [{ level: "chapter" }, { level: "article" }, { level: "item", words: ["rider", "riders"] }] }],
);
const targets = (text: string) =>
  findCitations({ text }, catalogue)
    .filter(({ printedTitle }) => printedTitle === null)
    .map(({ targets: places }) => places.map(({ locator }) => locator).join(", "));

test("a level that one work alone calls so is cited by its number wherever the text names the work", () => {
  expect(targets("We hold to the second rider. They went home.\n\nThe Rules of the Harbour say so.")).toEqual(["Rider 2"]);
  expect(targets("The Rules of the Harbour stand.\n\nThe first, third, and fourth riders were read.")).toEqual([
    "Rider 1, Rider 3, Rider 4",
  ]);
});

test("it is of nothing where the work is not named, has no such place, or another thing is said to have it", () => {
  expect(targets("We hold to the second rider.")).toEqual([]);
  expect(targets("The Rules of the Harbour stand. We hold to the ninth rider.")).toEqual([]);
  expect(targets("The Rules of the Harbour stand. We hold to the second rider to the bill. The rider I propose is short.")).toEqual([]);
});

test("a chapter that is printed as a name goes on with a work of an earlier paragraph", () => {
  const named = "The Rules of the Harbour stand.\n\nThen we ate.\n\n";
  expect(targets(`${named}The Chapter VII watch came.`)).toEqual(["Chapter 7, Article 1"]);
  expect(targets(`${named}We read the seventh chapter.`)).toEqual([]);
});
