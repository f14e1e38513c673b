import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@lectern/postgres";
import { createKey, migrate, openDatabase } from "@lectern/storage";
import { foldKey } from "@lectern/text";
import type { FastifyInstance } from "fastify";
import { type Archive, openArchive } from "../src/archive.js";
import { type Env, readEnv } from "../src/env.js";
import { createApp } from "../src/http/serve.js";

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

export async function openTestArchive(variables: Record<string, string> = {}): Promise<TestArchive> {
  const database = await createMigratedDatabase();
  const folder = await mkdtemp(join(tmpdir(), "lectern-test-"));
  const env = readEnv({ DATABASE_URL: database.url, LECTERN_DATA: folder, PORT: "0", ...variables });
  const archive = await openArchive(env, { requestSeconds: env.requestSeconds });
  const { secret } = await createKey(archive.database, "tester");
  const log: string[] = [];
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
export function createMigratedDatabase(): Promise<TestDatabase> {
  return createTestDatabase({ template: prepare });
}

async function prepare(url: string): Promise<void> {
  const database = await openDatabase(url, { foldKey });
  await migrate(database);
  await database.close();
}
