import { createHash } from "node:crypto";
import { realpath, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf, PostgresError } from "./errors.js";

const POLL_MS = 50;

/**
 * Runs `work` while no other process of this machine works on `folder`.
 * The lock is a name that the kernel frees when its holder dies, so kill -9 leaves no stale lock behind.
 */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>, patienceMs = 180_000): Promise<T> {
  const name = lockName(await realpath(folder));
  const deadline = Date.now() + patienceMs;
  let server = await tryToListen(name);
  while (!server) {
    if (Date.now() > deadline) {
      throw new PostgresError(
        "NOT_RESPONDING",
        `Another process has been starting or stopping Postgres in ${folder} for too long. Stop it.`,
      );
    }
    await sleep(POLL_MS);
    server = await tryToListen(name);
  }
  try {
    return await work();
  } finally {
    const closing = server;
    await new Promise((resolve) => closing.close(resolve));
  }
}

/** Abstract socket on Linux and named pipe on Windows, both gone with their process; elsewhere a socket file. */
function lockName(folder: string): string {
  const name = `lectern-postgres-${createHash("sha256").update(folder).digest("hex").slice(0, 24)}`;
  if (process.platform === "linux") return `\0${name}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

async function tryToListen(name: string): Promise<Server | null> {
  const server = createServer((socket) => socket.destroy());
  try {
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen(name, resolve));
    return server;
  } catch (error) {
    if (codeOf(error) !== "EADDRINUSE") throw error;
    if (name.startsWith("/") && !(await answers(name))) await rm(name, { force: true });
    return null;
  }
}

function answers(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(name, () => resolve(true)).once("error", () => resolve(false));
    socket.once("close", () => socket.destroy());
  });
}
