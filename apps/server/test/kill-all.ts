import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "@lectern/storage";
import { type OwnMeilisearch, startMeilisearch } from "@lectern/testing/meilisearch";
import { type Proxy as Network, startProxy } from "@lectern/testing/proxy";
import { foldKey } from "@lectern/text";
import { expect } from "vitest";
import { jsonLines, lectern, type Running, start } from "./command-line.js";
import { notice, writeNotices } from "./notices.js";
import { createMigratedDatabase } from "./test-archive.js";

export interface Ordeal {
  documents: number;
  kills: number;
  seed: number;
}

/** Milliseconds between two kills. */
const SHORTEST = 100;
const LONGEST = 1_500;

/** How often the network is whole, of what it may be. */
const NETWORKS: Network["mode"][] = ["pass", "pass", "pass", "delay", "reset", "silent"];

const VICTIMS = ["meilisearch", "server", "worker", "importer"] as const;
type Victim = (typeof VICTIMS)[number];

/**
 * Imports documents and changes them, while Meilisearch, the server, its worker and the import are killed at random
 * moments and the network between is cut; then lets everything run, and holds the index to what Postgres has: every document
 * exactly once, in its last version. The seed decides whom, when and how. Returns how often each was killed.
 */
export async function killAll({ documents, kills, seed }: Ordeal): Promise<Record<Victim, number>> {
  const random = randomFrom(seed);
  const folder = await mkdtemp(join(tmpdir(), "lectern kills "));
  const database = await createMigratedDatabase();
  const meilisearch = await startMeilisearch();
  const proxy = await startProxy(meilisearch.port);
  const run = {
    env: {
      DATABASE_URL: database.url,
      LECTERN_DATA: folder,
      PORT: "0",
      MEILISEARCH_URL: proxy.url,
      MEILISEARCH_API_KEY: meilisearch.masterKey,
    },
    cwd: folder,
  };
  const begin = {
    server: () => start(["serve", "--no-jobs"], run),
    worker: () => start(["work"], run),
    importer: () => start(["import", "notices", "--json"], run),
  };
  await writeNotices(join(folder, "notices"), documents);
  const running = { server: begin.server(), worker: begin.worker(), importer: begin.importer() };
  const killed: Record<Victim, number> = { meilisearch: 0, server: 0, worker: 0, importer: 0 };
  try {
    for (let count = 0; count < kills; count++) {
      await sleep(SHORTEST + random() * (LONGEST - SHORTEST));
      await disturb(proxy, random);
      const victim = VICTIMS[Math.floor(random() * VICTIMS.length)] as Victim;
      killed[victim]++;
      if (victim === "meilisearch") {
        await meilisearch.kill();
        await meilisearch.start();
        continue;
      }
      // What was imported is changed, so that older versions are about.
      if (victim === "importer") await rewrite(folder, documents, random);
      running[victim] = await again(running[victim], begin[victim]);
    }
    proxy.mode = "pass";
    proxy.breakAll();
    await running.importer.ended;
    const last = await lectern(["import", "notices", "--json"], run);
    expect(last.code, last.stderr).toBe(0);
    await untilFollowed(run);
    await holdToPostgres(database.url, meilisearch, documents);
    return killed;
  } finally {
    for (const { child } of Object.values(running)) child.kill("SIGKILL");
    await Promise.all(Object.values(running).map(({ ended }) => ended));
    await proxy.close();
    await meilisearch.stop();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function disturb(proxy: Network, random: () => number): Promise<void> {
  proxy.mode = NETWORKS[Math.floor(random() * NETWORKS.length)] ?? "pass";
  proxy.delay = Math.floor(random() * 400);
  if (random() < 0.3) proxy.breakAll();
}

async function again(running: Running, begin: () => Running): Promise<Running> {
  running.child.kill("SIGKILL");
  await running.ended;
  return begin();
}

/** Gives a tenth of the documents other words; the number in their name stays. */
async function rewrite(folder: string, documents: number, random: () => number): Promise<void> {
  for (let i = 0; i < Math.ceil(documents / 10); i++) {
    const number = Math.floor(random() * documents);
    const text = `${notice(number)}It was said again on day ${Math.floor(random() * 1e9)}.\n`;
    await writeFile(join(folder, "notices", `notice-${String(number).padStart(4, "0")}.txt`), text);
  }
}

/** Waits until the copy has heard of everything; the worker sees to it. */
async function untilFollowed(run: { env: Record<string, string>; cwd: string }): Promise<void> {
  for (const deadline = Date.now() + 5 * 60_000; Date.now() < deadline; ) {
    const { stdout } = await lectern(["status", "--json"], run);
    const { waiting, copy } = jsonLines(stdout)[0];
    if (waiting === 0 && copy.waiting === 0 && copy.fault === null) return;
    await sleep(500);
  }
  throw new Error("the index did not catch up within five minutes");
}

/** Fetches every document from Meilisearch, and compares them with what Postgres says it is to hold. */
async function holdToPostgres(url: string, meilisearch: OwnMeilisearch, documents: number): Promise<void> {
  const database = await openDatabase(url, { foldKey });
  try {
    const sources = await database.query<{ id: string; version: string; documents: number }>(
      "SELECT source_id AS id, version, documents FROM search_source WHERE documents > 0",
    );
    expect(sources).toHaveLength(documents);
    const [{ count } = { count: -1 }] = await database.query<{ count: number }>("SELECT count(*)::int AS count FROM source WHERE shown");
    expect(count).toBe(documents);
    const [copy] = await database.query<{ archive: string }>("SELECT archive FROM search_copy");
    const held = await allDocuments(meilisearch, `lectern-${copy?.archive}`);
    expect(new Set(held.map(({ id }) => id)).size).toBe(held.length);
    const versions = Map.groupBy(held, ({ sourceId }) => sourceId);
    const wrong = sources.filter(({ id, version, documents: wanted }) => {
      const own = versions.get(id) ?? [];
      return own.length !== wanted || own.some((document) => document.version !== version);
    });
    expect(wrong).toEqual([]);
    expect(versions.size).toBe(sources.length);
  } finally {
    await database.close();
  }
}

interface Held {
  id: string;
  sourceId: string;
  version: string;
}

async function allDocuments({ url, masterKey }: OwnMeilisearch, index: string): Promise<Held[]> {
  const held: Held[] = [];
  for (;;) {
    const response = await fetch(`${url}/indexes/${index}/documents?fields=id,sourceId,version&limit=1000&offset=${held.length}`, {
      headers: { authorization: `Bearer ${masterKey}` },
    });
    const { results, total } = (await response.json()) as { results: Held[]; total: number };
    held.push(...results);
    if (held.length >= total || results.length === 0) return held;
  }
}

/** Numbers from 0 to 1 that a seed decides: a linear congruence, as in Numerical Recipes. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
