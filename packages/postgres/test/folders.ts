import { type ChildProcess, spawn } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { isAlive, waitUntil } from "../src/postmaster.js";
import { startPostgres, stopIfUnused } from "../src/start-postgres.js";

/** Nothing here outlives its test. */
export const HASTY = { fsync: "off", synchronous_commit: "off", shared_buffers: "16MB" };

/** A new folder that others may enter, for one test file. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "lectern-postgres-"));
  await chmod(path, 0o755);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Makes one Postgres, stopped, with a table in it; copying it takes a tenth of the time of making another. */
export async function makeModel(folder: string): Promise<void> {
  const { url, stop } = await startPostgres(folder, { settings: HASTY });
  await query(url, "CREATE TABLE word (word text); INSERT INTO word VALUES ('kept')");
  await stop();
}

export async function copyOf(model: string, folder: string): Promise<string> {
  await mkdir(dirname(folder), { recursive: true });
  await cp(model, folder, { recursive: true });
  return folder;
}

export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

export interface User {
  process: ChildProcess;
  /** What it said: the url and whether it adopted, or the code and message of a PostgresError. */
  said: Promise<{ url: string; adopted: boolean; code: string; message: string }>;
  ended: Promise<void>;
}

/** Another process that uses the Postgres in `folder`. */
export function startUser(
  folder: string,
  then: "wait" | "stop" | "leave",
  options: { uid?: number; gid?: number; env?: NodeJS.ProcessEnv } = {},
): User {
  const script = fileURLToPath(new URL("./user.mjs", import.meta.url));
  const child = spawn(process.execPath, [script, folder, then], { cwd: "/", stdio: ["ignore", "pipe", "inherit"], ...options });
  return {
    process: child,
    said: new Promise((resolve, reject) => {
      const lines = createInterface(child.stdout);
      lines.once("line", (line) => resolve(JSON.parse(line)));
      child.once("error", reject);
      child.once("close", (code) => reject(new Error(`it said nothing and ended with ${code}`)));
    }),
    ended: new Promise((resolve) => child.once("close", () => resolve())),
  };
}

/** Number of the server's process; null when none works in `folder`. */
export async function serverOf(folder: string): Promise<number | null> {
  const words = await readFile(join(folder, "data", "postmaster.pid"), "utf8").catch(() => null);
  const pid = Number(words?.split("\n")[0]);
  return words !== null && isAlive(pid) ? pid : null;
}

export function hasStopped(pid: number | null): Promise<boolean> {
  return waitUntil(() => pid === null || !isAlive(pid), 15_000);
}

/** For the end of a test that failed half-way. */
export async function stopAll(folders: string[]): Promise<void> {
  for (const folder of folders) await stopIfUnused(folder, 5_000).catch(() => {});
}
