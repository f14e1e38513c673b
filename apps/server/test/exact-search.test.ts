import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findFiles } from "../src/import/find-files.js";
import { importFiles } from "../src/import-documents.js";
import { indexWaiting } from "../src/settle.js";
import { openSampleArchive, type TestArchive } from "./test-archive.js";

let test: TestArchive;

beforeAll(async () => {
  test = await openSampleArchive();
});

afterAll(() => test?.close());

it("counts over time what the same search finds year by year", async () => {
  const { data } = await test.ask(`{ search(query: "harbour", filter: { from: "2021-01-01" }) { timeline { period count all } } }`);
  const { timeline } = data.search;
  expect(timeline.length).toBeGreaterThan(3);
  for (const { period, count, all } of timeline) {
    const filter = { year: [period] };
    const year = await test.ask(
      'query ($filter: SearchFilter) { with: search(query: "harbour", filter: $filter) { total } without: search(filter: $filter) { total } }',
      { filter },
    );
    expect([year.data.with.total, year.data.without.total]).toEqual([count, all]);
  }
});

it("counts the matching passages of named records as it does those of its hits", async () => {
  const { data } = await test.ask(
    '{ search(query: "harbour", first: 30) { edges { node { matchingPassages source { id } record { ... on Meeting { id } ... on Speech { id } ... on StudyText { id } } } } } }',
  );
  const hits: { matchingPassages: number; record: { id: string } }[] = data.search.edges.map(({ node }: { node: object }) => node);
  expect(hits.some(({ matchingPassages }) => matchingPassages > 1)).toBe(true);
  const ask = (records: string[]) =>
    test.ask(
      'query ($records: [ID!]!, $first: [ID!]!) { search(query: "harbour") { matchingPassages(records: $records) first: matchingPassages(records: $first) timeline { count } } }',
      { records, first: records.slice(0, 1) },
    );
  const counted = (await ask(hits.map(({ record }) => record.id))).data.search;
  expect(counted.matchingPassages).toEqual(hits.map(({ matchingPassages }) => matchingPassages));
  expect(counted.first).toEqual(counted.matchingPassages.slice(0, 1));
  const { errors } = await ask(Array.from({ length: 101 }, () => "00000000-0000-4000-8000-000000000000"));
  expect(errors[0]).toMatchObject({ message: expect.stringContaining("100 is the most"), extensions: { code: "BAD_USER_INPUT" } });
});

it("leaves out what a filter excludes", async () => {
  const { data } = await test.ask(`{
    all: search(query: "harbour") { total }
    chinese: search(query: "harbour", filter: { language: ["zh"] }) { total }
    meetings: search(query: "harbour", filter: { kind: [MEETING] }) { total facets { name values { value count } } }
    others: search(query: "harbour", filter: { not: { kind: [MEETING] } }) { total facets { name values { value count } } }
  }`);
  expect(data.meetings.total).toBeGreaterThan(0);
  expect(data.others.total).toBe(data.all.total - data.meetings.total);
  const kinds = (result: typeof data.others) => result.facets.find(({ name }: { name: string }) => name === "KIND");
  expect(kinds(data.others)).toEqual(kinds(data.meetings));
});

it("gives the lines of a search with who said them and when, each at its words", async () => {
  const { data } = await test.ask(`{ concordance(query: "\\"two lamps\\"", first: 500) {
    total isComplete lines { recordId kind start end left match right title heldOn by language } } }`);
  const { lines, total, isComplete } = data.concordance;
  expect(isComplete).toBe(true);
  expect(new Set(lines.map(({ recordId }: { recordId: string }) => recordId)).size).toBeLessThanOrEqual(total);
  for (const line of lines) {
    const { data: of } = await test.ask(
      "query ($id: ID!) { node(id: $id) { ... on Meeting { source { text } } ... on Speech { source { text } } ... on StudyText { source { text } } } }",
      { id: line.recordId },
    );
    expect(of.node.source.text.slice(line.start, line.end)).toBe(line.match);
    expect(line.match.toLowerCase()).toContain("two lamps");
  }
});

it("dates a line no more exactly than its record is", async () => {
  const folder = await mkdtemp(join(tmpdir(), "lectern years "));
  await writeFile(join(folder, "collection.yaml"), "name: years\nkind: speeches\nlanguage: en\nfields:\n  heldOn: { column: year }\n");
  await writeFile(
    join(folder, "speeches.csv"),
    "title,speaker,year,text\nRemarks,Ines Calder,2021,The millwheel turns and nobody has written down on which day it was first said to turn.\n",
  );
  await importFiles(test.archive, await findFiles([folder], { callerFolder: folder }), { origin: "test", by: "test" });
  const { data } = await test.ask('{ concordance(query: "millwheel") { lines { match heldOn heldPrecision by } } }');
  expect(data.concordance.lines).toEqual([{ match: "millwheel", heldOn: "2021-01-01", heldPrecision: "YEAR", by: "Ines Calder" }]);
  await rm(folder, { recursive: true });
});

it("says how many lines may be asked for", async () => {
  const { errors } = await test.ask('{ concordance(query: "harbour", first: 5001) { total } }');
  expect(errors[0]).toMatchObject({ message: expect.stringContaining("between 1 and 5000"), extensions: { code: "BAD_USER_INPUT" } });
});

it("finds study texts by letters of any of their titles", async () => {
  const { data } = await test.ask('{ studyTexts(title: "港湾") { edges { node { title aliases } } } }');
  expect(data.studyTexts.edges.length).toBeGreaterThan(0);
  for (const { node } of data.studyTexts.edges) expect([node.title, ...node.aliases].join()).toContain("港湾");
});

it("finds the values of a facet beyond the most frequent by letters of their labels", async () => {
  const titles = Array.from({ length: 130 }, (_, i) => `《第${i + 100}号灯塔条例》`);
  const input = { text: `会议学习了${titles.join("、")}。`, kind: "NOTICE", url: "https://example.org/many-works" };
  await test.ask("mutation I($input: ImportTextInput!) { importText(input: $input) { outcome } }", { input }, true);
  await indexWaiting(test.archive);
  const { data, errors } = await test.ask(
    `query ($letters: String!) { search(query: "灯塔条例") { facets { name total values { value label count } }
       one: facetValues(name: CITED_WORK, contains: $letters) { name total values { label count } }
       many: facetValues(name: CITED_WORK, contains: "號燈塔", first: 7) { total values { label } }
       none: facetValues(name: CITED_WORK, contains: "no such work") { total values { label } } } }`,
    { letters: "第229号" },
  );
  expect(errors).toEqual([]);
  const works = data.search.facets.find(({ name }: { name: string }) => name === "CITED_WORK");
  expect([works.total, works.values.length]).toEqual([130, 100]);
  expect(data.search.one).toEqual({ name: "CITED_WORK", total: 1, values: [{ label: "第229号灯塔条例", count: 1 }] });
  expect([data.search.many.total, data.search.many.values.length]).toEqual([130, 7]);
  expect(data.search.none).toEqual({ total: 0, values: [] });
});
