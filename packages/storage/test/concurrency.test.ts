import { ImportOutcome } from "@lectern/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase, readCatalogueGeneration, replaceLinks, resolveIds, staleLinkSources, storeDocument } from "../src/index.js";
import { countRows, foldKey, openTestArchive, type TestArchive } from "./archive.js";
import { documentOf, LINKING, NOTICE_TEXT, notice, speech, studyText } from "./drafts.js";

let archive: TestArchive;
beforeAll(async () => {
  archive = await openTestArchive();
});
afterAll(() => archive.drop());

const store = (document: ReturnType<typeof documentOf>) => storeDocument(archive.database, archive.collectionId, document, [], LINKING);

describe("imports at once", () => {
  it("of one document store it once", async () => {
    const stored = await Promise.all(Array.from({ length: 20 }, () => store(documentOf(notice(), "same.txt"))));
    expect(stored.filter(({ outcome }) => outcome === ImportOutcome.STORED)).toHaveLength(1);
    expect(new Set(stored.map(({ sourceId }) => sourceId)).size).toBe(1);
    expect(await countRows(archive.database, "meeting")).toBe(1);
    expect(await countRows(archive.database, "source_version")).toBe(1);
  });

  it("of different documents share their people, bodies and phrases, each there once", async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `${NOTICE_TEXT}Number ${index}.`);
    const stored = await Promise.all(texts.map((text, index) => store(documentOf(notice(text), `n/${index}.txt`))));
    expect(stored.every(({ outcome }) => outcome === ImportOutcome.STORED)).toBe(true);
    expect(await countRows(archive.database, "person")).toBe(2);
    expect(await countRows(archive.database, "body")).toBe(1);
    expect(await countRows(archive.database, "set_phrase")).toBe(1);
    expect(await countRows(archive.database, "identity", "kind = 'PERSON'")).toBe(2);
  });

  it("of many new names in crossing order do not lock each other out", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Warden ${index}`);
    const made = Array.from({ length: 20 }, (_, index) => {
      const order = index % 2 === 0 ? names : names.toReversed();
      const text = `Number ${index}.`;
      const speeches = order.map((name) => ({ ...speech(text, name).speeches[0], textSpan: null }));
      return documentOf(speech(text, "x", { speeches: speeches as never }), `s/${index}.txt`);
    });
    await Promise.all(made.map(store));
    expect(await countRows(archive.database, "person", "name LIKE 'Warden%'")).toBe(12);
  });

  it("of new versions of one document make one version each", async () => {
    const stored = await Promise.all(
      Array.from({ length: 10 }, (_, index) => store(documentOf(speech(`Draft number ${index}.`, "Ines Calder"), "draft.txt"))),
    );
    expect(new Set(stored.map(({ versionNumber }) => versionNumber)).size).toBe(10);
    expect(await countRows(archive.database, "source_version", `source_id = '${stored[0]?.sourceId}'`)).toBe(10);
  });

  it("from two processes, of the same study text, leave one whose passages all have ids", async () => {
    const second = await openDatabase(archive.url, { foldKey });
    const made = documentOf(
      studyText("Letters", [Array.from({ length: 200 }, (_, index) => `Verse ${index} of the harbour.`)]),
      "letters.tsv",
    );
    const stored = await Promise.all(
      [archive.database, second].map((database) => storeDocument(database, archive.collectionId, made, [], LINKING)),
    );
    await second.close();
    expect(stored.map(({ outcome }) => outcome).sort()).toEqual([ImportOutcome.STORED, ImportOutcome.UNCHANGED]);
    const passages = await archive.database.query<{ id: string }>("SELECT id FROM passage");
    expect(
      (
        await resolveIds(
          archive.database,
          passages.map(({ id }) => id),
        )
      ).size,
    ).toBe(200);
  });
});

describe("a study text stored while speeches are", () => {
  it("leaves no speech with links of an older catalogue unknown to staleLinkSources", async () => {
    const before = await readCatalogueGeneration(archive.database);
    await Promise.all([
      ...Array.from({ length: 10 }, (_, index) =>
        storeDocument(archive.database, archive.collectionId, documentOf(speech(`Tide ${index}.`, "Ines Calder"), `t/${index}.txt`), [], {
          ...LINKING,
          generation: before,
        }),
      ),
      store(documentOf(studyText("Charter", [["Article one."]]), "charter.txt")),
    ]);
    expect(await readCatalogueGeneration(archive.database)).toBe(before + 1);
    const stale = await staleLinkSources(archive.database, 1_000);
    expect(stale.length).toBe(await countRows(archive.database, "source"));
    expect(await countRows(archive.database, "graphile_worker.jobs", "key = 'relink'")).toBe(1);
    await Promise.all(stale.map((source) => replaceLinks(archive.database, source, [], { ...LINKING, generation: before + 1 })));
    expect(await staleLinkSources(archive.database, 1_000)).toEqual([]);
  });
});
