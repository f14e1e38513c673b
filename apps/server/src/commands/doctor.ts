import { existsSync } from "node:fs";
import { stat, statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { type IndexCopy, searchRecordsOf } from "@lectern/search";
import { listSourceIds, othersAtWork, type ReplicaState, readArchive, readSearchSources } from "@lectern/storage";
import type { Command } from "commander";
import { type Archive, openArchive } from "../archive.js";
import { type Env, projectFolder } from "../env.js";
import { adminKeyFile } from "./admin-key.js";
import { command, EXIT, print, printJson, runCommand } from "./command.js";
import { count } from "./progress.js";
import { describeDifference, isSame } from "./reindex.js";
import { findRunningServer } from "./running-server.js";

/** What was looked at, what was found, and what to do where it is not well. */
interface Finding {
  check: string;
  isWell: boolean;
  found: string;
  advice: string | null;
}

export function doctorCommand(): Command {
  return command("doctor", "Look at what is installed, reachable and healthy, and say what to do about what is not.", [
    "doctor",
    "doctor --json",
  ])
    .option("--json", "print one JSON line for each check")
    .action(({ json }: { json?: boolean }) =>
      runCommand(async (env) => {
        let isWell = true;
        for await (const finding of examine(env)) {
          isWell &&= finding.isWell;
          if (json) printJson(finding);
          else print(describe(finding));
        }
        return isWell ? EXIT.ok : EXIT.problems;
      }),
    );
}

function describe({ check, isWell, found, advice }: Finding): string {
  return `${isWell ? "ok  " : "BAD "} ${check.padEnd(11)} ${found}${advice === null ? "" : `\n     ${"".padEnd(11)} ${advice}`}`;
}

async function* examine(env: Env): AsyncIterable<Finding> {
  yield examineNode();
  yield examinePage();
  yield await examineDisk(env);
  yield await examinePort(env);
  let archive: Archive;
  try {
    archive = await openArchive(env, { withReplicas: true });
  } catch (error) {
    yield bad("Postgres", error instanceof Error ? error.message : String(error), adviceOf(error));
    return;
  }
  try {
    yield await examinePostgres(archive);
    for (const state of archive.replicas?.state() ?? []) yield examineReplica(state);
    yield await examineIndex(archive);
    if (archive.index.copy !== null) yield await examineCopy(archive, archive.index.copy);
    yield await examineKeyFile(env);
    yield await examineProblems(archive);
  } finally {
    await archive.close();
  }
}

function examineNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isWell = (major > 24 || (major === 24 && minor >= 11)) && major !== 25;
  return isWell
    ? well("Node", process.version)
    : bad("Node", process.version, "Start with `npm start` or `npm run lectern`: they bring the Node that Lectern needs.");
}

function examinePage(): Finding {
  const folder = projectFolder("apps/web/dist");
  const missing = ["index.html", "explorer.html"].filter((file) => !existsSync(join(folder, file)));
  return missing.length === 0
    ? well("Page", "built")
    : bad("Page", `not built: ${missing.join(", ")} missing`, "Build it with `npm start`.");
}

const LITTLE_SPACE = 1024 ** 3;

async function examineDisk(env: Env): Promise<Finding> {
  const folder = nearestExisting(env.dataFolder);
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const found = `${(free / 1024 ** 3).toFixed(1)} GB free at ${folder}`;
  return free > LITTLE_SPACE ? well("Disk", found) : bad("Disk", found, "Free space, or move the data folder (LECTERN_DATA).");
}

function nearestExisting(folder: string): string {
  return existsSync(folder) ? folder : nearestExisting(dirname(folder));
}

async function examinePort(env: Env): Promise<Finding> {
  if (await isFree(env)) return well("Port", `${env.port} is free`);
  const isLectern = await fetch(`http://${env.host}:${env.port}/health`, { signal: AbortSignal.timeout(2_000) }).then(
    async (answer) => "status" in ((await answer.json()) as object),
    () => false,
  );
  const own = await findRunningServer(env);
  if (own !== null) return well("Port", `Lectern runs at ${own}`);
  if (isLectern)
    return well("Port", `${env.port} is taken by a Lectern of another archive; \`npm start\` takes the next free one by itself`);
  return bad("Port", `${env.port} is taken by another program`, "Set PORT to another one; `npm start` takes the next free one by itself.");
}

function isFree({ host, port }: Env): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ host, port }, () => probe.close(() => resolve(true)));
  });
}

