import { describe, expect, test } from "vitest";
import { findDates, parseDateValue } from "./dates.js";

function datesOf(text: string): string[] {
  return findDates(text).map(({ span, year, month, day, to, halfDay, relative }) => {
    const range = to ? `/${to.year ?? ""}-${to.month ?? ""}-${to.day}` : "";
    return `${text.slice(...span)} = ${relative ?? `${year ?? ""}-${month ?? ""}-${day ?? ""}`}${range}${halfDay ? ` ${halfDay}` : ""}`;
  });
}

describe("findDates", () => {
  test.each([
    ["On the afternoon of March 14th, the board", "the afternoon of March 14th = -3-14 AFTERNOON"],
    ["on 14 March 2031 in the evening", "14 March 2031 in the evening = 2031-3-14 EVENING"],
    ["held on Tuesday, 14™ JULY, 2015, at", "Tuesday, 14™ JULY, 2015 = 2015-7-14"],
    ["the twenty-first of June, 1921", "the twenty-first of June, 1921 = 1921-6-21"],
    ["on Sept. 3, 2031", "Sept. 3, 2031 = 2031-9-3"],
    ["from 27 to 29 September 2031", "27 to 29 September 2031 = 2031-9-27/2031-9-29"],
    ["June 3-5, 2031", "June 3-5, 2031 = 2031-6-3/2031-6-5"],
    ["30 December 2030 to 2 January 2031", "30 December 2030 to 2 January 2031 = 2030-12-30/2031-1-2"],
    ["dated 2031-05-04.", "2031-05-04 = 2031-5-4"],
    ["on 27.9.2031", "27.9.2031 = 2031-9-27"],
    ["Yesterday morning the office", "Yesterday morning = -1 MORNING"],
    ["met on the 27th.", "the 27th = --27"],
    ["二〇三一年五月四日上午", "二〇三一年五月四日上午 = 2031-5-4 MORNING"],
    ["2031年5月4日下午召开", "2031年5月4日下午 = 2031-5-4 AFTERNOON"],
    ["12月19日-20日在", "12月19日-20日 = -12-19/-12-20"],
    ["10月31日至11月2日", "10月31日至11月2日 = -10-31/-11-2"],
    ["沈若兰24日出席", "24日 = --24"],
    ["昨日下午", "昨日下午 = -1 AFTERNOON"],
    ["十二月二十三日晚", "十二月二十三日晚 = -12-23 EVENING"],
  ])("reads %s", (text, expected) => {
    expect(datesOf(text)).toEqual([expected]);
  });

  test.each([
    "It may 3 times be said",
    "the march 2 abreast",
    "on 3/4/2031",
    "31 June 2031 and 2031-13-01",
    "5日内完成，3日游，近日，节日，今年",
    "二月三十日",
    "Section 12 of 2031",
    "1月32日",
  ])("takes no date from %s", (text) => {
    expect(datesOf(text)).toEqual([]);
  });
});

describe("parseDateValue", () => {
  test("keeps the precision that is given", () => {
    expect(parseDateValue("2031")).toEqual({ date: "2031-01-01", end: null, precision: "YEAR" });
    expect(parseDateValue("2031-05")).toEqual({ date: "2031-05-01", end: null, precision: "MONTH" });
    expect(parseDateValue("20310504")).toEqual({ date: "2031-05-04", end: null, precision: "DAY" });
    expect(parseDateValue("2031-05-04T23:00:00+08:00")?.date).toBe("2031-05-04");
    expect(parseDateValue("Mon, 4 May 2031 10:00:00 GMT")?.date).toBe("2031-05-04");
    expect(parseDateValue("2031年5月")?.precision).toBe("MONTH");
  });

  test("takes nothing from what is no date, or has no year", () => {
    for (const value of ["", "soon", "4 May", "20311399", "2031-02-30"]) expect(parseDateValue(value)).toBeNull();
  });
});
