import { ProblemCode } from "@lectern/schema/kind";
import { describe, expect, test } from "vitest";
import { parseCollection } from "../collection/parse-collection.js";
import { readFile } from "../read-file.js";
import type { ReadResult } from "../read-types.js";

function read(source: string, fileName: string, yaml?: string): ReadResult {
  const parsed = yaml ? parseCollection(yaml, "collection.yaml") : null;
  if (parsed && "problems" in parsed) throw new Error(parsed.problems.map((one) => one.message).join("\n"));
  return readFile(new TextEncoder().encode(source), { fileName, collection: parsed?.settings });
}

function passagesOf({ documents }: ReadResult) {
  const draft = documents[0]?.draft;
  return draft?.studyText?.passages.map((passage) => [passage.locator, passage.levels, draft.text.slice(...passage.span)]);
}

const charter = `Charter of the Town

Made in the year of the great tide.

Preamble

We who live by the sea set down these rules.

Chapter I. Of the Harbour

Article 1. The harbour belongs to the town.

It may not be sold.

Article 2. Boats are counted
every spring.

[Amended 1931]

Chapter II. Of the Lights

Article 3. Every light has a keeper.

Appendix

None of this is law.
`;

const charterSettings = `name: charter
kind: study-text
studyText:
  title: Charter of the Town
  aliases: [the Charter]
  publishedOn: 1921-03-01
  divide:
    by: headings
    from: '^Preamble$'
    until: '^Appendix'
    levels:
      - { level: chapter, heading: '^(Preamble)$' }
      - { level: chapter, heading: '^Chapter ([IVXLC]+)\\.? *(.*)$' }
      - { level: article, heading: '^Article (\\d+)\\. ', runsThrough: true }
    skip: '^\\[Amended'
`;

describe("a study text divided by headings", () => {
  const result = read(charter, "charter.txt", charterSettings);

  test("has passages with the locators they are cited by", () => {
    expect(passagesOf(result)).toEqual([
      ["Preamble", { chapter: "Preamble" }, "We who live by the sea set down these rules."],
      ["Article 1, paragraph 1", { chapter: 1, article: 1, paragraph: 1 }, "The harbour belongs to the town."],
      ["Article 1, paragraph 2", { chapter: 1, article: 1, paragraph: 2 }, "It may not be sold."],
      ["Article 2", { chapter: 1, article: 2 }, "Boats are counted\nevery spring."],
      ["Article 3", { chapter: 2, article: 3 }, "Every light has a keeper."],
    ]);
    expect(result.problems).toEqual([]);
  });

  test("has sections with number, heading and parent", () => {
    const sections = result.documents[0]?.draft.studyText?.sections.map(({ parent, level, number, heading }) => [
      parent,
      level,
      number,
      heading,
    ]);
    expect(sections).toEqual([
      [null, "CHAPTER", "Preamble", "Preamble"],
      [null, "CHAPTER", 1, "Of the Harbour"],
      [1, "ARTICLE", 1, null],
      [1, "ARTICLE", 2, null],
      [null, "CHAPTER", 2, "Of the Lights"],
      [4, "ARTICLE", 3, null],
    ]);
  });

  test("has its title, aliases and day of publication", () => {
    const draft = result.documents[0]?.draft;
    expect(draft?.studyText).toMatchObject({ title: { value: "Charter of the Town" }, aliases: ["the Charter"] });
    expect(draft?.publishedOn).toMatchObject({ value: "1921-03-01" });
    expect(draft?.publishedOn?.precision).toBeUndefined();
  });

  test("keeps its headings as they are printed", () => {
    expect(result.documents[0]?.draft.studyText?.sections.map((section) => section.printed)).toEqual([
      "Preamble",
      "Chapter I. Of the Harbour",
      "Article 1.",
      "Article 2.",
      "Chapter II. Of the Lights",
      "Article 3.",
    ]);
  });

  test("can take the whole of a section as one passage, and a locator of one's own making", () => {
    const yaml = charterSettings.replace("    levels:", "    passages: sections\n    locator: 'Art. {article}'\n    levels:");
    expect(passagesOf(read(charter, "charter.txt", yaml))?.map(([locator]) => locator)).toEqual(["Preamble", "Art. 1", "Art. 2", "Art. 3"]);
  });
});

describe("a Chinese law", () => {
  const law =
    "# 滨海市灯塔条例\n\n2031年3月1日通过\n\n## 第一章 总则\n\n第一条 为了守护灯塔，制定本条例。\n\n第二条 灯塔归全市所有。\n\n任何人不得损坏。\n\n## 第二章 守护\n\n第二条之一 守护人由议会选出。\n";

  test("is divided by chapter and article where nothing says how", () => {
    const result = read(law, "law.md");
    expect(result.documents[0]?.draft.title?.value).toBe("滨海市灯塔条例");
    expect(passagesOf(result)).toEqual([
      ["第一条", { chapter: 1, article: 1 }, "为了守护灯塔，制定本条例。"],
      ["第二条", { chapter: 1, article: 2 }, "灯塔归全市所有。\n\n任何人不得损坏。"],
      ["第二条之一", { chapter: 2, article: "2-1" }, "守护人由议会选出。"],
    ]);
  });
});

