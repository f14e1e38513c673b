import { expect, test } from "vitest";
import { buildCatalogue } from "../catalogue.js";
import { findCitations } from "./find-citations.js";

const ids = Array.from({ length: 25 }, (_, number) => `H.B. Law ${1 + (number % 3)}-${number}`);
const catalogue = buildCatalogue(
  ids.map((id) => ({ work: id, title: id, aliases: [] })),
  [],
);

test("takes a further number of a series for a work that is not held", () => {
  const text = "It amends H.B. Law 1-3 and H.B. Law 9-412A, not HB Law 12 or the law 3-4.";
  expect(findCitations({ text }, catalogue).map(({ start, end, state, work }) => [text.slice(start, end), state, work])).toEqual([
    ["H.B. Law 1-3", "RESOLVED", "H.B. Law 1-3"],
    ["H.B. Law 9-412A", "CITED_NOT_HELD", "H.B. Law 9-412A"],
  ]);
});

test("sees no series in a few numbered titles, and none cut out of a longer number", () => {
  const few = buildCatalogue(
    ids.slice(0, 5).map((id) => ({ work: id, title: id, aliases: [] })),
    [],
  );
  expect(findCitations({ text: "H.B. Law 9-412" }, few)).toEqual([]);
  expect(findCitations({ text: "H.B. Law 9-412-7" }, catalogue)).toEqual([]);
});
