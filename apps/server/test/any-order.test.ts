import { afterAll, beforeAll, expect, it } from "vitest";
import { importSampleBackwards } from "./sample.js";
import { type Data, openSampleArchive, openTestArchive, type TestArchive } from "./test-archive.js";

let forwards: TestArchive;
let backwards: TestArchive;

beforeAll(async () => {
  [forwards, backwards] = [await openSampleArchive(), await openTestArchive()];
  await importSampleBackwards(backwards.archive);
});

afterAll(() => Promise.all([forwards.close(), backwards.close()]));

const RECORDS = {
  people: "name aliases",
  bodies: "name aliases",
  phrases: "canonical variants language",
  meetings: `title heldOn theme kind body { name } appearances { part role groupName person { name } } points { verb text }
    source { place seenBefore { start end } }`,
  speeches: "title kind role about start end givenOn person { name } source { place }",
  citations: `printed title printedLocator state fidelity score locator studyText { title } targets { locator } source { place }
    speech { kind } meeting { title }`,
};

/** Everything of one kind that an archive tells, without what is counted from 1 as it comes: ids and times. */
async function told({ ask }: TestArchive, records: keyof typeof RECORDS): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await ask(
      `query ($after: String) { page: ${records}(first: 100, after: $after) { pageInfo { hasNextPage endCursor } edges { node { ${RECORDS[records]} } } } }`,
      { after },
    );
    expect(errors).toEqual([]);
    found.push(...data.page.edges.map(({ node }: Data) => JSON.stringify(node)));
    if (!data.page.pageInfo.hasNextPage) return found.sort();
    after = data.page.pageInfo.endCursor;
  }
}

it.each(Object.keys(RECORDS) as (keyof typeof RECORDS)[])("tells the same %s in whatever order documents arrive", async (records) => {
  const first = await told(forwards, records);
  expect(first.length).toBeGreaterThan(5);
  expect(await told(backwards, records)).toEqual(first);
});
