import { DocumentKind, ImportState, ProblemCode, type ReadProblem } from "@lectern/schema";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  clearProblems,
  createKey,
  drainOutbox,
  ensureCollection,
  findKey,
  finishRun,
  heartbeat,
  importProblemPage,
  importRunPage,
  listKeys,
  othersAtWork,
  readArchive,
  readStoredBytes,
  recordProblem,
  revokeKey,
  showImport,
  startRun,
  storeDocument,
  WORKER_NAME,
  withdraw,
} from "../src/index.js";
import { collection, countRows, openTestArchive, type TestArchive } from "./archive.js";
import { documentOf, LINKING, notice, speech } from "./drafts.js";

let archive: TestArchive;
let database: TestArchive["database"];
beforeAll(async () => {
  archive = await openTestArchive();
  database = archive.database;
});
afterAll(() => archive.drop());

const store = (text: string, place: string) =>
  storeDocument(database, archive.collectionId, documentOf(speech(text, "Wren"), place), [], LINKING);
const counts = { stored: 1, updated: 2, unchanged: 3, problems: 4 };

describe("the outbox", () => {
  beforeEach(async () => {
    await database.query("DELETE FROM outbox");
  });

  it("is written with the document, with one job however many documents there are", async () => {
    await store("One.", "1.txt");
    await store("Two.", "2.txt");
    expect((await readArchive(database)).waiting).toBe(2);
    expect((await readArchive(database)).oldestWaitingAt).toBeInstanceOf(Date);
    expect(await countRows(database, "graphile_worker.jobs", "key = 'index'")).toBe(1);
  });

  it("keeps its rows when the work fails, and gives them again", async () => {
    const { sourceId } = await store("Three.", "3.txt");
    await expect(
      drainOutbox(database, 10, async () => {
        throw new Error("the engine is away");
      }),
    ).rejects.toThrow("the engine is away");
    const given: string[][] = [];
    expect(await drainOutbox(database, 10, async (ids) => void given.push(ids))).toBe(1);
    expect(given).toEqual([[sourceId]]);
    expect(await drainOutbox(database, 10, async (ids) => void given.push(ids))).toBe(0);
  });

  it("gives each source once a time, and keeps what is written during the work for the next", async () => {
    const { sourceId } = await store("Four.", "4.txt");
    await store("Four and more.", "4.txt");
    const drained = await drainOutbox(database, 10, async (ids) => {
      expect(ids).toEqual([sourceId]);
      await store("Four and even more.", "4.txt");
    });
    expect([drained, await countRows(database, "outbox")]).toEqual([2, 1]);
  });

  it("gives only some sources where it is asked for them, and keeps the others", async () => {
    await store("Other.", "other.txt");
    const { sourceId } = await store("Mine.", "mine.txt");
    const given: string[] = [];
    expect(await drainOutbox(database, 10, async (ids) => void given.push(...ids), [sourceId])).toBe(1);
    expect([given, await countRows(database, "outbox")]).toEqual([[sourceId], 1]);
  });

  it("is drained by one at a time", async () => {
    for (let index = 0; index < 6; index++) await store(`Number ${index}.`, `n/${index}.txt`);
    let working = 0;
    const seen: string[] = [];
    const drain = () =>
      drainOutbox(database, 2, async (ids) => {
        expect(++working).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 10));
        seen.push(...ids);
        working--;
      });
    await Promise.all([drain(), drain(), drain()]);
    expect(new Set(seen).size).toBe(6);
  });
});

it("tells whether a worker or another import is at work, as long as it is there", async () => {
  const url = archive.url;
  expect(await othersAtWork(database, "mine")).toEqual({ hasWorker: false, hasImport: false });
  const endMine = await showImport(url, "mine");
  expect(await othersAtWork(database, "mine")).toEqual({ hasWorker: false, hasImport: false });
  expect(await othersAtWork(database, "another")).toEqual({ hasWorker: false, hasImport: true });
  await endMine();
  expect(await othersAtWork(database, "another")).toEqual({ hasWorker: false, hasImport: false });
  const worker = new pg.Client({ connectionString: url, application_name: WORKER_NAME });
  await worker.connect();
  expect(await othersAtWork(database, "mine")).toEqual({ hasWorker: true, hasImport: false });
  await worker.end();
});

describe("an import run", () => {
  it("keeps its counts and what was missing", async () => {
    const id = await startRun(database, { origin: "notices/", by: "command line" });
    await heartbeat(database, id, { ...counts, stored: 0 });
    await finishRun(database, id, { state: ImportState.COMPLETED, counts, missing: ["gone.txt"] });
    const [edge] = (await importRunPage(database, { first: 1 })).edges;
    expect(edge?.node).toMatchObject({ id, state: ImportState.COMPLETED, origin: "notices/", missing: ["gone.txt"], ...counts });
    expect((await readArchive(database)).lastImportAt).toEqual(edge?.node.endedAt);
  });

  it("reads as interrupted once it gives no sign of life, and runs again when it does", async () => {
    const id = await startRun(database, { origin: "killed", by: "command line" });
    const stateOf = async () => (await importRunPage(database, { first: 10 })).edges.find(({ node }) => node.id === id)?.node.state;
    expect(await stateOf()).toBe(ImportState.RUNNING);
    await database.query("UPDATE import_run SET heartbeat_at = now() - interval '2 minutes' WHERE id = $1", [id]);
    expect(await stateOf()).toBe(ImportState.INTERRUPTED);
    await startRun(database, { origin: "next", by: "command line" });
    expect(await countRows(database, "import_run", "state = 'INTERRUPTED' AND ended_at IS NOT NULL")).toBe(1);
    await heartbeat(database, id, counts);
    expect(await stateOf()).toBe(ImportState.RUNNING);
  });
});

