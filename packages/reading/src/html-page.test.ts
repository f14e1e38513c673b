import { expect, test } from "vitest";
import { toHtmlPage } from "./html-page.js";
import { readDocument } from "./read-file.js";

const text = `On May 3, 2031, the <script>alert(1)</script> Harbour Board held a meeting. Ana Ruiz, director of the Board, said that "quay & crane" are <b>high</b>.
`;
const draft = readDocument(new TextEncoder().encode(text), { fileName: "notice.txt" });
const page = toHtmlPage(draft, `<img src=x onerror="alert(1)">.txt`);

test("escapes all that was printed, and holds no script and no address", () => {
  const tags = new Set([...page.matchAll(/<\/?([a-z0-9]+)/gu)].map(([, tag]) => tag));
  const known = "html meta title style header h1 p main section table tr th td a small article mark".split(" ");
  expect([...tags].filter((tag) => !known.includes(tag as string))).toEqual([]);
  expect(page).not.toMatch(/<[^>]*\son\w+=|https?:|url\(/u);
  expect(page).toContain("&#60;script&#62;");
  expect(page).toContain("default-src 'none'");
});

test("prints the text whole, and each value leads to a mark in it", () => {
  const article = page.slice(page.indexOf("<article"));
  const words = article.replaceAll(/<[^>]+>/gu, "").replaceAll(/&#(\d+);/gu, (_, code) => String.fromCharCode(Number(code)));
  expect(words.trim()).toBe(text.trim());
  const targets = [...page.matchAll(/href="#(v\d+)"/gu)].map(([, id]) => id);
  expect(targets.length).toBeGreaterThan(2);
  for (const id of targets) expect(page.split(` id="${id}"`).length).toBe(2);
});

test("marks sentences seen before with where they stood first", () => {
  const seen = toHtmlPage(draft, "b.txt", [{ span: [0, 20], first: "a.txt", day: "2030-01-01" }]);
  expect(seen).toMatch(/class="[^"]*seen[^"]*" title="[^"]*first in a.txt \(2030-01-01\)/u);
});
