import { DocumentKind, ProblemCode } from "@lectern/schema/kind";
import { describe, expect, test } from "vitest";
import { parseCollection } from "./collection/parse-collection.js";
import type { CollectionSettings } from "./collection/settings.js";
import { readDocument, readFile } from "./read-file.js";
import { MAX_DOCUMENT_BYTES } from "./read-types.js";

const bytes = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, isBigEndian: boolean, mark: boolean): Uint8Array {
  const buffer = Buffer.from((mark ? "\ufeff" : "") + text, "utf16le");
  return new Uint8Array(isBigEndian ? buffer.swap16() : buffer);
}

function settings(yaml: string): CollectionSettings {
  const parsed = parseCollection(yaml, "collection.yaml");
  if ("problems" in parsed) throw new Error(parsed.problems.map((one) => one.message).join("\n"));
  return parsed.settings;
}

const notice = "The harbour council met on 3 May 2031.\n\nAna Ruiz presided over the meeting.";

describe("encodings", () => {
  test.each([
    ["UTF-8", bytes(notice)],
    ["UTF-8 with a mark", bytes(`\ufeff${notice}`)],
    ["UTF-16 little endian with a mark", utf16(notice, false, true)],
    ["UTF-16 big endian with a mark", utf16(notice, true, true)],
    ["UTF-16 little endian without", utf16(notice, false, false)],
    ["UTF-16 big endian without", utf16(notice, true, false)],
    ["old line ends", bytes(notice.replaceAll("\n", "\r\n"))],
  ])("reads %s to the same text", (_, input) => {
    expect(readDocument(input, { fileName: "a.txt" }).text).toBe(notice);
  });

  test("reads Chinese UTF-16 without a mark by its punctuation", () => {
    const text = "滨海市档案局召开会议，局长沈若兰主持会议。全体人员参加会议，会议强调了安全工作。";
    expect(readDocument(utf16(text, false, false), { fileName: "a.txt" }).text).toBe(text);
    expect(readDocument(utf16(text, true, false), { fileName: "a.txt" }).text).toBe(text);
  });
});

