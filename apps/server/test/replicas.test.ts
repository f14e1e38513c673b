import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ReplicaState, Replicas } from "@lectern/storage";
import { type Proxy as Network, startProxy } from "@lectern/testing/proxy";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findFiles } from "../src/import/find-files.js";
import { importFiles } from "../src/import-documents.js";
import { jsonLines, lectern, until } from "./command-line.js";
import { writeNotices } from "./notices.js";
import { type PostgresPair, startPostgresPair } from "./streaming-replica.js";
import { openTestArchive, type TestArchive } from "./test-archive.js";

describe("beside a replica that streams", () => {
  let pair: PostgresPair;
  let network: Network;
  let test: TestArchive;
  let folder: string;
  let replica: pg.Client;
  beforeAll(async () => {
    pair = await startPostgresPair();
    network = await startProxy(Number(new URL(pair.replica.url).port));
    folder = await mkdtemp(join(tmpdir(), "lectern replicas "));
    test = await openTestArchive(settings());
    replica = new pg.Client({ connectionString: pair.replica.url });
    replica.on("error", () => {});
    await replica.connect();
    await until(() => readFrom() === 1, "the replica to have heard of the archive");
    await importNotices(12);
    await until(async () => (await total()) === 12, "the replica to have heard of the notices");
  });
  afterAll(async () => {
    await replica?.end();
    await test?.close();
    await network?.close();
    await pair?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Over the network that the test disturbs, and one address at which nothing listens. */
  function settings() {
    const address = new URL(pair.replica.url);
    address.port = new URL(network.url).port;
    return { DATABASE_URL: pair.primary.url, DATABASE_READ_URLS: `${address.href}, postgres://nobody@127.0.0.1:1/lectern` };
  }
  async function importNotices(count: number): Promise<void> {
    await writeNotices(join(folder, "notices"), count);
    await importFiles(test.archive, await findFiles([join(folder, "notices")], { callerFolder: folder }), { origin: "test", by: "test" });
  }
  const states = () => test.archive.replicas?.state() ?? [];
  const readFrom = () => states().filter(({ fault }) => fault === null).length;
  async function total(withKey = false): Promise<number> {
    const { data, errors } = await test.ask('{ search(query: "meeting ") { total } }', {}, withKey);
    expect(errors).toEqual([]);
    return data.search.total;
  }
  const withdraw = (undo: boolean) =>
    undo
      ? 'mutation { undoWithdraw(collection: "made-up-notices") { sources } }'
      : 'mutation { withdraw(collection: "made-up-notices") { sources } }';
  const sources = async (withKey: boolean) =>
    (await test.ask("{ archive { counts { sources } } }", {}, withKey)).data.archive.counts.sources;
  const health = async () => (await test.app.inject({ url: "/health", headers: { host: "localhost" } })).json();

  it("reads from it without a key, and with one whatever was written with that key", async () => {
    await replica.query("SELECT pg_wal_replay_pause()");
    expect((await test.ask(withdraw(false), {}, true)).errors).toEqual([]);
    expect([await sources(true), await sources(false)]).toEqual([0, 12]);
    expect((await test.ask(withdraw(true), {}, true)).errors).toEqual([]);
    expect((await test.ask(withdraw(false), {}, true)).errors).toEqual([]);
    await replica.query("SELECT pg_wal_replay_resume()");
    await until(async () => (await sources(false)) === 0, "the replica to follow");
    await test.ask(withdraw(true), {}, true);
    await until(async () => (await sources(false)) === 12, "the replica to follow");
  });

  it("reads the database itself where it is too far behind", async () => {
    const strict = new Replicas(test.archive.database, [pair.replica.url], { poolSize: 2, mostSecondsBehind: 2 });
    await replica.query("SELECT pg_wal_replay_pause()");
    try {
      await strict.start();
      const seen = () =>
        strict.read({ name: "reader", wrote: null }, async () => (await strict.database.query("SELECT pg_is_in_recovery() AS is"))[0]?.is);
      expect(await seen()).toBe(true);
      await test.ask(withdraw(false), {}, true);
      await test.ask(withdraw(true), {}, true);
      await until(async () => (await seen()) === false, "the replica to be passed over");
      expect(strict.state()[0]?.fault).toBe("It is more than 2 seconds behind.");
      await replica.query("SELECT pg_wal_replay_resume()");
      await until(async () => (await seen()) === true, "the replica to be read from again");
    } finally {
      await replica.query("SELECT pg_wal_replay_resume()");
      await strict.close();
    }
  });

  it.each(["reset", "silent"] as const)("fails no request when the network to it does %s", async (mode) => {
    await until(() => readFrom() === 1, "the replica to be read from");
    let isOver = false;
    let answered = 0;
    const load = Array.from({ length: 4 }, async () => {
      for (; !isOver; answered++) expect(await total()).toBe(12);
    });
    await until(() => answered > 20, "searches");
    network.mode = mode;
    if (mode === "reset") network.breakAll();
    await until(() => readFrom() === 0, "the replica to be given up");
    const before = answered;
    await until(() => answered > before + 20, "searches without it");
    expect(await health()).toMatchObject({ status: "ok", replicas: { read: 0, of: 2 } });
    network.mode = "pass";
    network.breakAll();
    await until(() => readFrom() === 1, "the replica to be read from again");
    isOver = true;
    await Promise.all(load);
  });

  it("is named by doctor and in the metrics, and exported from with all that was stored before", async () => {
    const run = { env: { ...settings(), LECTERN_DATA: join(folder, "data") }, cwd: folder };
    const findings = jsonLines((await lectern(["doctor", "--json"], run)).stdout).filter(({ check }) => check === "Replica");
    expect(findings).toMatchObject([{ isWell: true }, { isWell: false, found: expect.stringContaining("127.0.0.1:1/lectern") }]);
    expect(JSON.stringify(findings)).not.toContain(new URL(pair.replica.url).password);
    const metrics = (await test.app.inject({ url: "/metrics", headers: { host: "localhost" } })).body;
    expect(metrics).toMatch(/lectern_replica_up\{replica="1"\} 1\nlectern_replica_up\{replica="2"\} 0/);

    await importNotices(14);
    const { code, stdout } = await lectern(["export", "-"], run);
    expect([code, jsonLines(stdout).filter(({ type }) => type === "source").length]).toEqual([0, 14]);
  });

  it("reads at length from it only where the database is told what is looked at", async () => {
    const readsReplica = async () => {
      const replicas = test.archive.replicas as Replicas;
      const ask = () => replicas.database.query("SELECT pg_is_in_recovery() AS is");
      return (await replicas.read({ name: "export", wrote: null, isLong: true }, ask))[0]?.is;
    };
    expect(await readsReplica()).toBe(true);
    await replica.query("ALTER SYSTEM SET hot_standby_feedback = off");
    await replica.query("SELECT pg_reload_conf()");
    await until(async () => (await readsReplica()) === false, "the database to be read from");
  });

  it("answers on without the database itself, and says that it is read only", async () => {
    await until(async () => (await total()) === 14, "the replica to follow");
    await pair.primary.stop();
    expect(await total()).toBe(14);
    expect(await health()).toMatchObject({ status: "read only", replicas: { read: 1, of: 2 } });
    expect((await test.ask(withdraw(false), {}, true)).status).toBe(503);
  });

  it("does not take for a replica what takes writes of its own", async () => {
    await replica.query("SELECT pg_promote(true)");
    await until(() => (states()[0] as ReplicaState).fault !== null, "the replica to be passed over");
    expect(states()[0]?.fault).toBe("It is no replica, or no longer: it takes writes of its own.");
  });
});
