import { expect, it } from "vitest";
import { passagePath, readTarget } from "./links.js";

const [TEXT, PASSAGE] = ["01a21e1c-4320-7499-bbcb-f77861f7f6bc", "01a21e3d-34e3-772d-92cf-0eb6dc3f686e"];

it("reads the text and passage from the address that leads to them", () => {
  expect(readTarget(`http://localhost:4000${passagePath(TEXT, PASSAGE)}`)).toEqual({ studyText: TEXT, passage: PASSAGE });
  expect(readTarget(` /texts/${TEXT} `)).toEqual({ studyText: TEXT, passage: null });
});

it("takes no other address for one", () => {
  expect([readTarget("/meetings/1"), readTarget("/texts/"), readTarget("the fourth volume")]).toEqual([null, null, null]);
});
