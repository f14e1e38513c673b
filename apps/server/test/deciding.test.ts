import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { relinkStale } from "../src/relink.js";
import { indexWaiting } from "../src/settle.js";
import { type Data, openSampleArchive, type TestArchive } from "./test-archive.js";

let test: TestArchive;

beforeAll(async () => {
  test = await openSampleArchive();
});

afterAll(() => test.close());

/** A request that must succeed. */
async function ask(query: string, variables: Record<string, unknown> = {}, withKey = true): Promise<Data> {
  const { data, errors } = await test.ask(query, variables, withKey);
  expect(errors).toEqual([]);
  return data;
}

async function relinkAll(): Promise<void> {
  await test.archive.database.query("UPDATE source SET linked_generation = 0, linker_version = 'older'");
  await relinkStale(test.archive);
}

const NOTICE =
  "On 4 May 2023, the Lantern Office held a meeting. Deputy director Orrin Vale presided over the meeting. Director Mabel Quist delivered a speech. The meeting requested that every lamp be lit by dusk.";
const IMPORT = "mutation I($input: ImportTextInput!) { importText(input: $input) { outcome source { id } } }";
const input = (text: string) => ({ input: { text, kind: "NOTICE", publishedOn: "2023-05-06", url: "https://example.org/lamps-2" } });
const MEETING = `query M($id: ID!) { source(id: $id) { meeting { id theme place heldOn body { id name } points { id verb text start }
  appearances(part: PRESIDED) { id role person { id name } } speeches { id kind person { name } } } } }`;

describe("a citation", () => {
  const CITATION = `query C($id: ID!) { node(id: $id) { ... on Citation { id state decidedBy studyText { id } passage { id } targets { id } decisions { id action by note undoneAt } } } }`;
  const someCitation = async () =>
    (
      await ask("{ citations(first: 50, filter: { state: [RESOLVED] }) { edges { node { id state studyText { id } passage { id } } } } }")
    ).citations.edges
      .map(({ node }: Data) => node)
      .find(({ passage }: Data) => passage !== null);

  it("that is put to another passage stays there through linking again, and goes back when that is undone", async () => {
    const { id, studyText, passage } = await someCitation();
    const { studyText: other } = await ask(
      "query T($id: ID!) { studyText(id: $id) { id passages(first: 100) { edges { node { id } } } } }",
      { id: studyText.id },
    );
    const [one, two] = other.passages.edges.map(({ node }: Data) => node.id).filter((given: string) => given !== passage.id);
    const retargeted = await ask(
      'mutation R($id: ID!, $text: ID!, $passages: [ID!]!) { retargetCitation(id: $id, studyText: $text, passages: $passages, note: "the other one") { state decidedBy passage { id } targets { id } } }',
      { id, text: studyText.id, passages: [one, two] },
    );
    const expected = { state: "RESOLVED", decidedBy: "tester", passage: { id: one }, targets: [{ id: one }, { id: two }] };
    expect(retargeted.retargetCitation).toEqual(expected);
    await relinkAll();
    const { node } = await ask(CITATION, { id });
    expect(node).toMatchObject(expected);
    const [decision] = node.decisions;
    expect(decision).toMatchObject({ action: "CORRECT", by: "tester", note: "the other one", undoneAt: null });
    await ask("mutation U($id: ID!) { undoDecision(id: $id) { undoneAt } }", { id: decision.id });
    expect((await ask(CITATION, { id })).node).toMatchObject({ decidedBy: null, passage: { id: passage.id } });
  });

  it("is not put to what is no study text", async () => {
    const { id } = await someCitation();
    const { errors } = await test.ask("mutation R($id: ID!) { retargetCitation(id: $id, studyText: $id) { id } }", { id }, true);
    expect(errors[0]?.extensions.code).toBe("NOT_FOUND");
    expect(
      (await test.ask("mutation R($id: ID!) { retargetCitation(id: $id, studyText: $id) { id } }", { id })).errors[0]?.extensions.code,
    ).toBe("UNAUTHENTICATED");
  });
});

