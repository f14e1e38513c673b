import { expect, it } from "vitest";
import { heatOf, stretchesOf } from "./heat.js";

it("shades in four steps, and what is not cited not at all", () => {
  expect([0, 1, 2, 3, 4, 9, 10, 400].map(heatOf)).toEqual([undefined, 1, 2, 2, 3, 3, 4, 4]);
});

it("takes neighbouring passages together where there are more than can be told apart", () => {
  const cited = new Map([
    [0, 2],
    [4, 1],
    [9, 5],
  ]);
  expect(stretchesOf(cited, 10, 4)).toEqual([
    { from: 0, count: 2 },
    { from: 3, count: 1 },
    { from: 6, count: 0 },
    { from: 9, count: 5 },
  ]);
  expect(stretchesOf(new Map([[99, 1]]), 2, 4).map(({ count }) => count)).toEqual([0, 0]);
});
