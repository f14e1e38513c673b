import { DatePrecision, DecisionAction, type Draft, RecordKind } from "@lectern/schema";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import {
  appearancePagesByPersonIds,
  bodyPage,
  decide,
  decisionsByRecordIds,
  drainOutbox,
  evidenceByRecordIds,
  meetingsBySourceIds,
  mergeSuggestions,
  peopleByIds,
  personPage,
  phrasePage,
  phraseUseByIds,
  resolveIds,
  rolesByPersonIds,
  speechPagesByPersonIds,
  storeDocument,
  studyTextsBySourceIds,
  undoDecision,
  withdraw,
} from "../src/index.js";
import { openTestArchive, readCatalogue, type TestArchive } from "./archive.js";
import { documentOf, given, LINKING, NOTICE_TEXT, notice, read, speech, studyText } from "./drafts.js";

const archives: TestArchive[] = [];
let archive: TestArchive;
let database: TestArchive["database"];
beforeEach(async () => {
  archive = await openTestArchive();
  database = archive.database;
  archives.push(archive);
});
afterAll(() => Promise.all(archives.map((made) => made.drop())));

const by = "archivist";
const { CORRECT, REJECT, MERGE, KEEP_APART } = DecisionAction;
const store = async (draft: Draft, place: string) =>
  (await storeDocument(database, archive.collectionId, documentOf(draft, place), [], LINKING)).sourceId;
const meetingOf = async (sourceId: string) => (await meetingsBySourceIds(database, [sourceId])).get(sourceId)?.[0];
const people = async () => (await personPage(database, { first: 50 })).edges.map(({ node }) => node);