describe("bad input is a problem that names the place", () => {
  const codeOf = (input: Uint8Array, fileName: string) => readFile(input, { fileName }).problems.map((one) => one.code);

  test("an empty file, and one of spaces", () => {
    expect(codeOf(bytes(""), "a.txt")).toEqual([ProblemCode.EMPTY]);
    expect(codeOf(bytes(" \n\t\n"), "a.txt")).toEqual([ProblemCode.EMPTY]);
    expect(codeOf(bytes("<html><script>x()</script></html>"), "a.html")).toEqual([ProblemCode.EMPTY]);
  });

  test("a picture or archive with a text's name", () => {
    expect(codeOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2]), "a.txt")).toEqual([ProblemCode.BINARY]);
    expect(codeOf(new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0]), "a.csv")).toEqual([ProblemCode.BINARY]);
  });

  test("text with NULs in it", () => {
    const [problem] = readFile(bytes("one\ntwo\0three"), { fileName: "a.txt" }).problems;
    expect(problem).toMatchObject({ code: ProblemCode.BINARY, line: 2 });
  });

  test("bytes that are not UTF-8, with the byte", () => {
    const [problem] = readFile(new Uint8Array([97, 10, 98, 0xff, 99]), { fileName: "a.txt" }).problems;
    expect(problem).toMatchObject({ code: ProblemCode.BAD_ENCODING, line: 2 });
    expect(problem?.message).toContain("byte 4");
  });

  test("a file that is too large, told at once", () => {
    const huge = new Uint8Array(MAX_DOCUMENT_BYTES + 1).fill(97);
    const start = performance.now();
    expect(codeOf(huge, "a.txt")).toEqual([ProblemCode.TOO_LARGE]);
    expect(performance.now() - start).toBeLessThan(500);
  });

  test("a format that is not read", () => {
    expect(codeOf(bytes("x"), "a.pptx")).toEqual([ProblemCode.UNSUPPORTED_FORMAT]);
  });

  test("broken JSON, with line and column", () => {
    const [problem] = readFile(bytes('{"text": "a",\n "id": }'), { fileName: "a.json" }).problems;
    expect(problem).toMatchObject({ code: ProblemCode.BAD_JSON, line: 2, column: 8 });
    const [ended] = readFile(bytes('{"text": "a"'), { fileName: "a.json" }).problems;
    expect(ended).toMatchObject({ code: ProblemCode.BAD_JSON, line: 1, column: 13 });
  });

  test("broken JSON on line 7 of 10 leaves the other nine", () => {
    const lines = Array.from({ length: 10 }, (_, i) =>
      i === 6 ? '{"id": "7", "text": oops}' : JSON.stringify({ id: String(i + 1), text: `Notice ${i + 1} of the office.` }),
    );
    const { documents, problems } = readFile(bytes(lines.join("\n")), { fileName: "a.jsonl" });
    expect(documents.map((one) => one.draft.givenId)).toEqual(["1", "2", "3", "4", "5", "6", "8", "9", "10"]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: ProblemCode.BAD_JSON, row: 7, line: 7, column: 21 });
  });

  test("a broken row of a table leaves the rows behind it", () => {
    const table = 'id,text\n1,one\n2,"two\n3,three\n4,four\n';
    const { documents, problems } = readFile(bytes(table), { fileName: "a.csv" });
    expect(documents.map((one) => one.draft.givenId)).toEqual(["1", "3", "4"]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: ProblemCode.BAD_TABLE, line: 3 });
  });

  test("a row without words, and a table without a column of words", () => {
    const rows = readFile(bytes("id,text\n1,one\n2,\n"), { fileName: "a.csv" });
    expect(rows.problems).toMatchObject([{ code: ProblemCode.MISSING_FIELD, row: 2 }]);
    const table = readFile(bytes("a,b\n1,2\n3,4\n"), { fileName: "a.csv" });
    expect(table.problems).toHaveLength(1);
    expect(table.problems[0]?.message).toContain("a, b");
  });

  test("an id that stands twice", () => {
    const { documents, problems } = readFile(bytes("id,text\n1,one\n1,two\n"), { fileName: "a.csv" });
    expect(documents).toHaveLength(1);
    expect(problems).toMatchObject([{ code: ProblemCode.DUPLICATE_ID, row: 2 }]);
  });

  test("pages and Markdown nested deeper than the stack", () => {
    expect(readFile(bytes(`${"<div>".repeat(60_000)}deep`), { fileName: "a.html" }).documents).toHaveLength(1);
    const quotes = readFile(bytes(`${"> ".repeat(20_000)}deep`), { fileName: "a.md" });
    expect(quotes.documents.length + quotes.problems.length).toBe(1);
  });
});

