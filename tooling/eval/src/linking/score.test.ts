import { linkText } from "@lectern/linking";
import type { Link } from "@lectern/schema";
import { expect, test } from "vitest";
import { labelPair } from "./bom.js";
import { dcCatalogue, labelParagraph } from "./dc.js";
import { belowBars } from "./evaluate.js";
import type { LabelledText } from "./labelled-text.js";
import { labelItem, lawCatalogue } from "./lawbench.js";
import { labelUnrelated } from "./negative.js";
import { emptyScores, scoreText } from "./score.js";
import { labelTalk, sameQuotation, sameWords } from "./spurgeon.js";
import { labelQuote } from "./zh-classics.js";

function link(start: number, end: number, work: string, locators: string[], rest: Partial<Link> = {}): Link {
  const targets = locators.map((locator) => ({ work, locator }));
  const given = { start, end, methods: ["CITATION"], state: "RESOLVED", work, printedTitle: null, printedLocator: null, locator: null };
  return { ...given, targets, candidates: [], score: 1, fidelity: null, reason: "", ...rest } as Link;
}

function counts(labelled: LabelledText, links: Link[], name: string) {
  const scores = emptyScores([name]);
  const mistakes = scoreText(scores, labelled, links);
  return { ...scores.get(name), mistakes: mistakes.filter(({ measures }) => measures.includes(name)).map(({ kind }) => kind) };
}

const paragraph = labelParagraph(
  {
    id: "p",
    section: "1-102",
    text: "See § 1-101(a), D.C. Law 2-7, this chapter and § 9-999.",
    cites: [
      { start: 4, end: 14, surface: "§ 1-101(a)", doc: "D.C. Code", path: "§1-101|(a)" },
      { start: 16, end: 28, surface: "D.C. Law 2-7", doc: "D.C. Law 2-7", path: "" },
      { start: 30, end: 42, surface: "this chapter", doc: "D.C. Code", path: "1|1" },
    ],
  },
  [{ id: "p", start: 47, end: 54 }],
);

test("finds a citation of a section whatever its subsection, and counts what has no number apart", () => {
  const found = [
    link(4, 11, "D.C. Code", ["§ 1-101"], { printedLocator: "1-101" }),
    link(16, 28, "D.C. Law 2-7", [], { printedTitle: "D.C. Law 2-7" }),
  ];
  found[1] = { ...(found[1] as Link), targets: [{ work: "D.C. Law 2-7", locator: null }] };
  expect(counts(paragraph, found, "code-and-law")).toMatchObject({ tp: 2, fp: 0, fn: 0 });
  expect(counts(paragraph, found, "contextual")).toMatchObject({ tp: 0, fp: 0, fn: 1 });
  expect(counts(paragraph, found, "all")).toMatchObject({ tp: 2, fp: 0, fn: 1 });
});

test("counts a wrong section as missed and false, and a neutral place neither way", () => {
  const wrong = [
    link(4, 11, "D.C. Code", ["§ 1-102"], { printedLocator: "1-102" }),
    link(47, 54, "D.C. Code", ["§ 9-999"], { printedLocator: "9-999" }),
  ];
  expect(counts(paragraph, wrong, "code-and-law")).toMatchObject({ tp: 0, fp: 1, fn: 2, mistakes: ["missed", "missed", "false"] });
});

test("wants the division that the publisher names by its path", () => {
  const cited = { start: 0, end: 20, surface: "Chapter 3 of Title 2", doc: "D.C. Code", path: "2|3" };
  const labelled = labelParagraph(
    { id: "q", section: "1-101", text: "Chapter 3 of Title 2 and Chapter 3A of Title 2", cites: [cited] },
    [],
  );
  const catalogue = dcCatalogue(
    [
      ["1-101", "Lamps."],
      ["2-301", "Oil."],
    ],
    [],
  );
  expect(counts(labelled, linkText(labelled.text, catalogue), "contextual")).toMatchObject({ tp: 1, fp: 1, fn: 0 });
});

test("scores what the engine makes of a code and its laws", () => {
  const catalogue = dcCatalogue([["1-101", "Lamps."]], [["D.C. Law 2-7", "Lamp Act of 1977"]]);
  expect(counts(paragraph, linkText(paragraph.text, catalogue), "code-and-law")).toMatchObject({ tp: 2, fp: 0, fn: 0 });
});

const verses = ["A 1:1", "B 1:1"]
  .map((locator) => ({ work: "Bible", locator, text: "The lamp burns." }))
  .concat([{ work: "Bible", locator: "C 1:1", text: "Else." }]);

test("takes a verse with the same words for the verse, wants all verses of a citation, and misses what is ambiguous", () => {
  const talk = { id: "t", quote: "The lamp burns.", citation: "A 1:1-2", gold: ["A 1:1", "A 1:2"], body: "More." };
  const [citation, quotation, marked] = labelTalk(talk, sameWords(verses)) as [LabelledText, LabelledText, LabelledText];
  expect(counts(citation, [link(0, 7, "Bible", ["A 1:1", "A 1:2"])], "citation")).toMatchObject({ tp: 1, fp: 0 });
  expect(counts(citation, [link(0, 7, "Bible", ["A 1:1"])], "citation")).toMatchObject({ tp: 0, fp: 1, fn: 1 });
  expect(counts(quotation, [link(0, 15, "Bible", ["B 1:1"])], "quotation")).toMatchObject({ tp: 1, fp: 0 });
  const several = link(0, 15, "Bible", [], {
    state: "AMBIGUOUS" as Link["state"],
    candidates: verses.map(({ work, locator }) => ({ work, locator })),
  });
  expect(counts(quotation, [several], "quotation")).toMatchObject({ tp: 0, fp: 0, fn: 1, ambiguous: 1 });
  expect(counts(marked, [link(19, 23, "Bible", ["A 1:1"])], "marked")).toMatchObject({ tp: 0, fp: 0, fn: 1 });
});

