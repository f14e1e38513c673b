import { afterAll, beforeAll, expect, it } from "vitest";
import { type Data, openSampleArchive, type TestArchive } from "./test-archive.js";

let test: TestArchive;

beforeAll(async () => {
  test = await openSampleArchive();
});

afterAll(() => test.close());

const COUNTS =
  "citationCounts { total byYear { year count } bySpeaker(first: 100) { count person { id name } } byBody(first: 100) { count body { id name } } }";

async function ask(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const { data, errors } = await test.ask(query, variables, true);
  expect(errors).toEqual([]);
  return data;
}

/** The same counts, from the citations one by one. */
function countOneByOne(citations: Data[]) {
  const tally = (keys: (string | number | undefined)[]) => {
    const counts: Record<string, number> = {};
    for (const key of keys) if (key !== undefined) counts[key] = (counts[key] ?? 0) + 1;
    return counts;
  };
  const dayOf = ({ speech, meeting, source }: Data) => speech?.givenOn ?? meeting?.heldOn ?? source.publishedOn;
  return {
    total: citations.length,
    years: tally(citations.map((citation) => dayOf(citation)?.slice(0, 4) ?? "undated")),
    speakers: tally(citations.map(({ speech }) => speech?.person?.id)),
    bodies: tally(citations.map(({ meeting }) => meeting?.body?.id)),
  };
}

function counted({ total, byYear, bySpeaker, byBody }: Data) {
  return {
    total,
    years: Object.fromEntries(byYear.map(({ year, count }: Data) => [year ?? "undated", count])),
    speakers: Object.fromEntries(bySpeaker.map(({ person, count }: Data) => [person.id, count])),
    bodies: Object.fromEntries(byBody.map(({ body, count }: Data) => [body.id, count])),
  };
}

const WHO =
  "citations(first: 100) { totalCount edges { node { id speech { givenOn person { id } } meeting { heldOn body { id } } source { publishedOn } } } }";

it("counts what cites a study text, its passages and works not held, by year, speaker and body", async () => {
  const { studyTexts } = await ask(`{ studyTexts(first: 40) { edges { node { id ${COUNTS} } } } }`);
  const { wantedWorks } = await ask(`{ wantedWorks(first: 40) { edges { node { key ${COUNTS} } } } }`);
  const asked = [
    ...studyTexts.edges.map(({ node }: Data) => ({ ...node, query: `query Q($id: ID!) { of: studyText(id: $id) { ${WHO} } }` })),
    ...wantedWorks.edges.map(({ node }: Data) => ({
      ...node,
      id: node.key,
      query: `query Q($id: ID!) { of: wantedWork(key: $id) { ${WHO} } }`,
    })),
  ];
  let speakers = 0;
  for (const { id, query, citationCounts } of asked) {
    const { of } = await ask(query, { id });
    expect(of.citations.totalCount).toBeLessThanOrEqual(100);
    expect(counted(citationCounts)).toEqual(countOneByOne(of.citations.edges.map(({ node }: Data) => node)));
    expect(citationCounts.bySpeaker.map(({ count }: Data) => count)).toEqual(
      citationCounts.bySpeaker.map(({ count }: Data) => count).sort((a: number, b: number) => b - a),
    );
    speakers += citationCounts.bySpeaker.length;
  }
  expect(speakers).toBeGreaterThan(0);
  expect(wantedWorks.edges.length).toBeGreaterThan(0);
});

it("counts a passage, and not what a person rejected", async () => {
  const { citations } = await ask("{ citations(first: 100, filter: { state: [RESOLVED] }) { edges { node { id passage { id } } } } }");
  const { id, passage } = citations.edges.map(({ node }: Data) => node).find((node: Data) => node.passage !== null);
  const query = `query P($id: ID!) { passage(id: $id) { ${COUNTS} ${WHO} } }`;
  const before = (await ask(query, { id: passage.id })).passage;
  expect(counted(before.citationCounts)).toEqual(countOneByOne(before.citations.edges.map(({ node }: Data) => node)));
  await ask("mutation R($id: ID!) { rejectCitation(id: $id) { id } }", { id });
  expect((await ask(query, { id: passage.id })).passage.citationCounts.total).toBe(before.citationCounts.total - 1);
});

it("has nothing to say of a work that nothing cites", async () => {
  expect((await ask('{ wantedWork(key: "no such work") { title } }')).wantedWork).toBeNull();
});