describe("formats", () => {
  test("HTML: words without scripts and chrome, title, date and address from its metadata", () => {
    const page = `<!doctype html><html lang="en"><head><title>Site</title><meta property="article:published_time" content="2031-05-04T10:00:00Z">
      <link rel="canonical" href="https://example.org/n/1"><script>alert(1)</script><style>p{}</style></head>
      <body><nav>Home</nav><header>Menu</header><main><h1>Quay &amp; dock</h1><p>First<br>line &lt;b&gt;.</p><ul><li>One</li><li>Two</li></ul>
      <table><tr><td>a</td><td>b</td></tr></table></main><footer>Contact</footer></body></html>`;
    const draft = readDocument(bytes(page), { fileName: "a.html" });
    expect(draft.text).toBe("Quay & dock\n\nFirst\nline <b>.\nOne\nTwo\na\tb");
    expect(draft.title?.value).toBe("Quay & dock");
    expect(draft.title?.span).toEqual([0, 11]);
    expect(draft.publishedOn?.value).toBe("2031-05-04");
    expect(draft.url?.value).toBe("https://example.org/n/1");
    expect(draft.blocks.map((block) => block.kind)).toEqual(["heading", "paragraph", "item", "item", "cell", "cell"]);
  });

  test("Markdown: what a reader sees, with front matter for fields", () => {
    const source =
      "---\ndate: 2031-05-06\nspeaker: Ines Kallas\n---\n# On the *new* quay\n\nDear friends, see [the plan](http://x.y).\n\n- one\n- two\n\n> quoted\n\n<!-- note -->\n";
    const collection = settings(
      "name: a\nkind: speeches\nfields:\n  heldOn: { frontMatter: date }\n  speaker: { frontMatter: speaker }\n  title: { heading: 1 }\n",
    );
    const draft = readDocument(bytes(source), { fileName: "a.md", collection });
    expect(draft.text).toBe("On the new quay\n\nDear friends, see the plan.\n\none\n\ntwo\n\nquoted");
    expect(draft.title?.value).toBe("On the new quay");
    expect(draft.speeches[0]).toMatchObject({ speaker: { value: "Ines Kallas" }, givenOn: { date: "2031-05-06", precision: "DAY" } });
  });

  test("plain text: blocks are ranges of it, lines broken to a width are one paragraph", () => {
    const text = `A LONG TITLE\n\n${"The keepers of the outer lights went down to the harbour\nand counted the boats that had come in from the sea with\nno lamp."}\n\n1. first\n`;
    const draft = readDocument(bytes(text), { fileName: "a.txt" });
    expect(draft.text).toBe(text);
    expect(draft.blocks.map((block) => [block.kind, text.slice(...block.span).length])).toEqual([
      ["heading", 12],
      ["paragraph", 122],
      ["item", 8],
    ]);
  });

  test("without an extension it looks at how the text begins", () => {
    expect(readDocument(bytes("<!DOCTYPE html><p>Hello there</p>"), { fileName: "-" }).text).toBe("Hello there");
    expect(readDocument(bytes("Hello there"), { fileName: "-" }).text).toBe("Hello there");
  });

  test("tables: with a header, without one, with semicolons, with tabs", () => {
    expect(readFile(bytes('id;text\n1;"a ""b""; c"\n'), { fileName: "a.csv" }).documents[0]?.draft.text).toBe('a "b"; c');
    const collection = settings(
      "name: a\ncolumns: [day, who, words]\nkind: speeches\nfields:\n  text: { column: words }\n  speaker: { column: who }\n  heldOn: { column: day }\n",
    );
    const { documents } = readFile(bytes('2031\tAna Ruiz\tHe said "no\n2032\tLi Na\tYes\n'), { fileName: "a.tsv", collection });
    expect(documents.map((one) => [one.draft.text, one.draft.speeches[0]?.givenOn?.precision])).toEqual([
      ['He said "no', "YEAR"],
      ["Yes", "YEAR"],
    ]);
  });

  test("fields from the file name, also where the pattern only chooses a value", () => {
    const collection = settings(
      "name: a\nkind: speeches\nfields:\n  heldOn: { fileName: '^(\\d{4})_' }\n  speaker: { fileName: '^\\d{4}_(.+)_[a-z]+\\.txt$', as: name }\n  title: [{ fileName: '_x\\.txt$', value: X }, { value: Y }]\n",
    );
    const draft = readDocument(bytes("My friends, I thank you."), { fileName: "1850_chester_a_arthur_r.txt", collection });
    expect(draft.speeches[0]?.speaker?.value).toBe("Chester A. Arthur");
    expect(draft.speeches[0]?.givenOn).toMatchObject({ date: "1850-01-01", precision: "YEAR", basis: "METADATA" });
    expect(draft.title?.value).toBe("Y");
    expect(draft.kindReason).toBe("collection.yaml");
  });
});

