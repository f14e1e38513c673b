import { ProblemCode } from "@lectern/schema/kind";
import { expect, it, vi } from "vitest";
import { describeProgress, showProgress } from "./progress.js";

const reading = {
  doing: "reading" as const,
  ...{ stored: 1, updated: 0, unchanged: 0, problems: 0, settled: 0 },
  ...{ filesDone: 1, filesAll: 35, bytesDone: 10, bytesAll: 100_000 },
};

it("gives no pace and no time left before there is something to reckon with", () => {
  expect(describeProgress(reading, 2)).toBe("file 2 of 35: 1 document");
  expect(describeProgress(reading, 60)).toBe("file 2 of 35: 1 document");
  expect(describeProgress({ ...reading, bytesDone: 50_000 }, 1)).toBe("file 2 of 35: 1 document");
});

it("tells pace and time left from then on", () => {
  expect(describeProgress({ ...reading, stored: 100, bytesDone: 25_000 }, 10)).toBe("file 2 of 35: 100 documents, 10 a second, 30 s left");
});

it("ends with a line that is no estimate", () => {
  expect(describeProgress({ ...reading, filesDone: 35, stored: 40, problems: 1, bytesDone: 100_000 }, 10)).toBe(
    "all 35 files read: 40 documents, 1 problem",
  );
});

it("says twenty problems of a run, then how many more there are and where", () => {
  const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const display = showProgress();
  const problem = { code: ProblemCode.EMPTY, message: "it is empty", advice: "fetch it again", row: null, line: null, column: null };
  for (let file = 1; file <= 23; file++) display.sayProblem(`${file}.txt`, problem);
  display.sayRest();
  const said = written.mock.calls.map(([words]) => String(words)).join("");
  written.mockRestore();
  expect(said.match(/EMPTY/g)).toHaveLength(20);
  expect(said).toMatch(/20\.txt[\s\S]*\nand 3 more problems: lectern status\n$/);
});
