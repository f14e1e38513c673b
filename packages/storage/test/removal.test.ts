import { type Draft, ImportOutcome } from "@lectern/schema";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import {
  bodyPage,
  citationPage,
  collections,
  drainOutbox,
  ensureCollection,
  heldPlaces,
  listSourceIds,
  meetingPage,
  meetingsByIds,
  personPage,
  phrasePage,
  purge,
  readArchive,
  readSearchSources,
  resolveIds,
  sourcesByIds,
  speechPage,
  staleLinkSources,
  storeDocument,
  studyTextPage,
  undoWithdraw,
  wantedWorkPage,
  withdraw,
} from "../src/index.js";
import { collection, countRows, openTestArchive, readCatalogue, type TestArchive } from "./archive.js";
import { documentOf, LINKING, linkTo, NOTICE_TEXT, notice, speech, studyText } from "./drafts.js";

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
const store = async (draft: Draft, place: string) => {
  const links =
    draft.text === NOTICE_TEXT
      ? [linkTo(NOTICE_TEXT, "The Harbour Letters", "The Harbour Letters", { state: "CITED_NOT_HELD" as never })]
      : [];
  return (await storeDocument(database, archive.collectionId, documentOf(draft, place), links, LINKING)).sourceId;
};

/** How much every list shows. */
async function shown() {
  const page = { first: 1 };
  const lists = await Promise.all([
    meetingPage(database, page),
    speechPage(database, page),
    studyTextPage(database, page),
    citationPage(database, page),
    personPage(database, page),
    bodyPage(database, page),
    phrasePage(database, page),
    wantedWorkPage(database, page),
  ]);
  const { counts } = await readArchive(database);
  const ids = await listSourceIds(database, null, 100);
  const inCatalogue = (await readCatalogue(database)).works.length;
  return {
    lists: lists.map(({ totalCount }) => totalCount),
    counts,
    sources: ids.length,
    inCatalogue,
    collections: (await collections(database)).length,
  };
}

describe("a source that is withdrawn", () => {
  it("is gone from every list, count and look-up, and from the index, until that is undone", async () => {
    const first = await store(notice(), "a.txt");
    const second = await store(studyText("Letters", [["One.", "Two."]]), "letters.txt");
    const before = await shown();
    expect(before.lists).toEqual([1, 1, 1, 1, 2, 1, 1, 1]);
    const [meeting] = (await meetingPage(database, { first: 1 })).edges;
    await drainOutbox(database, 100, async () => undefined);

    expect(await withdraw(database, { sourceId: first }, by)).toBe(1);
    expect(await withdraw(database, { sourceId: second }, by)).toBe(1);
    expect(await withdraw(database, { sourceId: second }, by)).toBe(0);
    const hidden = await shown();
    expect(hidden.lists).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(Object.values(hidden.counts)).toEqual(Object.values(hidden.counts).map(() => 0));
    expect([hidden.sources, hidden.inCatalogue]).toEqual([0, 0]);
    expect((await sourcesByIds(database, [first])).size + (await meetingsByIds(database, [meeting?.node.id ?? ""])).size).toBe(0);
    expect((await resolveIds(database, [first, meeting?.node.id ?? ""])).size).toBe(0);
    expect([...(await heldPlaces(database, archive.collectionId)).keys()]).toEqual([]);
    expect(await staleLinkSources(database, 10)).toEqual([]);
    const toIndex: string[] = [];
    await drainOutbox(database, 100, async (ids) => {
      toIndex.push(...ids);
      expect(await readSearchSources(database, ids)).toEqual([]);
    });
    expect(toIndex.sort()).toEqual([first, second].sort());

    await undoWithdraw(database, { sourceId: first }, by);
    await undoWithdraw(database, { sourceId: second }, by);
    expect(await shown()).toEqual(before);
  });

  it("stays so when it is imported again, even anew", async () => {
    const sourceId = await store(notice(), "a.txt");
    await withdraw(database, { sourceId }, by);
    expect(await store(notice(), "a.txt")).toBe(sourceId);
    expect(await store(notice(`${NOTICE_TEXT}More.`), "a.txt")).toBe(sourceId);
    expect((await sourcesByIds(database, [sourceId])).size).toBe(0);
    await undoWithdraw(database, { sourceId }, by);
    expect((await sourcesByIds(database, [sourceId])).get(sourceId)?.versionNumber).toBe(2);
  });
});