describe("rows", () => {
  const collection = settings(
    "name: a\nkind: notices\nphrases: [the three clears]\nfields:\n  id: { column: id }\n  publishedOn: { column: date }\n  title: { column: title }\n  url: { column: url }\n  text: { column: body.words }\n",
  );
  const rows = [
    {
      id: "n-1",
      date: "2031-05-06",
      title: "On tides",
      url: "https://example.org/1",
      body: { words: "Yesterday the Harbour Council held a meeting.\n\nAna Ruiz presided over the meeting." },
    },
    {
      id: "n-2",
      date: "2031-05-07",
      title: "会议",
      url: "https://example.org/2",
      body: { words: "滨海市档案局5日召开座谈会。局长沈若兰主持会议，强调要守住底线。" },
    },
  ];

  test.each([
    ["lines of JSON", "a.jsonl", rows.map((row) => JSON.stringify(row)).join("\n")],
    ["a JSON list", "a.json", JSON.stringify(rows, null, 2)],
  ])("each row of %s can be read again from its bytes and hints", (_, fileName, source) => {
    const { documents, problems } = readFile(bytes(source), { fileName, collection, phrases: ["tidal wisdom"] });
    expect(problems).toEqual([]);
    expect(documents.map((one) => one.place)).toEqual([`${fileName}#n-1`, `${fileName}#n-2`]);
    for (const document of documents) {
      const stored = JSON.parse(JSON.stringify(document.hints));
      const again = readFile(document.bytes, { ...stored, collection: JSON.parse(JSON.stringify(collection)) });
      expect(again.documents).toEqual([document]);
    }
  });

  test("rows of a table can be read again, too", () => {
    const table = settings("name: a\nfields:\n  text: { column: words }\n  id: { column: no }\n");
    const { documents } = readFile(bytes('no,words\n7,"The council met, and rose."\n8,Again it met.\n'), {
      fileName: "x/a.csv",
      collection: table,
    });
    for (const document of documents)
      expect(readFile(document.bytes, { ...document.hints, fileName: "x/a.csv", collection: table }).documents).toEqual([document]);
    expect(documents.map((one) => one.row)).toEqual([1, 2]);
  });

  test("values of columns have no span and say where they stood", () => {
    const draft = readFile(bytes(JSON.stringify(rows[0])), { fileName: "a.jsonl", collection }).documents[0]?.draft;
    expect(draft?.title).toMatchObject({ value: "On tides", span: null, method: "column title" });
    expect(draft?.meeting?.heldOn).toMatchObject({ date: "2031-05-05", basis: "PUBLICATION_DAY" });
  });
});

describe("what a document is taken for without a collection", () => {
  const kindOf = (text: string, fileName = "a.txt") => readDocument(bytes(text), { fileName }).kind;

  test("prose of a meeting is a notice", () => expect(kindOf(notice)).toBe(DocumentKind.NOTICE));
  test("a greeted audience makes a speech", () =>
    expect(kindOf(`Fellow members of the guild:\n\n${"We have come far this year, and I thank you. ".repeat(30)}`)).toBe(
      DocumentKind.SPEECH,
    ));
  test("a list of those present and a chair make minutes", () =>
    expect(
      kindOf("MINUTES of the meeting of the Quay Board\n\nPRESENT: Ana Ruiz, Per Olsen\n\nIN THE CHAIR: Ana Ruiz\n\n1. Dredging\nAgreed."),
    ).toBe(DocumentKind.MINUTES));
  test("chapters and articles make a study text", () =>
    expect(
      kindOf("第一章 总则\n\n第一条 为了守护灯塔，制定本规则。\n\n第二条 灯塔归全市所有。\n\n第二章 守护\n\n第三条 守护人由议会选出。\n"),
    ).toBe(DocumentKind.STUDY_TEXT));
  test("and the reason is said", () => expect(readDocument(bytes(notice), { fileName: "a.txt" }).kindReason).not.toBe(""));
});
