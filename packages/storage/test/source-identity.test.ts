import { ImportOutcome } from "@lectern/schema";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { type DocumentToStore, ensureCollection, heldPlaces, sourcesByIds, storeDocument, versionsBySourceIds } from "../src/index.js";
import { collection, countRows, openTestArchive, type TestArchive } from "./archive.js";
import { documentOf, given, LINKING, speech } from "./drafts.js";

const archives: TestArchive[] = [];
let archive: TestArchive;
beforeEach(async () => {
  archive = await openTestArchive();
  archives.push(archive);
});
afterAll(() => Promise.all(archives.map((made) => made.drop())));

const said = (text: string, place: string | null, present: string[] = [], url: string | null = null): DocumentToStore =>
  documentOf(speech(text, "Ines Calder", { url: url === null ? null : given(url) }), place, {
    isPresent: (other) => present.includes(other),
  });
const store = (document: DocumentToStore, collectionId = archive.collectionId) =>
  storeDocument(archive.database, collectionId, document, [], LINKING);
const { STORED, UPDATED, UNCHANGED } = ImportOutcome;

describe("a document", () => {
  it("that is moved is the same source at its new place", async () => {
    const { sourceId } = await store(said("We begin.", "old/a.txt", ["old/a.txt"]));
    expect(await store(said("We begin.", "new/a.txt", ["new/a.txt"]))).toEqual({ outcome: UNCHANGED, sourceId, versionNumber: 1 });
    expect([...(await heldPlaces(archive.database, archive.collectionId)).keys()]).toEqual(["new/a.txt"]);
  });

  it("that stands at two places is two sources, and stays two", async () => {
    const both = ["a.txt", "b.txt"];
    const first = await store(said("We begin.", "a.txt", both));
    const second = await store(said("We begin.", "b.txt", both));
    expect(second.outcome).toBe(STORED);
    expect(second.sourceId).not.toBe(first.sourceId);
    expect((await store(said("We begin.", "a.txt", both))).outcome).toBe(UNCHANGED);
    expect((await store(said("We begin.", "b.txt", both))).outcome).toBe(UNCHANGED);
    expect(await countRows(archive.database, "source")).toBe(2);
    expect(await countRows(archive.database, "blob")).toBe(1);
  });

  it("that is handed in twice, or handed in and then imported, is one source", async () => {
    const { sourceId } = await store(said("We begin.", null));
    expect(await store(said("We begin.", null))).toEqual({ outcome: UNCHANGED, sourceId, versionNumber: 1 });
    expect((await store(said("We begin.", "a.txt", ["a.txt"]))).sourceId).toBe(sourceId);
    expect([...(await heldPlaces(archive.database, archive.collectionId)).keys()]).toEqual(["a.txt"]);
  });

  it("captured anew at another place, with the same address, is a new version; and importing both again changes nothing", async () => {
    const both = ["2031.html", "2032.html"];
    const url = "https://harbour.example/speech";
    const { sourceId } = await store(said("We begin.", "2031.html", both, url));
    expect(await store(said("We begin again.", "2032.html", both, url))).toEqual({ outcome: UPDATED, sourceId, versionNumber: 2 });
    for (const document of [said("We begin.", "2031.html", both, url), said("We begin again.", "2032.html", both, url)]) {
      expect(await store(document)).toEqual({ outcome: UNCHANGED, sourceId, versionNumber: 2 });
    }
    expect(await store(said("We begin for good.", "2031.html", both, url))).toEqual({ outcome: UPDATED, sourceId, versionNumber: 3 });
    expect(await store(said("We begin again.", "2032.html", both, url))).toEqual({ outcome: UNCHANGED, sourceId, versionNumber: 3 });
  });

  it("cut with another from one page whose address both print is a source of its own, however often they come", async () => {
    const both = ["a.txt", "b.txt"];
    const url = "https://harbour.example/day";
    const part = (text: string, place: string) => {
      const printed = `${text}\nOriginal: ${url}`;
      const address = { ...given(url), span: [printed.length - url.length, printed.length] as [number, number] };
      const isPresent = (other: string) => both.includes(other);
      return store(documentOf(speech(printed, "Ines Calder", { url: address }), place, { isPresent }));
    };
    const pumps = "The bureau met on pumps, on wells and on all the basins of the upper town, and found them in order.";
    const schools = "Schools will open in May, said the council; every class has a room now, and most have a teacher too.";
    const first = await part(pumps, "a.txt");
    const second = await part(schools, "b.txt");
    expect([first.outcome, second.outcome]).toEqual([STORED, STORED]);
    expect(await part(pumps, "a.txt")).toEqual({ ...first, outcome: UNCHANGED });
    expect(await part(schools, "b.txt")).toEqual({ ...second, outcome: UNCHANGED });
    expect(await part(`${schools} All of them.`, "b.txt")).toEqual({ ...second, outcome: UPDATED, versionNumber: 2 });
    expect(await part(`${pumps} All of them.`, "a.txt")).toEqual({ ...first, outcome: UPDATED, versionNumber: 2 });
    const sources = await sourcesByIds(archive.database, [first.sourceId, second.sourceId]);
    expect([...sources.values()].map((source) => source.url).sort()).toEqual([url, null].sort());
  });

  it("with an address is one source in two collections, under the place of the first", async () => {
    const other = await ensureCollection(archive.database, collection("captures"));
    const url = "https://harbour.example/speech";
    const { sourceId } = await store(said("We begin.", "a.txt", ["a.txt"], url));
    expect(await store(said("We begin.", "b.html", ["b.html"], url), other)).toMatchObject({ outcome: UNCHANGED, sourceId });
    expect(await store(said("We begin!", "b.html", ["b.html"], url), other)).toMatchObject({
      outcome: UPDATED,
      sourceId,
      versionNumber: 2,
    });
    expect(await store(said("We begin.", "a.txt", ["a.txt"], url))).toMatchObject({ outcome: UNCHANGED, versionNumber: 2 });
    expect((await sourcesByIds(archive.database, [sourceId])).get(sourceId)).toMatchObject({
      collectionId: archive.collectionId,
      place: "a.txt",
    });
  });

  it("that goes back to earlier words is a new version of them", async () => {
    const { sourceId } = await store(said("One.", "a.txt", ["a.txt"]));
    await store(said("Two.", "a.txt", ["a.txt"]));
    expect(await store(said("One.", "a.txt", ["a.txt"]))).toEqual({ outcome: UPDATED, sourceId, versionNumber: 3 });
    const versions = (await versionsBySourceIds(archive.database, [sourceId])).get(sourceId);
    expect(versions?.map((version) => version.text)).toEqual(["One.", "Two.", "One."]);
  });

  it("whose file was given another page to hold keeps its record, without the place", async () => {
    const first = await store(said("Monday.", "latest.html", ["latest.html"], "https://harbour.example/monday"));
    const second = await store(said("Tuesday.", "latest.html", ["latest.html"], "https://harbour.example/tuesday"));
    expect(second.outcome).toBe(STORED);
    const sources = await sourcesByIds(archive.database, [first.sourceId, second.sourceId]);
    expect([sources.get(first.sourceId)?.place, sources.get(second.sourceId)?.place]).toEqual([null, "latest.html"]);
  });
});

