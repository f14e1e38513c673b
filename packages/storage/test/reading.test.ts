import { CitationState, DatePrecision, type Draft, Meeting, Passage } from "@lectern/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  citationPage,
  meetingPage,
  type Page,
  type PageRequest,
  passageNeighboursByIds,
  passagePagesByStudyTextIds,
  passagesByIds,
  personPage,
  readSearchSources,
  sectionsByStudyTextIds,
  sourcesByIds,
  speechPage,
  storeDocument,
  studyTextPage,
} from "../src/index.js";
import { openTestArchive, readCatalogue, type TestArchive } from "./archive.js";
import { documentOf, LINKING, linkTo, NOTICE_TEXT, notice, speech, studyText } from "./drafts.js";

let archive: TestArchive;
let database: TestArchive["database"];
const NOTICES = 23;

beforeAll(async () => {
  archive = await openTestArchive();
  database = archive.database;
  for (let index = 0; index < NOTICES; index++) await store(dated(index), `n/${index}.txt`);
  await store(speech("We begin. 我们开始。", "Inés Ｃalder"), "s.txt");
  await store(
    studyText("Letters", [
      Array.from({ length: 30 }, (_, index) => `Verse ${index}.`),
      Array.from({ length: 30 }, (_, index) => `Further verse ${index}.`),
    ]),
    "letters.txt",
  );
});
afterAll(() => archive.drop());

const store = (draft: Draft, place: string) => storeDocument(database, archive.collectionId, documentOf(draft, place), [], LINKING);

/** Notices of two days, two to a day, and three that are undated. */
function dated(index: number): Draft {
  const text = `${NOTICE_TEXT}Number ${index}.`;
  const made = notice(text);
  const date = index < 3 ? null : `2031-05-${String(1 + (index >> 1)).padStart(2, "0")}`;
  return {
    ...made,
    meeting: made.meeting && {
      ...made.meeting,
      heldOn: date === null ? null : ({ ...(made.meeting.heldOn as never as object), date, precision: DatePrecision.DAY } as never),
    },
  };
}

/** All pages of a list, one after another. */
async function walk<T>(read: (page: PageRequest) => Promise<Page<T>>, first: number) {
  const nodes: T[] = [];
  for (let after: string | null = null; ; ) {
    const page = await read({ first, after });
    nodes.push(...page.edges.map(({ node }) => node));
    if (!page.hasNextPage) return { nodes, total: page.totalCount };
    after = page.edges.at(-1)?.cursor ?? null;
  }
}

describe("a list in pages", () => {
  it("gives every record once, newest first, undated ones last, with one total", async () => {
    const { nodes, total } = await walk((page) => meetingPage(database, page), 4);
    expect(total).toBe(NOTICES);
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(NOTICES);
    const days = nodes.map(({ heldOn }) => heldOn ?? "0000");
    expect(days).toEqual(days.toSorted().reverse());
    expect(nodes.slice(-3).map(({ heldOn }) => heldOn)).toEqual([null, null, null]);
    expect(nodes[0]).toBeInstanceOf(Meeting);
  });

  it("is narrowed by its filters, and undated records stay out of ranges", async () => {
    const from = await meetingPage(database, { first: 50 }, { from: "2031-05-10", to: "2031-05-11" });
    expect(from.edges.map(({ node }) => node.heldOn)).toEqual(["2031-05-11", "2031-05-11", "2031-05-10", "2031-05-10"]);
    expect((await meetingPage(database, { first: 50 }, { collection: ["other"] })).totalCount).toBe(0);
    expect((await speechPage(database, { first: 50 }, { kind: ["SPEECH" as never], collection: ["notices"] })).totalCount).toBe(1);
    expect((await citationPage(database, { first: 5 }, { state: [CitationState.RESOLVED], source: "no id" })).totalCount).toBe(0);
  });

  it("ends well: an empty page, a page of none, a cursor of another list", async () => {
    expect(await meetingPage(database, { first: 0 })).toEqual({ edges: [], hasNextPage: true, totalCount: NOTICES });
    const all = await meetingPage(database, { first: 500 });
    expect(await meetingPage(database, { first: 5, after: all.edges.at(-1)?.cursor ?? null })).toEqual({
      edges: [],
      hasNextPage: false,
      totalCount: NOTICES,
    });
    for (const after of ["x", "", all.edges[0]?.cursor ?? ""])
      await expect(citationPage(database, { first: 5, after })).rejects.toMatchObject({ code: "BAD_CURSOR" });
    const forged = Buffer.from(JSON.stringify(["2031-05-01'; DROP TABLE meeting", "x"])).toString("base64url");
    await expect(meetingPage(database, { first: 5, after: forged })).rejects.toMatchObject({ code: "BAD_CURSOR" });
  });

  it("finds names however they are written", async () => {
    for (const name of ["calder", "INÉS", "Ｃalder"])
      expect((await personPage(database, { first: 5 }, name)).edges.map(({ node }) => node.name)).toContain("Inés Ｃalder");
    for (const name of ["%", "_____", "nobody"]) expect((await personPage(database, { first: 5 }, name)).totalCount).toBe(0);
  });
});

