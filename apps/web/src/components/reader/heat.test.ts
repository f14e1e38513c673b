import { expect, it } from "vitest";
import { heatOf, stretchesOf } from "./heat.js";

const own = (itself: number) => ({ itself, around: 0 });

it("shades in four steps, and what is not cited itself not at all", () => {
  expect([0, 1, 2, 3, 4, 9, 10, 400].map((count) => heatOf(own(count)))).toEqual([undefined, 1, 2, 2, 3, 3, 4, 4]);
  expect([heatOf({ itself: 0, around: 7 }), heatOf({ itself: 1, around: 7 })]).toEqual([0, 1]);
});

it("takes neighbouring passages together where there are more than can be told apart", () => {
  const cited = new Map([
    [0, own(2)],
    [4, own(1)],
    [5, { itself: 0, around: 3 }],
    [9, own(5)],
  ]);
  expect(stretchesOf(cited, 10, 4)).toEqual([
    { from: 0, count: 2 },
    { from: 3, count: 1 },
    { from: 6, count: 0 },
    { from: 9, count: 5 },
  ]);
  expect(stretchesOf(new Map([[99, own(1)]]), 2, 4).map(({ count }) => count)).toEqual([0, 0]);
});
