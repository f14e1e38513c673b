import { describe, expect, test } from "vitest";
import { pageOfTable } from "./recognised-table.js";

const HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext";
const word = (block: number, paragraph: number, line: number, confidence: number, text: string) =>
  `5\t1\t${block}\t${paragraph}\t${line}\t1\t0\t0\t9\t9\t${confidence}\t${text}`;

describe("what tesseract recognised", () => {
  test("is paragraphs, their parted words put together, each with its confidence", () => {
    const table = [
      HEAD,
      "4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t",
      word(1, 1, 1, 96, "The"),
      word(1, 1, 1, 90, "coun-"),
      word(1, 1, 2, 90, "cil"),
      word(1, 1, 2, 96, "met."),
      word(1, 2, 1, 3, "|"),
      word(2, 1, 1, 80, "会"),
      word(2, 1, 1, 80, "议"),
    ].join("\n");
    expect(pageOfTable(table, 7)).toEqual({
      page: 7,
      paragraphs: [
        { text: "The council met.", confidence: 0.93 },
        { text: "会议", confidence: 0.8 },
      ],
    });
  });
});