describe("a problem", () => {
  const problem = (row: number | null, code = ProblemCode.BAD_JSON): ReadProblem => ({
    code,
    message: "This is no JSON.",
    advice: "Mend it.",
    row,
    line: row,
    column: 1,
  });
  const file = { collection: "notices", file: "rows.jsonl" };
  const open = async () => (await importProblemPage(database, { first: 10 })).edges.map(({ node }) => [node.code, node.row]);

  it("is one however often it is met, and clears when the file reads well", async () => {
    const first = await startRun(database, { origin: "rows.jsonl", by: "x" });
    const seen = await recordProblem(database, { ...file, runId: first, problem: problem(7) });
    await recordProblem(database, { ...file, runId: first, problem: problem(9) });
    await recordProblem(database, { ...file, runId: first, problem: problem(null, ProblemCode.TOO_LARGE) });
    const second = await startRun(database, { origin: "rows.jsonl", by: "x" });
    expect((await recordProblem(database, { ...file, runId: second, problem: problem(7) })).id).toBe(seen.id);
    expect(await clearProblems(database, { ...file, runId: second })).toBe(2);
    expect(await open()).toEqual([[ProblemCode.BAD_JSON, 7]]);
    expect((await readArchive(database)).counts.openProblems).toBe(1);
    expect(await clearProblems(database, { ...file, runId: null })).toBe(1);
    expect(await open()).toEqual([]);
    expect((await importProblemPage(database, { first: 10 }, { includeCleared: true })).totalCount).toBe(3);
  });

  it("met again after it was cleared is open again", async () => {
    const again = await recordProblem(database, { ...file, runId: null, problem: problem(7) });
    expect(again.clearedAt).toBeNull();
    expect((await importProblemPage(database, { first: 10 }, { includeCleared: true })).totalCount).toBe(3);
  });

  it("goes with its collection", async () => {
    await ensureCollection(database, collection("notices-renamed"));
    await recordProblem(database, { collection: "notices-renamed", file: "gone.txt", runId: null, problem: problem(1) });
    expect(await open()).toHaveLength(2);
    await withdraw(database, { collection: "notices-renamed" }, "archivist");
    expect(await open()).toEqual([[ProblemCode.BAD_JSON, 7]]);
  });
});

describe("a key", () => {
  it("is found by its secret alone, which the archive does not keep", async () => {
    const { secret } = await createKey(database, " archivist ");
    expect(secret).toMatch(/^lectern_[\w-]{43}$/);
    expect(await findKey(database, secret)).toMatchObject({ name: "archivist", revokedAt: null });
    expect(await findKey(database, `${secret}x`)).toBeNull();
    expect(JSON.stringify(await database.query("SELECT * FROM api_key"))).not.toContain(secret.slice(8));
    expect((await listKeys(database))[0]?.lastUsedAt).toBeInstanceOf(Date);
  });

  it("has a name of its own, and opens nothing once revoked", async () => {
    await expect(createKey(database, "archivist")).rejects.toMatchObject({ code: "NAME_TAKEN" });
    await expect(createKey(database, "  ")).rejects.toMatchObject({ code: "BAD_VALUE" });
    const { secret } = await createKey(database, "guest");
    expect(await revokeKey(database, "guest")).toBe(true);
    expect(await revokeKey(database, "guest")).toBe(false);
    expect(await findKey(database, secret)).toBeNull();
    await createKey(database, "guest");
    expect((await listKeys(database)).map(({ name }) => name)).toEqual(["archivist", "guest", "guest"]);
  });
});

it("stored bytes come back as they came, with what reading needs", async () => {
  await database.query("DELETE FROM outbox");
  const bytes = new Uint8Array([0xff, 0xfe, 0x41, 0x00]);
  const { sourceId } = await storeDocument(
    database,
    archive.collectionId,
    documentOf(notice(), "odd.txt", { bytes, hints: { encoding: "utf-16le" } }),
    [],
    LINKING,
  );
  const all = [];
  for (let after: string | null = null; ; ) {
    const portion = await readStoredBytes(database, after, 2);
    all.push(...portion);
    if (portion.length < 2) break;
    after = portion.at(-1)?.sourceId ?? null;
  }
  expect(all).toHaveLength(await countRows(database, "source"));
  const stored = all.find((one) => one.sourceId === sourceId);
  expect(stored).toMatchObject({
    place: "odd.txt",
    kind: DocumentKind.NOTICE,
    hints: { encoding: "utf-16le" },
    collection: { name: "notices", withdrawnAt: null },
  });
  expect([...(stored?.bytes ?? [])]).toEqual([...bytes]);
});
