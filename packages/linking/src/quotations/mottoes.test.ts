import { expect, test } from "vitest";
import { buildCatalogue } from "../catalogue.js";
import { findQuotations } from "./find-quotations.js";

const passages = [
  ["1", "And the old keeper went down unto the shore; strong in patience he lit the lamp again, and the ships came home."],
  ["2", "The lamp again was lit, and the sailors gave thanks for the evening watch of the harbour."],
  ["3", "They gave thanks for the morning, and mended every net that the gale had torn."],
  ["4", "夙夜守灯，不敢懈怠，以待归舟。"],
].map(([locator = "", text = ""]) => ({ work: "sayings", locator, text }));
const catalogue = buildCatalogue([], passages);

function placesOf(text: string) {
  return findQuotations({ text }, catalogue).map(({ start, end, state, targets }) => [text.slice(start, end), state, targets[0]?.locator]);
}

test("links a few words that are a whole text, or a paragraph in quotation marks, to the only place that has them", () => {
  expect(placesOf("Strong in patience.")).toEqual([["Strong in patience", "RESOLVED", "1"]]);
  expect(placesOf("Evening watch.")).toEqual([["Evening watch", "RESOLVED", "2"]]);
  expect(placesOf("守燈，不敢")).toEqual([["守燈，不敢", "RESOLVED", "4"]]);
  const talk = `“Strong in patience.”\n\n${"The speaker then turned to other matters of the year. ".repeat(12)}`;
  expect(placesOf(talk)).toEqual([["Strong in patience", "RESOLVED", "1"]]);
});

test("links one that several places of a work have to the first of them, with the others as alternatives", () => {
  const [link] = findQuotations({ text: "Gave thanks for the." }, catalogue);
  expect(link).toMatchObject({ state: "RESOLVED", targets: [{ locator: "2" }], candidates: [{ locator: "3" }] });
  expect(link?.reason).toContain("the same words stand in 3: the passage is taken that comes first");
});

test("links one that leaves out or changes a word", () => {
  expect(placesOf("Every net the gale had torn.")).toEqual([["Every net the gale had torn", "RESOLVED", "3"]]);
  expect(placesOf("We mended every net.")).toEqual([["mended every net", "RESOLVED", "3"]]);
  expect(placesOf("Lit the lamp . . . came home.")).toEqual([["Lit the lamp . . . came home", "RESOLVED", "1"]]);
});

test("links none that several works have, that run from one passage into the next, or that stand among other words", () => {
  const works = buildCatalogue(
    [],
    ["a", "b"].map((work) => ({ work, locator: "1", text: "And all of them gave thanks for the evening watch." })),
  );
  expect(findQuotations({ text: "Evening watch." }, works)).toEqual([]);
  expect(placesOf("Harbour they gave.")).toEqual([]);
  expect(placesOf(`He was “\nstrong in patience\n” that year. ${"The speaker then turned to other matters. ".repeat(12)}`)).toEqual([]);
  expect(placesOf(`He was “strong in patience” that year. ${"The speaker then turned to other matters. ".repeat(12)}`)).toEqual([]);
});

test("walks all held words for a few mottoes of a text only", () => {
  const many = buildCatalogue([], [{ work: "w", locator: "1", text: "harbour lamp ".repeat(200_000) }]);
  const text = "“harbour watch”\n\n".repeat(2000);
  const start = performance.now();
  expect(findQuotations({ text }, many)).toEqual([]);
  expect(performance.now() - start).toBeLessThan(5000);
});
