import { expect, test } from "vitest";
import { findMarkedSpans } from "./quotes.js";

const marked = (text: string): string[] => findMarkedSpans(text).map(({ start, end }) => text.slice(start, end));

test("takes single straight marks for quotation marks, and apostrophes for none", () => {
  expect(marked("I had been 'dead in trespasses and sins.' My life is not.")).toEqual(["dead in trespasses and sins."]);
  expect(marked("He said, 'Don't fear the keeper's lamp', and left.")).toEqual(["Don't fear the keeper's lamp"]);
  expect(marked("'Tis the keeper's lamp, and the boys' boat of '98.")).toEqual([]);
  expect(marked("She said \"go to 'the quay' now\".")).toEqual(["go to 'the quay' now", "the quay"]);
});
