import { ProblemCode } from "@lectern/schema/kind";
import CFB from "cfb";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readDocument, readFile } from "../read-file.js";

const zip = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const docx = (body: string, more: Record<string, string> = {}) =>
  zip({ "[Content_Types].xml": "<Types/>", "word/document.xml": `<w:document ${W}><w:body>${body}</w:body></w:document>`, ...more });
const p = (words: string, properties = "") => `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${words}</w:t></w:r></w:p>`;
const blocksOf = (bytes: Uint8Array, fileName: string) => {
  const { text, blocks } = readDocument(bytes, { fileName });
  return blocks.map((block) => [block.kind, block.level, text.slice(...block.span)]);
};
const problemOf = (bytes: Uint8Array, fileName: string) => readFile(bytes, { fileName }).problems[0];

describe("Word (.docx)", () => {
  const styles = `<w:styles ${W}><w:style w:styleId="Ü1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="Own"><w:basedOn w:val="Ü1"/></w:style><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>`;

  test("has paragraphs, headings by their styles, items and cells", () => {
    const body =
      p("Minutes", '<w:pStyle w:val="Own"/>') +
      p("The council met.", '<w:pStyle w:val="A"/>') +
      p("First", "<w:numPr/>") +
      `<w:tbl><w:tr><w:tc>${p("Chair")}</w:tc><w:tc>${p("Ana Ruiz")}</w:tc></w:tr><w:tr><w:tc>${p("Clerk")}</w:tc></w:tr></w:tbl>`;
    expect(blocksOf(docx(body, { "word/styles.xml": styles }), "a.docx")).toEqual([
      ["heading", 1, "Minutes"],
      ["paragraph", 0, "The council met."],
      ["item", 0, "First"],
      ["cell", 0, "Chair"],
      ["cell", 0, "Ana Ruiz"],
      ["cell", 0, "Clerk"],
    ]);
    expect(readDocument(docx(body), { fileName: "a.docx" }).text).toContain("Chair\tAna Ruiz\nClerk");
  });

  test("takes tracked changes as accepted, leaves out codes of fields, and puts notes behind", () => {
    const body = `<w:p><w:r><w:t>It is </w:t></w:r><w:del><w:r><w:delText>not </w:delText></w:r></w:del><w:ins><w:r><w:t>quite </w:t></w:r></w:ins><w:r><w:instrText>HYPERLINK "http://127.0.0.1:9/"</w:instrText></w:r><w:r><w:t>so.</w:t></w:r></w:p>`;
    const notes = `<w:footnotes ${W}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>----</w:t></w:r></w:p></w:footnote><w:footnote w:id="2">${p("A note.")}</w:footnote></w:footnotes>`;
    const draft = readDocument(docx(body, { "word/footnotes.xml": notes }), { fileName: "a.docx" });
    expect(draft.text).toBe("It is quite so.\n\nA note.");
    expect(draft.blocks.map((block) => block.place)).toEqual([{ row: 1 }, { part: "footnote 2" }]);
  });

  test("macros and remote templates are passed over", () => {
    const file = docx(p("Plain words."), {
      "word/vbaProject.bin": "\0\0MZ",
      "word/_rels/settings.xml.rels": '<Relationships><Relationship Target="http://127.0.0.1:9/x.dotm"/></Relationships>',
    });
    expect(readDocument(file, { fileName: "a.docm" }).text).toBe("Plain words.");
  });

  test("a bomb is named and not unpacked", () => {
    const file = docx(p("x"));
    const bomb = zipSync({ "word/document.xml": [new Uint8Array(240 * 1024 * 1024), { level: 1 }] });
    expect(problemOf(bomb, "a.docx")).toMatchObject({ code: ProblemCode.UNSAFE });
    expect(problemOf(file.subarray(0, file.length - 30), "a.docx")).toMatchObject({ code: ProblemCode.DAMAGED });
  });
});