async function examinePostgres(archive: Archive): Promise<Finding> {
  const [row] = await archive.database.query<{ version: string; size: string }>(
    "SELECT current_setting('server_version') AS version, pg_size_pretty(pg_database_size(current_database())) AS size",
  );
  return well(
    "Postgres",
    `${row?.version}, ${archive.isEmbedded ? "embedded" : "from DATABASE_URL"}, ${row?.size}; its tables are up to date`,
  );
}

function examineReplica({ where, secondsBehind, fault }: ReplicaState): Finding {
  if (fault === null) return well("Replica", `${where}, ${secondsBehind} s behind`);
  return bad(
    "Replica",
    `${where}: ${fault}`,
    "The database itself is read from meanwhile. See that it streams from it, or take it out of DATABASE_READ_URLS.",
  );
}

/** Compares the index with what Postgres would put there now, record by record in number. */
async function examineIndex(archive: Archive): Promise<Finding> {
  const [{ records }, { waiting }, { hasWorker, hasImport }] = await Promise.all([
    archive.index.count(),
    readArchive(archive.database),
    othersAtWork(archive.database, null),
  ]);
  const expected = await countRecords(archive);
  const found = `Postgres: ${count(records, "record")}, ${expected} in the archive, ${count(waiting, "source")} waiting`;
  if (records === expected && waiting === 0) return well("Index", found);
  if (waiting > 0 && (hasWorker || hasImport)) return well("Index", `${found}, and somebody is at work on them`);
  return bad(
    "Index",
    found,
    waiting > 0 ? "Start the server, or import anything: both index what waits." : "Build it anew with `lectern reindex`.",
  );
}

/** Whether Meilisearch answers, and holds what it is to hold. */
async function examineCopy({ database }: Archive, copy: IndexCopy): Promise<Finding> {
  const { version, fault, waiting, building } = await copy.state();
  if (version !== null && building !== null) {
    // Comparing would wait until it is built.
    const found = `${version}, ${fault ?? `a new index is being built beside the one that is searched: ${building.sent} of ${count(building.of, "source")} sent`}`;
    const { hasWorker } = await othersAtWork(database, null);
    const who = hasWorker ? "A server or worker is at work on it." : "Start the server or `lectern work`: they go on with it.";
    return fault === null ? well("Meilisearch", found) : bad("Meilisearch", found, `Postgres answers searches meanwhile. ${who}`);
  }
  if (version === null || fault !== null) {
    return bad(
      "Meilisearch",
      fault?.replace(/^Meilisearch /, "") ?? "does not answer",
      copy.leftAlone === null
        ? "Postgres answers searches meanwhile. The index catches up by itself once it is well."
        : "Postgres answers searches wherever it is set so.",
    );
  }
  const difference = await copy.compare();
  const found = `${version}, ${describeDifference(difference)}, ${count(waiting, "source")} waiting`;
  if (!isSame(difference))
    return bad("Meilisearch", found, "`lectern reindex --repair` sends what differs; a running server does so once a day.");
  return waiting === 0 ? well("Meilisearch", found) : bad("Meilisearch", found, "A running server sends what waits by itself.");
}

async function countRecords({ database }: Archive): Promise<number> {
  let records = 0;
  for (let after: string | null = null; ; ) {
    const ids: string[] = await listSourceIds(database, after, 200);
    if (ids.length === 0) return records;
    for (const material of await readSearchSources(database, ids)) records += searchRecordsOf(material).length;
    after = ids.at(-1) ?? null;
  }
}

async function examineKeyFile(env: Env): Promise<Finding> {
  const file = adminKeyFile(env);
  const about = await stat(file).catch(() => null);
  if (about === null) return well("Key", "no key lies in the data folder; `lectern keys list` names those that were made");
  const isPrivate = (about.mode & 0o077) === 0;
  return isPrivate
    ? well("Key", `${file}, for its owner only`)
    : bad("Key", `${file} can be read by others`, `Take that right away: chmod 600 '${file}'.`);
}

async function examineProblems({ database }: Archive): Promise<Finding> {
  const { counts } = await readArchive(database);
  const found = `${count(counts.sources, "source")}, ${count(counts.openProblems, "open problem")}`;
  return counts.openProblems === 0
    ? well("Archive", found)
    : noted("Archive", found, "`lectern status` lists them with what to do about each.");
}

function well(check: string, found: string): Finding {
  return { check, isWell: true, found, advice: null };
}

/** Well, with something to know. */
function noted(check: string, found: string, advice: string): Finding {
  return { check, isWell: true, found, advice };
}

function bad(check: string, found: string, advice: string | null): Finding {
  return { check, isWell: false, found, advice };
}

function adviceOf(error: unknown): string | null {
  return typeof error === "object" && error !== null && "advice" in error && typeof error.advice === "string" ? error.advice : null;
}
