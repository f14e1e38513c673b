import { expect, test } from "vitest";
import { carryExtents } from "./extents.js";

const slice = (text: string, extent: [number, number] | undefined) => extent && text.slice(...extent);

test("finds an extent again where marks, white space and a page's furniture went", () => {
  const raw = "# Minutes\r\n\r\nThe **Chair** said that the\r\n---\r\nroof *would* be mended in May. All agreed.";
  const read = "Minutes\nThe Chair said that the roof would be mended in May. All agreed.";
  const extent = carryExtents(raw, read)(raw.indexOf("that the"), raw.indexOf(". All"));
  expect(slice(read, extent)).toBe("that the roof would be mended in May");
});

test("takes the occurrence nearest to where the extent stood", () => {
  const raw = "甲指出，要加强管理。乙指出，要加强管理。";
  const read = "甲指出，要加强管理。\n乙指出，要加强管理。";
  const extent = carryExtents(raw, read)(14, 19);
  expect(extent).toEqual([15, 20]);
});

test("tells apart long extents by their ends", () => {
  const raw = "A said the road to the mill is closed until June. B said the road to the mill is closed until August.";
  const extent = carryExtents(raw, raw)(raw.indexOf("the road"), raw.indexOf(". B"));
  expect(slice(raw, extent)).toBe("the road to the mill is closed until June");
});

test("gives nothing where the other text lacks what was said", () => {
  expect(carryExtents("He said that it rains.", "Nothing of that.")(8, 21)).toBeUndefined();
  expect(carryExtents("He said …", "He said …")(8, 9)).toBeUndefined();
});
