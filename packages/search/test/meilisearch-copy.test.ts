import { type OwnMeilisearch, startMeilisearch, whyNoOwnMeilisearch } from "@lectern/testing/meilisearch";
import { Meilisearch } from "meilisearch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MeilisearchIndex } from "../src/index.js";
import { LIBRARY, record, request, sourcesOf } from "./library.js";
import { type OpenEngine, openEngine } from "./open-engine.js";

const reason = whyNoOwnMeilisearch();

if (reason !== null) it("the copy in Meilisearch holds what Postgres holds", ({ skip }) => skip(reason));
else describe("the copy in Meilisearch", copies);

function copies(): void {
  let server: OwnMeilisearch;
  let master: Meilisearch;
  beforeAll(async () => {
    server = await startMeilisearch();
    master = new Meilisearch({ host: server.url, apiKey: server.masterKey });
  });
  afterAll(async () => await server.stop());

  const ids = async (index: MeilisearchIndex, query: string) => {
    const { engine, hits } = await index.search(request(query, { first: 100 }));
    return [engine, ...hits.map(({ recordId }) => recordId).sort()];
  };
  const nameOf = async ({ pool }: OpenEngine) => `lectern-${(await pool.query("SELECT archive FROM search_copy")).rows[0]?.archive}`;
  /** A test with an index and its copy in the server, both empty. */
  const withCopy = (test: (opened: OpenEngine & { name: string }) => Promise<void>) => async () => {
    const opened = await openEngine(server);
    try {
      await test({ ...opened, name: await nameOf(opened) });
    } finally {
      await opened.close();
    }
  };
  const NO_DIFFERENCE = { missing: [], different: [], extra: [], differing: 0 };

  it(
    "answers plain words, in several passages too, and leaves phrases, -not, OR and misspelt words to Postgres",
    withCopy(async ({ index }) => {
      await index.put(sourcesOf(LIBRARY));
      await index.copy.catchUp();
      expect(await ids(index, "peace ")).toEqual(["MEILISEARCH", "charter", "harbour", "undated", "winter"]);
      expect(await ids(index, "圖書館 數字化")).toEqual(["MEILISEARCH", "digital"]);
      expect(await ids(index, "belongs toll ")).toEqual(["MEILISEARCH", "charter"]);
      for (const query of ['"hard winter"', "peace -winter ", "masons OR granaries ", "pateince ", ""]) {
        expect((await index.search(request(query))).engine).toBe("POSTGRES");
      }
    }),
  );

  it(
    "lags behind what is put until it has caught up, which Postgres knows, and answers meanwhile",
    withCopy(async ({ index }) => {
      const peace = async () => {
        const { engine, degraded, catchingUp, total, facets } = await index.search(request("peace ", { facets: ["kind"] }));
        return { engine, degraded, catchingUp, total, counted: facets.kind?.reduce((sum, { count }) => sum + count, 0) };
      };
      const behind = { engine: "POSTGRES", degraded: true, catchingUp: true };
      const well = { engine: "MEILISEARCH", degraded: false, catchingUp: false };
      await index.put(sourcesOf(LIBRARY.slice(3)));
      await index.copy.catchUp();
      expect(await peace()).toEqual({ ...well, total: 2, counted: 2 });
      const { hits } = await index.search(request("peace ", { first: 1 }));
      await index.put(sourcesOf(LIBRARY));
      expect(await peace()).toEqual({ ...behind, total: 4, counted: 4 });
      const second = await index.search(request("peace ", { first: 1, after: hits[0]?.cursor ?? "" }));
      expect(second).toMatchObject({ ...behind, total: 4, hasNextPage: true });
      await index.copy.catchUp();
      await index.put([{ sourceId: "source-winter", records: [] }]);
      expect(await peace()).toEqual({ ...behind, total: 3, counted: 3 });
      await index.copy.catchUp();
      expect(await peace()).toEqual({ ...well, total: 3, counted: 3 });
    }),
  );

  it(
    "sends what has changed and nothing else",
    withCopy(async ({ index }) => {
      await index.put(sourcesOf(LIBRARY));
      expect(await index.copy.state()).toMatchObject({ waiting: LIBRARY.length, fault: null, sources: LIBRARY.length });
      expect(await index.copy.catchUp()).toMatchObject({ sent: LIBRARY.length });
      expect(await index.copy.catchUp()).toMatchObject({ sent: 0 });
      await index.put(sourcesOf(LIBRARY));
      expect(await index.copy.state()).toMatchObject({ waiting: 0 });
      expect(await index.copy.compare()).toMatchObject(NO_DIFFERENCE);
    }),
  );

  it(
    "names a record that the engine does not take, while all others go on",
    withCopy(async ({ index }) => {
      const bad = record("no id!", { sourceId: "mixed", text: "The lantern of the wrong id." });
      const good = Array.from({ length: 30 }, (_, i) => record(`good-${i}`, { text: "The lantern burns." }));
      const beside = record("beside", { sourceId: "mixed", text: "The lantern beside it." });
      await index.put(sourcesOf([...good.slice(0, 15), bad, beside, ...good.slice(15)]));
      expect(await index.copy.catchUp()).toMatchObject({ sent: 30 });
      // Postgres answers where the source that is refused may be found, and nowhere else.
      expect(await index.search(request("lantern "))).toMatchObject({ engine: "POSTGRES", degraded: false, total: 32 });
      expect(await index.search(request("burns "))).toMatchObject({ engine: "MEILISEARCH", degraded: false, total: 30 });
      expect(await index.copy.compare()).toMatchObject(NO_DIFFERENCE);
      const { refused, waiting } = await index.copy.state();
      expect(refused).toEqual([{ sourceId: "mixed", recordId: "no id!", reason: expect.stringContaining("no id!") as string }]);
      expect(waiting).toBe(1);
      // Postgres finds it all the same, and once it is mended the copy takes it.
      expect((await index.search(request('"wrong id"'))).total).toBe(1);
      await index.put(sourcesOf([{ ...bad, recordId: "an-id" }, beside]));
      await index.copy.catchUp();
      expect((await index.copy.state()).refused).toEqual([]);
      expect((await index.search(request("lantern "))).total).toBe(32);
    }),
  );

  it(
    "is compared by counts and checksums, and mended by sending only what differs",
    withCopy(async ({ index, name }) => {
      const records = Array.from({ length: 60 }, (_, i) => record(`r-${i}`, { text: `The ledger of page ${i}.` }));
      await index.put(sourcesOf(records));
      await index.copy.catchUp();
      expect(await index.copy.compare()).toMatchObject({ ...NO_DIFFERENCE, sources: 60, documents: 60 });

      const raw = master.index(name);
      await raw.deleteDocuments(["r-3-0", "r-4-0"]).waitTask();
      await raw.updateDocuments([{ id: "r-7-0", version: "another" }]).waitTask();
      await raw.updateDocuments([{ id: "r-8-0", text: "tamperzebra" }]).waitTask();
      const [stray] = (await raw.getDocuments({ ids: ["r-9-0"] })).results;
      await raw.addDocuments([{ ...stray, id: "stray-0", recordId: "stray", sourceId: "stray", bucket: bucketOfStray }]).waitTask();
      // One more of a source that is held, as it says.
      await raw.addDocuments([{ ...stray, id: "stray-1" }]).waitTask();
      const difference = {
        missing: ["source-r-3", "source-r-4"],
        different: ["source-r-7", "source-r-8", "source-r-9"],
        extra: ["stray"],
      };
      expect(sorted(await index.copy.compare())).toMatchObject(difference);
      const before = (await master.tasks.getTasks({ limit: 1 })).results[0]?.uid ?? 0;
      expect(sorted(await index.copy.repair())).toMatchObject(difference);
      const tasks = (await master.tasks.getTasks({ limit: 20 })).results.filter(({ uid }) => uid > before);
      expect(tasks.find(({ type }) => type === "documentAdditionOrUpdate")?.details?.receivedDocuments).toBe(5);
      expect(await index.copy.compare()).toMatchObject(NO_DIFFERENCE);
      expect((await index.search(request("ledger "))).total).toBe(60);
    }),
  );

  it(
    "leaves an answer that holds a record which Postgres does not know to Postgres, and has the copy mended",
    withCopy(async ({ index, name }) => {
      await index.put(sourcesOf(Array.from({ length: 20 }, (_, i) => record(`r-${i}`, { text: `The ledger of page ${i}.` }))));
      await index.copy.catchUp();
      const raw = master.index(name);
      const [own] = (await raw.getDocuments({ ids: ["r-9-0"] })).results;
      const { bucket: _, ...bare } = own ?? {};
      for (const foreign of [{ ...own, sourceId: "stray", bucket: bucketOfStray }, bare]) {
        await raw.addDocuments([{ ...foreign, id: "stray-0", recordId: "stray" }]).waitTask();
        const asked = request("ledger ", { first: 30 });
        expect(await index.search(asked)).toMatchObject({ engine: "POSTGRES", degraded: true, catchingUp: true, total: 20 });
        await index.copy.catchUp();
        const { engine, total, hits } = await index.search(asked);
        expect([engine, total, hits.length]).toEqual(["MEILISEARCH", 20, 20]);
      }
    }),
  );

  it(
    "takes up a rebuild where it was interrupted, and swaps it in once",
    withCopy(async ({ index, name }) => {
      await index.put(sourcesOf(LIBRARY));
      await index.copy.catchUp();
      const bornBefore = (await master.getRawIndex(name)).createdAt;
      for (let steps = 1; steps < 40; steps += 3) {
        let left = steps;
        await index.copy.rebuild({ isStopped: () => left-- <= 0 });
        expect((await index.search(request("peace "))).total).toBe(4);
      }
      await index.put(sourcesOf([record("late", { text: "Peace came late." })]));
      await index.copy.rebuild();
      expect((await master.getRawIndex(name)).createdAt).not.toBe(bornBefore);
      await expect(master.getRawIndex(`${name}-next`)).rejects.toThrow();
      expect((await index.search(request("peace "))).total).toBe(5);
      expect(await index.copy.compare()).toMatchObject(NO_DIFFERENCE);
    }),
  );

  it(
    "says how far it has come while it is built anew, beside the one that is searched or where there is none",
    withCopy(async ({ index, name }) => {
      await index.put(sourcesOf(LIBRARY));
      await index.copy.catchUp();
      expect(await index.copy.state()).toMatchObject({ fault: null, building: null, waiting: 0 });
      const sent = LIBRARY.length;
      let isStopped = false;
      const onProgress = (line: string) => {
        if (line.startsWith(`${sent} of`)) isStopped = true;
      };
      await index.copy.rebuild({ isStopped: () => isStopped, onProgress });
      expect(await index.copy.state()).toMatchObject({ fault: null, building: { sent, of: sent }, waiting: 0 });
      await index.put(sourcesOf([record("late", { text: "Peace came late." })]));
      await master.deleteIndex(name).waitTask();
      const fault = `The index in Meilisearch is being built: ${sent} of ${sent + 1} sources sent.`;
      expect(await index.copy.state()).toMatchObject({ fault, building: { sent, of: sent + 1 }, waiting: 1 });
      expect(index.answering).toBe("POSTGRES");
      await index.copy.catchUp();
      expect(await index.copy.state()).toMatchObject({ fault: null, building: null, waiting: 0 });
      expect(index.answering).toBe("MEILISEARCH");
    }),
  );

  it(
    "knows a swap that was done when its process was killed before it could note it",
    withCopy(async ({ index, pool, name }) => {
      await index.put(sourcesOf(LIBRARY));
      await index.copy.catchUp();
      const { createdAt } = await master.getRawIndex(name);
      await pool.query("UPDATE search_copy_server SET building_format = format, building_born = $1", [createdAt]);
      await pool.query("UPDATE search_source SET sent_next = sent, sent = 'older'");
      await master.createIndex(`${name}-next`, { primaryKey: "id" }).waitTask();
      await index.copy.catchUp();
      expect((await master.getRawIndex(name)).createdAt).toBe(createdAt);
      expect(await index.copy.compare()).toMatchObject(NO_DIFFERENCE);
    }),
  );

  it(
    "changes settings that cost nothing in place, and others in a new index",
    withCopy(async ({ index, name }) => {
      await index.put(sourcesOf(LIBRARY));
      await index.copy.catchUp();
      const { createdAt } = await master.getRawIndex(name);
      await master.index(name).updatePagination({ maxTotalHits: 2 }).waitTask();
      await index.copy.catchUp();
      expect((await index.search(request("peace "))).total).toBe(4);
      expect((await master.getRawIndex(name)).createdAt).toBe(createdAt);
      await master.index(name).updateSearchableAttributes(["text"]).waitTask();
      await index.copy.catchUp();
      expect((await master.getRawIndex(name)).createdAt).not.toBe(createdAt);
      expect(await ids(index, "Ames ")).toEqual(["MEILISEARCH", "bridge", "harbour"]);
    }),
  );

  it("uses a key that may only search and one for its own indexes, and keeps apart archives that share a server", async () => {
    const [one, two] = [await openEngine(server), await openEngine(server)];
    try {
      await one.index.put(sourcesOf([record("a", { text: "The mill of one." })]));
      await two.index.put(sourcesOf([record("b", { text: "The mill of two." })]));
      await Promise.all([one.index.copy.catchUp(), two.index.copy.catchUp()]);
      expect([await ids(one.index, "mill "), await ids(two.index, "mill ")]).toEqual([
        ["MEILISEARCH", "a"],
        ["MEILISEARCH", "b"],
      ]);
      // What the other one does last is no sign that this one has gone back.
      await two.index.put(sourcesOf([record("c", { text: "The mill of two, again." })]));
      await two.index.copy.catchUp();
      await one.index.configure();
      expect((await one.index.copy.state()).fault).toBeNull();
      const name = await nameOf(one);
      expect(name).not.toBe(await nameOf(two));
      const keys = (await master.getKeys({ limit: 100 })).results.filter(({ indexes }) => indexes.some((index) => index.startsWith(name)));
      expect(keys.map(({ actions, indexes }) => [actions.includes("search"), indexes])).toEqual(
        expect.arrayContaining([
          [true, [name]],
          [false, [`${name}*`]],
        ]),
      );
      const search = keys.find(({ actions }) => actions.includes("search"));
      expect(search?.actions).toEqual(["search"]);
      const limited = new Meilisearch({ host: server.url, apiKey: search?.key ?? "" });
      await expect(limited.index(name).getDocuments()).rejects.toThrow();
    } finally {
      await one.close();
      await two.close();
    }
  });
}

function sorted<T extends { missing: string[]; different: string[]; extra: string[] }>(difference: T): T {
  return { ...difference, missing: difference.missing.sort(), different: difference.different.sort(), extra: difference.extra.sort() };
}

/** First byte of the SHA-256 of "stray". */
const bucketOfStray = 226;
