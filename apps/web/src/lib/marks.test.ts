import { expect, it } from "vitest";
import { cutAtMarks, withoutTitle } from "./marks.js";

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

it("leaves the title out of a snippet that begins with it", () => {
  const snippet = {
    text: "游泳工作会 9月18日，游泳总教练作介绍。",
    marks: [
      { start: 0, end: 2 },
      { start: 12, end: 14 },
    ],
  };
  expect(withoutTitle(snippet, "游泳工作会")).toEqual({ text: "9月18日，游泳总教练作介绍。", marks: [{ start: 6, end: 8 }] });
  expect(withoutTitle(snippet, "游泳工作")).toBe(snippet);
  expect(withoutTitle({ text: "游泳工作会", marks: [] }, "游泳工作会").text).toBe("游泳工作会");
});
