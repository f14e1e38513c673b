import { readFileSync } from "node:fs";
import type { Link } from "@lectern/schema";
import { expect, test } from "vitest";
import type { LabelledText } from "./labelled-text.js";
import { halfOf } from "./own/documents.js";
import { labelOf, type OwnLabel } from "./own.js";
import { emptyScores, scoreText } from "./score.js";

const label: OwnLabel = { start: 0, end: 12, kind: "marked", work: "charter", locators: ["Article 1"], fidelity: "VERBATIM" };

function score(own: OwnLabel, link: Partial<Link>) {
  const scores = emptyScores(["marked, first", "citation, first", "fidelity, first"]);
  const text: LabelledText = { id: "t", text: { text: "x".repeat(40) }, labels: [labelOf(own, "first")], neutral: [], falseIn: () => [] };
  const found = {
    start: 2,
    end: 9,
    state: "RESOLVED",
    work: "charter",
    targets: [],
    fidelity: null,
    reason: "",
    ...link,
  } as unknown as Link;
  scoreText(scores, text, [found]);
  return scores;
}

test("wants the passage that is meant, and its fidelity of the links that are right alone", () => {
  const right = score(label, { targets: [{ work: "charter", locator: "Article 1" }], fidelity: "ELIDED" as Link["fidelity"] });
  expect(right.get("marked, first")).toMatchObject({ tp: 1, fn: 0 });
  expect(right.get("fidelity, first")).toMatchObject({ tp: 0, fp: 1 });
  const wrong = score(label, { targets: [{ work: "charter", locator: "Article 2" }], fidelity: "VERBATIM" as Link["fidelity"] });
  expect(wrong.get("marked, first")).toMatchObject({ tp: 0, fn: 1 });
  expect(wrong.get("fidelity, first")).toMatchObject({ tp: 0, fp: 0 });
});

test("takes the work as a whole only where no place is printed", () => {
  const whole = { targets: [{ work: "charter", locator: null }] };
  const { fidelity: _, ...citation } = { ...label, kind: "citation" as const };
  expect(score(citation, whole).get("citation, first")).toMatchObject({ tp: 0, fn: 1 });
  expect(score({ ...citation, broad: true }, whole).get("citation, first")).toMatchObject({ tp: 1, fn: 0 });
});

test("has labels of at least 300 links in both halves, each with a place of its own in its document", () => {
  const file = new URL("../../labels/links.jsonl", import.meta.url);
  const texts = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { id: string; links: OwnLabel[] });
  const halves = Map.groupBy(texts, ({ id }) => halfOf(id));
  const count = (of: typeof texts): number => of.reduce((sum, { links }) => sum + links.length, 0);
  expect(count(texts)).toBeGreaterThanOrEqual(300);
  for (const half of ["first", "second"] as const) expect(count(halves.get(half) ?? [])).toBeGreaterThanOrEqual(100);
  for (const { links } of texts) {
    for (const { start, end } of links) expect(end).toBeGreaterThan(start);
    expect(new Set(links.map(({ start }) => start)).size).toBe(links.length);
  }
});
