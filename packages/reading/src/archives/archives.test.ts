import { ProblemCode } from "@lectern/schema/kind";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readAnyFile } from "../read-any-file.js";

const read = (bytes: Uint8Array, fileName: string) => readAnyFile(bytes, { fileName });
const zip = (files: Record<string, string | Uint8Array>) =>
  zipSync(
    Object.fromEntries(Object.entries(files).map(([name, content]) => [name, typeof content === "string" ? strToU8(content) : content])),
  );

const letter = [
  "From: =?utf-8?B?QW5hIFJ1aXo=?= <ana@x.example>",
  "Subject: =?gb2312?B?u+HS6c2o1qo=?=",
  "Date: Wed, 4 May 2031 23:30:00 -0800",
  "MIME-Version: 1.0",
  "Content-Type: multipart/mixed; boundary=b",
  "",
  "--b",
  "Content-Type: text/plain; charset=gb2312",
  "Content-Transfer-Encoding: base64",
  "",
  "u+HS6dXZv6qhow==",
  "--b",
  'Content-Type: application/octet-stream; name="../minutes.txt"',
  'Content-Disposition: attachment; filename="../minutes.txt"',
  "",
  "The council met on 3 May 2031.",
  "--b",
  "Content-Type: image/png; name=x.png",
  "Content-Disposition: attachment; filename=x.png",
  "",
  "x",
  "--b--",
  "",
].join("\r\n");

describe("mail", () => {
  test("is its text, with subject and the sender's day, and its attachments", async () => {
    const { documents, problems } = await read(strToU8(letter), "a.eml");
    expect(problems).toEqual([]);
    expect(documents.map(({ place, draft }) => [place, draft.text.trim()])).toEqual([
      ["a.eml", "会议召开。"],
      ["a.eml#minutes.txt", "The council met on 3 May 2031."],
    ]);
    expect(documents[0]?.draft).toMatchObject({ title: { value: "会议通知" }, publishedOn: { value: "2031-05-04" } });
  });

  test("in a mailbox is a document for each message", async () => {
    const mailbox = `From ana@x Wed May  4 09:30:00 2031\nSubject: One\n\nFirst.\n>From here on.\n\nFrom li@x Thu May  5 09:30:00 2031\nSubject: Two\n\nSecond.\n`;
    const { documents } = await read(strToU8(mailbox), "a.mbox");
    expect(documents.map(({ place, draft }) => [place, draft.title?.value, draft.text])).toEqual([
      ["a.mbox#1.eml", "One", "First.\nFrom here on."],
      ["a.mbox#2.eml", "Two", "Second."],
    ]);
  });

  test("nested deeper than any letter is bounded", async () => {
    const start = performance.now();
    const deep = Array.from({ length: 5000 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join("");
    await read(strToU8(`Subject: x\r\nMIME-Version: 1.0\r\n${deep}\r\nx`), "a.eml");
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe("an archive of files", () => {
  const rows = '{"id":"7","text":"The council met."}\n{"id":"8","text":"It rose."}';

  test("is every file of a format that is read, each with its place and its own bytes", async () => {
    const bytes = zip({ "2031/a.txt": "One.", "rows.jsonl": rows, "x.png": "x", "__MACOSX/._a.txt": "x", "../b.md": "# Two" });
    const { documents, problems } = await read(bytes, "all.zip");
    expect(problems).toEqual([]);
    expect(documents.map(({ place, draft }) => [place, draft.text])).toEqual([
      ["all.zip#b.md", "Two"],
      ["all.zip#2031/a.txt", "One."],
      ["all.zip#rows.jsonl/7", "The council met."],
      ["all.zip#rows.jsonl/8", "It rose."],
    ]);
    for (const { bytes: own, hints, draft } of documents) {
      const again = await readAnyFile(own, { fileName: "x", ...hints });
      expect(again.documents[0]?.draft).toEqual(draft);
    }
  });

  test("has problems of its own files, which stop no other", async () => {
    const { documents, problems } = await read(zip({ "a.json": "{", "b.txt": "Fine." }), "all.zip");
    expect(documents).toHaveLength(1);
    expect(problems).toMatchObject([{ code: ProblemCode.BAD_JSON }]);
    expect(problems[0]?.message).toContain("all.zip/a.json");
  });

  test("without anything to read, and one that is locked or broken, say so", async () => {
    expect((await read(zip({ "x.png": "x" }), "a.zip")).problems).toMatchObject([{ code: ProblemCode.NO_DOCUMENT }]);
    const locked = zip({ "a.txt": "x" });
    locked[6] = (locked[6] ?? 0) | 1;
    expect((await read(locked, "a.zip")).problems).toMatchObject([{ code: ProblemCode.ENCRYPTED }]);
    expect((await read(zip({ "a.txt": "x" }).subarray(0, 40), "a.zip")).problems).toMatchObject([{ code: ProblemCode.DAMAGED }]);
  });

  test("that is a bomb, and archives within archives without end, are not opened", async () => {
    const zeros = zipSync({ "a.txt": [new Uint8Array(210 * 1024 * 1024), { level: 1 }] });
    expect((await read(zeros, "a.zip")).problems).toMatchObject([{ code: ProblemCode.UNSAFE }]);
    let nested = zip({ "a.txt": "x" });
    for (let i = 0; i < 6; i++) nested = zip({ "a.zip": nested });
    expect((await read(nested, "a.zip")).problems).toMatchObject([{ code: ProblemCode.UNSAFE }]);
  });

  test("whose names are Chinese of an old system has them readable", async () => {
    const bytes = zip({ "xxxxxxxx.txt": "会议召开。" });
    const name = Uint8Array.of(0xbb, 0xe1, 0xd2, 0xe9, 0xcd, 0xa8, 0xd6, 0xaa);
    const at = (from: number) => Buffer.from(bytes).indexOf("xxxxxxxx", from);
    for (let i = at(0); i !== -1; i = at(i + 8)) bytes.set(name, i);
    const { documents } = await read(bytes, "a.zip");
    expect(documents[0]?.place).toBe("a.zip#会议通知.txt");
  });
});