describe("OpenDocument (.odt) and e-books (.epub)", () => {
  test("an .odt has headings, lists, tables and notes", () => {
    const content = `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b"><office:body><office:text>
      <text:tracked-changes><text:p>gone</text:p></text:tracked-changes>
      <text:h text:outline-level="2">On rain</text:h><text:p>It<text:s text:c="2"/>rained<text:note text:id="n1"><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>.<text:line-break/>All day.</text:p>
      <text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>
      <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>
      </office:text></office:body></office:document-content>`;
    const file = zip({ mimetype: "application/vnd.oasis.opendocument.text", "content.xml": content });
    expect(blocksOf(file, "a.odt")).toEqual([
      ["heading", 2, "On rain"],
      ["paragraph", 0, "It  rained.\nAll day."],
      ["item", 0, "One"],
      ["cell", 0, "a"],
      ["cell", 0, "b"],
      ["paragraph", 0, "A note."],
    ]);
  });

  const opf = (spine: string) =>
    `<package><metadata xmlns:dc="d"><dc:title>On Rain</dc:title><dc:language>en</dc:language></metadata><manifest><item id="b" href="two.xhtml"/><item id="a" href="one%20.xhtml"/><item id="n" properties="nav" href="nav.xhtml"/></manifest><spine>${spine}</spine></package>`;
  const book = (more: Record<string, string> = {}) =>
    zip({
      mimetype: "application/epub+zip",
      "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
      "OEBPS/book.opf": opf('<itemref idref="n"/><itemref idref="a"/><itemref idref="b"/>'),
      "OEBPS/nav.xhtml": "<html><body>Contents</body></html>",
      "OEBPS/two.xhtml": "<html><body><p>Second&nbsp;page.</p></body></html>",
      "OEBPS/one .xhtml": "<html><body><h1>Rain</h1><script>alert(1)</script><p>First page.</p></body></html>",
      ...more,
    });

  test("an e-book is its pages in the order of its spine", () => {
    const draft = readDocument(book(), { fileName: "a.epub" });
    expect(draft.text).toBe("Rain\n\nFirst page.\n\nSecond\u00a0page.");
    expect(draft).toMatchObject({ title: { value: "On Rain" }, language: "en" });
    expect(draft.blocks.map((block) => block.place?.part)).toEqual(["OEBPS/one .xhtml", "OEBPS/one .xhtml", "OEBPS/two.xhtml"]);
  });

  test("one that a rights system locks is a problem", () => {
    const locked = book({
      "META-INF/encryption.xml": "<encryption/>",
      "OEBPS/two.xhtml": "\u0001\u0002\u0003",
      "OEBPS/one .xhtml": "\u0001\u0002\u0003",
    });
    expect(problemOf(locked, "a.epub")).toMatchObject({ code: ProblemCode.ENCRYPTED });
  });
});

