import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Data, openSampleArchive, type TestArchive } from "./test-archive.js";

let test: TestArchive;

beforeAll(async () => {
  test = await openSampleArchive();
});

afterAll(() => test.close());

/** The answer's data; a failure shows the errors. */
async function data(query: string, variables: Record<string, unknown> = {}) {
  const answer = await test.ask(query, variables);
  expect(answer.errors).toEqual([]);
  return answer.data;
}

/** Values are printed words with space and quotation marks folded. */
function plainQuotes(text: string): string {
  return text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/\s+/g, " ");
}

describe("archive", () => {
  it("counts what is held and says that it is only a sample", async () => {
    const { archive } = await data(`{ archive {
      name isSample engine waiting indexedUpTo lastImportAt readerVersion linkerVersion
      counts { sources meetings speeches studyTexts passages citations people bodies phrases wantedWorks openProblems }
    } }`);
    expect(archive).toMatchObject({ isSample: true, engine: "POSTGRES", waiting: 0 });
    expect(archive.counts.sources).toBeGreaterThanOrEqual(24);
    expect(archive.counts.meetings).toBeGreaterThanOrEqual(12);
    expect(archive.counts.studyTexts).toBeGreaterThanOrEqual(3);
    expect(archive.counts.openProblems).toBe(0);
    expect(archive.lastImportAt).not.toBeNull();
  });

  it("names its collections", async () => {
    const { collections } = await data("{ collections { name title kind isSample settings } }");
    expect(collections.length).toBeGreaterThan(5);
    expect(collections.every((collection: { isSample: boolean }) => collection.isSample)).toBe(true);
  });
});

describe("meeting", () => {
  it("opens every value to the sentence it came from", async () => {
    const { meetings } = await data(`{ meetings(first: 50) { totalCount edges { cursor node {
      id title heldOn heldPrecision heldBasis
      body { id name }
      source { id text blocks { kind level start end } collection { name } }
      appearances { part role groupName person { id name } evidence { field value printed start end sentence { text start marks { start end } } } }
      speeches { id kind role person { name } }
      points { verb text start end }
      evidence { field value printed start end method confidence source { id } sentence { text start marks { start end } } }
    } } } }`);
    expect(meetings.totalCount).toBe(meetings.edges.length);
    const nodes = meetings.edges.map((edge: { node: object }) => edge.node);
    const evidence = nodes.flatMap((meeting: Data) =>
      [meeting, ...meeting.appearances].flatMap((record: Data) => record.evidence.map((one: Data) => ({ one, meeting }))),
    );
    expect(evidence.length).toBeGreaterThan(50);
    for (const { one, meeting } of evidence) {
      if (one.start === null) continue;
      const { text } = meeting.source;
      expect(text.slice(one.start, one.end)).toBe(one.printed);
      const [mark] = one.sentence.marks;
      expect(one.sentence.text.slice(mark.start, mark.end)).toBe(one.printed);
      expect(text.slice(one.sentence.start).startsWith(one.sentence.text)).toBe(true);
    }
    for (const meeting of nodes as Data[]) {
      for (const point of meeting.points)
        expect(plainQuotes(meeting.source.text.slice(point.start, point.end))).toContain(plainQuotes(point.text));
    }
  });

  it("comes the latest first, in pages that neither repeat nor leave out", async () => {
    const whole = await data("{ meetings(first: 100) { edges { node { id heldOn } } } }");
    const all = whole.meetings.edges.map((edge: Data) => edge.node);
    const days = all.flatMap((meeting: Data) => meeting.heldOn ?? []);
    expect(days).toEqual([...days].sort().reverse());
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { meetings }: Data = await data(
        "query Q($after: String) { meetings(first: 4, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }",
        { after },
      );
      seen.push(...meetings.edges.map((edge: Data) => edge.node.id));
      if (!meetings.pageInfo.hasNextPage) break;
      after = meetings.pageInfo.endCursor;
    }
    expect(seen).toEqual(all.map((meeting: Data) => meeting.id));
  });

  it("is narrowed by body, collection and days", async () => {
    const { meetings } = await data("{ meetings(first: 100) { edges { node { id heldOn body { id } source { collection { name } } } } } }");
    const nodes = meetings.edges.map((edge: Data) => edge.node);
    const { body, source } = nodes.find((meeting: Data) => meeting.body && meeting.heldOn);
    const narrowed = await data("query Q($filter: MeetingFilter) { meetings(first: 100, filter: $filter) { edges { node { id } } } }", {
      filter: { body: [body.id], collection: [source.collection.name], from: "2020-01-01", to: "2022-12-31" },
    });
    const expected = nodes.filter(
      (meeting: Data) =>
        meeting.body?.id === body.id &&
        meeting.source.collection.name === source.collection.name &&
        meeting.heldOn >= "2020-01-01" &&
        meeting.heldOn <= "2022-12-31",
    );
    expect(narrowed.meetings.edges.map((edge: Data) => edge.node.id)).toEqual(expected.map((meeting: Data) => meeting.id));
  });

  it("is null where there is none, and where the id cannot be one", async () => {
    expect(
      await data(
        '{ a: meeting(id: "0198f2c4-7e1a-7c3b-9d55-2f6f1f0c9a11") { id } b: meeting(id: "no id") { id } c: node(id: "no id") { __typename } }',
      ),
    ).toEqual({
      a: null,
      b: null,
      c: null,
    });
  });
});

