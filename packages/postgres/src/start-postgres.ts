import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Binaries, findBinaries } from "./binaries.js";
import { ensureCluster, type Layout, launch, layoutOf, shutDown } from "./cluster.js";
import { codeOf, explainFailure, PostgresError } from "./errors.js";
import { HOLDER, type Holder, hold } from "./holder.js";
import { withFolderLock } from "./lock.js";
import { connect, connectionUrl, isAlive, readPostmaster, servesFolder, waitUntil, worksIn } from "./postmaster.js";

export interface StartOptions {
  /** Told what is being done, where it takes longer than a moment. */
  onProgress?(line: string): void;
  /** Settings of the server, where this call starts it: `{ fsync: "off" }`. */
  settings?: Record<string, string>;
  /** Starts the server again, on its port, whenever it ends while this process uses it. `onProgress` is told of it. */
  isKeptUp?: boolean;
}

export interface RunningPostgres {
  /** Of the database `lectern`, as its superuser, over 127.0.0.1 with the password that lies in the folder. */
  url: string;
  /** Whether it ran already: another process uses it too, or its last owner was killed. */
  adopted: boolean;
  /** Gives it back. The last process that does so stops the server. May be called twice. */
  stop(): Promise<void>;
}

const DATABASE = "lectern";

/**
 * Starts, or adopts, the embedded Postgres in `folder`; any number of processes may share it.
 * A process that ends without `stop()` leaves no server behind either, unless it is killed with -9:
 * that server is adopted by the next start.
 *
 * @throws PostgresError that says what is wrong with the folder, the disk or the installation.
 */
export async function startPostgres(folder: string, options: StartOptions = {}): Promise<RunningPostgres> {
  const layout = layoutOf(resolve(folder));
  const binaries = await findBinaries();
  await mkdir(layout.folder, { recursive: true }).catch((error) => {
    throw explainFailure("Making a folder for Postgres", layout.folder, error);
  });
  return withFolderLock(layout.folder, async () => {
    try {
      return await startOrAdopt(layout, binaries, options);
    } catch (error) {
      throw explained(error, "Starting Postgres", layout);
    }
  });
}

async function startOrAdopt(layout: Layout, binaries: Binaries, options: StartOptions): Promise<RunningPostgres> {
  const say = options.onProgress ?? (() => {});
  await ensureCluster(layout, binaries, say);
  const password = (await readFile(layout.password, "utf8")).trim();
  const survivor = await findSurvivor(layout, password, say);
  const port = survivor ?? (await launch(layout, binaries, password, options.settings ?? {}));
  const revive = options.isKeptUp ? reviver(layout, binaries, password, port, options) : null;
  const holder = await hold({ port, password, revive });
  await ensureDatabase(port, password);
  return running(layout, binaries, connectionUrl(port, password, DATABASE), survivor !== null, holder);
}

/**
 * Port of a server that works in the folder already; null when there is none, or when the last one has gone.
 * Takes away a postmaster.pid whose number now belongs to a stranger, which Postgres itself would not dare to.
 */
async function findSurvivor(layout: Layout, password: string, say: (line: string) => void): Promise<number | null> {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await sleep(100)) {
    const postmaster = await readPostmaster(layout.data);
    if (postmaster === null || !isAlive(postmaster.pid)) return null;
    if (!(await worksIn(postmaster.pid, layout.data))) {
      await rm(join(layout.data, "postmaster.pid"), { force: true });
      return null;
    }
    if (postmaster.state === "stopping") {
      say("waiting for the Postgres that is stopping");
      await waitUntil(() => !isAlive(postmaster.pid), 60_000);
      continue;
    }
    const client = await connect(postmaster.port, password, "postgres", "lectern adopt").catch(passingRefusal);
    if (client === null) continue;
    const isOurs = await servesFolder(client, layout.data);
    await client.end();
    if (isOurs) return postmaster.port;
  }
  throw new PostgresError(
    "NOT_RESPONDING",
    `A Postgres runs in ${layout.data} (process ${(await readPostmaster(layout.data))?.pid}) and does not answer. Stop that process, then start again.`,
  );
}

