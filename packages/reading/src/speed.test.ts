import { describe, expect, test } from "vitest";
import { readFile } from "./read-file.js";

const LENGTH = 300_000;
const fill = (piece: string) => piece.repeat(Math.ceil(LENGTH / piece.length));

/** A reader that backtracks takes minutes for these; a linear one takes seconds, even on a busy machine. */
const LIMIT = 20_000;

describe("300,000 characters of anything are read in seconds", () => {
  test.each([
    ["one word", "n.txt", "a".repeat(LENGTH)],
    ["capitalised words", "n.txt", fill("Ana Ruiz ")],
    ["names and roles with commas", "n.txt", fill("Ana Ruiz, deputy director of the Bureau, ")],
    ["open quotation marks", "n.txt", fill("“")],
    ["open title marks", "n.txt", fill("《")],
    ["digits", "n.txt", fill("1")],
    ["numbers and dates", "n.txt", fill("3 May 1 to 2 ")],
    ["one Chinese character", "n.txt", fill("会").slice(0, LENGTH / 3)],
    ["Chinese commas", "n.txt", fill("市长，").slice(0, LENGTH / 3)],
    ["a list of titles", "n.txt", fill("主任、").slice(0, LENGTH / 3)],
    ["verbs of presiding", "n.txt", fill("主持并讲话，").slice(0, LENGTH / 3)],
    ["ordinals", "n.txt", fill("the Nineteenth National ")],
    ["spaces", "n.txt", `a${" ".repeat(LENGTH)}b`],
    ["line ends", "n.txt", `a${"\n".repeat(LENGTH)}b`],
    ["chapters", "n.txt", fill("Chapter 1 \n")],
    ["open tags", "n.html", fill("<div><b>")],
    ["Markdown brackets", "n.md", fill("[a](")],
    ["Markdown stars", "n.md", fill("*a **b ")],
    ["open quotes in a table", "n.csv", `text\n${fill('"a,b\n')}`],
    ["nested JSON", "n.json", fill("[")],
  ])("%s", (_, fileName, text) => {
    const start = performance.now();
    const { documents, problems } = readFile(new TextEncoder().encode(text), { fileName });
    expect(performance.now() - start).toBeLessThan(LIMIT);
    expect(documents.length + problems.length).toBeGreaterThan(0);
    expect(problems.filter((one) => one.code === "READING_FAILED")).toEqual([]);
  });
});