describe("a study text", () => {
  it("is read passage by passage, whole or by section, each with its neighbours", async () => {
    const id = (await studyTextPage(database, { first: 1 })).edges[0]?.node.id ?? "";
    const { nodes } = await walk(async (page) => (await passagePagesByStudyTextIds(database, [id], page)).get(id) as Page<Passage>, 25);
    expect(nodes.map(({ position }) => position)).toEqual(Array.from({ length: 60 }, (_, index) => index));
    const sections = (await sectionsByStudyTextIds(database, [id])).get(id) ?? [];
    const second = (await passagePagesByStudyTextIds(database, [id], { first: 2 }, { section: sections[1]?.id })).get(id);
    expect(second).toMatchObject({
      totalCount: 30,
      hasNextPage: true,
      edges: [{ node: { locator: "Letters 2:1" } }, { node: { locator: "Letters 2:2" } }],
    });
    const ends = await passageNeighboursByIds(database, [nodes[0]?.id ?? "", nodes[30]?.id ?? "", nodes[59]?.id ?? ""]);
    expect([...ends.values()].map(({ previous, next }) => [previous?.locator ?? null, next?.locator ?? null])).toEqual([
      [null, "Letters 1:2"],
      ["Letters 1:30", "Letters 2:2"],
      ["Letters 2:29", null],
    ]);
    const { works, passages } = await readCatalogue(database);
    expect(works).toMatchObject([{ work: id, title: "Letters" }]);
    expect(passages.map(({ passage }) => passage)).toEqual(nodes.map((passage) => passage.id));
    expect((await passagesByIds(database, [passages[5]?.passage ?? ""])).values().next().value).toBeInstanceOf(Passage);
  });
});

describe("what search is given", () => {
  it("is all there is of each source, in a handful of statements however many sources", async () => {
    const text = "We read Letters today.";
    const { works } = await readCatalogue(database);
    const { sourceId } = await storeDocument(
      database,
      archive.collectionId,
      documentOf(speech(text, "Wren"), "cites.txt"),
      [linkTo(text, "Letters", works[0]?.work ?? "")],
      {
        ...LINKING,
        generation: 1,
      },
    );
    const { rows } = { rows: await database.query<{ id: string }>("SELECT id FROM source ORDER BY id") };
    const found = await readSearchSources(
      database,
      rows.map(({ id }) => id),
    );
    expect(found.length).toBe(rows.length);
    const cites = found.find(({ source }) => source.id === sourceId);
    expect(cites).toMatchObject({
      speeches: [{ person: { name: "Wren" } }],
      citations: [{ studyTextId: works[0]?.work }],
      citedTitles: [{ title: "Letters" }],
      collection: { name: "notices" },
    });
    const meeting = found.find(({ meetings }) => meetings.length > 0)?.meetings[0];
    expect(meeting).toMatchObject({
      body: { name: "Harbour Bureau" },
      appearances: [{ person: { name: "Tomas Wren" } }, { person: { name: "Ines Calder" } }, { person: null }],
    });
    expect(found.find(({ studyText: study }) => study !== null)?.studyText?.passages).toHaveLength(60);
    expect((await sourcesByIds(database, [sourceId, "no id"])).size).toBe(1);
  });
});
