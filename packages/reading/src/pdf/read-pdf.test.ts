import { deflateSync } from "node:zlib";
import { ProblemCode } from "@lectern/schema/kind";
import { describe, expect, test } from "vitest";
import { readAnyFile } from "../read-any-file.js";

interface Shown {
  x: number;
  y: number;
  text: string;
  size?: number;
}

const A4 = "/MediaBox [0 0 595 842]";
const content = (shown: Shown[]) =>
  shown.map(({ x, y, text, size = 10 }) => `BT /F1 ${size} Tf ${x} ${y} Td (${text.replace(/[()\\]/g, "\\$&")}) Tj ET`).join("\n");

/** A PDF whose pages have these contents, written object by object. */
function pdf(pages: Buffer[], { picture = false, filters = "/FlateDecode" } = {}): Uint8Array {
  const kids = pages.map((_, i) => `${4 + i * 2} 0 R`).join(" ");
  const image = "/XObject << /I 3 0 R >>";
  const objects: (string | Buffer)[] = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    picture
      ? "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\nx\nendstream"
      : "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ...pages.flatMap((page, i) => [
      `<< /Type /Page /Parent 2 0 R ${A4} /Contents ${5 + i * 2} 0 R /Resources << ${picture ? image : "/Font << /F1 3 0 R >>"} >> >>`,
      Buffer.concat([Buffer.from(`<< /Filter ${filters} /Length ${page.length} >>\nstream\n`), page, Buffer.from("\nendstream")]),
    ]),
  ];
  const parts = [Buffer.from("%PDF-1.4\n")];
  const offsets: number[] = [];
  objects.forEach((object, i) => {
    offsets.push(Buffer.concat(parts).length);
    parts.push(Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n"));
  });
  const start = Buffer.concat(parts).length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Root 1 0 R /Size ${objects.length + 1} >>\nstartxref\n${start}\n%%EOF`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

const textPdf = (...pages: Shown[][]) => pdf(pages.map((page) => deflateSync(Buffer.from(content(page), "latin1"))));
const lines = (x: number, y: number, texts: string[]) => texts.map((text, i) => ({ x, y: y - i * 12, text }));
const read = async (bytes: Uint8Array) => readAnyFile(bytes, { fileName: "a.pdf" });
const draftOf = async (bytes: Uint8Array) => {
  const { documents, problems } = await read(bytes);
  if (!documents[0]) throw new Error(problems[0]?.message);
  return documents[0].draft;
};
const full = (words: string) => words.padEnd(88, " and on");

describe("a PDF", () => {
  test("has paragraphs, with words put together that the end of a line parts, and the page of each", async () => {
    const first = [
      { x: 60, y: 780, text: "Minutes of the Harbour Board", size: 18 },
      ...lines(60, 740, [
        full("The board met in the Custom House and the chair wel-").replace(/wel-.*/, `${"of the board ".repeat(3)}wel-`),
        "comed the members.",
      ]),
      ...lines(60, 700, ["It resolved to dredge the well-known channel of the harbour in the spring of the", "coming year, before"]),
    ];
    const second = lines(60, 780, ["the first ships are let in."]);
    const draft = await draftOf(textPdf(first, second));
    const blocks = draft.blocks.map(({ kind, span, place }) => [kind, draft.text.slice(...span), place?.page]);
    expect(blocks[0]).toEqual(["heading", "Minutes of the Harbour Board", 1]);
    expect(blocks[1]?.[1]).toMatch(/welcomed the members\.$/);
    expect(blocks.at(-1)?.[1]).toMatch(/well-known channel.* before the first ships are let in\.$/);
  });

  test("has no running heads and page numbers, but the title that they repeat", async () => {
    const page = (number: number) => [
      { x: 200, y: 800, text: "COUNCIL OF THE CITY" },
      { x: 60, y: 800, text: String(number) },
      ...lines(60, 700, [`Item ${number} was carried.`]),
      { x: 280, y: 30, text: `- ${number} -` },
    ];
    const { text } = await draftOf(textPdf(page(1), page(2), page(3), page(4)));
    expect(text.match(/COUNCIL OF THE CITY/g)).toHaveLength(1);
    expect(text).toMatch(/Item 1 was carried\.\n\nItem 2 was carried\.\n\nItem 3 was carried\.\n\nItem 4 was carried\.$/);
  });

  test("is read column by column, below what stands across them", async () => {
    const column = (x: number, name: string) =>
      lines(
        x,
        700,
        Array.from({ length: 10 }, (_, i) => `${name} line ${i} of a column of running text`),
      );
    const page = [
      { x: 60, y: 760, text: "A title that stands across both of the columns of the page, from left to right" },
      ...column(50, "Left"),
      ...column(310, "Right"),
    ];
    const { text } = await draftOf(textPdf(page));
    expect(text.indexOf("A title")).toBe(0);
    expect(text.indexOf("Left line 9")).toBeLessThan(text.indexOf("Right line 0"));
  });

  test("keeps the cells of a row apart", async () => {
    const { text } = await draftOf(
      textPdf([
        { x: 60, y: 700, text: "Chair:" },
        { x: 200, y: 700, text: "Ana Ruiz" },
      ]),
    );
    expect(text).toBe("Chair:\tAna Ruiz");
  });
});

describe("a PDF that cannot be read is a problem that says why", () => {
  test("pictures of pages", async () => {
    const { documents, problems } = await read(pdf([deflateSync(Buffer.from("/I Do"))], { picture: true }));
    expect(documents).toEqual([]);
    expect(problems).toMatchObject([{ code: ProblemCode.NEEDS_OCR }]);
    expect(problems[0]?.message).toContain("1 page");
  });

  test("but their recognised words are read, and how sure they are", async () => {
    const recognised = { engine: "a test", pages: [{ page: 1, paragraphs: [{ text: "The council met.", confidence: 0.91 }] }] };
    const bytes = pdf([deflateSync(Buffer.from("/I Do"))], { picture: true });
    const { documents } = await readAnyFile(bytes, { fileName: "a.pdf", recognised });
    expect(documents[0]?.draft.blocks).toMatchObject([{ place: { page: 1, confidence: 0.91 } }]);
    const again = await readAnyFile(documents[0]?.bytes ?? bytes, { fileName: "a.pdf", ...documents[0]?.hints });
    expect(again.documents).toEqual(documents);
  });

  test("a stream that unpacks without end, and one packed twice", async () => {
    const zeros = deflateSync(Buffer.alloc(100 * 1024 * 1024));
    const start = performance.now();
    expect((await read(pdf([zeros]))).problems).toMatchObject([{ code: ProblemCode.UNSAFE }]);
    const twice = pdf([deflateSync(zeros)], { filters: "[/FlateDecode /FlateDecode]" });
    expect((await read(twice)).problems).toMatchObject([{ code: ProblemCode.UNSAFE }]);
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  test("one that is cut off or no PDF inside", async () => {
    expect((await read(new TextEncoder().encode("%PDF-1.7\nnothing follows"))).problems).toMatchObject([{ code: ProblemCode.DAMAGED }]);
  });
});