describe("a study text from rows", () => {
  const yaml =
    "name: verses\nkind: study-text\ncolumns: [ref, text]\nstudyText:\n  title: Songs of the Isles\n  divide:\n    by: rows\n    locator: ref\n    text: text\n    pattern: '^(?<book>.+) (?<chapter>\\d+):(?<verse>\\d+)$'\n";

  test("is one document; rows are its passages, and their books and chapters its sections", () => {
    const result = read(
      "1 Tides 1:1\tThe sea came.\n1 Tides 1:2\tIt went.\n1 Tides 2:1\tIt came again.\nLights 1:1\tLet it burn.\n",
      "songs.tsv",
      yaml,
    );
    expect(passagesOf(result)?.map(([locator, levels]) => [locator, levels])).toEqual([
      ["1 Tides 1:1", { book: "1 Tides", chapter: 1, verse: 1 }],
      ["1 Tides 1:2", { book: "1 Tides", chapter: 1, verse: 2 }],
      ["1 Tides 2:1", { book: "1 Tides", chapter: 2, verse: 1 }],
      ["Lights 1:1", { book: "Lights", chapter: 1, verse: 1 }],
    ]);
    expect(result.documents[0]?.draft.studyText?.sections.map(({ parent, level, number }) => [parent, level, number])).toEqual([
      [null, "BOOK", "1 Tides"],
      [0, "CHAPTER", 1],
      [0, "CHAPTER", 2],
      [null, "BOOK", "Lights"],
      [3, "CHAPTER", 1],
    ]);
  });

  test("names the row whose locator does not fit, and both places of one that stands twice", () => {
    const { documents, problems } = read("Tides 1:1\tOne.\nTides\tTwo.\nTides 1:1\tThree.\n", "songs.tsv", yaml);
    expect(problems).toMatchObject([{ code: ProblemCode.MISSING_FIELD, row: 2, line: 2 }, { code: ProblemCode.DUPLICATE_LOCATOR }]);
    expect(problems[1]?.message).toMatch(/"Tides 1:1" stands at row 1 and again at row 3/);
    expect(new Set(documents[0]?.draft.studyText?.passages.map((passage) => passage.locator)).size).toBe(2);
  });
});

describe("a study text from JSON", () => {
  const yaml =
    "name: sayings\nkind: study-text\nstudyText:\n  title: Sayings\n  divide:\n    by: json\n    levels:\n      - { level: chapter, heading: chapter, items: paragraphs }\n      - { level: paragraph }\n";

  test("takes lists within lists; an object is a list of one", () => {
    const list = JSON.stringify([{ chapter: "On Rain", paragraphs: ["It falls.", "It stops."] }]);
    expect(passagesOf(read(list, "s.json", yaml))).toEqual([
      ["On Rain, paragraph 1", { chapter: 1, paragraph: 1 }, "It falls."],
      ["On Rain, paragraph 2", { chapter: 1, paragraph: 2 }, "It stops."],
    ]);
    expect(passagesOf(read(JSON.stringify({ chapter: "论雨", paragraphs: ["雨落。"] }), "s.json", yaml))).toEqual([
      ["论雨第一段", { chapter: 1, paragraph: 1 }, "雨落。"],
    ]);
  });

  test("names what is not as the settings say", () => {
    const { problems } = read(JSON.stringify([{ chapter: "On Rain", paragraphs: "It falls." }]), "s.json", yaml);
    expect(problems).toMatchObject([{ code: ProblemCode.MISSING_FIELD }]);
    expect(problems[0]?.message).toContain("[0].paragraphs");
  });
});

test("a text without divisions has its paragraphs as passages", () => {
  const result = read("One rule.\n\nAnother rule.\n", "rules.txt", "name: rules\nkind: study-text\nstudyText: { title: Rules }\n");
  expect(passagesOf(result)?.map(([locator]) => locator)).toEqual(["paragraph 1", "paragraph 2"]);
});

test("a text without settings has its preamble and its amendments beside its articles", () => {
  const source = `Charter of the Quay

Preamble

We who live by the sea set down these rules for all who come after us and land here.

Article I

Section 1

The quay belongs to the town, and nobody may sell it, or lend it for longer than a year.

Section 2

Boats are counted every spring by the keeper of the quay.

Article II

The keeper is chosen by all who own a boat.

Amendments

These were added in later years.

Amendment I

The keeper serves for three years.

Amendment II

Section 1

Boats are counted in autumn as well.

Section 2

That counting begins with the next year.
`;
  const result = read(source, "charter.txt");
  expect(result.problems).toEqual([]);
  expect(passagesOf(result)?.map(([locator, levels]) => [locator, levels])).toEqual([
    ["Preamble", { article: "Preamble" }],
    ["Article I, Section 1", { article: 1, section: 1 }],
    ["Article I, Section 2", { article: 1, section: 2 }],
    ["Article II", { article: 2 }],
    ["Amendments", { part: "Amendments" }],
    ["Amendment I", { part: "Amendments", article: 1 }],
    ["Amendment II, Section 1", { part: "Amendments", article: 2, section: 1 }],
    ["Amendment II, Section 2", { part: "Amendments", article: 2, section: 2 }],
  ]);
});
