import { CitationState, DecisionAction, type Link, RecordKind } from "@lectern/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  citationsBySourceIds,
  createKey,
  type Database,
  decide,
  type ExportLine,
  ensureCollection,
  evidenceBySourceIds,
  exportArchive,
  findKey,
  finishRestore,
  isRestoreUnderWay,
  listKeys,
  loadExport,
  personPage,
  type Reading,
  readSearchSources,
  readStoredBytesOf,
  resolveIds,
  restoreReading,
  type StoredBytes,
  sourcesToRead,
  storeDocument,
  versionsBySourceIds,
  withdraw,
} from "../src/index.js";
import { collection, openTestArchive, readCatalogue, type TestArchive } from "./archive.js";
import { documentOf, LINKING, linkTo, NOTICE_TEXT, notice, speech, studyText } from "./drafts.js";

let archive: TestArchive;
let restored: TestArchive;
let lines: ExportLine[];
let ids: Awaited<ReturnType<typeof fill>>;

beforeAll(async () => {
  archive = await openTestArchive();
  restored = await openEmptyArchive();
  ids = await fill(archive.database);
  lines = await allOf(exportArchive(archive.database));
});
afterAll(() => Promise.all([archive.drop(), restored.drop()]));

async function allOf<T>(lines: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

const LETTERS = studyText("The Harbour Letters", [["Sweep the quay at dawn.", "Light the lamp at dusk."]]);
const EARLY = NOTICE_TEXT.replace("Published 2031-05-04.", "Published 2031-05-04 (draft).");

/** An archive with one of everything that cannot be made again. */
async function fill(database: Database) {
  const store = async (document: ReturnType<typeof documentOf>, links: Link[] = []) =>
    (await storeDocument(database, archive.collectionId, document, links, LINKING)).sourceId;
  const letters = await store(documentOf(LETTERS, "letters.txt"));
  const work = (await readCatalogue(database)).works[0]?.work ?? "";
  await store(documentOf(notice(EARLY), "a.txt"), [linkTo(EARLY, "The Harbour Letters", work)]);
  const noticeId = await store(documentOf(notice(), "a.txt"), [
    linkTo(NOTICE_TEXT, "The Harbour Letters", work),
    linkTo(NOTICE_TEXT, "every quay must be swept", work),
  ]);
  const speechId = await store(documentOf(speech("We begin.", "I. Calder"), "s.txt"));
  const hidden = await store(documentOf(speech("We hide.", "Nobody"), "h.txt"));
  const people = (await personPage(database, { first: 9 })).edges.map(({ node }) => node);
  const [short, long] = ["I. Calder", "Ines Calder"].map((name) => people.find((person) => person.name === name)?.id ?? "");
  const by = "archivist";
  await createKey(database, by);
  await decide(database, { action: DecisionAction.MERGE, recordKind: RecordKind.PERSON, recordId: short ?? "", to: long, by });
  const citations = (await citationsBySourceIds(database, [noticeId])).get(noticeId) ?? [];
  const byTitle = citations.find(({ printed }) => printed === "The Harbour Letters")?.id ?? "";
  const byWords = citations.find(({ printed }) => printed !== "The Harbour Letters")?.id ?? "";
  await decide(database, { action: DecisionAction.REJECT, recordKind: RecordKind.CITATION, recordId: byTitle, by });
  await decide(database, { action: DecisionAction.CONFIRM, recordKind: RecordKind.CITATION, recordId: byWords, by });
  await withdraw(database, { sourceId: hidden }, by);
  return { letters, noticeId, speechId, hidden, work, short, long, byTitle, byWords };
}

/** Reads bytes as the test's drafts are made, and links titles alone. */
async function readAgain(database: Database, { bytes, kind, place }: StoredBytes): Promise<Reading> {
  const text = new TextDecoder().decode(bytes);
  const { works, generation } = await readCatalogue(database);
  const draft =
    kind === "NOTICE" ? notice(text) : kind === "STUDY_TEXT" ? LETTERS : speech(text, place === "s.txt" ? "I. Calder" : "Nobody");
  const links = kind === "NOTICE" && works[0] !== undefined ? [linkTo(text, "The Harbour Letters", works[0].work)] : [];
  return { draft, readerVersion: "reader 1", linked: { links, linking: { ...LINKING, generation } } };
}

/** Loads the lines, then reads the sources again, `most` of them before it stops. Returns how many were read. */
async function restore(database: Database, lines: ExportLine[], most = Number.POSITIVE_INFINITY): Promise<number> {
  const { citations } = await loadExport(database, lines);
  const waiting = (await sourcesToRead(database)).slice(0, most);
  for (const { id } of waiting) {
    const stored = await readStoredBytesOf(database, id);
    if (stored !== null) await restoreReading(database, id, await readAgain(database, stored));
  }
  if (waiting.length < most) await finishRestore(database, citations);
  return waiting.length;
}

async function openEmptyArchive(): Promise<TestArchive> {
  const made = await openTestArchive();
  await made.database.query("DELETE FROM collection");
  await made.database.query("DELETE FROM identity");
  return made;
}

describe("an export", () => {
  it("has a header, a type on each line, an end that counts them, and no secrets", () => {
    expect(lines[0]).toMatchObject({ type: "lectern-archive", version: 1 });
    expect(lines.at(-1)).toEqual({ type: "end", lines: lines.length - 2 });
    expect(new Set(lines.map(({ type }) => type))).toEqual(
      new Set([
        "lectern-archive",
        "collection",
        "identity",
        "person",
        "body",
        "phrase",
        "source",
        "version",
        "decision",
        "citation",
        "key",
        "blob",
        "end",
      ]),
    );
    expect(lines.filter(({ type }) => type === "key")).toMatchObject([{ name: "archivist" }]);
    expect(JSON.stringify(lines.filter(({ type }) => type === "key"))).not.toContain("hash");
  });
});

describe("a restore into an empty archive", () => {
  it("gives the same ids and the same answers, also where it was stopped and goes on", async () => {
    const throughJson = lines.map((line) => JSON.parse(JSON.stringify(line)) as ExportLine);
    expect(await restore(restored.database, throughJson, 2)).toBe(2);
    expect(await isRestoreUnderWay(restored.database)).toBe(true);
    expect(await restore(restored.database, throughJson)).toBe(2);
    expect(await isRestoreUnderWay(restored.database)).toBe(false);
    const shown = [ids.letters, ids.noticeId, ids.speechId, ids.hidden];
    const plain = (sources: unknown) =>
      JSON.parse(JSON.stringify(sources, (key, value: unknown) => (/^(linkedGeneration|linkerVersion)$/.test(key) ? undefined : value)));
    const [before, after] = await Promise.all([archive, restored].map(({ database }) => readSearchSources(database, shown)));
    const sorted = (sources: typeof before) => plain(sources?.toSorted((a, b) => (a.source.id < b.source.id ? -1 : 1)));
    expect(sorted(after)).toEqual(sorted(before));
    const evidence = await Promise.all([archive, restored].map(({ database }) => evidenceBySourceIds(database, shown)));
    expect(evidence[0]?.get(ids.noticeId)?.length).toBeGreaterThan(3);
    expect(evidence[1]).toEqual(evidence[0]);
    expect((await resolveIds(restored.database, [ids.short ?? ""])).get(ids.short ?? "")?.id).toBe(ids.long);
    const versions = await Promise.all([archive, restored].map(({ database }) => versionsBySourceIds(database, [ids.noticeId])));
    expect(versions[1]).toEqual(versions[0]);
    expect(versions[1]?.get(ids.noticeId)?.map(({ text }) => text)).toEqual([EARLY, NOTICE_TEXT]);
  });

  it("keeps decisions, those about citations that linking does not find by itself included", async () => {
    const citations = (await citationsBySourceIds(restored.database, [ids.noticeId])).get(ids.noticeId) ?? [];
    expect(citations.map(({ id, state, decidedBy }) => [id, state, decidedBy])).toEqual([
      [ids.byWords, CitationState.RESOLVED, "archivist"],
      [ids.byTitle, CitationState.REJECTED, "archivist"],
    ]);
    expect((await listKeys(restored.database)).map(({ name, revokedAt }) => [name, revokedAt === null])).toEqual([["archivist", false]]);
    expect(await findKey(restored.database, "lectern_x")).toBeNull();
  });

  it("stores the same documents again as unchanged", async () => {
    const { generation } = await readCatalogue(restored.database);
    const again = await storeDocument(restored.database, archive.collectionId, documentOf(notice(), "a.txt"), [], {
      ...LINKING,
      generation,
    });
    expect(again).toMatchObject({ outcome: "UNCHANGED", sourceId: ids.noticeId, versionNumber: 2 });
  });

  it("is refused by an archive that holds something", async () => {
    await expect(restore(restored.database, lines)).rejects.toMatchObject({ code: "NOT_EMPTY" });
  });

  it("leaves nothing of an export that was cut off, altered, or is none", async () => {
    const empty = await openEmptyArchive();
    const attempt = (some: ExportLine[]) => restore(empty.database, some);
    const altered = lines.map((line) => (line.type === "blob" ? { ...line, base64: "AAAA" } : line));
    for (const bad of [
      lines.slice(0, -1),
      lines.toSpliced(5, 1),
      altered,
      [],
      lines.slice(1),
      [{ ...lines[0], type: "lectern-archive", version: 99 }],
      [...lines, { type: "end", lines: 0 }],
    ]) {
      await expect(attempt(bad)).rejects.toMatchObject({ code: "BAD_EXPORT" });
      expect((await empty.database.query("SELECT FROM identity")).length).toBe(0);
    }
    expect(await attempt(lines)).toBe(4);
    await empty.drop();
  });

  it("that was stopped goes on with no other export", async () => {
    const empty = await openEmptyArchive();
    await restore(empty.database, lines, 1);
    const other = lines.with(0, { ...lines[0], type: "lectern-archive", exportedAt: "2031-05-04T09:00:00.000Z" });
    await expect(restore(empty.database, other)).rejects.toMatchObject({
      code: "NOT_EMPTY",
      message: expect.stringContaining("was stopped"),
    });
    await empty.drop();
  });
});

it("an export is of one moment, whatever is stored meanwhile", async () => {
  const exporting = exportArchive(archive.database);
  await exporting.next();
  await storeDocument(
    archive.database,
    await ensureCollection(archive.database, collection("late")),
    documentOf(speech("Too late.", "Wren"), "late.txt"),
    [],
    LINKING,
  );
  const rest = await allOf(exporting);
  expect(rest.some((line) => line.type === "source" && line.place === "late.txt")).toBe(false);
  expect(rest.at(-1)).toEqual({ type: "end", lines: rest.length - 1 });
});
