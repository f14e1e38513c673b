import { createTestDatabase } from "@lectern/postgres";
import { migrate, openDatabase } from "@lectern/storage";
import { foldKey } from "@lectern/text";
import pg from "pg";
import { expect, inject } from "vitest";
import { MeilisearchIndex, type MeilisearchOptions, type SearchIndex } from "../src/index.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Which run of the tests this is: see tooling/testing/stop-postgres.mjs. */
    run: string;
  }
}

/** A database of its own, with the tables of search. */
export async function openPool(): Promise<{ pool: pg.Pool; close(): Promise<void> }> {
  const database = await createTestDatabase({ template: prepare, templateKey: `migrated ${inject("run")}` });
  const pool = new pg.Pool({ connectionString: database.url, max: 8 });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  // Databases made of one template would take each other's indexes for their own.
  await pool.query("UPDATE search_copy SET archive = DEFAULT");
  return {
    pool,
    async close() {
      await pool.end();
      await database.drop();
    },
  };
}

async function prepare(url: string): Promise<void> {
  const database = await openDatabase(url, { foldKey });
  await migrate(database);
  await database.close();
}

export interface OpenEngine {
  index: MeilisearchIndex;
  pool: pg.Pool;
  close(): Promise<void>;
}

/** An index with a copy in the server at `url`, built and empty. */
export async function openEngine(
  address: Pick<MeilisearchOptions, "url" | "masterKey" | "stuckAfter">,
  answerWithin = PATIENT,
): Promise<OpenEngine> {
  const { pool, close } = await openPool();
  const index = new MeilisearchIndex(pool, { ...address, answerWithin });
  await index.configure();
  await index.copy.catchUp();
  return {
    index,
    pool,
    async close() {
      await index.close();
      await close();
    },
  };
}

/** Milliseconds that a search may take where its speed is not what is tested: on a busy machine, long. */
const PATIENT = 30_000;

/**
 * The index with its copy brought up to date after each change, as the jobs of a server do, so that both engines can be
 * held to the same contract; while a change is under way Postgres answers. What the copy holds is compared each time that records are counted.
 */
export function settled(index: MeilisearchIndex): SearchIndex {
  return {
    engine: index.engine,
    get answering() {
      return index.answering;
    },
    copy: index.copy,
    configure: () => index.configure(),
    async put(sources) {
      await index.put(sources);
      await index.copy.catchUp();
    },
    async search(request) {
      const answer = await index.search(request);
      expect(answer.degraded && !answer.catchingUp, (await index.copy.state()).fault ?? "").toBe(false);
      return answer;
    },
    async rebuild(sources) {
      await index.rebuild(sources);
      await index.copy.rebuild();
    },
    suggest: (prefix, limit) => index.suggest(prefix, limit),
    async count() {
      const { missing, different, extra } = await index.copy.compare();
      expect({ missing, different, extra }).toEqual({ missing: [], different: [], extra: [] });
      return await index.count();
    },
    close: () => index.close(),
  };
}