describe("rows of a table without ids", () => {
  const rows = (texts: string[]) =>
    texts.map((text, index) =>
      said(
        text,
        `f.csv#${index + 1}`,
        texts.map((_, at) => `f.csv#${at + 1}`),
      ),
    );
  const importRows = async (texts: string[]) => {
    const stored = [];
    for (const row of rows(texts)) stored.push(await store(row));
    return stored;
  };

  it("are found again when a row is put in before them", async () => {
    const texts = ["The quay was swept at dawn.", "The lamp was lit at dusk."];
    const [first, second] = await importRows(texts);
    const again = await importRows(["Nothing like it had been heard before that year.", ...texts]);
    expect(again.map(({ outcome }) => outcome)).toEqual([STORED, UNCHANGED, UNCHANGED]);
    expect(again.slice(1).map(({ sourceId }) => sourceId)).toEqual([first?.sourceId, second?.sourceId]);
    expect([...(await heldPlaces(archive.database, archive.collectionId)).keys()]).toEqual(["f.csv#1", "f.csv#2", "f.csv#3"]);
    const edited = await importRows([
      "Nothing like it had been heard before that year.",
      "The quay was swept at dawn and dusk.",
      texts[1] ?? "",
    ]);
    expect(edited.map(({ outcome }) => outcome)).toEqual([UNCHANGED, UPDATED, UNCHANGED]);
  });
});
