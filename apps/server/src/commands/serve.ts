import { dirname } from "node:path";
import type { Command } from "commander";
import { glob } from "tinyglobby";
import { type Archive, openArchive } from "../archive.js";
import { type Env, projectFolder } from "../env.js";
import { type Server, serve } from "../http/serve.js";
import { findFiles } from "../import/find-files.js";
import { isEmpty } from "../import/is-empty.js";
import { startWorker } from "../worker.js";
import { ensureAdminKey } from "./admin-key.js";
import { command, EXIT, runCommand, say } from "./command.js";
import { importWithProgress } from "./import.js";
import { interruptSignal } from "./interrupt.js";
import { explained } from "./run-with-archive.js";

export function startCommand(): Command {
  return command("start", "Start everything: database, sample archive where the archive is empty, page and API.", [
    "start",
    "start --no-sample",
  ])
    .option("--no-sample", "leave an empty archive empty")
    .action(({ sample }: { sample: boolean }) => runCommand((env) => explained(() => runServer(env, sample))));
}

export function serveCommand(): Command {
  return command("serve", "Serve page and API over the archive as it is; for a server of your own.", [
    "serve",
    "serve   (with DATABASE_URL, HOST and PORT in the environment)",
  ]).action(() => runCommand((env) => explained(() => runServer(env, false))));
}

/** Serves until a signal comes, then stops everything in the order in which one part needs another. */
async function runServer(env: Env, withSample: boolean): Promise<number> {
  const signal = interruptSignal("Stopping.");
  const archive = await openArchive(env, { onProgress: (line) => say(`  ${line}`), requestSeconds: env.requestSeconds });
  try {
    if (withSample) await importSample(archive, signal);
    if (!signal.aborted) await serveUntil(signal, archive, env);
  } finally {
    await archive.close();
  }
  return EXIT.ok;
}

async function serveUntil(signal: AbortSignal, archive: Archive, env: Env): Promise<void> {
  const keyFile = await ensureAdminKey(archive, env);
  const worker = await startWorker(archive, say);
  try {
    const server = await serve(archive, env, { log: say });
    announce(server, archive, env, keyFile);
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    await server.close();
  } finally {
    await worker.stop();
  }
}

async function importSample(archive: Archive, signal: AbortSignal): Promise<void> {
  if (!(await isEmpty(archive))) return;
  const folder = projectFolder("tooling/sample-archive");
  const collections = await glob("*/collection.yaml", { cwd: folder });
  if (collections.length === 0) return;
  say("The archive is empty: importing the sample archive.");
  const found = await findFiles(collections.map(dirname), { callerFolder: folder });
  await importWithProgress(archive, found, { origin: "sample archive", signal, isJson: false });
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
