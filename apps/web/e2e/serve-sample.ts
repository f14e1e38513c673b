import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the tests' server answers, its data folder, and the key to write to it. */
    server: { url: string; data: string; adminKey: string };
  }
}

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const MAIN = at("../../server/dist/main.js");
const PAGE = at("../dist/index.html");

/** Starting Postgres and importing the sample, on a machine that is busy; in milliseconds. */
const PATIENCE = 240_000;

/** One real server over the sample archive for all page tests, in a data folder of its own. */
export default async function serveSample(project: TestProject): Promise<() => Promise<void>> {
  for (const file of [MAIN, PAGE]) if (!existsSync(file)) throw new Error(`${file} is missing: build before the page tests`);
  const folder = await mkdtemp(join(tmpdir(), "lectern-pages-"));
  // Postgres does not run as root, but as a user who must be able to go through this folder.
  await chmod(folder, 0o755);
  const server = spawn(process.execPath, [MAIN, "start"], { env: environment(folder), stdio: ["ignore", "pipe", "pipe"] });
  const stop = async () => {
    await end(server);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = await addressOf(server);
    const data = join(folder, "data");
    const adminKey = (await readFile(join(data, "admin.key"), "utf8")).trim();
    project.provide("server", { url, data, adminKey });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

function environment(folder: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(LECTERN_|DATABASE_URL|MEILISEARCH_|PORT$|HOST$|VITEST|NODE_ENV)/.test(name),
  );
  return { ...Object.fromEntries(inherited), LECTERN_DATA: join(folder, "data"), PORT: "0" };
}

/** Waits for the line in which the server says where its page is. */
function addressOf(server: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the server did not start in time; it said:\n${said}`)), PATIENCE);
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /Page\s+(http:\/\/\S+)/.exec(said);
      if (found?.[1] === undefined) return;
      clearTimeout(timer);
      resolve(found[1]);
    };
    server.stdout?.on("data", listen);
    server.stderr?.on("data", listen);
    server.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${code}; it said:\n${said}`));
    });
  });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  const patience = setTimeout(() => server.kill("SIGKILL"), 20_000);
  await ended;
  clearTimeout(patience);
}
