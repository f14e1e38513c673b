import { expect, test } from "vitest";
import { compare, measure } from "./measure.js";

test("counts each expected value once", () => {
  expect(compare(["a", "b"], ["a", "a", "c"], []).counts).toEqual({ tp: 1, fp: 2, fn: 1 });
});

test("counts neutral values neither way", () => {
  expect(compare(["a"], ["a", "n"], ["n"]).counts).toEqual({ tp: 1, fp: 0, fn: 0 });
});

test("misses an expected value that is neutral elsewhere", () => {
  expect(compare(["a"], [], ["a"]).counts).toEqual({ tp: 0, fp: 0, fn: 1 });
});

test("takes an alternative for the value it stands for, once", () => {
  const standsFor = new Map([["Ann, Chair", "Ann, President"]]);
  expect(compare(["Ann, President"], ["Ann, Chair"], [], standsFor).counts).toEqual({ tp: 1, fp: 0, fn: 0 });
});

test("gives 1 where nothing was there and nothing was given, and 0 where all was missed", () => {
  expect(measure({ tp: 0, fp: 0, fn: 0 }).f1).toBe(1);
  expect(measure({ tp: 0, fp: 0, fn: 3 }).f1).toBe(0);
});
