import { expect, it } from "vitest";
import { describeProgress } from "./progress.js";

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
