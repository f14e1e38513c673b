import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Env } from "../env.js";
import type { Server } from "../http/serve.js";

/** What a server leaves in the data folder while it runs, for a second start to find it by. */
interface Note {
  url: string;
  /** What the server answers at /health: another server may have been given the port since. */
  instance: string;
  /** Tells one archive from another without giving its password away. */
  archive: string;
}

const PATIENCE_MILLISECONDS = 3_000;

/** Address of the server that runs over this archive already; null where none answers. */
export async function findRunningServer(env: Env): Promise<string | null> {
  const note = await readNote(env);
  if (note === null || note.archive !== archiveOf(env)) return null;
  const health = await fetch(`${note.url}/health`, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) })
    .then((answer) => answer.json() as Promise<{ instance?: string }>)
    .catch(() => null);
  return health?.instance === note.instance ? note.url : null;
}

/** Leaves a note of a server; returns what takes it away again. */
export async function noteServer(env: Env, { url, instance }: Server): Promise<() => Promise<void>> {
  const note: Note = { url, instance, archive: archiveOf(env) };
  await mkdir(env.dataFolder, { recursive: true });
  await writeFile(fileOf(env), JSON.stringify(note));
  return async () => {
    const held = await readNote(env);
    if (held?.instance === instance) await rm(fileOf(env), { force: true });
  };
}

async function readNote(env: Env): Promise<Note | null> {
  try {
    return JSON.parse(await readFile(fileOf(env), "utf8")) as Note;
  } catch {
    return null;
  }
}

function fileOf(env: Env): string {
  return join(env.dataFolder, "server.json");
}

function archiveOf(env: Env): string {
  return createHash("sha256")
    .update(env.databaseUrl ?? "embedded")
    .digest("hex")
    .slice(0, 16);
}
