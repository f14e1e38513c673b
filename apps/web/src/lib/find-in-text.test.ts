import { expect, it } from "vitest";
import { foldLetters } from "./find-in-text.js";

it("folds capitals, quotation marks and space, and keeps every offset", () => {
  const text = "“Die İstanbul-Straße” ‘war’\tLANG 𝐀 会议";
  expect(foldLetters(text)).toHaveLength(text.length);
  expect(foldLetters("“The  Lamp’s”\n")).toBe(`"the  lamp's" `);
});