test("counts the first target of a reused verse, and any link of one that is no reuse", () => {
  const pair = { speech_ref: "X 1:1", speech_text: "The lamp burns.", gold_ref: "A 1:1", reuse: true };
  const same = sameWords(verses);
  expect(counts(labelPair(pair, same), [link(0, 9, "Bible", ["A 1:1", "C 1:1"])], "verse")).toMatchObject({ tp: 1, fp: 0 });
  expect(counts(labelPair(pair, same), [link(0, 9, "Bible", ["C 1:1", "A 1:1"])], "verse")).toMatchObject({ tp: 0, fp: 1, fn: 1 });
  expect(counts(labelPair({ ...pair, reuse: false }, same), [link(0, 9, "Bible", ["C 1:1"])], "negative")).toMatchObject({ fp: 1 });
});

test("wants the article of a verified citation, in any version with its text", () => {
  const laws = ["a", "b", "c"].map((law, i) => [law, "灯港法", `200${i}-01-01`]);
  const articles = laws.map(([law = ""]) => ({ law, article: "第一条", text: "守灯。" }));
  const { works, passages } = lawCatalogue(laws, articles);
  expect(works.map(({ work, version }) => [work, version])).toEqual(laws.map(([, title, date]) => [title, date]));
  expect(passages[1]).toMatchObject({ work: "灯港法", version: "2001-01-01", locator: "第一条", passage: "b#第一条" });
  const item = {
    id: "i",
    text: "灯港法第一条规定守灯。另见第二条。",
    citations: [{ start: 0, end: 6, candidates: [{ law: "a", article: "第一条" }] }],
    verified: [
      { law: "a", article: "第一条" },
      { law: "a", article: "第一条" },
    ],
  };
  const [citation, recital] = labelItem(item, (wanted, given) => wanted === given || given === "b#第一条") as [LabelledText, LabelledText];
  const to = (passage: string): Link => ({ ...link(0, 6, "灯港法", []), targets: [{ work: "灯港法", locator: "第一条", passage }] });
  expect(counts(citation, [to("b#第一条"), link(13, 16, "灯港法", ["第二条"])], "citation")).toMatchObject({ tp: 1, fp: 0, fn: 0 });
  expect(counts(citation, [to("c#第一条")], "citation")).toMatchObject({ tp: 0, fp: 1, fn: 1 });
  expect(recital.text.text).toBe("规定守灯。另见第二条。");
});

test("takes a verse with all words of the quotation, in one run, for as right as the labelled one", () => {
  const isSame = sameQuotation([
    { work: "Bible", locator: "A 1:1", text: "And the lamp burns, saith he." },
    { work: "Bible", locator: "B 1:1", text: "The lamp burns low." },
    { work: "Bible", locator: "C 1:1", text: "The lamp of the house burns." },
  ]);
  expect(isSame("The lamp burns! [or, shines]")("A 1:1", "B 1:1")).toBe(true);
  expect(isSame("The lamp burns")("A 1:1", "C 1:1")).toBe(false);
  expect(isSame("Lamps burn")("A 1:1", "B 1:1")).toBe(false);
});

test("takes the words that recite an article from the answer, where the question has none", () => {
  const item = {
    id: "i",
    text: "灯港法第一条的内容是什么？",
    speech: "守灯者当于日落之前点亮灯火。",
    citations: [{ start: 0, end: 6, candidates: [{ law: "a", article: "第一条" }] }],
    verified: [{ law: "a", article: "第一条" }],
  };
  expect(labelItem(item, (wanted, given) => wanted === given)[1]?.text.text).toBe(item.speech);
});

test("wants any poem that holds a verse, and no link for a lost one", () => {
  const quote = { work: "论", locator: "1", quote: "守灯待旦", gold: ["风/一", "雅/二"] };
  expect(counts(labelQuote(quote), [link(0, 4, "诗", ["雅/二"])], "all")).toMatchObject({ tp: 1, fp: 0, fn: 0 });
  expect(counts(labelQuote({ ...quote, gold: [] }), [link(0, 4, "诗", ["雅/二"])], "all")).toMatchObject({ tp: 0, fp: 1, fn: 0 });
});

test("counts a paragraph of the control once, however many false links it has", () => {
  expect(
    counts(labelUnrelated({ id: "n", text: "Nothing." }), [link(0, 3, "Bible", ["A 1:1"]), link(4, 7, "Bible", ["C 1:1"])], "paragraphs")
      .fp,
  ).toBe(1);
});

test("names what is below its bar", () => {
  const measures = { m: { tp: 9, fp: 1, fn: 1, precision: 0.9, recall: 0.9, f1: 0.9, ambiguous: 0, of: 100 } };
  expect(belowBars(measures, { m: { recall: 0.9, falseShare: 0.01 } })).toEqual([]);
  expect(belowBars(measures, { m: { f1: 0.95, falseShare: 0.001 }, other: {} })).toHaveLength(3);
});
