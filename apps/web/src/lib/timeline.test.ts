import { describe, expect, it } from "vitest";
import { barsOf, shareOf, shownPeriods } from "./timeline.js";

describe("periods that are shown", () => {
  const counts = { 1785: 0, 2018: 0, 2019: 2, 2020: 0, 2021: 1, 2024: 0 };
  const periods = Object.entries(counts).map(([period, count]) => ({ period, count, all: 5 }));
  const shown = (from: string | null, to: string | null) => shownPeriods(periods, from, to).map(({ period }) => period);

  it("follow the results, and are those of the dates where there are any", () => {
    expect(shown(null, null)).toEqual(["2019", "2020", "2021"]);
    expect(shown("2018-05-01", "2020-12-31")).toEqual(["2018", "2019", "2020"]);
    expect(shown("2020-01-01", null)).toEqual(["2020", "2021"]);
    expect(shown("2021-01-01", "2019-12-31")).toEqual([]);
  });

  it("are all of them where nothing is found, and months as well as years", () => {
    expect(shownPeriods([{ period: "1785", count: 0, all: 5 }], null, null)).toHaveLength(1);
    const months = ["2021-02", "2021-03", "2021-04"].map((period) => ({ period, count: 1, all: 1 }));
    expect(shownPeriods(months, "2021-03-05", "2021-03-31").map(({ period }) => period)).toEqual(["2021-03"]);
  });
});

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
