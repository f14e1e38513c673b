import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findFiles } from "../src/import/find-files.js";
import { importFiles } from "../src/import-documents.js";
import { jsonLines, lectern } from "./command-line.js";
import { openTestArchive, type TestArchive } from "./test-archive.js";

const LETTERS = `LETTER No. 1

The harbour belongs to those who keep its lamps burning through the winter.

LETTER No. 2

Whoever has read Letters from the Harbour, No. 1, will know why the lamps come first.
`;

const SETTINGS = `name: letters
kind: study-text
language: en
studyText:
  title: Letters from the Harbour
  aliases: [Letter, LETTER]
  publishedOn: 1788
  divide:
    by: headings
    levels:
      - { level: chapter, heading: '^LETTER No\\. (\\d+)', locator: "No. {number}" }
`;

let test: TestArchive;
let folder: string;

beforeAll(async () => {
  test = await openTestArchive();
  folder = await mkdtemp(join(tmpdir(), "lectern letters "));
  await mkdir(join(folder, "letters"));
  await writeFile(join(folder, "letters", "letters.txt"), LETTERS);
  await writeFile(join(folder, "letters", "collection.yaml"), SETTINGS);
  await writeFile(join(folder, "speech.txt"), "Remarks\n\nThe mayor said that Letters from the Harbour, No. 1, is worth reading again.\n");
  for (const path of ["letters", "speech.txt"]) {
    await importFiles(test.archive, await findFiles([path], { callerFolder: folder }), { origin: "test", by: "test" });
  }
});

afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const QUERY = `{ studyTexts(first: 1) { edges { node { publishedOn publishedPrecision citationCount
  citationCounts { total } citations(first: 9) { edges { node { printed source { title } } } }
  sections { printed number } source { publishedOn publishedPrecision citations { printed }
    evidence { field value } } } } } }`;

it("keeps the year of a study text as a year, from its collection.yaml to the page and to scripts", async () => {
  const { data } = await test.ask(QUERY);
  const [{ node }] = data.studyTexts.edges;
  expect(node).toMatchObject({ publishedOn: "1788-01-01", publishedPrecision: "YEAR" });
  expect(node.source).toMatchObject({ publishedOn: "1788-01-01", publishedPrecision: "YEAR" });
  expect(node.source.evidence).toContainEqual({ field: "publishedOn", value: "1788" });
  const { stdout } = await lectern(["read", "letters", "--json"], { cwd: folder });
  expect(jsonLines(stdout)[0].publishedOn).toMatchObject({ value: "1788", precision: "YEAR" });
});

it("takes no heading of a work for a citation, and counts as citers those that are not the work itself", async () => {
  const { data } = await test.ask(QUERY);
  const [{ node }] = data.studyTexts.edges;
  expect(node.source.citations.map(({ printed }: { printed: string }) => printed)).toEqual(["Letters from the Harbour, No. 1"]);
  expect(node).toMatchObject({ citationCount: 1, citationCounts: { total: 1 } });
  expect(node.citations.edges.map((edge: { node: { source: { title: string } } }) => edge.node.source.title)).toEqual(["Remarks"]);
});

it("gives its headings as they are printed", async () => {
  const { data } = await test.ask(QUERY);
  expect(data.studyTexts.edges[0].node.sections).toEqual([
    { printed: "LETTER No. 1", number: "1" },
    { printed: "LETTER No. 2", number: "2" },
  ]);
});
