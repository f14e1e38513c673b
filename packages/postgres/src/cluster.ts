import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Binaries } from "./binaries.js";
import { codeOf, explainFailure, PostgresError } from "./errors.js";
import { connect, isAlive, readPostmaster, SUPERUSER, waitUntil } from "./postmaster.js";
import { chooseRunAs, type RunAs } from "./run-as.js";

/** Where things lie in the folder of an embedded Postgres. */
export interface Layout {
  folder: string;
  data: string;
  password: string;
  log: string;
}

export function layoutOf(folder: string): Layout {
  return { folder, data: join(folder, "data"), password: join(folder, "password"), log: join(folder, "server.log") };
}

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  // The path of a socket may be no longer than about 100 bytes, and the project may lie anywhere.
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  maintenance_work_mem: "128MB",
  work_mem: "16MB",
  max_wal_size: "2GB",
  random_page_cost: "1.1",
  // Compiling a query costs more than the short queries of an archive take.
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
};

/** Makes the data folder if there is none. An interrupted attempt leaves nothing that could be taken for one. */
export async function ensureCluster(layout: Layout, binaries: Binaries, say: (line: string) => void): Promise<void> {
  const version = await readVersion(layout.data);
  if (version === binaries.major) return;
  if (version !== null) {
    throw new PostgresError(
      "OTHER_VERSION",
      `${layout.data} was made by Postgres ${version}; this is Postgres ${binaries.major}. ` +
        "Export the archive with the earlier release of Lectern, choose an empty data folder, and restore it there.",
    );
  }
  say("making a Postgres of our own");
  const leftovers = (await readdir(layout.folder)).filter((name) => name.startsWith("data.new"));
  for (const name of leftovers) await rm(join(layout.folder, name), { recursive: true, force: true });
  const runAs = await chooseRunAs(layout.data);
  await giveTo(runAs, layout.folder);
  await writeFile(layout.password, randomBytes(24).toString("hex"), { mode: 0o600 });
  await giveTo(runAs, layout.password);
  const fresh = join(layout.folder, `data.new-${randomBytes(4).toString("hex")}`);
  await initialise(layout, fresh, binaries, runAs);
  await rename(fresh, layout.data);
}

/** Major version of what lies in the data folder; null where nothing does. */
async function readVersion(data: string): Promise<string | null> {
  const version = await readFile(join(data, "PG_VERSION"), "utf8").catch((error) => {
    if (codeOf(error) === "ENOENT") return null;
    throw explainFailure("Opening the data folder of Postgres", data, error);
  });
  if (version !== null) return version.trim();
  const entries = await readdir(data).catch(() => []);
  if (entries.length === 0) return null;
  throw new PostgresError("NOT_STARTED", `${data} is not empty and holds no Postgres. Move it away, or choose another data folder.`);
}

async function initialise(layout: Layout, data: string, binaries: Binaries, runAs: RunAs): Promise<void> {
  await mkdir(data, { mode: 0o700 });
  await giveTo(runAs, data);
  // Where the machine's own locale is unset a cluster would come out as SQL_ASCII. The order is that of code points
  // everywhere; the class of a character (what is a letter) comes from the C library, which knows C.UTF-8 only on Linux.
  const locale = { linux: "C.UTF-8", darwin: "en_US.UTF-8" }[process.platform as string] ?? "C";
  const args = [
    ...["-D", data, "-U", SUPERUSER, `--pwfile=${layout.password}`, "--auth=scram-sha-256", "--encoding=UTF8"],
    ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8", `--locale=${locale}`, "--lc-messages=C", "--no-instructions"],
  ];
  const { code, output } = await run(binaries.initdb, args, runAs);
  if (code === 0) return;
  await rm(data, { recursive: true, force: true });
  throw explainFailure("Making a Postgres", layout.folder, null, output);
}

/** Starts the server on the port given, else on a free one; returns that port when it answers. */
export async function launch(
  layout: Layout,
  binaries: Binaries,
  password: string,
  extra: Record<string, string>,
  wanted: number | null = null,
): Promise<number> {
  const runAs = await chooseRunAs(layout.data);
  const patience = Date.now() + 600_000;
  for (let attempt = 1; ; attempt++) {
    const port = wanted ?? (await freePort());
    const outcome = await tryToLaunch(layout, binaries, password, port, runAs, { ...SETTINGS, ...extra });
    if (outcome === "ready") return port;
    // Another program was given the port in between, or children of a killed server still hold its memory for a moment.
    const passes = /could not bind|could not create any TCP\/IP sockets|pre-existing shared memory block|lock file .* already exists/.test(
      outcome,
    );
    if (!passes || attempt === 20 || Date.now() > patience) throw explainFailure("Starting Postgres", layout.folder, null, outcome);
    await waitUntil(() => false, 250);
  }
}

