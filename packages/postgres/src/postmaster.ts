import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { codeOf } from "./errors.js";

/** What the file postmaster.pid of a data folder says. */
export interface Postmaster {
  pid: number;
  port: number;
  state: "starting" | "stopping" | "ready" | string;
}

export const SUPERUSER = "lectern";

/** Contents of postmaster.pid, or null where there is none (or an incomplete one: a server in its first moment). */
export async function readPostmaster(dataFolder: string): Promise<Postmaster | null> {
  const lines = (await readFile(join(dataFolder, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  // A standalone backend writes its pid as a negative number.
  if (!Number.isInteger(pid) || pid === 0) return null;
  return { pid: Math.abs(pid), port: Number(lines[3]) || 0, state: (lines[7] ?? "starting").trim() };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** Whether process `pid` is a Postgres working in `dataFolder`, and not a stranger that was given the same number. */
export async function worksIn(pid: number, dataFolder: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === "linux") {
    // A postmaster's working directory is its data folder, wherever that was renamed to since.
    const [cwd, data] = await Promise.all([stat(`/proc/${pid}/cwd`).catch(() => null), stat(dataFolder)]);
    return cwd !== null && cwd.ino === data.ino && cwd.dev === data.dev;
  }
  if (process.platform === "win32") return true;
  const { stdout } = await promisify(execFile)("ps", ["-o", "command=", "-p", String(pid)]).catch(() => ({ stdout: "" }));
  return stdout.includes("postgres") && stdout.includes(dataFolder);
}

export function connectionUrl(port: number, password: string, database: string): string {
  // sslmode is said outright, because pg would otherwise take it from the environment.
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}?sslmode=disable`;
}

/** A connection for our own questions. An error on it is left to the next query. */
export async function connect(port: number, password: string, database: string, applicationName: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: connectionUrl(port, password, database),
    application_name: applicationName,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

/**
 * Whether the server behind `client` works in `dataFolder`: it must read a word that was just written there.
 * The path would not do: the folder of a running server may have been renamed, or copied with its postmaster.pid.
 */
export async function servesFolder(client: pg.Client, dataFolder: string): Promise<boolean> {
  const name = `lectern-${randomBytes(6).toString("hex")}.txt`;
  const word = randomBytes(16).toString("hex");
  const file = join(dataFolder, name);
  await writeFile(file, word, { mode: 0o644 });
  try {
    const { rows } = await client.query<{ word: string | null }>("SELECT pg_read_file($1, true) AS word", [name]);
    return rows[0]?.word === word;
  } finally {
    await rm(file, { force: true });
  }
}

/** True as soon as `done` is; false when `patienceMs` have passed. */
export async function waitUntil(done: () => boolean | Promise<boolean>, patienceMs: number, pollMs = 25): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (!(await done())) {
    if (Date.now() > deadline) return false;
    await sleep(pollMs);
  }
  return true;
}
