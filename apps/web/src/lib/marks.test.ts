import { expect, it } from "vitest";
import { cutAtMarks } from "./marks.js";

const cut = (text: string, ...marks: [number, number][]) =>
  cutAtMarks(
    text,
    marks.map(([start, end]) => ({ start, end })),
  )
    .map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text))
    .join("");

it("marks words and keeps the rest", () => {
  expect(cut("the high tide", [4, 8])).toBe("the [high] tide");
});

it("joins marks that overlap and cuts off what lies outside", () => {
  expect(cut("the high tide", [4, 8], [6, 9], [11, 99], [50, 60])).toBe("the [high][ ]ti[de]");
});

it("returns a text without marks whole", () => {
  expect(cut("海", [1, 1])).toBe("海");
  expect(cut("")).toBe("");
});