describe("a set phrase", () => {
  it("is one record with its translations, whose forms a person may correct", async () => {
    const texts = ["The meeting stressed the “Two Established” and the “Two Upholds”.", "会议强调，要深刻领悟“两个确立”的决定性意义。"];
    for (const [index, text] of texts.entries())
      await ask(IMPORT, { input: { text: `${text} `.repeat(2).trim(), kind: "NOTICE", url: `https://example.org/phrase-${index}` } });
    const PHRASES = '{ phrases(contains: "两个确立") { edges { node { id canonical language variants } } } }';
    const [{ node }] = (await ask(PHRASES)).phrases.edges;
    expect(node).toMatchObject({ canonical: "两个确立", language: "zh", variants: ["Two Established"] });
    const change = 'mutation C($record: ID!) { correctValue(record: $record, field: "canonical", value: "Two Establishments") { id } }';
    const { correctValue } = await ask(change, { record: node.id });
    const corrected = '{ phrases(contains: "Two Establishments") { edges { node { id } } } }';
    expect((await ask(corrected)).phrases.edges).toEqual([{ node: { id: node.id } }]);
    await ask("mutation U($id: ID!) { undoDecision(id: $id) { id } }", { id: correctValue.id });
    expect((await ask(PHRASES)).phrases.edges).toHaveLength(1);
  });
});