async function tryToLaunch(
  layout: Layout,
  binaries: Binaries,
  password: string,
  port: number,
  runAs: RunAs,
  settings: Record<string, string>,
): Promise<"ready" | string> {
  const log = await openLog(layout, runAs);
  const logStart = (await log.stat()).size;
  const flags = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const [command = "", ...args] = [...runAs.prefix, binaries.postgres, "-D", layout.data, ...flags];
  // Detached: an interrupt typed into the terminal is for Node, which stops the server in its own time; and the server
  // serves another process of this archive on, when the one that started it has gone.
  const child = spawn(command, args, {
    cwd: layout.folder,
    env: programEnvironment(),
    uid: runAs.uid,
    gid: runAs.gid,
    detached: true,
    windowsHide: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  let failure: string | null = null;
  child.once("error", (error) => {
    failure = `${codeOf(error)} ${error.message}`;
  });
  child.once("exit", (code, signal) => {
    failure ??= `Postgres ended with ${signal ?? `code ${code}`}.`;
  });
  child.unref();
  // Recovery after a crash may take minutes, and the server says so in its log: wait as long as it lives.
  await waitUntil(async () => failure !== null || (await answers(layout, port, password, child.pid)), 900_000, 20);
  await log.close();
  if (failure === null) return "ready";
  const words = (await readFile(layout.log)).subarray(logStart).toString();
  return `${words.slice(-4_000)}\n${failure}`;
}

async function answers(layout: Layout, port: number, password: string, pid: number | undefined): Promise<boolean> {
  const postmaster = await readPostmaster(layout.data);
  if (postmaster?.state !== "ready" || postmaster.pid !== pid) return false;
  const client = await connect(port, password, "postgres", "lectern start").catch(() => null);
  await client?.end();
  return client !== null;
}

const MAX_LOG_BYTES = 5_000_000;

async function openLog(layout: Layout, runAs: RunAs) {
  const size = (await stat(layout.log).catch(() => null))?.size ?? 0;
  const file = await open(layout.log, size > MAX_LOG_BYTES ? "w" : "a", 0o600);
  await giveTo(runAs, layout.log);
  return file;
}

/** Stops the server at once but in order; the truth is on disk when this returns. */
export async function shutDown(layout: Layout, binaries: Binaries, pid: number): Promise<void> {
  if (process.platform === "win32") {
    const { code, output } = await run(binaries.pgCtl, ["stop", "-D", layout.data, "-m", "fast"], { prefix: [] });
    if (code !== 0) throw explainFailure("Stopping Postgres", layout.folder, null, output);
    return;
  }
  // SIGINT is the "fast" shutdown: open transactions are rolled back. SIGQUIT does not wait, and recovers at the next start.
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    if (await waitUntil(() => !isAlive(pid), 30_000)) return;
  }
}

/** Runs a program of Postgres to its end. */
async function run(program: string, args: string[], runAs: RunAs): Promise<{ code: number; output: string }> {
  const [command = "", ...rest] = [...runAs.prefix, program, ...args];
  return new Promise((resolve) => {
    const output: Buffer[] = [];
    const child = spawn(command, rest, {
      env: programEnvironment(),
      uid: runAs.uid,
      gid: runAs.gid,
      windowsHide: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => output.push(chunk));
    child.once("error", (error) => resolve({ code: -1, output: `${codeOf(error)} ${error.message}` }));
    child.once("close", (code) => resolve({ code: code ?? -1, output: Buffer.concat(output).toString() }));
  });
}

/** Without PGDATA, PGPORT and their kind, and without a locale: we read what the programs print. */
function programEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: "C" };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject).listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === "object" ? address.port : 0));
    });
  });
}

async function giveTo(runAs: RunAs, path: string): Promise<void> {
  if (runAs.uid !== undefined && runAs.gid !== undefined) await chown(path, runAs.uid, runAs.gid);
}