/** A server that starts, stops, or has not opened its port yet, is asked again; a wrong password stays wrong. */
function passingRefusal(error: unknown): null {
  if (["28P01", "28000"].includes(codeOf(error))) throw error;
  return null;
}

async function ensureDatabase(port: number, password: string): Promise<void> {
  const client = await connect(port, password, "postgres", "lectern start");
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** What brings the server in the folder back on its port, where it has ended; told of what it does and of what it fails of. */
function reviver(layout: Layout, binaries: Binaries, password: string, port: number, options: StartOptions) {
  const say = options.onProgress ?? (() => {});
  let failedOf = "";
  return async (take: () => Promise<void>): Promise<void> => {
    try {
      await withFolderLock(layout.folder, async () => {
        const postmaster = await readPostmaster(layout.data);
        // It is stopping, or another process has started it: the next try will tell.
        if (postmaster !== null && (await worksIn(postmaster.pid, layout.data))) return;
        await rm(join(layout.data, "postmaster.pid"), { force: true });
        say("Postgres has stopped: starting it again");
        await launch(layout, binaries, password, options.settings ?? {}, port);
        await take();
        say("Postgres runs again");
        failedOf = "";
      });
    } catch (error) {
      const { message } = explained(error, "Starting Postgres again", layout);
      if (message !== failedOf) say(`${message}\nTrying again until it starts.`);
      failedOf = message;
    }
  };
}

function explained(error: unknown, doing: string, layout: Layout): PostgresError {
  return error instanceof PostgresError ? error : explainFailure(doing, layout.folder, error);
}

function running(layout: Layout, binaries: Binaries, url: string, adopted: boolean, holder: Holder): RunningPostgres {
  let stopping: Promise<void> | null = null;
  const stopLater = () => startStopper(layout.folder);
  process.once("exit", stopLater);
  return {
    url,
    adopted,
    stop() {
      stopping ??= (async () => {
        await holder.release();
        await stopUnlessHeld(layout, binaries);
        process.off("exit", stopLater);
      })();
      return stopping;
    },
  };
}

/** For a process that ends without `stop()`: nothing can be awaited any more, so another process does it. */
function startStopper(folder: string): void {
  const script = fileURLToPath(new URL("../dist/stop-if-unused.js", import.meta.url));
  spawn(process.execPath, [script, folder], { detached: true, stdio: "ignore", windowsHide: true }).unref();
}

/**
 * Stops the server in `folder` when one runs there and no process uses it.
 * `patienceMs`: how long to wait for the last user to go.
 */
export async function stopIfUnused(folder: string, patienceMs = 0): Promise<void> {
  const layout = layoutOf(resolve(folder));
  if ((await readPostmaster(layout.data)) === null) return;
  const binaries = await findBinaries();
  const deadline = Date.now() + patienceMs;
  while (!(await stopUnlessHeld(layout, binaries)) && Date.now() < deadline) await sleep(100);
}

/** True when no server runs any more. */
async function stopUnlessHeld(layout: Layout, binaries: Binaries): Promise<boolean> {
  return withFolderLock(layout.folder, async () => {
    const postmaster = await readPostmaster(layout.data);
    if (postmaster === null || !(await worksIn(postmaster.pid, layout.data))) return true;
    if (await isHeld(postmaster.port, (await readFile(layout.password, "utf8")).trim())) return false;
    await shutDown(layout, binaries, postmaster.pid);
    return true;
  });
}

async function isHeld(port: number, password: string): Promise<boolean> {
  const client = await connect(port, password, "postgres", "lectern stop").catch(passingRefusal);
  // A server that refuses everybody is of no use to anybody.
  if (client === null) return false;
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_stat_activity WHERE application_name = $1 LIMIT 1", [HOLDER]);
    return rowCount !== 0;
  } finally {
    await client.end();
  }
}
