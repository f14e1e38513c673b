import { afterAll, beforeAll, expect, it } from "vitest";
import { openSampleArchive, type TestArchive } from "./test-archive.js";

let test: TestArchive;
let statements: string[] = [];

beforeAll(async () => {
  test = await openSampleArchive();
  const { pool } = test.archive.reading;
  const connect = pool.connect.bind(pool);
  pool.connect = async () => {
    const client = await connect();
    // pg types query with many overloads; all of them begin with the statement.
    const counted = client as unknown as { query: (...args: unknown[]) => unknown; isCounted?: boolean };
    if (counted.isCounted) return client;
    counted.isCounted = true;
    const query = counted.query.bind(client);
    counted.query = (...args) => {
      const [statement] = args;
      statements.push(typeof statement === "string" ? statement : String((statement as { text?: string }).text));
      return query(...args);
    };
    return client;
  };
});

afterAll(() => test.close());

/** Places of one query that may each ask for the same relation; asking row by row would repeat a statement for every row. */
const PLACES = 4;

/** What was asked to answer the query: every statement with how often. */
async function asked(query: string): Promise<{ total: number; mostRepeated: number }> {
  statements = [];
  const { errors } = await test.ask(query);
  expect(errors).toEqual([]);
  const times = new Map<string, number>();
  for (const statement of statements) times.set(statement, (times.get(statement) ?? 0) + 1);
  return { total: statements.length, mostRepeated: Math.max(...times.values()) };
}

const NESTED = `{ meetings(first: 20) { edges { node {
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
  const { total, mostRepeated } = await asked(NESTED);
  expect(mostRepeated).toBeLessThanOrEqual(PLACES);
  expect(total).toBeLessThan(40);
});

it("asks for pages within a page in one read", async () => {
  const query = `{ people(first: 20) { edges { node { speeches(first: 2) { edges { node { meeting { body { name } } } } } appearances(first: 2) { edges { node { meeting { title } } } } } } } }`;
  expect((await asked(query)).mostRepeated).toBeLessThanOrEqual(PLACES);
});

it("asks for the passages of study texts and what cites them in one read", async () => {
  const query = `{ studyTexts { edges { node { passages(first: 20) { edges { node { citationCount section { heading } previous { id } citations(first: 2) { edges { node { source { title } } } } } } } } } } }`;
  expect((await asked(query)).mostRepeated).toBeLessThanOrEqual(PLACES);
});

it.each(["MEETING", "SPEECH"])("asks for the records and sources of a search for %s in one read", async (kind) => {
  const query = `{ search(query: "harbour", filter: { kind: [${kind}] }, first: 20) { edges { node { source { title } passage { locator } record { ... on Meeting { body { name } } ... on Speech { person { name } } } } } } }`;
  expect((await asked(query)).mostRepeated).toBeLessThanOrEqual(PLACES);
});
