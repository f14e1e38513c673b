import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@lectern/postgres";
import { createKey, migrate, openDatabase } from "@lectern/storage";
import { foldKey } from "@lectern/text";
import type { FastifyInstance } from "fastify";
import pg from "pg";
import { inject } from "vitest";
import { type Archive, type OpenOptions, openArchive } from "../src/archive.js";
import { type Env, readEnv } from "../src/env.js";
import { createApp } from "../src/http/serve.js";
import { importSample } from "./sample.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Which run of the tests this is: see tooling/testing/stop-postgres.mjs. */
    run: string;
  }
}

/** An archive of its own for one test file: a fresh database, and everything that is served over it. */
export interface TestArchive {
  archive: Archive;
  app: FastifyInstance;
  env: Env;
  key: string;
  /** What the server wrote to its log. */
  log: string[];
  /** A GraphQL request; with the key where `withKey` is given. */
  ask(query: string, variables?: Record<string, unknown>, withKey?: boolean): Promise<Answer>;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query, and the tests say what they expect of it
export type Data = any;

export interface Answer {
  status: number;
  data: Data;
  errors: { message: string; path?: string[]; extensions: { code: string } }[];
}

export async function openTestArchive(variables: Record<string, string> = {}, options: OpenOptions = {}): Promise<TestArchive> {
  return openOver(await createMigratedDatabase(), variables, options);
}

/** The same with the sample archive in it, which one file of a run imports and the others copy. */
export async function openSampleArchive(): Promise<TestArchive> {
  return openOver(await createTestDatabase({ template: prepareSample, templateKey: `sample ${inject("run")}` }), {});
}

async function openOver(database: TestDatabase, variables: Record<string, string>, options: OpenOptions = {}): Promise<TestArchive> {
  const folder = await mkdtemp(join(tmpdir(), "lectern-test-"));
  const env = readEnv({ DATABASE_URL: database.url, LECTERN_DATA: folder, PORT: "0", ...variables });
  const log: string[] = [];
  const archive = await openArchive(env, { requestSeconds: env.requestSeconds, log: (line) => void log.push(line), ...options });
  const { secret } = await createKey(archive.database, "tester");
  const app = await createApp(archive, env, { log: (line) => void log.push(line) });
  return {
    archive,
    app,
    env,
    key: secret,
    log,
    async ask(query, given = {}, withKey = false) {
      const answer = await app.inject({
        method: "POST",
        url: "/graphql",
        headers: { host: "localhost", ...(withKey && { authorization: `Bearer ${secret}` }) },
        payload: { query, variables: given },
      });
      const { data = null, errors = [] } = answer.json();
      return { status: answer.statusCode, data, errors };
    },
    async close() {
      await app.close();
      await archive.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A fresh database with the tables of an archive, for processes that are started over it. */
export async function createMigratedDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase({ template: prepare, templateKey: `migrated ${inject("run")}` });
  // Databases made of one template would take each other's indexes in Meilisearch for their own.
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("UPDATE search_copy SET archive = DEFAULT");
  await client.end();
  return database;
}

async function prepare(url: string): Promise<void> {
  const database = await openDatabase(url, { foldKey });
  await migrate(database);
  await database.close();
}

async function prepareSample(url: string): Promise<void> {
  const archive = await openArchive(readEnv({ DATABASE_URL: url, PORT: "0" }));
  await importSample(archive);
  await archive.close();
}
