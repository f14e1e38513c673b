import { expect, it } from "vitest";
import { countTests } from "../count-tests.mjs";

const file = (tests, errors = []) => ({ file: "a.test.ts", project: "a", errors, tests });
const test = (state, more = {}) => ({ name: "a sentence", state, ...more });
const count = (files, expected = ["a.test.ts"], unhandled = []) => countTests({ files, unhandled }, expected);

it("counts what passed and failed", () => {
  expect(count([file([test("passed"), test("passed"), test("failed", { error: "2 is not 3" })])])).toMatchObject({
    passed: 2,
    failed: 1,
    failures: ["a.test.ts: a sentence. 2 is not 3"],
  });
});

it("says why a test was skipped, and does not count it as passed", () => {
  expect(count([file([test("passed"), test("skipped", { note: "there is no disk" })])])).toMatchObject({
    passed: 1,
    failed: 0,
    skipped: 1,
    notRun: ["a.test.ts: a sentence. there is no disk"],
  });
});

it.each([
  ["a test that did not come to its end", [file([test("pending")])], ["a.test.ts"], /did not come to its end/],
  ["a file that could not be loaded", [file([], ["Cannot find module"])], ["a.test.ts"], /Cannot find module/],
  ["a file without a test", [file([])], ["a.test.ts"], /holds no test/],
  [
    "a fault in a set-up, beside tests that were skipped for it",
    [file([test("skipped")], ["beforeAll broke"])],
    ["a.test.ts"],
    /beforeAll broke/,
  ],
  ["a test file that no project runs", [file([test("passed")])], ["a.test.ts", "b.test.ts"], /b\.test\.ts: no project/],
  ["a run without tests", [], [], /no test was found/],
])("fails for %s", (_, files, expected, words) => {
  const { failed, failures } = count(files, expected);
  expect(failed).toBe(1);
  expect(failures[0]).toMatch(words);
});

it("fails for a fault outside of any test", () => {
  expect(count([file([test("passed")])], ["a.test.ts"], ["a promise nobody awaited"])).toMatchObject({ passed: 1, failed: 1 });
});
