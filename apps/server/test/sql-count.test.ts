import { afterAll, beforeAll, expect, it } from "vitest";
import { importSample } from "./sample.js";
import { openTestArchive, type TestArchive } from "./test-archive.js";

let test: TestArchive;
let statements: string[] = [];

beforeAll(async () => {
  test = await openTestArchive();
  await importSample(test.archive);
  const { pool } = test.archive.reading;
  pool.on("acquire", (client) => {
    // pg types query with many overloads; all of them begin with the statement.
    const counted = client as unknown as { query: (...args: unknown[]) => unknown; isCounted?: boolean };
    if (counted.isCounted) return;
    counted.isCounted = true;
    const query = counted.query.bind(client);
    counted.query = (...args) => {
      const [statement] = args;
      statements.push(typeof statement === "string" ? statement : String((statement as { text?: string }).text));
      return query(...args);
    };
  });
});

afterAll(() => test.close());

/** A longer page may hold kinds of record that a short one lacks. Asking row by row would take dozens of statements more. */
const MORE_KINDS = 2;

async function count(query: string): Promise<number> {
  statements = [];
  const { errors } = await test.ask(query);
  expect(errors).toEqual([]);
  return statements.length;
}

const NESTED = (first: number) => `{ meetings(first: ${first}) { edges { node {
  source { title collection { name } versions { number } }
  body { name parent { name } meetings(first: 3) { edges { node { title } } } }
  appearances { person { name roles { role meeting { title } } } evidence { field } }
  speeches { person { name } citations { passage { locator studyText { title } } } }
  points { evidence { field } }
  citations { studyText { title } source { title } sentence { text } targets { locator } }
  phraseOccurrences { phrase { canonical occurrenceCount } sentence { text } }
  evidence { sentence { text } }
} } } }`;

it("asks for nested lists in one statement a relation, however many rows there are", async () => {
  const few = await count(NESTED(2));
  const many = await count(NESTED(20));
  expect(many - few).toBeLessThanOrEqual(MORE_KINDS);
  expect(many).toBeLessThan(40);
});

it("asks for pages within a page in one read", async () => {
  const query = (first: number) =>
    `{ people(first: ${first}) { edges { node { speeches(first: 2) { edges { node { meeting { body { name } } } } } appearances(first: 2) { edges { node { meeting { title } } } } } } } }`;
  expect((await count(query(20))) - (await count(query(3)))).toBeLessThanOrEqual(MORE_KINDS);
});

it("asks for the passages of study texts and what cites them in one read", async () => {
  const query = (first: number) =>
    `{ studyTexts { edges { node { passages(first: ${first}) { edges { node { citationCount section { heading } previous { id } citations(first: 2) { edges { node { source { title } } } } } } } } } } }`;
  expect((await count(query(20))) - (await count(query(2)))).toBeLessThanOrEqual(MORE_KINDS);
});

it.each(["MEETING", "SPEECH"])("asks for the records and sources of a search for %s in one read", async (kind) => {
  const query = (first: number) =>
    `{ search(query: "harbour", filter: { kind: [${kind}] }, first: ${first}) { edges { node { source { title } passage { locator } record { ... on Meeting { body { name } } ... on Speech { person { name } } } } } } }`;
  expect((await count(query(20))) - (await count(query(5)))).toBeLessThanOrEqual(MORE_KINDS);
});
