import { expect, it } from "vitest";
import { passagePath, readPlaces, readTarget, recordPath } from "./links.js";

const [TEXT, PASSAGE] = ["01a21e1c-4320-7499-bbcb-f77861f7f6bc", "01a21e3d-34e3-772d-92cf-0eb6dc3f686e"];

it("reads the text and passage from the address that leads to them", () => {
  expect(readTarget(`http://localhost:4000${passagePath(TEXT, PASSAGE)}`)).toEqual({ studyText: TEXT, passage: PASSAGE });
  expect(readTarget(` /texts/${TEXT} `)).toEqual({ studyText: TEXT, passage: null });
});

it("reads the words that an address lights, the first one to open first, and none from what is no place", () => {
  const at = [
    { start: 120, end: 154 },
    { start: 98, end: 103 },
  ];
  expect(recordPath("MEETING", "m", at)).toBe("/meetings/m?at=120-154,98-103");
  expect(readPlaces("120-154,98-103")).toEqual(at);
  expect([null, "", "12", "a-b", "1-2;3-4", "9-3"].map(readPlaces)).toEqual([[], [], [], [], [], []]);
});

it("takes no other address for one", () => {
  expect([readTarget("/meetings/1"), readTarget("/texts/"), readTarget("the fourth volume")]).toEqual([null, null, null]);
});
