import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { linesAsCsv } from "./lines.js";
import type { ExportedRecord } from "./record.js";
import { FORMATS } from "./records.js";

const HARD: ExportedRecord = {
  id: "01a2",
  kind: "SPEECH",
  title: 'Of "tides", 100% & more\nin two lines',
  date: "2021-05",
  person: "Wen Yuge",
  body: "=Harbour, Bureau",
  place: null,
  language: "zh",
  collection: "notices_2021",
  snippet: "第一句。",
  url: "https://archive.example/speeches/01a2",
};
const BOOK: ExportedRecord = { ...HARD, id: "7", kind: "STUDY_TEXT", title: "Letters", date: null, person: null, body: "Press" };

describe("records in files", () => {
  it("are read back from CSV as they were, whatever stands in them, and no cell is a formula", () => {
    const rows = parse(FORMATS.CSV.write([HARD, BOOK]), { columns: true, bom: true }) as Record<string, string>[];
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ title: HARD.title, date: "2021-05", body: "'=Harbour, Bureau", place: "", snippet: "第一句。" });
  });

  it("are one JSON object a line", () => {
    expect(
      FORMATS.JSONL.write([HARD, BOOK])
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([HARD, BOOK]);
  });

  it("are BibTeX whose braces close and whose signs are escaped", () => {
    const text = FORMATS.BibTeX.write([HARD, BOOK]);
    const depth = [...text.replace(/\\[{}]/g, "")].reduce((open, sign) => open + Number(sign === "{") - Number(sign === "}"), 0);
    expect(depth).toBe(0);
    expect(text).toContain('title = {{Of "tides", 100\\% \\& more in two lines}}');
    expect(text).toContain("@book{study-text-7,");
    expect(text).toContain("author = {Wen, Yuge}");
    expect(FORMATS.BibTeX.write([{ ...HARD, person: null }])).toContain("author = {{=Harbour, Bureau}}");
    expect(text).toContain("publisher = {Press}");
    expect(text.match(/author/g)).toHaveLength(1);
    expect(text).not.toMatch(/year = \{\}/);
  });

  it("are RIS that begins and ends every record", () => {
    const lines = FORMATS.RIS.write([HARD, BOOK]).split("\r\n");
    expect(lines.filter((line) => line.startsWith("TY  - "))).toEqual(["TY  - SLIDE", "TY  - BOOK"]);
    expect(lines.filter((line) => line.startsWith("ER  -"))).toHaveLength(2);
    expect(lines).toEqual(expect.arrayContaining(["DA  - 2021/05//", "AU  - Wen, Yuge", "T2  - =Harbour, Bureau"]));
    expect(lines.join("\n")).not.toContain(HARD.snippet);
    for (const line of lines.filter((line) => line !== "")) expect(line).toMatch(/^[A-Z][A-Z0-9] {2}- /);
  });

  it("are CSL-JSON with names as printed and dates as exactly as they are known", () => {
    const [speech, book] = JSON.parse(FORMATS["CSL-JSON"].write([HARD, BOOK]));
    expect(speech).toMatchObject({ type: "speech", author: [{ family: "Wen", given: "Yuge" }], issued: { "date-parts": [[2021, 5]] } });
    expect(book).toMatchObject({ type: "book", publisher: "Press" });
    expect(book.issued).toBeUndefined();
  });
});

describe("lines in files", () => {
  it("stay one row each, dated no more exactly than is known, and name the address of their words", () => {
    const line = {
      recordId: "r",
      kind: "SPEECH" as const,
      passageId: null,
      start: 1,
      end: 5,
      heldOn: "2021-01-01",
      heldPrecision: "YEAR" as const,
      by: null,
      title: "T",
      language: "en",
    };
    const csv = linesAsCsv([{ ...line, left: "over\nthe ", match: "tide", right: ' "rose"' }], "https://archive.example");
    const rows = parse(csv, { columns: true, bom: true }) as Record<string, string>[];
    expect(rows).toEqual([
      expect.objectContaining({
        left: "over the ",
        held_on: "2021",
        right: ' "rose"',
        address: "https://archive.example/speeches/r?at=1-5",
      }),
    ]);
  });
});
