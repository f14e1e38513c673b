import { expect, it } from "vitest";
import { findInRows, rowAt, spansByRow } from "./text-rows.js";

const TEXT = "The tide rose.\n\nThe Tide fell; the tide.\nHigh";
const ROWS = [
  { start: 0, end: 14 },
  { start: 16, end: 40 },
  { start: 41, end: 45 },
];

it("finds the row of every offset", () => {
  expect([0, 13, 14, 15, 16, 39, 41, 99].map((offset) => rowAt(ROWS, offset))).toEqual([0, 0, 0, 0, 1, 1, 2, 2]);
});

it("gives each row its own spans, and one over several rows to each", () => {
  const [inner, wide] = [
    { start: 20, end: 24 },
    { start: 10, end: 42 },
  ];
  expect(spansByRow(ROWS, [inner, wide])).toEqual([[wide], [inner, wide], [wide]]);
});

it("finds words in all rows, whatever their capitals, and none across two rows", () => {
  expect(findInRows(TEXT, ROWS, "the tide")).toEqual([
    { row: 0, nth: 0 },
    { row: 1, nth: 0 },
    { row: 1, nth: 1 },
  ]);
  expect(findInRows(TEXT, ROWS, "tide. High")).toEqual([]);
  expect(findInRows(TEXT, ROWS, " ")).toEqual([]);
});
