import { cp } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type OwnMeilisearch, startMeilisearch, whyNoOwnMeilisearch } from "@lectern/testing/meilisearch";
import { startProxy, type Proxy as TcpProxy } from "@lectern/testing/proxy";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EngineError, MeilisearchIndex, type SearchAnswer } from "../src/index.js";
import { LIBRARY, record, request, sourcesOf } from "./library.js";
import { type OpenEngine, openEngine, openPool } from "./open-engine.js";

const reason = whyNoOwnMeilisearch();

if (reason !== null) it("searches go on when Meilisearch fails", ({ skip }) => skip(reason));
else describe("when Meilisearch fails", faults);

/** Milliseconds after which Postgres answers in its place, and within which it then does: twice what is promised, since tests share a machine. */
const ANSWER_WITHIN = 250;
const MOST = 600;

function faults(): void {
  let server: OwnMeilisearch;
  let proxy: TcpProxy;
  let opened: OpenEngine;

  beforeEach(async () => {
    server = await startMeilisearch();
    proxy = await startProxy(server.port);
    opened = await openEngine({ url: proxy.url, masterKey: server.masterKey }, ANSWER_WITHIN);
    await opened.index.put(sourcesOf(LIBRARY));
    await opened.index.copy.catchUp();
    await until(async () => (await peace()).engine === "MEILISEARCH");
    // What Postgres has to answer with is in its memory.
    await opened.index.search(request('"peace"'));
  });
  afterEach(async () => {
    await opened.close();
    await proxy.close();
    await server.stop();
  });

  const peace = () => opened.index.search(request("peace ", { facets: ["kind"] }));
  const summary = ({ engine, degraded, total }: SearchAnswer) => ({ engine, degraded, total });
  const DEGRADED = { engine: "POSTGRES", degraded: true, total: 4 };
  const WELL = { engine: "MEILISEARCH", degraded: false, total: 4 };
  const isWell = async () => (await peace()).engine === "MEILISEARCH";

  async function fallsBack(): Promise<void> {
    const startedAt = performance.now();
    expect(summary(await peace())).toEqual(DEGRADED);
    expect(performance.now() - startedAt).toBeLessThan(MOST);
    const nextAt = performance.now();
    expect(summary(await peace())).toEqual(DEGRADED);
    expect(performance.now() - nextAt).toBeLessThan(ANSWER_WITHIN);
  }

  it("killed and started again: Postgres answers, the index catches up, and Meilisearch answers again", async () => {
    await server.kill();
    await fallsBack();
    await opened.index.put(sourcesOf([record("meanwhile", { text: "Peace was kept meanwhile." })]));
    expect((await peace()).total).toBe(5);
    await expect(opened.index.copy.catchUp()).rejects.toThrow(EngineError);
    await server.start();
    await opened.index.copy.catchUp();
    await until(isWell);
    expect(summary(await peace())).toEqual({ ...WELL, total: 5 });
  });

  it("frozen: a search waits no longer than it may", async () => {
    server.process?.kill("SIGSTOP");
    await fallsBack();
    server.process?.kill("SIGCONT");
    await until(isWell);
  });

  it.each(["reset", "silent", "delay"] as const)("behind a network that does %s", async (mode) => {
    proxy.mode = mode;
    proxy.delay = 1_000;
    if (mode === "reset") proxy.breakAll();
    await fallsBack();
    proxy.mode = "pass";
    proxy.breakAll();
    await until(isWell);
    expect(summary(await peace())).toEqual(WELL);
  });

  it("takes a connection that was closed meanwhile for nothing", async () => {
    // Of which asking again has to be done within: on a busy machine, long.
    const patient = new MeilisearchIndex(opened.pool, { url: proxy.url, masterKey: server.masterKey, answerWithin: 30_000 });
    await patient.configure();
    proxy.breakAll();
    expect(summary(await patient.search(request("peace ")))).toEqual(WELL);
    await patient.close();
  });

  it("waits longer for a page behind one of its own, which Postgres would have in another order", async () => {
    const first = await opened.index.search(request("peace ", { first: 2 }));
    proxy.mode = "delay";
    proxy.delay = 600;
    const second = await opened.index.search(request("peace ", { first: 2, after: first.hits.at(-1)?.cursor as string }));
    expect([second.engine, second.degraded, second.hits.length]).toEqual(["MEILISEARCH", false, 2]);
  });

  it("goes on behind a page of Meilisearch's from Postgres", async () => {
    const first = await opened.index.search(request("peace ", { first: 2 }));
    await server.kill();
    const second = await opened.index.search(request("peace ", { first: 2, after: first.hits.at(-1)?.cursor as string }));
    expect([second.engine, second.degraded, second.hits.length, second.hasNextPage]).toEqual(["POSTGRES", true, 2, false]);
    const third = await opened.index.search(request("peace ", { first: 1 }));
    expect(third.hits).toHaveLength(1);
  });

  it("restored from an older state: Postgres answers until what is lacking was sent", async () => {
    await server.kill("SIGTERM");
    await cp(join(server.folder, "data"), join(server.folder, "old"), { recursive: true });
    await server.start();
    await until(isWell);
    await opened.index.put(sourcesOf([record("newer", { text: "Peace is newer than the snapshot." })]));
    await opened.index.put([{ sourceId: "source-winter", records: [] }]);
    await opened.index.copy.catchUp();
    expect((await peace()).total).toBe(4);
    await server.kill("SIGTERM");
    await server.start({ data: "old" });
    // No search failed meanwhile: it is found out by looking.
    await until(async () => (await peace()).degraded);
    expect(summary(await peace())).toEqual(DEGRADED);
    await opened.index.copy.catchUp();
    await until(isWell);
    expect(await opened.index.copy.compare()).toMatchObject({ missing: [], different: [], extra: [] });
    expect((await peace()).hits.map(({ recordId }) => recordId).sort()).toEqual(["charter", "harbour", "newer", "undated"]);
  });

  it("emptied: it is filled again", async () => {
    await server.kill();
    await server.start({ data: "fresh" });
    await fallsBack();
    await opened.index.copy.catchUp();
    await until(isWell);
    expect(await opened.index.copy.compare()).toMatchObject({ missing: [], different: [], extra: [], documents: 10 });
  });

  it("with another master key: it says so without naming either key, and answers whoever is given the new one", async () => {
    const masterKey = "another-master-key-of-many-letters";
    await server.kill();
    await server.start({ key: masterKey });
    await fallsBack();
    const { fault } = await opened.index.copy.state();
    expect(fault).toMatch(/key of MEILISEARCH_API_KEY/);
    expect(fault).not.toContain(server.masterKey);
    const renewed = new MeilisearchIndex(opened.pool, { url: proxy.url, masterKey });
    await renewed.configure();
    expect(summary(await renewed.search(request("peace ")))).toEqual(WELL);
    await renewed.close();
  });

  it("a server of an unsupported version, or none of its kind: it says so, and is not asked", async () => {
    for (const [answer, words] of [
      [JSON.stringify({ pkgVersion: "1.12.3", commitSha: "", commitDate: "" }), /^Meilisearch 1\.12\.3 runs/],
      [JSON.stringify({ hello: "world" }), NOT_MEILISEARCH],
      ["", NOT_MEILISEARCH],
      ["<!doctype html><title>Welcome</title>", NOT_MEILISEARCH],
      [404, /^What answers at .* is not Meilisearch \(HTTP 404\)\.$/],
      [503, /^Meilisearch, or a proxy before it, is not well: .* HTTP 503\.$/],
    ] as const) {
      const other = createServer((_, reply) => {
        if (typeof answer === "number") reply.writeHead(answer).end("<!doctype html>");
        else reply.setHeader("content-type", "application/json").end(answer);
      });
      await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
      const { pool, close } = await openPool();
      // A server that listens on TCP has an address with a port.
      const index = new MeilisearchIndex(pool, { url: `http://127.0.0.1:${(other.address() as AddressInfo).port}`, masterKey: null });
      try {
        await index.configure();
        await index.put(sourcesOf(LIBRARY));
        expect(summary(await index.search(request("peace ")))).toEqual(DEGRADED);
        expect((await index.copy.state()).fault).toMatch(words);
        await expect(index.copy.catchUp()).rejects.toThrow(words);
      } finally {
        await index.close();
        await close();
        other.closeAllConnections();
        await new Promise((resolve) => other.close(resolve));
      }
    }
  });

  it("cut off again and again while it catches up: in the end every document is there once, in its last version", async () => {
    const seed = Date.now() % 1_000_000;
    let state = seed;
    const random = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    };
    const versionOf = new Map<string, number>();
    for (let round = 0; round < 12; round++) {
      const changed = Array.from({ length: 40 }, () => `doc-${Math.floor(random() * 150)}`);
      for (const id of changed) versionOf.set(id, round);
      await opened.index.put(sourcesOf([...new Set(changed)].map((id) => record(id, { text: `Ledger version${round} of ${id}.` }))));
      const cut = setTimeout(() => (random() < 0.5 ? proxy.breakAll() : void server.kill()), random() * 150);
      await opened.index.copy.catchUp().catch((error: unknown) => expect(error, `seed ${seed}`).toBeInstanceOf(EngineError));
      clearTimeout(cut);
      if (server.process?.exitCode !== null || server.process.signalCode !== null) await server.start();
    }
    await opened.index.copy.catchUp();
    const { missing, different, extra } = await opened.index.copy.compare();
    expect({ seed, missing, different, extra }).toEqual({ seed, missing: [], different: [], extra: [] });
    await until(isWell);
    for (let round = 0; round < 12; round++) {
      const { total } = await opened.index.search(request(`version${round} `));
      expect([seed, round, total]).toEqual([seed, round, [...versionOf.values()].filter((version) => version === round).length]);
    }
  });
}

const NOT_MEILISEARCH = /^What answers at the address of MEILISEARCH_URL is not Meilisearch/;

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 45_000; Date.now() < deadline; ) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("Meilisearch did not answer again");
}
