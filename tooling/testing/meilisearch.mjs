import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { accessSync, constants } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** Why tests against a real Meilisearch cannot run here, as a sentence; null when they can. */
export function whyNoMeilisearch() {
  if (process.env.MEILISEARCH_URL || programOnPath() !== null) return null;
  return "There is no Meilisearch: neither does MEILISEARCH_URL name one, nor is `meilisearch` on the PATH.";
}

/** Why tests that stop and damage a server cannot run here; null when they can: a server of the user's own is left alone. */
export function whyNoOwnMeilisearch() {
  return programOnPath() === null ? "There is no `meilisearch` on the PATH that the test may start and kill." : null;
}

/** The server that MEILISEARCH_URL names, with MEILISEARCH_API_KEY; else one of our own, started now. */
export async function useMeilisearch() {
  const { MEILISEARCH_URL: url, MEILISEARCH_API_KEY: key } = process.env;
  if (url) return { url, masterKey: key || null, stop: async () => {} };
  return startMeilisearch();
}

/**
 * Starts a server on a free loopback port, without telemetry, in a temporary folder that goes with it, or in one that stays.
 * @param {{ keptIn?: string, key?: string }} options
 * @returns {Promise<import("./meilisearch.d.mts").OwnMeilisearch>}
 */
export async function startMeilisearch({ keptIn, key: wanted } = {}) {
  const program = programOnPath();
  if (program === null) throw new Error(String(whyNoOwnMeilisearch()));
  const folder = keptIn ?? (await mkdtemp(join(tmpdir(), "lectern-meilisearch-")));
  await mkdir(folder, { recursive: true });
  const masterKey = wanted ?? (keptIn === undefined ? randomBytes(24).toString("hex") : "the-key-of-a-folder-that-stays");
  const port = await freePort();
  const server = {
    url: `http://127.0.0.1:${port}`,
    port,
    masterKey,
    folder,
    process: null,
    /** Starts it again, on the same port and the same data unless told otherwise. */
    async start({ key = masterKey, data = "data" } = {}) {
      const args = ["--http-addr", `127.0.0.1:${port}`, "--db-path", join(folder, data), "--master-key", key, "--env", "development"];
      server.process = spawn(program, [...args, "--no-analytics", "--max-indexing-memory", "256 MiB", "--log-level", "WARN"], {
        cwd: folder,
        stdio: "ignore",
      });
      await untilHealthy(server.url, server.process);
    },
    async kill(signal = "SIGKILL") {
      const { process: child } = server;
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill(signal);
      await ended;
    },
    async stop() {
      await server.kill();
      if (keptIn === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

function programOnPath() {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const program = join(folder, process.platform === "win32" ? "meilisearch.exe" : "meilisearch");
    try {
      accessSync(program, constants.X_OK);
      return program;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen({ host: "127.0.0.1", port: 0 }, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function untilHealthy(url, child) {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`meilisearch ended with ${child.exitCode ?? child.signalCode}`);
    const isHealthy = await fetch(`${url}/health`, { signal: AbortSignal.timeout(1_000) }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isHealthy) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("meilisearch did not come up within a minute");
}
