import { expect, it } from "vitest";
import { citedName, placeName } from "./cited-name.js";

it("names a place of a work as the work's language does", () => {
  expect(citedName("The Book of Soundings", "en", "Bread 2:2")).toBe("The Book of Soundings, Bread 2:2");
  expect(citedName("问港集", "zh-Hans", "第一卷")).toBe("《问港集》第一卷");
  expect(citedName("问港集", "zh", null)).toBe("问港集");
});

it("names several passages by what they are together, else by their ends", () => {
  expect(placeName({ name: "Volume 2", first: "Volume 2, 1", last: "Volume 2, 9" })).toBe("Volume 2");
  expect(placeName({ name: null, first: "Bread 5:2", last: "Bread 5:4" })).toBe("Bread 5:2 to Bread 5:4");
});