it("tells the cited passages of a text, as they are counted one by one, also by one speaker or in one year", async () => {
  const { studyTexts } = await ask(
    "{ studyTexts(first: 10) { edges { node { id citationCounts { bySpeaker(first: 1) { person { id } } } } } } }",
  );
  const { id, citationCounts } = studyTexts.edges.find(({ node }: Data) => node.citationCounts.bySpeaker.length > 0).node;
  const speaker = citationCounts.bySpeaker[0].person.id;
  const query = `query ($id: ID!, $speaker: ID, $fromYear: Int, $toYear: Int) {
    citedPassages(studyText: $id, speaker: $speaker, fromYear: $fromYear, toYear: $toYear) { position count passage { position ${WHO} } }
  }`;
  const all = (await ask(query, { id })).citedPassages;
  expect(all.length).toBeGreaterThan(0);
  expect(all.map(({ count }: Data) => count)).toEqual(all.map(({ passage }: Data) => passage.citations.totalCount));
  expect(all.map(({ position }: Data) => position)).toEqual(all.map(({ passage }: Data) => passage.position));
  const byOne = (citation: Data) => countOneByOne([citation]).speakers[speaker] === 1;
  const inYear = (citation: Data) => countOneByOne([citation]).years["2021"] === 1;
  for (const [variables, isMeant] of [
    [{ speaker }, byOne],
    [{ fromYear: 2021, toYear: 2021 }, inYear],
  ] as const) {
    const expected = all.flatMap(({ position, passage }: Data) => {
      const count = passage.citations.edges.filter(({ node }: Data) => isMeant(node)).length;
      return count === 0 ? [] : [{ position, count }];
    });
    const found = (await ask(query, { id, ...variables })).citedPassages;
    expect(found.map(({ position, count }: Data) => ({ position, count }))).toEqual(expected);
  }
});

it("tells citations of a passage itself from those of a volume or chapter that it lies in", async () => {
  const { studyTexts } = await ask('{ studyTexts(first: 1, title: "Letters on the Harbour") { edges { node { id } } } }');
  const { citedPassages } = await ask(
    `query ($id: ID!) { citedPassages(studyText: $id) { count itself passage { locator
       own: citations(first: 100, itself: true) { totalCount edges { node { place { name count } } } }
       around: citations(first: 100, itself: false) { totalCount edges { node { place { name count } } } } } } }`,
    { id: studyTexts.edges[0].node.id },
  );
  expect(citedPassages.map(({ itself }: Data) => itself)).toEqual(citedPassages.map(({ passage }: Data) => passage.own.totalCount));
  for (const { count, itself, passage } of citedPassages) {
    expect(passage.around.totalCount).toBe(count - itself);
    for (const { node } of passage.own.edges) expect(node.place).toEqual({ name: passage.locator, count: 1 });
    for (const { node } of passage.around.edges) expect(passage.locator.startsWith(`${node.place.name}, `)).toBe(true);
  }
  const sum = (key: string) => citedPassages.reduce((all: number, passage: Data) => all + passage[key], 0);
  expect(sum("itself")).toBeGreaterThan(0);
  expect(sum("count")).toBeGreaterThan(sum("itself"));
});

it("finds letters in all passages of a text, and reads on from any of them", async () => {
  const folded = (text: string) =>
    text
      .toUpperCase()
      .replace(/\s/g, " ")
      .replace(/[“”„«»]/g, '"')
      .replace(/[‘’ʼ]/g, "'")
      .trim();
  const query = `query ($id: ID!, $words: String!) { findInStudyText(studyText: $id, words: $words) { position count passage { text } } }`;
  const { studyTexts } = await ask(
    "{ studyTexts(first: 10) { edges { node { id passageCount sections { firstPosition children { firstPosition } } } } } }",
  );
  for (const { node } of studyTexts.edges) {
    const last = node.passageCount - 1;
    const read = `query ($id: ID!, $from: Int!) { studyText(id: $id) { passages(from: $from, first: 5) { totalCount edges { node { position text } } } } }`;
    const { passages } = (await ask(read, { id: node.id, from: last })).studyText;
    expect([passages.totalCount, passages.edges[0].node.position]).toEqual([1, last]);
    const words = folded(passages.edges[0].node.text.slice(0, 12));
    const found = (await ask(query, { id: node.id, words })).findInStudyText;
    expect(found.at(-1).position).toBe(last);
    for (const { count, passage } of found) expect(folded(passage.text).split(words).length - 1).toBe(count);
    expect(node.sections[0].firstPosition).toBe(0);
    if (node.sections[0].children.length > 0) expect(node.sections[0].children[0].firstPosition).toBe(0);
  }
});
