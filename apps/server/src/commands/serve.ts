import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isConnectionFault } from "@lectern/storage";
import type { Command } from "commander";
import { glob } from "tinyglobby";
import { type Archive, openArchive } from "../archive.js";
import { type Env, projectFolder } from "../env.js";
import { report } from "../graphql/errors.js";
import { type Server, serve } from "../http/serve.js";
import { ImportFailed } from "../import/fault.js";
import { type FoundFiles, findFiles } from "../import/find-files.js";
import { lacksSample, SAMPLE } from "../import/lacks-sample.js";
import { startWorker } from "../worker.js";
import { ensureAdminKey } from "./admin-key.js";
import { command, EXIT, log, runCommand, say } from "./command.js";
import { importWithProgress } from "./import.js";
import { interruptSignal } from "./interrupt.js";
import { explained } from "./run-with-archive.js";
import { findRunningServer, noteServer } from "./running-server.js";
import { watchDatabase } from "./watch-database.js";

export function startCommand(): Command {
  return command("start", "Start everything: database, sample archive where the archive is empty, page and API.", [
    "start",
    "start --no-sample",
  ])
    .option("--no-sample", "leave an empty archive empty")
    .action(({ sample }: { sample: boolean }) => runCommand((env) => explained(() => startServer(env, sample))));
}

export function serveCommand(): Command {
  return command("serve", "Serve page and API over the archive as it is; for a server of your own.", [
    "serve",
    "serve   (with DATABASE_URL, HOST and PORT in the environment)",
    "serve --no-jobs   (where `work` runs beside it)",
  ])
    .option("--no-jobs", "leave indexing and linking again to other processes: `work`")
    .action(({ jobs }: { jobs: boolean }) => runCommand((env) => explained(() => runServer(env, false, jobs))));
}

export function workCommand(): Command {
  return command("work", "Do the jobs that documents leave behind, indexing and linking again, without serving; as many as you like.", [
    "work   (with DATABASE_URL in the environment)",
  ]).action(() => runCommand((env) => explained(() => runWorker(env))));
}

/** Works until a signal comes. */
async function runWorker(env: Env): Promise<number> {
  const signal = interruptSignal("Stopping.");
  const archive = await openArchive(env, { onProgress: (line) => say(`  ${line}`), log, isKeptUp: true, runsOn: true });
  try {
    process.on("unhandledRejection", (fault) => void report(fault, log));
    const worker = await startWorker(archive, log);
    const endWatch = watchDatabase(archive, log);
    say("Lectern works on what waits. Stop with Ctrl-C.");
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    endWatch();
    await worker.stop();
  } finally {
    await archive.close();
  }
  return EXIT.ok;
}

/** One server is enough for one archive: a second start says where the first one runs. */
async function startServer(env: Env, withSample: boolean): Promise<number> {
  const url = await findRunningServer(env);
  if (url === null) return runServer(env, withSample);
  say(`Lectern already runs at ${url}`);
  return EXIT.ok;
}

/** Serves until a signal comes, then stops everything in the order in which one part needs another. */
async function runServer(env: Env, withSample: boolean, withJobs = true): Promise<number> {
  const signal = interruptSignal("Stopping.");
  const archive = await openArchive(env, {
    onProgress: (line) => say(`  ${line}`),
    log,
    requestSeconds: env.requestSeconds,
    isKeptUp: true,
    runsOn: true,
  });
  try {
    if (withSample) await importSample(archive, signal);
    if (!signal.aborted) await serveUntil(signal, archive, env, withJobs);
  } finally {
    await archive.close();
  }
  return EXIT.ok;
}

async function serveUntil(signal: AbortSignal, archive: Archive, env: Env, withJobs: boolean): Promise<void> {
  const keyFile = await ensureAdminKey(archive, env);
  // A fault that nobody waits for is a fault to be told of, and no reason to leave every reader without an archive.
  process.on("unhandledRejection", (fault) => void report(fault, log));
  const worker = withJobs ? await startWorker(archive, log) : null;
  const endWatch = watchDatabase(archive, log);
  try {
    const server = await serve(archive, env, { log });
    const forget = await noteServer(env, server);
    announce(server, archive, env, keyFile);
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    await forget();
    await server.close();
  } finally {
    endWatch();
    await worker?.stop();
  }
}

async function importSample(archive: Archive, signal: AbortSignal): Promise<void> {
  if (!(await lacksSample(archive))) return;
  const folder = projectFolder("tooling/sample-archive");
  const collections = await glob("*/collection.yaml", { cwd: folder });
  if (collections.length === 0) return;
  say("The archive holds nothing of yours yet: importing the sample archive.");
  const found = await findFiles(collections.map(dirname), { callerFolder: folder });
  while (!signal.aborted && !(await importWhole(archive, found, signal))) await untilItAnswers(archive, signal);
}

/** False where the database went away: an embedded one is started again, and the rest is imported then. */
async function importWhole(archive: Archive, found: FoundFiles, signal: AbortSignal): Promise<boolean> {
  try {
    await importWithProgress(archive, found, { origin: SAMPLE, signal, isJson: false });
    return true;
  } catch (error) {
    if (!(error instanceof ImportFailed) || !isConnectionFault(error.cause)) throw error;
    say(error.message);
    return false;
  }
}

async function untilItAnswers({ database }: Archive, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(500, undefined, { signal }).catch(() => {});
    const answers = await database.query("SELECT 1").catch(() => null);
    if (answers !== null) return;
  }
}

function announce(server: Server, archive: Archive, env: Env, keyFile: string | null): void {
  const lines = [
    server.takenPort === null ? "" : `  Port ${server.takenPort} is taken; this is the next free one.`,
    `  Page       ${server.url}`,
    `  API        ${server.url}/graphql   (in a browser: the explorer)`,
    `  Data       ${archive.isEmbedded ? env.dataFolder : "the Postgres of DATABASE_URL"}`,
    keyFile === null ? "" : `  Admin key  ${keyFile}`,
    "  Stop with Ctrl-C.",
  ];
  say(`\nLectern runs.\n${lines.filter((line) => line !== "").join("\n")}\n`);
}
