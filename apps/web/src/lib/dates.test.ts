import { expect, it } from "vitest";
import { formatHeld, withoutShared } from "./dates.js";

it("writes what two days have in common once", () => {
  const held = (heldOn: string, heldEnd: string) => formatHeld({ heldOn, heldEnd, heldPrecision: "DAY" });
  expect(held("2022-06-04", "2022-06-06")).toBe("4–6 June 2022");
  expect(held("2022-06-30", "2022-07-02")).toBe("30 June – 2 July 2022");
  expect(held("2022-12-30", "2023-01-02")).toBe("30 December 2022 – 2 January 2023");
  expect(held("2022-06-04", "2022-06-04")).toBe("4 June 2022");
});

it.each([
  ["2022年6月4日", "2022年6月6日", "6日"],
  ["2022年6月30日", "2022年7月2日", "7月2日"],
  ["2021年12月31日", "2022年1月1日", "2022年1月1日"],
  ["2022年6月", "2022年7月", "7月"],
])("leaves out of a Chinese date what stands in the one before it: %s, %s", (first, last, left) => {
  expect(withoutShared(first, last)).toBe(left);
});
