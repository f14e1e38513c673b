import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type OwnMeilisearch, startMeilisearch, whyNoOwnMeilisearch } from "@lectern/testing/meilisearch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findFiles } from "../src/import/find-files.js";
import { importFiles } from "../src/import-documents.js";
import { startWorker, type Worker } from "../src/worker.js";
import { jsonLines, lectern, start, until } from "./command-line.js";
import { writeNotices } from "./notices.js";
import { openTestArchive, type TestArchive } from "./test-archive.js";

const reason = whyNoOwnMeilisearch();

if (reason !== null) it("an archive with a Meilisearch", ({ skip }) => skip(reason));
else describe("an archive with a Meilisearch", archiveWithMeilisearch);

function archiveWithMeilisearch(): void {
  let server: OwnMeilisearch;
  let test: TestArchive;
  let worker: Worker;
  let folder: string;
  const log: string[] = [];

  beforeAll(async () => {
    server = await startMeilisearch();
    test = await openTestArchive({ MEILISEARCH_URL: server.url, MEILISEARCH_API_KEY: server.masterKey }, { runsOn: true });
    worker = await startWorker(test.archive, (line) => void log.push(line));
    folder = await mkdtemp(join(tmpdir(), "lectern meilisearch "));
    await importNotices(20);
  });
  afterAll(async () => {
    await worker?.stop();
    await test?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function importNotices(count: number): Promise<void> {
    await writeNotices(join(folder, "notices"), count);
    await importFiles(test.archive, await findFiles([join(folder, "notices")], { callerFolder: folder }), { origin: "test", by: "test" });
  }

  const search = async (query: string) =>
    (await test.ask("query ($query: String!) { search(query: $query) { engine degraded total } }", { query })).data.search;
  const isWell = async () => (await search("harbour ")).engine === "MEILISEARCH";
  const hasCaughtUp = async () => (await test.archive.index.copy?.state())?.waiting === 0 && (await isWell());
  const run = (...args: string[]) =>
    lectern(args, {
      env: {
        DATABASE_URL: test.archive.url,
        LECTERN_DATA: join(folder, "data"),
        MEILISEARCH_URL: server.url,
        MEILISEARCH_API_KEY: server.masterKey,
      },
      cwd: folder,
    });

  it("is searched by it, and phrases are judged by Postgres", async () => {
    await until(hasCaughtUp, "Meilisearch to have what was imported");
    expect(await search("harbour ")).toEqual({ engine: "MEILISEARCH", degraded: false, total: 5 });
    expect(await search('"Harbour Board held a meeting"')).toEqual({ engine: "POSTGRES", degraded: false, total: 5 });
  });

  it("imports and searches on while it is away, and catches up by itself", async () => {
    await server.kill();
    expect(await search("harbour ")).toEqual({ engine: "POSTGRES", degraded: true, total: 5 });
    await importNotices(28);
    expect(await search("harbour ")).toEqual({ engine: "POSTGRES", degraded: true, total: 7 });
    await until(
      () => test.log.some((line) => /Meilisearch is away: .*Postgres answers searches/.test(line)),
      "the log to say that it is away",
    );
    await server.start();
    await until(hasCaughtUp, "the copy to catch up");
    expect(test.log.at(-1)).toContain("Meilisearch answers searches.");
    expect(await search("harbour ")).toEqual({ engine: "MEILISEARCH", degraded: false, total: 7 });
    expect([...log, ...test.log].join()).not.toContain(server.masterKey);
  });

  it("forgets what is withdrawn, and is told of what comes back", async () => {
    await run("remove", "--collection", "made-up-notices");
    await until(async () => (await search("harbour ")).total === 0, "the notices to be gone");
    await run("remove", "--collection", "made-up-notices", "--undo");
    await until(async () => (await search("harbour ")).total === 7 && (await isWell()), "the notices to be back");
  });

  it("is looked at by status and doctor, repaired and rebuilt by reindex", async () => {
    const status = jsonLines((await run("status", "--json")).stdout)[0];
    expect(status.copy).toMatchObject({ engine: "MEILISEARCH", version: expect.stringMatching(/^1\.50\./), fault: null, waiting: 0 });
    const findings = jsonLines((await run("doctor", "--json")).stdout);
    expect(findings.find(({ check }: { check: string }) => check === "Meilisearch")).toMatchObject({ isWell: true });

    await test.archive.database.query(
      "UPDATE search_source SET version = version || '0', sent = version || '0' WHERE source_id = (SELECT min(source_id) FROM search_source)",
    );
    expect(jsonLines((await run("doctor", "--json")).stdout).find(({ check }: { check: string }) => check === "Meilisearch")).toMatchObject(
      {
        isWell: false,
        advice: expect.stringContaining("reindex --repair"),
      },
    );
    const repaired = await run("reindex", "--repair", "--json");
    expect(jsonLines(repaired.stdout)[0]).toMatchObject({ differing: 1, missing: [], extra: [] });
    expect(jsonLines((await run("reindex", "--repair", "--json")).stdout)[0]).toMatchObject({ differing: 0 });

    const rebuilt = await run("reindex", "--json");
    expect(rebuilt.stderr).toMatch(/needs about as much again on its disk[\s\S]*sources sent to the new index of Meilisearch/);
    expect([rebuilt.code, await search("harbour ")]).toEqual([0, { engine: "MEILISEARCH", degraded: false, total: 7 }]);
  });

  it("is left as it is by commands that are set for other servers, which say so", async () => {
    const env = { DATABASE_URL: test.archive.url, LECTERN_DATA: join(folder, "data"), MEILISEARCH_API_KEY: server.masterKey };
    const set = (...args: string[]) => lectern(args, { env: { ...env, MEILISEARCH_URL: `http://localhost:9,${server.url}` }, cwd: folder });
    const told =
      /spread over 1 server \(http:\S+\), as set by process \d+ on .* UTC; this process is set for 2 servers \(http:\/\/localhost:9, /;
    const removed = await set("remove", "--collection", "made-up-notices", "--undo");
    expect([removed.code, removed.stderr]).toEqual([0, expect.stringMatching(told)]);
    const repaired = await set("reindex", "--repair");
    expect([repaired.code, repaired.stderr]).toEqual([2, expect.stringMatching(told)]);
    const doctor = jsonLines((await set("doctor", "--json")).stdout).find(({ check }: { check: string }) => check === "Meilisearch");
    expect(doctor).toMatchObject({ isWell: false, found: expect.stringMatching(told) });
    // A worker that is set so does not take what the others have to do.
    const wrong = start(["work"], { env: { ...env, MEILISEARCH_URL: `http://localhost:9,${server.url}` }, cwd: folder });
    try {
      await until(() => told.test(wrong.stderr()), "the worker to say what it is set for");
      await importNotices(32);
      await until(hasCaughtUp, "the copy to follow");
      expect(await search("harbour ")).toEqual({ engine: "MEILISEARCH", degraded: false, total: 8 });
    } finally {
      wrong.child.kill("SIGTERM");
      await wrong.ended;
    }
  });

  it("says what is wrong with a key without saying the key", async () => {
    const wrong = "no-master-key-of-this-server";
    const answer = await lectern(["doctor", "--json"], {
      env: { DATABASE_URL: test.archive.url, LECTERN_DATA: join(folder, "data"), MEILISEARCH_URL: server.url, MEILISEARCH_API_KEY: wrong },
      cwd: folder,
    });
    const finding = jsonLines(answer.stdout).find(({ check }: { check: string }) => check === "Meilisearch");
    expect(finding).toMatchObject({ isWell: false, found: expect.stringContaining("MEILISEARCH_API_KEY") });
    expect(answer.stdout + answer.stderr).not.toContain(wrong);
  });
}
