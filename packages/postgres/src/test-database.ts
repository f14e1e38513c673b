import { createHash, randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { isAlive } from "./postmaster.js";
import { type RunningPostgres, startPostgres, stopIfUnused } from "./start-postgres.js";

export interface TestDatabaseOptions {
  /** Prepares the template, given the url of an empty database: migrations, say. It must close what it opens. */
  template?: (url: string) => Promise<void>;
  /** What the template depends on; the template is made again when this changes. Without it, one per process. */
  templateKey?: string;
}

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/**
 * A fresh database for one test file. The server is LECTERN_TEST_DATABASE_URL where that is set (its role must be
 * allowed to create databases), else an embedded one in `.lectern/test`, started by the first that asks and kept
 * between runs, because making one takes seconds.
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = await testServer();
  const name = `test_${process.pid}_${randomBytes(4).toString("hex")}`;
  await withClient(server.url, async (admin) => {
    const template = options.template ? await ensureTemplate(admin, server.url, options.template, options.templateKey) : "template0";
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  open.add(name);
  return {
    url: ofDatabase(server.url, name),
    async drop() {
      await withClient(server.url, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
      open.delete(name);
      await leaveIfIdle();
    },
  };
}

/** Stops the embedded server of the tests, unless another run uses it. For the end of a run. */
export async function stopTestPostgres(): Promise<void> {
  await stopIfUnused(TEST_FOLDER, 3_000);
}

const TEST_FOLDER = fileURLToPath(new URL("../../../.lectern/test/postgres", import.meta.url));

/** Tests lose nothing when the power fails. */
const HASTY = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" };

const open = new Set<string>();
let server: Promise<{ url: string; embedded: RunningPostgres | null }> | null = null;

function testServer(): Promise<{ url: string; embedded: RunningPostgres | null }> {
  server ??= (async () => {
    const given = process.env.LECTERN_TEST_DATABASE_URL;
    if (given) return { url: given, embedded: null };
    const embedded = await startPostgres(TEST_FOLDER, { settings: HASTY });
    await withClient(embedded.url, dropOrphans);
    return { url: embedded.url, embedded };
  })();
  return server;
}

/** Within vitest the run's own end stops the server, so that it is not started anew for every file. */
async function leaveIfIdle(): Promise<void> {
  if (open.size > 0 || process.env.VITEST) return;
  const left = await server;
  server = null;
  await left?.embedded?.stop();
}

/** Databases of test processes that were killed, and templates of long ago. */
async function dropOrphans(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname ~ '^(test|template)_' ORDER BY oid DESC",
  );
  const names = rows.map(({ datname }) => datname);
  const orphans = names.filter((name) => /^(test|template_of)_\d+_/.test(name) && !isAlive(Number(/\d+/.exec(name)?.[0])));
  const old = names.filter((name) => name.startsWith("template_for_")).slice(12);
  for (const name of [...orphans, ...old]) await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

const templates = new WeakMap<(url: string) => Promise<void>, string>();

async function ensureTemplate(
  admin: pg.Client,
  serverUrl: string,
  prepare: (url: string) => Promise<void>,
  key: string | undefined,
): Promise<string> {
  const name = key === undefined ? privateName(prepare) : `template_for_${createHash("sha256").update(key).digest("hex").slice(0, 24)}`;
  await admin.query("SELECT pg_advisory_lock(hashtext($1))", [name]);
  try {
    const { rowCount } = await admin.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) await buildTemplate(admin, serverUrl, prepare, name);
  } finally {
    await admin.query("SELECT pg_advisory_unlock(hashtext($1))", [name]);
  }
  return name;
}

function privateName(prepare: (url: string) => Promise<void>): string {
  const name = templates.get(prepare) ?? `template_of_${process.pid}_${randomBytes(4).toString("hex")}`;
  templates.set(prepare, name);
  return name;
}

/** Under another name until it is whole: a run that is killed half-way leaves no half template. */
async function buildTemplate(admin: pg.Client, serverUrl: string, prepare: (url: string) => Promise<void>, name: string): Promise<void> {
  const draft = `test_${process.pid}_draft_${randomBytes(4).toString("hex")}`;
  await admin.query(`CREATE DATABASE ${draft} TEMPLATE template0`);
  try {
    await prepare(ofDatabase(serverUrl, draft));
    await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [draft]);
    await admin.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
  } catch (error) {
    await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    throw error;
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function ofDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