describe("a value", () => {
  it("that is corrected holds through a new version of its text, names who and when, and can be taken back", async () => {
    const { importText } = await ask(IMPORT, input(NOTICE));
    const id = importText.source.id;
    const { meeting } = (await ask(MEETING, { id })).source;
    const correct = async (record: string, field: string, value: unknown) =>
      (
        await ask(
          "mutation C($record: ID!, $field: String!, $value: JSON) { correctValue(record: $record, field: $field, value: $value) { id by at from to } }",
          { record, field, value },
        )
      ).correctValue;
    const theme = await correct(meeting.id, "theme", "Lamps by dusk");
    expect(theme).toMatchObject({ by: "tester", to: "Lamps by dusk" });
    expect(Date.parse(theme.at)).toBeGreaterThan(Date.now() - 60_000);
    await correct(meeting.id, "body", { name: "Office of Lanterns" });
    await correct(meeting.appearances[0].id, "person", { name: "Orrin Vayle" });
    await correct(meeting.speeches[0].id, "kind", "REMARKS");
    const [point] = meeting.points;
    await correct(point.id, "extent", { start: point.start, end: point.start + "every lamp".length });

    await ask(IMPORT, input(`${NOTICE} The weather was mild.`));
    const after = (await ask(MEETING, { id })).source.meeting;
    expect(after).toMatchObject({
      id: meeting.id,
      theme: "Lamps by dusk",
      body: { name: "Office of Lanterns" },
      appearances: [{ id: meeting.appearances[0].id, person: { name: "Orrin Vayle" } }],
      speeches: [{ id: meeting.speeches[0].id, kind: "REMARKS" }],
      points: [{ id: point.id, text: "every lamp", start: point.start }],
    });
    const { decisions } = await ask(
      "query D($id: ID!) { decisions(first: 10, filter: { record: $id, standing: true }) { totalCount edges { node { id field record { __typename } } } } }",
      { id: meeting.id },
    );
    expect(decisions.edges.map(({ node }: Data) => [node.field, node.record.__typename])).toEqual([
      ["bodyId", "Meeting"],
      ["theme", "Meeting"],
    ]);
    const ON_VALUES = "query S($id: ID!) { source(id: $id) { decisions { recordId field action by } } }";
    const onValues = async () => (await ask(ON_VALUES, { id })).source.decisions.map(({ recordId, field }: Data) => [recordId, field]);
    const others = [
      [meeting.id, "bodyId"],
      [meeting.appearances[0].id, "personId"],
      [meeting.speeches[0].id, "kind"],
      [point.id, "extent"],
    ];
    expect(await onValues()).toEqual([[meeting.id, "theme"], ...others]);
    await ask("mutation U($id: ID!) { undoDecision(id: $id) { id } }", { id: theme.id });
    expect((await ask(MEETING, { id })).source.meeting.theme).toBe(meeting.theme);
    expect(await onValues()).toEqual(others);
    const { errors } = await test.ask(
      'mutation C($record: ID!) { correctValue(record: $record, field: "heldOn", value: "4 May") { id } }',
      { record: meeting.id },
      true,
    );
    expect(errors?.map(({ message }: Data) => message)).toEqual([expect.stringMatching(/"4 May" does not fit .* YYYY-MM-DD/)]);
  });

  it("is found by its new words as soon as it is indexed, and not any more once that is undone", async () => {
    const { importText } = await ask(IMPORT, { input: { ...input(NOTICE).input, url: "https://example.org/lamps-3" } });
    const { meeting } = (await ask(MEETING, { id: importText.source.id })).source;
    const [appearance] = meeting.appearances;
    const corrections = [
      [meeting.id, "theme", "Quizzaciously"],
      [meeting.id, "title", "Xylographic"],
      [meeting.id, "place", "Yttrium"],
      [meeting.id, "kind", "Zymurgy"],
      [appearance.id, "role", "Vexillologist"],
      [appearance.id, "person", { name: "Wolframite Umber" }],
      [meeting.speeches[0].id, "title", "Kakistocracy"],
      [meeting.points[0].id, "verb", "jentacularly"],
    ] as const;
    const change =
      "mutation C($record: ID!, $field: String!, $value: JSON) { correctValue(record: $record, field: $field, value: $value) { id } }";
    const made: string[] = [];
    for (const [record, field, value] of corrections) made.push((await ask(change, { record, field, value })).correctValue.id);
    await indexWaiting(test.archive);
    const found = async (query: string) =>
      (
        await ask("query S($query: String!) { search(query: $query) { edges { node { record { ... on Meeting { id } } } } } }", { query })
      ).search.edges.map(({ node }: Data) => node.record.id);
    const words = ["Quizzaciously", "Xylographic", "Yttrium", "Zymurgy", "Vexillologist", "Wolframite", "Kakistocracy", "jentacularly"];
    for (const word of words) expect([word, await found(word)]).toEqual([word, [meeting.id]]);
    for (const id of made.reverse()) await ask("mutation U($id: ID!) { undoDecision(id: $id) { id } }", { id });
    await indexWaiting(test.archive);
    expect((await ask(MEETING, { id: importText.source.id })).source.meeting).toEqual(meeting);
    for (const word of words) expect([word, await found(word)]).toEqual([word, []]);
  });

  it("that the text does not tell of is gone for good once it is rejected, and back when that is undone", async () => {
    const { importText } = await ask(IMPORT, input(`${NOTICE} Again.`));
    const id = importText.source.id;
    const { meeting } = (await ask(MEETING, { id })).source;
    const records = [meeting.appearances[0].id, meeting.points[0].id, meeting.speeches[0].id];
    const undo: string[] = [];
    for (const record of records)
      undo.push((await ask("mutation R($record: ID!) { rejectValue(record: $record) { id field } }", { record })).rejectValue.id);
    await ask(IMPORT, input(`${NOTICE} And again.`));
    expect((await ask(MEETING, { id })).source.meeting).toMatchObject({ appearances: [], points: [], speeches: [] });
    expect((await ask("query N($id: ID!) { node(id: $id) { __typename } }", { id: records[0] })).node).toBeNull();
    for (const decision of undo) await ask("mutation U($id: ID!) { undoDecision(id: $id) { id } }", { id: decision });
    const back = (await ask(MEETING, { id })).source.meeting;
    expect([back.appearances[0].id, back.points[0].id, back.speeches[0].id]).toEqual(records);
  });

  it.each([
    ["reach over more than its text", { start: 0, end: 100_000 }],
    ["end before it begins", { start: 9, end: 3 }],
    ["be no place at all", "every lamp"],
  ])("that is a point does not %s", async (_, value) => {
    const { importText } = await ask(IMPORT, input(`${NOTICE} Once more.`));
    const { meeting } = (await ask(MEETING, { id: importText.source.id })).source;
    const { errors } = await test.ask(
      'mutation C($record: ID!, $value: JSON) { correctValue(record: $record, field: "extent", value: $value) { id } }',
      { record: meeting.points[0].id, value },
      true,
    );
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  it.each([
    ["a field that is none", "theatre", "x", "BAD_USER_INPUT"],
    ["a day that is none", "heldOn", "the fourth", "BAD_USER_INPUT"],
    ["a body without a name", "body", { name: " " }, "BAD_USER_INPUT"],
    ["a body that is a word", "body", "nobody", "NOT_FOUND"],
  ])("is not corrected to %s", async (_, field, value, code) => {
    const { meetings } = await ask("{ meetings(first: 1) { edges { node { id } } } }");
    const record = meetings.edges[0].node.id;
    const query =
      "mutation C($record: ID!, $field: String!, $value: JSON) { correctValue(record: $record, field: $field, value: $value) { id } }";
    expect((await test.ask(query, { record, field, value }, true)).errors[0]?.extensions.code).toBe(code);
    expect((await test.ask(query, { record, field, value })).errors[0]?.extensions.code).toBe("UNAUTHENTICATED");
  });
});

describe("two names of one", () => {
  const SUGGESTED = "{ mergeSuggestions(first: 100) { kind from { ... on Person { id name } } into { ... on Person { id name } } } }";
  const UNDO = "mutation U($id: ID!) { undoDecision(id: $id) { id } }";

  it("are suggested to who has a key, and are two, or one, once that is said, until it is taken back", async () => {
    for (const name of ["Tamsin Orrell", "Orrell"]) {
      const url = `https://example.org/lamps-of-${name.length}`;
      await ask(IMPORT, { input: { ...input(NOTICE.replace("Orrin Vale", name)).input, url } });
    }
    expect((await test.ask(SUGGESTED)).errors[0]?.extensions.code).toBe("UNAUTHENTICATED");
    const suggestion = async () => (await ask(SUGGESTED)).mergeSuggestions.find(({ into }: Data) => into.name === "Tamsin Orrell");
    const { kind, from, into } = await suggestion();
    expect([kind, from.name]).toEqual(["PERSON", "Orrell"]);
    const two = { record: from.id, other: into.id };
    const { keepApart } = await ask(
      "mutation K($record: ID!, $other: ID!) { keepApart(record: $record, other: $other) { id action by } }",
      two,
    );
    expect(keepApart).toMatchObject({ action: "KEEP_APART", by: "tester" });
    expect(await suggestion()).toBeUndefined();
    await ask(UNDO, { id: keepApart.id });
    expect(await suggestion()).toBeDefined();
    const { merge } = await ask("mutation M($record: ID!, $other: ID!) { merge(record: $record, into: $other) { id } }", two);
    expect((await ask("query P($id: ID!) { person(id: $id) { id aliases } }", { id: from.id })).person).toMatchObject({
      id: into.id,
      aliases: ["Orrell"],
    });
    await ask(UNDO, { id: merge.id });
    expect((await ask("query P($id: ID!) { person(id: $id) { name } }", { id: from.id })).person).toEqual({ name: "Orrell" });
  });
});

describe("reports of readers", () => {
  const REPORT =
    "mutation R($record: ID!, $proposal: String, $field: String) { reportValue(record: $record, field: $field, proposal: $proposal) { id times } }";
  const LINK = "mutation L($citation: ID!, $note: String) { reportLink(citation: $citation, note: $note) { id times } }";
  const QUEUE =
    "query Q($all: Boolean!) { reports(first: 100, includeClosed: $all) { totalCount edges { node { id recordKind field proposal note times closedBy record { __typename } } } } }";

  it("wait in a queue that needs a key, and change nothing", async () => {
    const { citations, meetings } = await ask(
      "{ citations(first: 1) { edges { node { id state } } } meetings(first: 1) { edges { node { id theme } } } }",
    );
    const citation = citations.edges[0].node;
    const meeting = meetings.edges[0].node;
    const link = (await ask(LINK, { citation: citation.id, note: "<b>another book</b>" }, false)).reportLink;
    expect((await ask(LINK, { citation: citation.id, note: "me too" }, false)).reportLink).toEqual({ id: link.id, times: 2 });
    await ask(REPORT, { record: meeting.id, field: "theme", proposal: "Something else" }, false);
    expect((await test.ask(QUEUE, { all: false })).errors[0]?.extensions.code).toBe("UNAUTHENTICATED");
    const { reports } = await ask(QUEUE, { all: false });
    expect(reports.edges.map(({ node }: Data) => node)).toMatchObject([
      { recordKind: "MEETING", field: "theme", proposal: "Something else", times: 1, record: { __typename: "Meeting" } },
      { id: link.id, recordKind: "CITATION", field: "target", note: "<b>another book</b>", times: 2, record: { __typename: "Citation" } },
    ]);
    expect((await ask("query N($id: ID!) { node(id: $id) { ... on Citation { state } } }", { id: citation.id })).node.state).toBe(
      citation.state,
    );

    await ask("mutation C($id: ID!) { closeReport(id: $id) { closedBy } }", { id: link.id });
    expect((await ask(QUEUE, { all: false })).reports.totalCount).toBe(1);
    expect((await ask(QUEUE, { all: true })).reports.edges.map(({ node }: Data) => node.closedBy)).toContain("tester");
    const REOPEN = "mutation O($id: ID!) { reopenReport(id: $id) { closedAt closedBy } }";
    expect((await ask(REOPEN, { id: link.id })).reopenReport).toEqual({ closedAt: null, closedBy: null });
    expect((await ask(QUEUE, { all: false })).reports.totalCount).toBe(2);
    await ask("mutation C($id: ID!) { closeReport(id: $id) { closedBy } }", { id: link.id });
    expect((await ask(LINK, { citation: citation.id }, false)).reportLink.times).toBe(1);
  });

  it("are refused where they cannot be about anything, or are too long", async () => {
    const { meetings } = await ask("{ meetings(first: 1) { edges { node { id } } } }");
    const record = meetings.edges[0].node.id;
    const code = async (query: string, variables: object) => (await test.ask(query, { ...variables })).errors[0]?.extensions.code;
    expect(await code(REPORT, { record: "x" })).toBe("NOT_FOUND");
    expect(await code(LINK, { citation: record })).toBe("BAD_USER_INPUT");
    expect(await code(REPORT, { record, field: "sourceId" })).toBe("BAD_USER_INPUT");
    expect(await code(REPORT, { record, proposal: "x".repeat(2_001) })).toBe("BAD_USER_INPUT");
  });

  it("are so many an hour from one address, and no more", async () => {
    const { meetings } = await ask("{ meetings(first: 1) { edges { node { id } } } }");
    const codes: (string | undefined)[] = [];
    for (let n = 0; n < 40; n++)
      codes.push((await test.ask(REPORT, { record: meetings.edges[0].node.id, proposal: `number ${n}` })).errors[0]?.extensions.code);
    expect(codes).toContain("RATE_LIMITED");
    expect(codes.filter((code) => code === undefined).length).toBeLessThanOrEqual(30);
    expect(codes.at(-1)).toBe("RATE_LIMITED");
    const { reports } = await ask(QUEUE, { all: false });
    expect(reports.totalCount).toBeLessThanOrEqual(33);
    const rows = await test.archive.database.query<{ sender: string }>("SELECT sender FROM report_rate");
    expect(rows.every(({ sender }) => /^[0-9a-f]{64}$/.test(sender))).toBe(true);
  });
});
