import { ShownProcess } from "@lectern/storage";
import { whyNoOwnMeilisearch } from "@lectern/testing/meilisearch";
import { Meilisearch } from "meilisearch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EngineError, MeilisearchIndex, nameOfUse, type SearchAnswer } from "../src/index.js";
import { madeRecords, randomFilters } from "./contract-lists.js";
import { ALL_FACETS, record, request, sourcesOf } from "./library.js";
import { pick, randomFrom } from "./made-texts.js";
import { type OpenEngine, openEngine } from "./open-engine.js";
import { type SeveralServers, startServers } from "./several-servers.js";

const reason = whyNoOwnMeilisearch();

if (reason !== null) it("several servers share an archive", ({ skip }) => skip(reason));
else describe("an archive that three servers share", servers);

function servers(): void {
  const seed = 20_221_124;
  const records = madeRecords(seed, 240);
  let several: SeveralServers;
  let one: OpenEngine;
  let three: OpenEngine;
  beforeAll(async () => {
    several = await startServers(3);
    [one, three] = await Promise.all([openEngine(several.address(1)), openEngine(several.address(3))]);
    for (const { index } of [one, three]) {
      await index.put(sourcesOf(records));
      await index.copy.catchUp();
    }
  });
  afterAll(async () => {
    await Promise.all([one?.close(), three?.close()]);
    await several?.stop();
  });

  async function uidsOn(number: number, of: OpenEngine): Promise<string[]> {
    const archive = (await of.pool.query("SELECT archive FROM search_copy")).rows[0].archive;
    const master = new Meilisearch({ host: several.servers[number]?.url ?? "", apiKey: several.address(1).masterKey });
    const { results } = await master.getRawIndexes({ limit: 100 });
    return results.map(({ uid }) => uid).filter((uid) => uid.startsWith(`lectern-${archive}`));
  }
  /** What an answer says, but for the scores and cursors of its hits. */
  const said = ({ hits, ...answer }: SearchAnswer) => ({
    ...answer,
    hits: hits.map(({ recordId, title, snippet, matchingPassages }) => ({ recordId, title, snippet, matchingPassages })),
  });

  it(`answers as one server does: totals, facets, order and pages (seed ${seed})`, async () => {
    const random = randomFrom(seed);
    const engines = new Map<string, number>();
    for (let round = 0; round < 60; round++) {
      const words = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(random, WORDS)).join(" ");
      const asked = request(words + pick(random, ["", " "]), {
        filters: randomFilters(random, records, 0.15),
        excluded: randomFilters(random, records, 0.1),
        facets: ALL_FACETS,
        sort: pick(random, ["RELEVANCE", "RELEVANCE", "NEWEST", "OLDEST"] as const),
        first: 1 + Math.floor(random() * 12),
      });
      for (let page = 0, after: string | null = null, afterOne: string | null = null; page < 4; page++) {
        const [wanted, given]: SearchAnswer[] = [
          await one.index.search({ ...asked, after: afterOne }),
          await three.index.search({ ...asked, after }),
        ] as [SearchAnswer, SearchAnswer];
        expect({ asked, page, ...said(given as SearchAnswer) }).toEqual({ asked, page, ...said(wanted as SearchAnswer) });
        engines.set(`${given?.engine}`, (engines.get(`${given?.engine}`) ?? 0) + 1);
        if (given?.hasNextPage !== true) break;
        after = given.hits.at(-1)?.cursor ?? null;
        afterOne = wanted?.hits.at(-1)?.cursor ?? null;
      }
    }
    // It is Meilisearch that was compared.
    expect(engines.get("MEILISEARCH")).toBeGreaterThan(40);
  });

  it("spreads the sources, each wholly on one server", async () => {
    const held = await Promise.all(
      several.servers.map(async ({ url }, i) => {
        const [uid] = await uidsOn(i, three).then((uids) => uids.filter((name) => name.endsWith("-of-3")));
        const index = new Meilisearch({ host: url, apiKey: several.address(1).masterKey }).index(uid ?? "");
        return new Set((await index.getDocuments<{ sourceId: string }>({ limit: 10_000 })).results.map(({ sourceId }) => sourceId));
      }),
    );
    const sources = new Set(records.map(({ sourceId }) => sourceId)).size;
    expect(held.map(({ size }) => size > sources / 6)).toEqual([true, true, true]);
    expect(held.reduce((sum, { size }) => sum + size, 0)).toBe(sources);
    expect(await three.index.copy.compare()).toMatchObject({ sources, differing: 0 });
  });

  it("is found to lack nothing where words are few and spread over servers, or a facet has 3,000 values", async () => {
    const many = Array.from({ length: 3_000 }, (_, i) =>
      record(`many-${i}`, { speakerIds: [`speaker-${i}`, `often-${i % 120}`], text: "Quill and parchment." }),
    );
    await three.index.put(sourcesOf(many));
    await three.index.copy.catchUp();
    const answer = await three.index.search(request("quill ", { facets: ["speaker"], filters: { speaker: ["speaker-7", "often-3"] } }));
    const counts = new Map(answer.facets.speaker?.map(({ value, count }) => [value, count]));
    expect([answer.engine, answer.total, counts.get("often-0"), counts.get("often-3"), counts.get("speaker-7")]).toEqual([
      "MEILISEARCH",
      26,
      25,
      25,
      1,
    ]);
    expect([...counts.values()].filter((count) => count === 25)).toHaveLength(100);
    await three.index.put(many.map(({ sourceId }) => ({ sourceId, records: [] })));
    await three.index.copy.catchUp();
  });

  it("answers every search while one after the other is killed, and catches up with what came meanwhile", async () => {
    const opened = await openEngine(several.address(3), 250);
    try {
      await opened.index.put(sourcesOf(records));
      await opened.index.copy.catchUp();
      const ask = () => opened.index.search(request("harbour "));
      let total = (await ask()).total;
      for (const [i, server] of several.servers.entries()) {
        await until(async () => (await ask()).engine === "MEILISEARCH");
        await server.kill();
        const startedAt = performance.now();
        expect(await ask()).toMatchObject({ engine: "POSTGRES", degraded: true });
        // Twice what is promised, since tests share a machine.
        expect(performance.now() - startedAt).toBeLessThan(600);
        await opened.index.put(sourcesOf(Array.from({ length: 6 }, (_, n) => record(`late-${i}-${n}`, { text: "The harbour freezes." }))));
        total += 6;
        await expect(opened.index.copy.catchUp()).rejects.toThrow(`Server ${i + 1} of 3`);
        expect((await opened.index.copy.state()).fault).toContain(`Server ${i + 1} of 3`);
        expect((await ask()).total).toBe(total);
        await server.start();
        await opened.index.copy.catchUp();
      }
      await until(async () => (await ask()).engine === "MEILISEARCH");
      expect(await ask()).toMatchObject({ total, degraded: false });
      expect(await opened.index.copy.compare()).toMatchObject({ missing: [], different: [], extra: [] });
    } finally {
      await opened.close();
    }
  });

  /** The index of a process that is set for these servers; of one that runs on where it is shown to others. */
  function openOver({ pool }: OpenEngine, url: string[], shown: ShownProcess | null): MeilisearchIndex {
    const onUse = (arrangement: number) => shown?.show(nameOfUse(arrangement));
    const process = { name: "a test", runsOn: shown !== null, shownWithin: 0, onUse };
    return new MeilisearchIndex(pool, { ...several.address(3), url, answerWithin: 30_000, process });
  }

  it("is left as it is by a process that is set for other servers, until no process is set for those or somebody spreads it anew", async () => {
    const opened = await openEngine(several.address(3));
    const [a = "", b = "", c = ""] = several.address(3).url;
    const shown = [0, 1, 2, 3].map(() => new ShownProcess(opened.pool.options.connectionString ?? ""));
    const [ours, wrong, next, late] = [[a, b, c], [a], [c, b], [b]].map((url, i) => openOver(opened, url, shown[i] ?? null)) as [
      MeilisearchIndex,
      MeilisearchIndex,
      MeilisearchIndex,
      MeilisearchIndex,
    ];
    const once = openOver(opened, [c, b, a], null);
    const engineOf = async (index: MeilisearchIndex) => (await index.search(request("harbour "))).engine;
    try {
      await opened.index.put(sourcesOf(records.slice(0, 60)));
      await ours.configure();
      await ours.copy.catchUp();
      await until(async () => (await usersOf(opened)) === 1);
      // What a wrong process is told, asked for an answer, and kept from: a server less, or the same in another order.
      for (const index of [wrong, once]) {
        await index.configure();
        const fault = new RegExp(`spread over 3 servers \\(${a}, ${b}, ${c}\\).* set for ${index === wrong ? 1 : 3} server`);
        await expect(index.copy.catchUp()).rejects.toThrow(fault);
        await expect(index.copy.repair()).rejects.toThrow(fault);
        expect([(await index.copy.state()).fault, index.copy.leftAlone]).toEqual([
          expect.stringMatching(fault),
          expect.stringMatching(fault),
        ]);
        expect(await index.search(request("harbour "))).toMatchObject({ engine: "POSTGRES", degraded: true, catchingUp: false });
      }
      await opened.index.put(sourcesOf([record("later", { text: "The harbour, later." })]));
      await ours.copy.catchUp();
      expect(await engineOf(ours)).toBe("MEILISEARCH");

      // Whoever started before somebody spreads it anew leaves it so, whether it runs on or not.
      await once.copy.rebuild();
      expect(await engineOf(once)).toBe("MEILISEARCH");
      for (const index of [ours, wrong]) await expect(index.copy.catchUp()).rejects.toThrow(EngineError);
      expect(await ours.search(request("harbour "))).toMatchObject({ engine: "POSTGRES", degraded: true });

      // Of two that start afterwards the first spreads it over its servers, and the other one waits for that one's end.
      await next.configure();
      await next.copy.catchUp();
      expect(await engineOf(next)).toBe("MEILISEARCH");
      await until(async () => (await usersOf(opened)) === 1);
      await late.configure();
      await expect(late.copy.catchUp()).rejects.toThrow("spread over 2 servers");
      shown[2]?.close();
      await until(async () => (await usersOf(opened)) === 0);
      await late.copy.catchUp();
      expect(await late.search(request("harbour "))).toMatchObject({ engine: "MEILISEARCH", total: await totalOf(opened) });
      expect(await late.copy.compare()).toMatchObject({ missing: [], different: [], extra: [] });
      // An index that has not looked meanwhile does not answer from what its servers held before.
      const moved = openOver(opened, [c], null);
      await moved.copy.rebuild();
      await opened.index.put(sourcesOf([record("latest", { text: "The harbour, at last." })]));
      await moved.copy.catchUp();
      await moved.close();
      expect(await late.search(request("harbour "))).toMatchObject({ engine: "POSTGRES", degraded: true, total: await totalOf(opened) });
      // A server that is no longer asked keeps what it had.
      const plain = expect.not.stringContaining("-of-") as string;
      expect(await Promise.all([0, 1, 2].map((number) => uidsOn(number, opened)))).toEqual([
        [expect.stringContaining("-3-of-3")],
        [plain],
        [plain],
      ]);
    } finally {
      for (const one of shown) one.close();
      await Promise.all([ours, wrong, next, late, once].map((index) => index.close()));
      await opened.close();
    }
  });

  async function totalOf({ index }: OpenEngine): Promise<number> {
    return (await index.search(request("harbour "))).total;
  }

  /** Processes that Postgres sees to be set for the servers in use. */
  async function usersOf({ pool }: OpenEngine): Promise<number> {
    const { rows } = await pool.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'lectern search ' || (SELECT arrangement FROM search_copy)",
    );
    return rows.length;
  }

  it("says which server refuses the key, and does not say the key", async () => {
    const { url } = several.address(3);
    const index = new MeilisearchIndex(three.pool, { url, masterKey: "no-master-key-of-these-servers" });
    await index.configure();
    await expect(index.copy.catchUp()).rejects.toThrow(EngineError);
    const { fault } = await index.copy.state();
    expect(fault).toMatch(/^Server [123] of 3: .*MEILISEARCH_API_KEY/);
    expect(fault).not.toContain("no-master-key-of-these-servers");
    await index.close();
  });
}

const WORDS = [
  "harbour",
  "council",
  "treaty",
  "river",
  "peace",
  "market",
  "time",
  "the",
  "libr",
  "brid",
  "pece",
  "图书馆",
  "发展",
  "会议",
  "主",
];

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 45_000; Date.now() < deadline; ) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("Meilisearch did not answer again");
}
