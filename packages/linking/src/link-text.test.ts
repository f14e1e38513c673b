import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CitationMethod, CitationState, Fidelity } from "@lectern/schema/kind";
import { describe, expect, it } from "vitest";
import { buildCatalogue, type Catalogue } from "./catalogue.js";
import { findCitations } from "./citations/find-citations.js";
import { linkText } from "./link-text.js";
import { testCatalogue, textsOf } from "./testing.js";

const catalogue = testCatalogue();
const both = [CitationMethod.CITATION, CitationMethod.QUOTATION];

describe("a citation beside a quotation", () => {
  it("vouches for it, so that fewer words are enough", () => {
    const text = `${"They spoke of roofs and drains and of the price of coal. ".repeat(8)}The net is mended by patience, which “hurrieth not the tide” (1 Cor. 13:4).`;
    const links = linkText({ text }, catalogue);
    expect(links.map(({ methods }) => methods)).toEqual([both, both]);
    expect(links[0]?.targets[0]?.locator).toBe("1 Corinthians 13:4");
  });

  it("does not vouch for a few words without marks", () => {
    const padding = "They spoke of roofs and drains and of the price of coal. ".repeat(8);
    for (const text of ["Patience hurrieth not the tide, we read in 1 Cor. 13:4.", "《灯港法》第一条规定之后，守灯者不得擅离职守。"]) {
      expect(linkText({ text: padding + text }, catalogue).map(({ methods }) => methods)).toEqual([[CitationMethod.CITATION]]);
    }
  });

  it("is not swallowed by a quotation that it interrupts", () => {
    const text = "“He leadeth me by quiet channels,” writes the author of the Harbour Psalter, “and maketh me to anchor in deep water.”";
    const links = linkText({ text }, catalogue);
    expect(links.map((link) => [text.slice(link.start, link.end), link.fidelity])).toEqual([
      ["He leadeth me by quiet channels", Fidelity.VERBATIM],
      ["Harbour Psalter", null],
      ["and maketh me to anchor in deep water", Fidelity.VERBATIM],
    ]);
    expect(links[2]?.reason).toContain("part 2 of 2");
  });

  it("stays whole where another sentence quotes", () => {
    const padding = "They spoke of roofs and drains and of the price of coal. ".repeat(8);
    const text = `${padding}They keep the whole Harbour Psalter. To the few it says: “He leadeth me by quiet channels, and maketh me to anchor.”`;
    const links = linkText({ text }, catalogue);
    expect(links.map(({ targets }) => targets.map(({ locator }) => locator))).toEqual([[null], ["Psalms 23:2"]]);
  });

  it("is narrowed to the passage that is quoted", () => {
    const text = "As the Harbour Psalter has it: “He leadeth me by quiet channels, and maketh me to anchor in deep water.”";
    const [citation] = linkText({ text }, catalogue);
    expect(citation).toMatchObject({ methods: both, printedTitle: "Harbour Psalter", targets: [{ locator: "Psalms 23:2" }] });
    expect(citation?.reason).toContain("narrowed");
  });

  it("decides between works with the same words", () => {
    const text = "No rope shall lie across the quay after the evening bell has been rung twice.";
    expect(linkText({ text }, catalogue)[0]?.state).toBe(CitationState.AMBIGUOUS);
    const named = buildCatalogue(
      [
        { work: "a", title: "Quay Regulations", aliases: [] },
        { work: "b", title: "Pier Regulations", aliases: [] },
      ],
      ["a", "b"].map((work) => ({ work, locator: "Section 1", text })),
    );
    const links = linkText({ text: `Pier Regulations, section 1: ${text}` }, named);
    expect(links.map(({ work, state }) => [work, state])).toEqual([
      ["b", CitationState.RESOLVED],
      ["b", CitationState.RESOLVED],
    ]);
  });

  it("of another version is put to the version that is quoted", () => {
    const text = "《灯港法》第二条规定：“凡入港之船，皆应减速缓行，鸣笛示警，并悬挂识别旗帜。夜间尤应谨慎驾驶。”";
    const [citation] = linkText({ text, date: "2010-01-01" }, catalogue);
    expect(citation?.targets[0]?.version).toBe("2019");
  });
});

describe("every link", () => {
  it("lies in its text, prints words and stays inside its passages", () => {
    const random = randomNumbers(5);
    const pieces = [
      ...textsOf(catalogue).flatMap(({ text, locator }) => [text, text.slice(0, 60), text.slice(20), locator]),
      ...[
        "《守灯手册》第四卷",
        "§§ 1-101, 2-301",
        "John 3:16-18; 4:1",
        "“",
        "”",
        "《",
        "》",
        "...",
        "……",
        "\n\n",
        "😀",
        "ﬁ",
        "volume 2 of",
        "第",
        "the Charter",
        "\ud800",
        "《乌有》",
      ],
    ];
    for (let round = 0; round < 150; round++) {
      const text = Array.from({ length: 1 + Math.floor(random() * 12) }, () => pieces[Math.floor(random() * pieces.length)]).join(
        random() < 0.5 ? " " : "",
      );
      for (const link of linkText({ text }, catalogue)) {
        expect(link.start).toBeGreaterThanOrEqual(0);
        expect(link.end).toBeLessThanOrEqual(text.length);
        expect(text.slice(link.start, link.end).trim()).not.toBe("");
        expect(link.score).toBeGreaterThan(0);
        expect(link.score).toBeLessThanOrEqual(1);
        expect(link.reason).not.toMatch(/\n|^$/);
        if (link.state === CitationState.AMBIGUOUS) expect(link.candidates.length).toBeGreaterThan(0);
        for (const target of [...link.targets, ...link.candidates]) expectInside(catalogue, target);
      }
    }
  });
});

const shared = fileURLToPath(new URL("../../../../shared/linking/spurgeon-keyverse-kjv/", import.meta.url));

describe("real talks", () => {
  it("cite their verses in every printed form", (context) => {
    context.skip(!existsSync(shared), "the talks are in ../shared/linking, which is not there");
    const passages = readLines(`${shared}kjv.tsv`).map((line) => ({ work: "KJV", locator: line.split("\t")[0] ?? "", text: "" }));
    const bible = buildCatalogue([{ work: "KJV", title: "King James Bible", aliases: [] }], passages);
    const talks = readLines(`${shared}spurgeon.jsonl`).map((line) => JSON.parse(line) as { citation: string; gold: string[] });
    const missed = talks.filter(({ citation, gold }) => {
      const found = findCitations({ text: citation }, bible).flatMap(({ targets }) => targets.map(({ locator }) => locator));
      return found.length !== gold.length || !gold.every((locator) => found.includes(locator));
    });
    expect(missed.map(({ citation }) => citation)).toEqual([]);
  });
});

function expectInside(
  catalogue: Catalogue,
  target: { work: string; locator: string | null; version?: string; passageStart?: number; passageEnd?: number },
): void {
  if (target.passageStart === undefined || target.passageEnd === undefined) return;
  const passage = textsOf(catalogue).find(
    ({ work, locator, version }) => work === target.work && locator === target.locator && version === target.version,
  );
  expect(target.passageStart).toBeGreaterThanOrEqual(0);
  expect(target.passageEnd).toBeGreaterThan(target.passageStart);
  expect(target.passageEnd).toBeLessThanOrEqual(passage?.text.length ?? 0);
}

function readLines(path: string): string[] {
  return readFileSync(path, "utf8").trim().split("\n");
}

function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