describe("a corrected value", () => {
  it("holds through a new reading, says who, and goes back to the newest reading when undone", async () => {
    const sourceId = await store(notice(), "a.txt");
    const meeting = await meetingOf(sourceId);
    const about = { recordKind: RecordKind.MEETING, recordId: meeting?.id ?? "", by };
    const decision = await decide(database, { ...about, action: CORRECT, field: "theme", to: "the clean quays" });
    expect(decision).toMatchObject({ from: "clean quays", to: "the clean quays", by });
    expect(await meetingOf(sourceId)).toMatchObject({ theme: "the clean quays" });
    await store(notice(NOTICE_TEXT, { meeting: { ...notice().meeting, theme: read(NOTICE_TEXT, "quays") } as never }), "a.txt");
    expect(await meetingOf(sourceId)).toMatchObject({ theme: "the clean quays" });
    await undoDecision(database, decision.id, by);
    expect(await meetingOf(sourceId)).toMatchObject({ theme: "quays" });
    const decisions = (await decisionsByRecordIds(database, [meeting?.id ?? ""])).get(meeting?.id ?? "");
    expect(decisions?.map(({ action, undoneAt }) => [action, undoneAt === null])).toEqual([
      [CORRECT, false],
      [DecisionAction.UNDO, true],
    ]);
  });

  it("that is corrected again goes back to the first correction, then to the reading", async () => {
    const sourceId = await store(notice(), "a.txt");
    const about = { recordKind: RecordKind.MEETING, recordId: (await meetingOf(sourceId))?.id ?? "", by };
    const first = await decide(database, { ...about, action: CORRECT, field: "heldOn", to: "2031-05-03" });
    const second = await decide(database, { ...about, action: REJECT, field: "heldOn" });
    expect(await meetingOf(sourceId)).toMatchObject({ heldOn: null });
    await undoDecision(database, second.id, by);
    expect(await meetingOf(sourceId)).toMatchObject({ heldOn: "2031-05-03" });
    await undoDecision(database, first.id, by);
    expect(await meetingOf(sourceId)).toMatchObject({ heldOn: "2031-05-02" });
    await expect(undoDecision(database, first.id, by)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });

  it("marks the sources that show it for the index, and the catalogue where it is a study text's", async () => {
    const sourceId = await store(studyText("Letters", [["One."]]), "letters.txt");
    await drainOutbox(database, 100, async () => undefined);
    const study = (await studyTextsBySourceIds(database, [sourceId])).get(sourceId);
    const { generation } = await readCatalogue(database);
    await decide(database, {
      action: CORRECT,
      recordKind: RecordKind.STUDY_TEXT,
      recordId: study?.id ?? "",
      field: "aliases",
      to: ["The Letters"],
      by,
    });
    const after = await readCatalogue(database);
    expect([after.generation, after.works[0]?.aliases]).toEqual([generation + 1, ["The Letters"]]);
    const drained: string[] = [];
    await drainOutbox(database, 100, async (ids) => void drained.push(...ids));
    expect(drained).toEqual([sourceId]);
  });

  it("is refused where it does not fit, and nothing is kept of it", async () => {
    const sourceId = await store(notice(), "a.txt");
    const about = { recordKind: RecordKind.MEETING, recordId: (await meetingOf(sourceId))?.id ?? "", by };
    await expect(decide(database, { ...about, action: CORRECT, field: "heldOn", to: "last Monday" })).rejects.toMatchObject({
      code: "BAD_VALUE",
    });
    await expect(decide(database, { ...about, action: CORRECT, field: "heldBasis", to: "GUESSED" })).rejects.toMatchObject({
      code: "BAD_VALUE",
    });
    await expect(decide(database, { ...about, action: CORRECT, field: "sourceId", to: "x" })).rejects.toMatchObject({
      code: "NOT_ALLOWED",
    });
    await expect(decide(database, { ...about, action: CORRECT, field: "body", to: about.recordId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(decide(database, { ...about, recordId: "x", action: CORRECT, field: "theme", to: "x" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await meetingOf(sourceId)).toMatchObject({ heldOn: "2031-05-02", heldBasis: "YEAR_FROM_PUBLICATION" });
    expect((await decisionsByRecordIds(database, [about.recordId])).size).toBe(0);
  });
});

describe("people who are one", () => {
  async function storeBoth() {
    await store(speech("We begin.", "Ines Calder"), "a.txt");
    await store(speech("We go on.", "I. Calder"), "b.txt");
    const [short, long] = (await people()).toSorted((a, b) => a.name.length - b.name.length);
    return { short: short?.id ?? "", long: long?.id ?? "" };
  }

  it("are merged: one id leads to the other, all speeches are there, and so are those that come later", async () => {
    const { short, long } = await storeBoth();
    await decide(database, { action: MERGE, recordKind: RecordKind.PERSON, recordId: short, to: long, by });
    await store(speech("We end.", "I. CALDER"), "c.txt");
    expect(await people()).toMatchObject([{ id: long, name: "Ines Calder", aliases: ["I. Calder", "I. CALDER"] }]);
    expect((await resolveIds(database, [short])).get(short)).toEqual({ kind: RecordKind.PERSON, id: long });
    expect((await speechPagesByPersonIds(database, [long], { first: 10 })).get(long)?.totalCount).toBe(3);
  });

  it("are two again when that is undone, each with what was printed under its name", async () => {
    const { short, long } = await storeBoth();
    const merge = await decide(database, { action: MERGE, recordKind: RecordKind.PERSON, recordId: short, to: long, by });
    await store(speech("We end.", "I. Calder"), "c.txt");
    await undoDecision(database, merge.id, by);
    expect((await people()).map(({ id, name, aliases }) => [id, name, aliases])).toEqual([
      [short, "I. Calder", []],
      [long, "Ines Calder", []],
    ]);
    const pages = await speechPagesByPersonIds(database, [short, long], { first: 10 });
    expect([pages.get(short)?.totalCount, pages.get(long)?.totalCount]).toEqual([2, 1]);
    expect((await resolveIds(database, [short])).get(short)).toMatchObject({ id: short });
  });

  it("are merged through several steps, and never into themselves", async () => {
    const { short, long } = await storeBoth();
    await store(speech("We rest.", "Calder"), "c.txt");
    const third = (await people()).find(({ name }) => name === "Calder")?.id ?? "";
    await decide(database, { action: MERGE, recordKind: RecordKind.PERSON, recordId: third, to: short, by });
    await decide(database, { action: MERGE, recordKind: RecordKind.PERSON, recordId: short, to: long, by });
    expect((await resolveIds(database, [third, short])).get(third)).toMatchObject({ id: long });
    await expect(decide(database, { action: MERGE, recordKind: RecordKind.PERSON, recordId: long, to: third, by })).rejects.toMatchObject({
      code: "NOT_ALLOWED",
    });
    await expect(
      decide(database, { action: MERGE, recordKind: RecordKind.PERSON, recordId: long, to: archive.collectionId, by }),
    ).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("are suggested while both are on show", async () => {
    await store(speech("We begin.", "Ines Calder"), "a.txt");
    const short = await store(speech("We rest.", "Calder"), "b.txt");
    const suggested = async () => (await mergeSuggestions(database, 10)).map(({ kind }) => kind);
    expect(await suggested()).toEqual([RecordKind.PERSON]);
    const [one, other] = await people();
    const [recordId, to] = [one?.id ?? "", other?.id ?? ""];
    const decision = await decide(database, { action: KEEP_APART, recordKind: RecordKind.PERSON, recordId, to, by });
    expect(await suggested()).toEqual([]);
    await undoDecision(database, decision.id, by);
    expect(await suggested()).toEqual([RecordKind.PERSON]);
    await withdraw(database, { sourceId: short }, by);
    expect(await suggested()).toEqual([]);
  });

  it("keep roles and appearances", async () => {
    const sourceId = await store(notice(), "a.txt");
    const wren = (await people()).find(({ name }) => name === "Tomas Wren")?.id ?? "";
    const page = (await appearancePagesByPersonIds(database, [wren], { first: 5 })).get(wren);
    expect(page?.edges.map(({ node }) => node.part)).toEqual(["PRESIDED"]);
    expect((await rolesByPersonIds(database, [wren])).get(wren)).toEqual([
      { role: "Deputy Director", heldOn: "2031-05-02", heldPrecision: "DAY", meetingId: (await meetingOf(sourceId))?.id },
    ]);
    const evidence = (await evidenceByRecordIds(database, [page?.edges[0]?.node.id ?? ""])).get(page?.edges[0]?.node.id ?? "");
    expect(evidence?.map(({ field, printed }) => [field, printed])).toContainEqual(["person", "Tomas Wren"]);
  });
});

it("dates a role and the use of a phrase no more exactly than is known", async () => {
  const { meeting } = notice();
  await store(notice(), "a.txt");
  const ofYear = { ...meeting?.heldOn, date: "2019-01-01", precision: DatePrecision.YEAR, halfDay: null };
  await store(notice(`${NOTICE_TEXT}Once more.`, { meeting: { ...meeting, heldOn: ofYear } as never }), "b.txt");
  const wren = (await people()).find(({ name }) => name === "Tomas Wren")?.id ?? "";
  const roles = (await rolesByPersonIds(database, [wren])).get(wren);
  expect(roles?.map(({ heldOn, heldPrecision }) => [heldOn, heldPrecision])).toEqual([
    ["2031-05-02", "DAY"],
    ["2019-01-01", "YEAR"],
  ]);
  const phrase = (await phrasePage(database, { first: 1 })).edges[0]?.node.id ?? "";
  expect((await phraseUseByIds(database, [phrase])).get(phrase)).toMatchObject({
    firstUsedOn: "2019-01-01",
    firstUsedPrecision: "YEAR",
    lastUsedOn: "2031-05-02",
    lastUsedPrecision: "DAY",
  });
});

describe("bodies and phrases that are one", () => {
  it("are merged and parted as people are", async () => {
    await store(notice(), "a.txt");
    const other = `${NOTICE_TEXT}The Port Office added: "Clear Heads and Clean Water".`;
    const { meeting } = notice();
    await store(
      notice(other, {
        meeting: { ...meeting, body: read(other, "Port Office") } as never,
        setPhrases: [read(other, "Clear Heads and Clean Water")],
      }),
      "b.txt",
    );
    const bodies = (await bodyPage(database, { first: 5 })).edges.map(({ node }) => node);
    const phrases = (await phrasePage(database, { first: 5 })).edges.map(({ node }) => node);
    const merges = [
      await decide(database, { action: MERGE, recordKind: RecordKind.BODY, recordId: bodies[1]?.id ?? "", to: bodies[0]?.id, by }),
      await decide(database, { action: MERGE, recordKind: RecordKind.SET_PHRASE, recordId: phrases[1]?.id ?? "", to: phrases[0]?.id, by }),
    ];
    expect((await bodyPage(database, { first: 5 })).edges.map(({ node }) => [node.name, node.aliases])).toEqual([
      ["Harbour Bureau", ["Port Office"]],
    ]);
    expect((await phraseUseByIds(database, [phrases[0]?.id ?? ""])).get(phrases[0]?.id ?? "")).toEqual({
      occurrenceCount: 2,
      sourceCount: 2,
      firstUsedOn: "2031-05-02",
      firstUsedPrecision: "DAY",
      lastUsedOn: "2031-05-02",
      lastUsedPrecision: "DAY",
      byYear: [{ year: 2031, count: 2 }],
    });
    for (const merge of merges) await undoDecision(database, merge.id, by);
    expect((await bodyPage(database, { first: 5 })).totalCount).toBe(2);
    expect(
      [
        ...(
          await phraseUseByIds(
            database,
            phrases.map(({ id }) => id),
          )
        ).values(),
      ].map((use) => use.occurrenceCount),
    ).toEqual([1, 1]);
  });

  it("cannot be merged with another type, nor meetings at all", async () => {
    const sourceId = await store(notice(), "a.txt");
    const meeting = (await meetingOf(sourceId))?.id ?? "";
    await expect(
      decide(database, { action: MERGE, recordKind: RecordKind.MEETING, recordId: meeting, to: meeting, by }),
    ).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });
});

it("a person's name that was corrected outlives a merge's undoing elsewhere and re-imports", async () => {
  await store(speech("We begin.", "Ines Calder"), "a.txt");
  const [person] = await people();
  await decide(database, {
    action: CORRECT,
    recordKind: RecordKind.PERSON,
    recordId: person?.id ?? "",
    field: "name",
    to: "Inés Calder",
    by,
  });
  await store(speech("We begin.", "Ines Calder", { title: given("Other") }), "a.txt");
  expect((await peopleByIds(database, [person?.id ?? ""])).get(person?.id ?? "")).toMatchObject({
    name: "Inés Calder",
    aliases: ["Ines Calder"],
  });
});
