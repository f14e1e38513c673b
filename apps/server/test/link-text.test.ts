import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LinkingOverrun, TextLinker, TooManyTexts } from "../src/linking/text-linker.js";
import { type Data, openSampleArchive, type TestArchive } from "./test-archive.js";

let test: TestArchive;

beforeAll(async () => {
  test = await openSampleArchive();
});

afterAll(() => test.close());

const LINK = `query L($text: String!, $date: LocalDate, $language: String) { linkText(text: $text, date: $date, language: $language) {
  totalCount linkerVersion links { start end printed methods state title printedLocator score fidelity reason
    studyText { title } targets { locator passageStart passageEnd studyText { title } passage { text } }
    candidates { locator studyText { title } passage { id } } } } }`;

const SPEECH =
  "Friends, “Four quays make one harbour, as four legs make one table: the grain quay, the fish quay, the timber quay and the ferry quay.” " +
  "So says Article 23 of the Charter of the City of Ternhaven, in its way; the third volume of “The Ferryman's Ledger” says it too. 😀";

const link = async (text: string, more: object = {}) => test.ask(LINK, { text, ...more });

describe("linkText", () => {
  it("finds what a text that is handed in quotes and cites, with the words on both sides", async () => {
    const { data, errors } = await link(SPEECH, { date: "2023-05-04", language: "en" });
    expect(errors).toEqual([]);
    const { links } = data.linkText as { links: Data[] };
    expect(data.linkText.totalCount).toBe(links.length);
    for (const { start, end, printed } of links) expect(SPEECH.slice(start, end)).toBe(printed);

    const quotation = links.find(({ methods }) => methods.includes("QUOTATION"));
    expect(quotation).toMatchObject({ state: "RESOLVED", fidelity: "VERBATIM", studyText: { title: "Letters on the Harbour" } });
    const [{ passage, passageStart, passageEnd }] = quotation.targets;
    expect(passage.text.slice(passageStart, passageEnd)).toContain("as four legs make one table");

    expect(links.find(({ printedLocator }) => /23/.test(printedLocator ?? ""))).toMatchObject({
      state: "RESOLVED",
      targets: [{ locator: "Article 23" }],
    });
    expect(links.find(({ title }) => title === "The Ferryman's Ledger")).toMatchObject({
      state: "CITED_NOT_HELD",
      studyText: null,
      targets: [],
    });
  });

  it("stores nothing", async () => {
    const count = async () =>
      (
        await test.archive.database.query(
          "SELECT (SELECT count(*) FROM source) + (SELECT count(*) FROM citation) + (SELECT count(*) FROM outbox) AS n",
        )
      )[0];
    const before = await count();
    await link(SPEECH);
    expect(await count()).toEqual(before);
  });

  it("links to a study text that has come since", async () => {
    const text =
      "He read from “The Ferryman's Ledger”: “a plank that bears one man twice will not bear two men once, whatever they weigh”.";
    expect((await link(text)).data.linkText.links[0]).toMatchObject({ state: "CITED_NOT_HELD" });
    const book =
      "# The Ferryman's Ledger\n\n## Chapter 1\n\nI have learned that a plank that bears one man twice will not bear two men once, whatever they weigh.\n";
    const stored = await test.ask(
      "mutation I($input: ImportTextInput!) { importText(input: $input) { outcome problems { message } source { id } } }",
      { input: { text: book, kind: "STUDY_TEXT", title: "The Ferryman's Ledger", language: "en" } },
      true,
    );
    expect(stored.data.importText).toMatchObject({ outcome: "STORED", problems: [] });
    const { links } = (await link(text)).data.linkText as { links: Data[] };
    expect(links.map(({ state }) => state)).not.toContain("CITED_NOT_HELD");
    expect(links[0]).toMatchObject({ state: "RESOLVED", studyText: { title: "The Ferryman's Ledger" } });
    await test.ask("mutation W($id: ID!) { withdraw(sourceId: $id) { sources } }", { id: stored.data.importText.source.id }, true);
    expect((await link(text)).data.linkText.links[0]).toMatchObject({ state: "CITED_NOT_HELD" });
  });

  it("gives the links page by page", async () => {
    const query =
      "query L($text: String!, $from: Int!) { linkText(text: $text) { totalCount links(first: 1, from: $from) { start end } } }";
    const first = await test.ask(query, { text: SPEECH, from: 0 });
    const second = await test.ask(query, { text: SPEECH, from: first.data.linkText.links[0].end });
    expect(first.data.linkText.totalCount).toBeGreaterThan(1);
    expect(second.data.linkText.links[0].start).toBeGreaterThanOrEqual(first.data.linkText.links[0].end);
  });

  it.each([
    ["an empty text", { text: " \n " }, /empty/],
    ["more than 1 MB", { text: "港".repeat(400_000) }, /1\.1 MB; 1 MB is the most/],
    ["a language that is none", { text: "x", language: "not a tag" }, /language/],
  ])("refuses %s in words", async (_, variables, words) => {
    const { errors } = await test.ask(LINK, variables);
    expect(errors[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
    expect(errors[0]?.message).toMatch(words);
  });

  it.each([
    ["one repeated letter", "a".repeat(1_000_000)],
    ["one repeated Han character", "港".repeat(340_000)],
    ["brackets without end", "《".repeat(300_000)],
    ["lone surrogates", "\ud83d x ".repeat(150_000)],
    ["one quotation over and over", "Four quays make one harbour, as four legs make one table. ".repeat(16_000)],
  ])("answers 1 MB of %s in the time of a request", async (_, text) => {
    const { errors, data } = await test.ask("query L($text: String!) { linkText(text: $text) { totalCount } }", { text });
    expect(errors).toEqual([]);
    expect(data.linkText.totalCount).toBeGreaterThanOrEqual(0);
  });
});

describe("TextLinker", () => {
  it("ends a text that takes too long, and links the next one", async () => {
    const linker = new TextLinker(test.archive.catalogue);
    try {
      await linker.link({ text: SPEECH }, { milliseconds: 60_000 });
      const long = { text: `${SPEECH} `.repeat(20_000) };
      await expect(linker.link(long, { milliseconds: 60 })).rejects.toBeInstanceOf(LinkingOverrun);
      const { links } = await linker.link({ text: SPEECH }, { milliseconds: 60_000 });
      expect(links.length).toBeGreaterThan(0);
    } finally {
      await linker.close();
    }
  });

  it("lets only so many texts wait, and forgets those that nobody waits for", async () => {
    const linker = new TextLinker(test.archive.catalogue);
    try {
      const asked = Array.from({ length: 40 }, async () => linker.link({ text: SPEECH }, { milliseconds: 60_000 }));
      const ended = await Promise.allSettled(asked);
      const refused = ended.filter((end) => end.status === "rejected" && end.reason instanceof TooManyTexts);
      expect(refused.length).toBeGreaterThan(0);
      expect(ended.filter(({ status }) => status === "fulfilled").length).toBe(40 - refused.length);
    } finally {
      await linker.close();
    }
  });
});