describe("node", () => {
  it("answers with a record of whatever kind", async () => {
    const { meetings, people, bodies, phrases, studyTexts, speeches, citations } = await data(`{
      meetings(first: 1) { edges { node { id source { id } appearances { id } points { id } } } }
      people(first: 1) { edges { node { id } } } bodies(first: 1) { edges { node { id } } } phrases(first: 1) { edges { node { id } } }
      studyTexts(first: 1) { edges { node { id passages(first: 1) { edges { node { id } } } } } }
      speeches(first: 1) { edges { node { id } } } citations(first: 1) { edges { node { id } } }
    }`);
    const first = (list: Data) => list.edges[0].node;
    const wanted: [string, string][] = [
      [first(meetings).id, "Meeting"],
      [first(meetings).source.id, "Source"],
      [first(people).id, "Person"],
      [first(bodies).id, "Body"],
      [first(phrases).id, "SetPhrase"],
      [first(studyTexts).id, "StudyText"],
      [first(first(studyTexts).passages).id, "Passage"],
      [first(speeches).id, "Speech"],
      [first(citations).id, "Citation"],
    ];
    for (const [id, type] of wanted) {
      const { node } = await data("query Q($id: ID!) { node(id: $id) { __typename ... on Meeting { title } ... on Person { name } } }", {
        id,
      });
      expect(node?.__typename).toBe(type);
    }
  });
});

