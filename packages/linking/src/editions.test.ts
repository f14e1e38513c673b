import { CitationState } from "@lectern/schema/kind";
import { expect, test } from "vitest";
import { buildCatalogue } from "./catalogue.js";
import { linkText } from "./link-text.js";

const same = "Whoever keeps the light keeps all that sail by it from harm, in summer as in winter.";
const old = "Every boat shall be at its mooring before the third bell of the evening has been rung.";
const changed = "Every boat shall be at its mooring before the second bell of the evening has been rung.";
const other = "The rules of this house are read aloud on the first day of the year, and nobody may leave.";

/** Study texts of an archive: each is a work by itself. */
const catalogue = buildCatalogue(
  [
    { work: "1", title: "Law of the Outer Harbour", aliases: [], publishedOn: "1901" },
    { work: "2", title: "Law of the Outer Harbour", aliases: [], publishedOn: "1950" },
    { work: "3", title: "Rules of the House", aliases: [], publishedOn: "1901" },
    { work: "4", title: "Rules of the House", aliases: [], publishedOn: "1950" },
  ],
  [
    ...["1", "2"].flatMap((work) => [
      { work, locator: "Article 1", text: same },
      { work, locator: "Article 2", text: work === "1" ? old : changed },
    ]),
    { work: "3", locator: "Article 1", text: old },
    { work: "4", locator: "Article 1", text: other },
  ],
);

const link = (text: string, date?: string) =>
  linkText(date === undefined ? { text } : { text, date }, catalogue).map(({ state, work, candidates }) => [
    state,
    work,
    candidates.map((candidate) => candidate.work).join(" "),
  ]);

test("of a work that is held in several editions the date chooses, though each is a study text of its own", () => {
  const text = "See article 2 of the Law of the Outer Harbour.";
  expect(link(text, "1920-01-01")).toEqual([[CitationState.RESOLVED, "1", ""]]);
  expect(link(text, "1960-01-01")).toEqual([[CitationState.RESOLVED, "2", ""]]);
});

test("words that several editions have are one link, with the others as its alternatives", () => {
  expect(link(`He said: “${same}”`, "1960-01-01")).toEqual([[CitationState.RESOLVED, "2", "1"]]);
  expect(link(`He said: “${same}”`, "1920-01-01")).toEqual([[CitationState.RESOLVED, "1", ""]]);
  expect(link(`He said: “${changed}”`, "1960-01-01")).toEqual([[CitationState.RESOLVED, "2", ""]]);
});

test("two works of one title that say other things are two works", () => {
  expect(link("See article 1 of the Rules of the House.", "1960-01-01")).toEqual([[CitationState.AMBIGUOUS, "3", "3 4"]]);
});
