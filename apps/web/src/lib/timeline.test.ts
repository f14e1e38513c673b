import { describe, expect, it } from "vitest";
import { barsOf, shareOf } from "./timeline.js";

describe("bars of a timeline", () => {
  it("are the periods, and those between them that hold nothing", () => {
    const bars = barsOf([
      { period: "2019", count: 1, all: 4 },
      { period: "2021", count: 2, all: 2 },
    ]);
    expect(bars.map(({ period, count, all }) => [period, count, all])).toEqual([
      ["2019", 1, 4],
      ["2020", 0, 0],
      ["2021", 2, 2],
    ]);
    expect(bars.map(shareOf)).toEqual([0.25, 0, 1]);
  });

  it("go over the end of a year month by month", () => {
    const bars = barsOf([
      { period: "2021-11", count: 1, all: 1 },
      { period: "2022-02", count: 1, all: 1 },
    ]);
    expect(bars.map(({ from }) => from)).toEqual(["2021-11", "2021-12", "2022-01", "2022-02"]);
  });

  it("take years together where there are too many, and lose none", () => {
    const periods = Array.from({ length: 300 }, (_, i) => ({ period: String(1724 + i), count: 1, all: 2 }));
    const bars = barsOf(periods);
    expect(bars.length).toBeLessThanOrEqual(91);
    expect(bars.reduce((sum, { all }) => sum + all, 0)).toBe(600);
    expect([bars[0]?.from, bars[0]?.to, bars[0]?.period]).toEqual(["1720", "1724", "1720–1724"]);
  });
});