describe("a collection that is withdrawn", () => {
  it("takes its documents along, those that come later included, and leaves those withdrawn alone withdrawn", async () => {
    const first = await store(notice(), "a.txt");
    const second = await store(speech("We begin.", "Wren"), "b.txt");
    await withdraw(database, { sourceId: first }, by);
    expect(await withdraw(database, { collection: "notices" }, by)).toBe(2);
    const third = await store(speech("We go on.", "Wren"), "c.txt");
    expect((await shown()).sources).toBe(0);
    expect((await collections(database)).length).toBe(0);
    await undoWithdraw(database, { collection: "notices" }, by);
    expect(await listSourceIds(database, null, 10)).toEqual([second, third].sort());
    await undoWithdraw(database, { sourceId: first }, by);
    expect((await shown()).sources).toBe(3);
  });
});

describe("what is purged", () => {
  it("was withdrawn before", async () => {
    const sourceId = await store(notice(), "a.txt");
    await expect(purge(database, { sourceId }, by)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(purge(database, { collection: "none" }, by)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is gone with its bytes and with the people that only it named; its ids stay and mean nothing else", async () => {
    const sourceId = await store(notice(), "a.txt");
    const kept = await store(speech("Wren remains.", "Tomas Wren"), "b.txt");
    const copy = await store(speech("We begin.", "Wren"), "c.txt");
    await storeDocument(
      database,
      await ensureCollection(database, collection("other")),
      documentOf(speech("We begin.", "Wren"), "c.txt"),
      [],
      LINKING,
    );
    const ids = await countRows(database, "identity");
    for (const id of [sourceId, copy]) {
      await withdraw(database, { sourceId: id }, by);
      await purge(database, { sourceId: id }, by);
    }
    expect((await personPage(database, { first: 5 })).edges.map(({ node }) => node.name)).toEqual(["Tomas Wren", "Wren"]);
    expect([await countRows(database, "body"), await countRows(database, "set_phrase"), await countRows(database, "meeting")]).toEqual([
      0, 0, 0,
    ]);
    expect(await countRows(database, "blob")).toBe(2);
    expect(await countRows(database, "identity")).toBe(ids);
    expect(await countRows(database, "identity", "retired_at IS NULL AND (key ILIKE '%quay%' OR key ILIKE '%calder%')")).toBe(0);
    expect(await countRows(database, "identity", "key ILIKE '%quay%' OR key ILIKE '%calder%'")).toBe(0);
    expect(await listSourceIds(database, null, 10)).toContain(kept);
    const again = await storeDocument(database, archive.collectionId, documentOf(notice(), "a.txt"), [], LINKING);
    expect(again.outcome).toBe(ImportOutcome.STORED);
    expect(again.sourceId).not.toBe(sourceId);
    expect((await resolveIds(database, [sourceId])).size).toBe(0);
    await drainOutbox(database, 100, async (waiting) => expect(waiting).toContain(sourceId));
  });

  it("may be a whole collection, the archive's study texts included", async () => {
    await store(notice(), "a.txt");
    await store(studyText("Letters", [["One.", "Two."]]), "letters.txt");
    await withdraw(database, { collection: "notices" }, by);
    expect(await purge(database, { collection: "notices" }, by)).toBe(2);
    for (const table of ["source", "blob", "evidence", "citation", "passage", "person", "collection"])
      expect([table, await countRows(database, table)]).toEqual([table, 0]);
    const anew = await ensureCollection(database, collection("notices"));
    expect(anew).not.toBe(archive.collectionId);
  });
});