describe("study texts and what cites them", () => {
  it("lead from a passage to its citations and back", async () => {
    const { studyTexts } = await data(`{ studyTexts { edges { node {
      id title aliases passageCount citationCount
      sections { level number heading children { level number } }
      passages(first: 3) { totalCount edges { node { locator text position previous { id } next { locator position } section { id } studyText { id } } } }
      citations(first: 5) { totalCount edges { node { state printed methods score studyText { id } targets { locator } source { id } sentence { text marks { start end } } } } }
    } } } }`);
    const texts = studyTexts.edges.map((edge: Data) => edge.node);
    expect(texts.length).toBeGreaterThanOrEqual(3);
    expect(texts.some((text: Data) => text.citationCount > 0)).toBe(true);
    for (const text of texts) {
      expect(text.passages.totalCount).toBe(text.passageCount);
      expect(text.citations.totalCount).toBe(text.citationCount);
      expect(text.passages.edges[0].node.previous).toBeNull();
      expect(text.passages.edges[0].node.next.position).toBe(1);
      for (const { node } of text.citations.edges) {
        expect(node.studyText.id).toBe(text.id);
        const [mark] = node.sentence.marks;
        expect(node.sentence.text.slice(mark.start, mark.end)).toBe(node.printed);
      }
    }
  });

  it("narrow their passages to a section", async () => {
    const { studyTexts } = await data("{ studyTexts { edges { node { id passageCount sections { id } } } } }");
    const text = studyTexts.edges.map((edge: Data) => edge.node).find((one: Data) => one.sections.length > 1);
    const counts = await Promise.all(
      text.sections.map(async ({ id }: { id: string }) => {
        const { studyText } = await data(
          "query Q($text: ID!, $section: ID) { studyText(id: $text) { passages(section: $section) { totalCount } } }",
          {
            text: text.id,
            section: id,
          },
        );
        return studyText.passages.totalCount as number;
      }),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(text.passageCount);
    expect(Math.max(...counts)).toBeLessThan(text.passageCount);
  });

  it("lists what is cited and not held, the most cited first", async () => {
    const { wantedWorks } = await data(
      "{ wantedWorks { totalCount edges { node { key title citationCount sourceCount locators citations { totalCount edges { node { state title } } } } } } }",
    );
    const works = wantedWorks.edges.map((edge: Data) => edge.node);
    expect(works.length).toBeGreaterThan(0);
    const counts = works.map((work: Data) => work.citationCount);
    expect(counts).toEqual([...counts].sort((one: number, other: number) => other - one));
    for (const work of works) {
      expect(work.citations.totalCount).toBe(work.citationCount);
      expect(work.citations.edges.every((edge: Data) => edge.node.state === "CITED_NOT_HELD")).toBe(true);
    }
  });
});

describe("people, bodies, phrases", () => {
  it("show all that is by or about them", async () => {
    const { people, bodies, phrases } = await data(`{
      people(first: 100) { edges { node { name roles { role heldOn meeting { id } } appearances { totalCount edges { node { part meeting { title } } } } speeches { totalCount } } } }
      bodies(first: 100) { edges { node { name parent { name } children { name } meetings { totalCount edges { node { heldOn } } } } } }
      phrases(first: 100) { edges { node { canonical occurrenceCount sourceCount firstUsedOn lastUsedOn byYear { year count }
        occurrences(first: 3) { totalCount edges { node { printed start end phrase { canonical } source { id } meeting { id } sentence { text marks { start end } } } } } } } }
    }`);
    expect(people.edges.some((edge: Data) => edge.node.speeches.totalCount > 0 && edge.node.roles.length > 0)).toBe(true);
    expect(bodies.edges.some((edge: Data) => edge.node.meetings.totalCount > 1)).toBe(true);
    for (const { node } of phrases.edges) {
      expect(node.occurrences.totalCount).toBe(node.occurrenceCount);
      for (const { node: occurrence } of node.occurrences.edges) {
        const [mark] = occurrence.sentence.marks;
        expect(occurrence.sentence.text.slice(mark.start, mark.end)).toBe(occurrence.printed);
      }
    }
  });

  it("are found by a part of their name", async () => {
    const { people } = await data("{ people(first: 1) { edges { node { id name } } } }");
    const { id, name } = people.edges[0].node;
    const found = await data("query Q($name: String) { people(name: $name, first: 100) { edges { node { id } } } }", {
      name: name.slice(1, -1).toUpperCase(),
    });
    expect(found.people.edges.map((edge: Data) => edge.node.id)).toContain(id);
  });

  it("are not found by signs that no name holds", async () => {
    for (const signs of ["(((", "😀"]) {
      const found = await data(
        "query Q($it: String!) { people(name: $it) { totalCount } bodies(name: $it) { totalCount } studyTexts(title: $it) { totalCount } phrases(contains: $it) { totalCount } }",
        { it: signs },
      );
      for (const [kind, { totalCount }] of Object.entries<Data>(found)) expect([signs, kind, totalCount]).toEqual([signs, kind, 0]);
    }
  });

  it("are told by names that are alike, the likeliest first, and of their own kind", async () => {
    const { bodies } = await data('{ bodies(name: "Harbour Bureau", first: 50) { edges { node { id name } } } }');
    const bureau = bodies.edges.find((edge: Data) => edge.node.name === "Municipal Harbour Bureau").node;
    const { alike } = await data("query Q($id: ID!) { alike(id: $id, first: 5) { __typename ... on Body { id name } } }", {
      id: bureau.id,
    });
    expect(alike[0].name).toContain("Harbour Bureau");
    for (const { __typename, id } of alike) expect([__typename, id === bureau.id]).toEqual(["Body", false]);
  });
});

describe("search", () => {
  const SEARCH = `query Search($query: String!, $filter: SearchFilter, $sort: SearchSort! = RELEVANCE, $first: Int! = 20, $after: String) {
    search(query: $query, filter: $filter, sort: $sort, first: $first, after: $after) {
      total matching engine degraded corrections { typed searched }
      facets { name values { value label count } }
      edges { cursor node { kind score matchingPassages title { text marks { start end } } snippet { text start marks { start end } }
        record { __typename ... on Meeting { id heldOn } ... on Speech { id givenOn } ... on StudyText { id } } passage { id locator } source { id text } } }
      pageInfo { hasNextPage endCursor }
    }
  }`;

  it("finds words, marks them, and counts facets exactly", async () => {
    const { search } = await data(SEARCH, { query: "harbour", first: 100 });
    expect(search.total).toBe(search.edges.length);
    expect(search.total).toBeGreaterThan(3);
    // A meeting may also be found by its body or a speaker, which stand in neither.
    const marked = search.edges.filter(({ node }: Data) => node.title.marks.length + node.snippet.marks.length > 0);
    expect(marked.length).toBeGreaterThan(search.total / 2);
    for (const { node } of search.edges) {
      expect(node.source.text.slice(node.snippet.start)).toContain(node.snippet.text.slice(0, 10));
    }
    const kinds = search.facets.find((facet: Data) => facet.name === "KIND");
    expect(kinds.values.reduce((sum: number, value: Data) => sum + value.count, 0)).toBe(search.total);
  });

  it("labels ids with names", async () => {
    const { search } = await data(SEARCH, { query: "" });
    for (const name of ["BODY", "SPEAKER", "PHRASE", "CITED_WORK"]) {
      const facet = search.facets.find((one: Data) => one.name === name);
      expect(facet.values.length).toBeGreaterThan(0);
      for (const { label } of facet.values) expect(label).not.toMatch(/^[0-9a-f]{8}-|^wanted:/);
    }
  });

  it("narrows by the values that facets name, each to its count", async () => {
    const { search } = await data(SEARCH, { query: "" });
    const fields: Record<string, string> = {
      KIND: "kind",
      BODY: "body",
      SPEAKER: "speaker",
      YEAR: "year",
      CITED_WORK: "citedWork",
      PHRASE: "phrase",
      LANGUAGE: "language",
      COLLECTION: "collection",
    };
    for (const { name, values } of search.facets) {
      const [first] = values;
      const narrowed = await data(SEARCH, { query: "", filter: { [fields[name] as string]: [first.value] } });
      expect(narrowed.search.total, `${name} ${first.label}`).toBe(first.count);
    }
  });

  it("goes on after a cursor without repeating a record", async () => {
    const first = await data(SEARCH, { query: "", first: 10 });
    const second = await data(SEARCH, { query: "", first: 10, after: first.search.pageInfo.endCursor });
    const ids = [...first.search.edges, ...second.search.edges].map((edge: Data) => edge.node.record.id);
    expect(new Set(ids).size).toBe(20);
  });

  it("keeps undated records out of ranges", async () => {
    const { search } = await data(SEARCH, { query: "", filter: { from: "2021-01-01", to: "2021-12-31" }, first: 100 });
    expect(search.total).toBeGreaterThan(0);
    for (const { node } of search.edges) expect(node.record.heldOn ?? node.record.givenOn).toMatch(/^2021-/);
  });

  it("finds Chinese in both scripts", async () => {
    const simplified = await data(SEARCH, { query: "章程" });
    expect(simplified.search.total).toBeGreaterThan(0);
    const traditional = await data(SEARCH, { query: "燕鷗港" });
    expect(traditional.search.total).toBe((await data(SEARCH, { query: "燕鸥港" })).search.total);
  });

  it("completes an unfinished word", async () => {
    expect((await data('{ suggestions(prefix: "harb") }')).suggestions[0]).toMatch(/^harb/);
  });
});
