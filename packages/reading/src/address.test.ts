import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readDocument } from "./read-file.js";

const body = "滨海市档案局召开会议。\n局长沈若兰主持会议并讲话。\n会议研究了修缮灯塔等事项。\n会议强调安全。\n会议通过预算。\n会议结束。";
const urlOf = (text: string, fileName = "a.txt") => {
  const draft = readDocument(new TextEncoder().encode(text), { fileName });
  if (draft.url?.span) expect(draft.text.slice(...draft.url.span)).toBe(draft.url.value);
  return draft.url;
};
const address = "https://quay.example/2031/a.html?id=7";

describe("the address that a text gives as its own is the address of the source", () => {
  test.each([
    [`${body}\n\n查看原文：${address}`],
    [`${body}\n原文链接: ${address}\n`],
    [`原文链接：${address}\n\n${body}`],
    [`${body}\n\nOriginal: ${address}\nEditor: Wren`],
    [`${body}\n\nSource: <${address}>.\n`],
    [`[Original file](${address})\n\n${body}`],
    [`${body}\n查看原文：${address}\n查看原文：${address}`],
  ])("%j", (text) => {
    expect(urlOf(text)).toMatchObject({ value: address, method: "line of the address", span: [text.indexOf(address), expect.any(Number)] });
  });

  test("from front matter, which comes before a line", () => {
    expect(urlOf(`---\nurl: ${address}\n---\n${body}\n\n原文：https://quay.example/other`, "a.md")).toMatchObject({
      value: address,
      span: null,
      method: "front matter url",
    });
    expect(urlOf(`---\nurl: notes/7\n---\n${body}`, "a.md")).toBeNull();
  });

  test("from the link of a Markdown page, whose text does not show it", () => {
    expect(urlOf(`${body}\n\n[查看原文](${address})\n`, "a.md")).toMatchObject({
      value: address,
      span: null,
      method: "link to the original",
    });
  });

  test("in the notices that have such a line", ({ skip }) => {
    const folder = new URL("../../../../shared/corpora/notices/", import.meta.url);
    if (!existsSync(folder)) skip("the notices of ../shared are not here");
    const names = readdirSync(folder).filter((name) => name.endsWith(".txt"));
    const found = names.filter((name) => urlOf(readFileSync(new URL(name, folder), "utf8"), name));
    expect(found).toEqual(names.filter((name) => /^(?:xwlb|limerick)-/.test(name)));
  });
});

describe("a text that only mentions addresses has none", () => {
  test.each([
    ["within prose", `${body}\n详见 ${address} 的通知。`],
    ["within a sentence that speaks of a source", `${body}\nSource: the notice at ${address} says so.`],
    ["alone, without a word of what it is", `${body}\n${address}`],
    ["in the middle", `${body}\n原文：${address}\n${body}`],
    ["of its parts, each with its own", `甲\n查看原文：${address}\n乙\n查看原文：https://quay.example/2`],
    ["a note numbered among others", `${body}\n[1] Source: ${address}`],
  ])("%s", (_, text) => {
    expect(urlOf(text)).toBeNull();
  });
});
