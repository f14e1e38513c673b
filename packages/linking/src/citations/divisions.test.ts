import { CitationState } from "@lectern/schema/kind";
import { expect, test } from "vitest";
import { buildCatalogue } from "../catalogue.js";
import type { CitationStyle } from "../kinds.js";
import type { TextToLink } from "../text-to-link.js";
import { findCitations } from "./find-citations.js";

const style: CitationStyle = {
  work: "code",
  before: ["§"],
  levels: [
    { level: "title", words: ["title", "titles"], values: "code" },
    { level: "chapter", values: "code" },
    { level: "subchapter", words: ["unit"], values: "code" },
    { level: "section", values: "code" },
  ],
};
const works = [
  { work: "code", title: "Harbour Code", aliases: [] },
  { work: "law-1", title: "Harbour Law 2-10", aliases: ["Lamp Oil Act of 1978"] },
];
const sections = ["1-101", "1-102", "1-204.23", "2-301"];
const bare = buildCatalogue(
  works,
  sections.map((code) => ({ work: "code", locator: `§ ${code}`, text: "", levels: { title: code.slice(0, 1), section: code } })),
  [style],
);
const told = buildCatalogue(
  works,
  sections.map((code) => ({
    work: "code",
    locator: `§ ${code}`,
    text: "",
    levels: { title: code.slice(0, 1), chapter: code.slice(2, 3), section: code },
  })),
  [style],
);

function placesOf(text: string, catalogue = bare, rest: Partial<TextToLink> = {}) {
  return findCitations({ text, ...rest }, catalogue).map(({ start, end, targets }) => [
    text.slice(start, end),
    targets.map(({ locator }) => locator).join(" | "),
  ]);
}

test("divisions cite a code from its widest level on, in whatever form their numbers are", () => {
  expect(placesOf("under subchapter XII-A of Chapter 3B of Title 2, and unit A of chapters 4 and 5 of title 1 [§ 1-101]")).toEqual([
    ["subchapter XII-A of Chapter 3B of Title 2", "title 2, chapter 3B, subchapter XII-A"],
    ["unit A of chapters 4 and 5 of title 1", "title 1, chapter 4, subchapter A"],
    ["§ 1-101", "§ 1-101"],
  ]);
  expect(placesOf("Chapters 3, 4A and 5 of Title 2").map(([, place]) => place)).toEqual([
    "title 2, chapter 3",
    "title 2, chapter 4A",
    "title 2, chapter 5",
  ]);
});

test("divisions whose passages are known are those passages, and one that is not there says so", () => {
  expect(placesOf("Chapter 1 of Title 1", told)).toEqual([["Chapter 1 of Title 1", "§ 1-101 | § 1-102"]]);
  const [link] = findCitations({ text: "Chapter 9 of Title 9" }, told);
  expect(link).toMatchObject({ state: CitationState.RESOLVED, targets: [], score: 0.6 });
  expect(link?.reason).toContain("the work has no title 9");
});

test("divisions of another code, and bare ones, cite nothing", () => {
  for (const text of [
    "Chapter 402 of Title 1, Free Ports Code",
    "Chapter 4 of Title 1 of the Act",
    "Chapter 4 of the report",
    "this chapter",
  ]) {
    expect(placesOf(text)).toEqual([]);
  }
});

test("a text that is a passage of the code cites its own divisions", () => {
  const at = { work: "code", locator: "§ 1-204.23" };
  expect(placesOf("Chapter 6 of this title and this chapter", bare, { at })).toEqual([["Chapter 6 of this title", "title 1, chapter 6"]]);
  expect(placesOf("this chapter and this title, or unit B of this chapter", told, { at })).toEqual([
    ["this chapter", "§ 1-204.23"],
    ["unit B of this chapter", "title 1, chapter 2, subchapter B"],
  ]);
  expect(placesOf("Chapter 6 of this title", bare, { at: { work: "code", locator: "§ 9-999" } })).toEqual([]);
});

test("a title and a number of one work side by side are one citation", () => {
  const text = "See the Lamp Oil Act of 1978, effective March 3, 1979 (Harbour Law 2-10; 25 HR 5740), and Harbour Law 2-10, § 4.";
  const links = findCitations({ text }, bare);
  expect(links.map(({ start, end, work, locator }) => [text.slice(start, end), work, locator])).toEqual([
    ["Lamp Oil Act of 1978, effective March 3, 1979 (Harbour Law 2-10", "law-1", null],
    ["Harbour Law 2-10, § 4", "law-1", { section: 4 }],
  ]);
  expect(links[0]?.reason).toContain("“Lamp Oil Act of 1978” beside it names the same work");
});

test("codes in a list may have notes and subdivisions, and follow a title without their mark", () => {
  const text =
    "§§ 1-101(a)(1) and (2) (adoptions), 1-102(b-1) (neglect); and [§] 2-301; Harbour Code 1-204.23; Lamp Oil Act of 1978 (§ 1-101)";
  expect(placesOf(text).map(([, place]) => place)).toEqual(["§ 1-101", "§ 1-102", "§ 2-301", "§ 1-204.23", "", "§ 1-101"]);
});