describe("Rich Text (.rtf)", () => {
  const rtf = (body: string) =>
    strToU8(
      `{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset134 SimSun;}}{\\stylesheet{\\s1\\b heading 1;}}{\\info{\\title No}}${body}}`,
      true,
    );

  test("has paragraphs, headings, cells and characters of any kind", () => {
    const body =
      "{\\pard\\s1 Title\\par}{\\pard caf\\'e9 \\u8211? \\lquote so\\rquote\\line on\\par}{\\pard\\f1 \\'bb\\'e1\\'d2\\'e9\\par}{\\pard{\\v hidden}{\\*\\unknown gone}{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt shown}}\\par}\\trowd\\pard\\intbl a\\cell b\\cell\\row\\pard end\\par";
    expect(blocksOf(rtf(body), "a.rtf")).toEqual([
      ["heading", 1, "Title"],
      ["paragraph", 0, "café – ‘so’\non"],
      ["paragraph", 0, "会议"],
      ["paragraph", 0, "shown"],
      ["cell", 0, "a"],
      ["cell", 0, "b"],
      ["paragraph", 0, "end"],
    ]);
  });

  test("passes over objects and binary data, whatever they hold", () => {
    const body = "{\\pard before {\\object{\\*\\objdata 4d5a{\\rtf1 x}}}\\bin5 {}{}}after\\par}";
    expect(readDocument(rtf(body), { fileName: "a.rtf" }).text).toBe("before after");
  });

  test("a million open groups take a moment", () => {
    const start = performance.now();
    readFile(rtf("{".repeat(1_000_000)), { fileName: "a.rtf" });
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe("old Word (.doc)", () => {
  /** A document of one narrow and one wide piece. */
  function doc(narrow: string, wide: string, change: (main: DataView) => void = () => {}): Uint8Array {
    const main = new Uint8Array(0x800 + narrow.length + wide.length * 2);
    const view = new DataView(main.buffer);
    view.setUint16(0, 0xa5ec, true);
    view.setUint16(2, 0xc1, true);
    view.setUint16(0x0a, 0x0200, true);
    view.setUint32(0x4c, narrow.length + wide.length, true);
    view.setUint32(0x1a6, 5 + 12 + 16, true);
    main.set(Buffer.from(narrow, "latin1"), 0x800);
    main.set(Buffer.from(wide, "utf16le"), 0x800 + narrow.length);
    const table = new DataView(new ArrayBuffer(64));
    table.setUint8(0, 2);
    table.setUint32(1, 12 + 16, true);
    [0, narrow.length, narrow.length + wide.length].forEach((at, i) => void table.setUint32(5 + i * 4, at, true));
    table.setUint32(5 + 12 + 2, (0x800 * 2) | 0x40000000, true);
    table.setUint32(5 + 12 + 8 + 2, 0x800 + narrow.length, true);
    change(view);
    const container = CFB.utils.cfb_new();
    CFB.utils.cfb_add(container, "WordDocument", Buffer.from(main));
    CFB.utils.cfb_add(container, "1Table", Buffer.from(table.buffer));
    return new Uint8Array(CFB.write(container, { type: "buffer" }) as Buffer);
  }

  test("has paragraphs, cells and results of fields", () => {
    const file = doc("MINUTES\rcaf\xe9 \x13HYPERLINK x\x14shown\x15.\ra\x07b\x07\x07", "会议召开。\r");
    expect(blocksOf(file, "a.doc")).toEqual([
      ["heading", 1, "MINUTES"],
      ["paragraph", 0, "café shown."],
      ["cell", 0, "a"],
      ["cell", 0, "b"],
      ["paragraph", 0, "会议召开。"],
    ]);
  });

  test("locked, broken and other documents are problems that say so", () => {
    expect(
      problemOf(
        doc("x", "y", (main) => main.setUint16(0x0a, 0x0300, true)),
        "a.doc",
      ),
    ).toMatchObject({ code: ProblemCode.ENCRYPTED });
    expect(
      problemOf(
        doc("x", "y", (main) => main.setUint32(0x1a6, 0, true)),
        "a.doc",
      ),
    ).toMatchObject({ code: ProblemCode.DAMAGED });
    const book = CFB.utils.cfb_new();
    CFB.utils.cfb_add(book, "Workbook", Buffer.from("x"));
    expect(problemOf(new Uint8Array(CFB.write(book, { type: "buffer" }) as Buffer), "a.doc")).toMatchObject({
      code: ProblemCode.UNSUPPORTED_FORMAT,
    });
  });

  test("a page or Rich Text that is called .doc is read as what it is", () => {
    expect(readDocument(strToU8("{\\rtf1 Rich text.\\par}"), { fileName: "a.doc" }).text).toBe("Rich text.");
    expect(readDocument(strToU8("<html><body><p>A page.</p></body></html>"), { fileName: "a.doc" }).text).toBe("A page.");
  });
});

describe("workbooks (.xlsx)", () => {
  const workbook = (rows: string) =>
    zip({
      "[Content_Types].xml": "<Types/>",
      "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>',
      "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      "xl/sharedStrings.xml": "<sst><si><t>speaker</t></si><si><r><t>Ana </t></r><r><t>Ruiz</t></r><rPh><t>x</t></rPh></si></sst>",
      "xl/styles.xml":
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
      "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    });

  test("rows are documents, dates days, and formulas what they gave", () => {
    const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>date</t></is></c><c r="D1" t="str"><v>text</v></c></row>
      <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>47972</v></c><c r="D3" t="str"><f>CONCAT(E1)</f><v>The council met.</v></c></row>`;
    const [document] = readFile(workbook(rows), { fileName: "a.xlsx" }).documents;
    expect(document?.draft).toMatchObject({ text: "The council met.", publishedOn: { value: "2031-05-04" } });
    expect(document?.draft.speeches[0]?.speaker?.value).toBe("Ana Ruiz");
  });

  test("one without texts says which columns it has", () => {
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row><row r="3"><c r="A3" t="s"><v>1</v></c></row>';
    expect(problemOf(workbook(rows), "a.xlsx")).toMatchObject({ code: ProblemCode.NO_DOCUMENT });
  });
});
