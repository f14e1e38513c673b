import { createHash } from "node:crypto";
import { type KeyCreation, Meilisearch, MeilisearchApiError, type Task, type Version } from "meilisearch";
import type { Share } from "../postgres/versions.js";
import { asking, EngineError, NOT_MEILISEARCH } from "./engine-error.js";
import { send, unwrapped } from "./http.js";

/** Versions that were tried: this one and its patches. */
export const SUPPORTED_VERSIONS = "1.50";

/** Where a server is, and how it may be asked. */
export interface EngineAddress {
  url: string;
  /** The master key; null for a server without one. */
  masterKey: string | null;
  /** Milliseconds that a search may take before Postgres is asked. */
  answerWithin: number;
  /** Milliseconds that it may be at one task before it is taken to be stuck. */
  stuckAfter: number;
  share: Share;
}

/** A server that is known to be of a supported version, with a client for each of the two keys. */
export interface EngineServer {
  version: string;
  /** Which sources it holds. */
  share: Share;
  stuckAfter: number;
  /** May search, and nothing else. */
  searching: Meilisearch;
  /** The same, and may take longer: a page behind one of its own comes from it, or is out of order. */
  paging: Meilisearch;
  /** May write the indexes of this archive, and nothing else. */
  indexing: Meilisearch;
  /** The index that is searched. */
  index: string;
  /** The one that is built beside it. */
  nextIndex: string;
  /** What the names of all indexes of this archive begin with. */
  ownPrefix: string;
}

const PATIENCE = 10_000;
const PAGING_PATIENCE = 2_000;
/** Large batches are sent while the engine is busy with those before. */
const SENDING_PATIENCE = 120_000;

/**
 * Makes sure of version and keys. The master key is used for this alone: it makes a key for searching and one for indexing,
 * each for the indexes of this archive, and finds them again by ids that follow from the archive's.
 */
export async function connect(address: EngineAddress, archive: string): Promise<EngineServer> {
  const all = `lectern-${archive}`;
  const { number, of } = address.share;
  // A name for each way to spread an archive: a server that takes the place of another one is found to lack its part.
  const index = of === 1 ? all : `${all}-${number + 1}-of-${of}`;
  const nextIndex = `${index}-next`;
  const master = clientOf(address, address.masterKey, Math.max(address.answerWithin, 2_000));
  const version = await checkedVersion(master);
  const search = await ownKey(master, archive, { name: "Lectern searches", actions: ["search"], indexes: [index], expiresAt: null });
  const write = await ownKey(master, archive, { name: "Lectern indexes", actions: INDEXING, indexes: [`${all}*`], expiresAt: null });
  return {
    version,
    share: address.share,
    stuckAfter: address.stuckAfter,
    searching: clientOf(address, search, address.answerWithin),
    paging: clientOf(address, search, Math.max(address.answerWithin, PAGING_PATIENCE)),
    indexing: clientOf(address, write, SENDING_PATIENCE),
    index,
    nextIndex,
    ownPrefix: all,
  };
}

const INDEXING: KeyCreation["actions"] = [
  "documents.*",
  "indexes.create",
  "indexes.get",
  "indexes.delete",
  "indexes.swap",
  "settings.get",
  "settings.update",
  "tasks.get",
  "stats.get",
];

/**
 * Answers are asked for uncompressed: a compressed one comes in two pieces, of which the second waits some 40 ms for an
 * acknowledgement of the first.
 */
function clientOf({ url }: EngineAddress, key: string | null, timeout: number): Meilisearch {
  return new Meilisearch({
    host: url,
    ...(key !== null && { apiKey: key }),
    timeout,
    httpClient: send,
    requestInit: { headers: { "Accept-Encoding": "identity" } },
  });
}

async function checkedVersion(master: Meilisearch): Promise<string> {
  const ask = () => asking("asking its version", () => master.getVersion());
  // A connection that was kept open may have been closed meanwhile: that says nothing of the server.
  const answer: Partial<Version> | undefined = await ask().catch((error: unknown) => {
    if (error instanceof EngineError && error.fault === "AWAY") return ask();
    throw error;
  });
  const pkgVersion = answer?.pkgVersion;
  if (typeof pkgVersion === "string" && pkgVersion.startsWith(`${SUPPORTED_VERSIONS}.`)) return pkgVersion;
  throw new EngineError(
    "UNSUPPORTED",
    pkgVersion === undefined
      ? `${NOT_MEILISEARCH}.`
      : `Meilisearch ${pkgVersion} runs at MEILISEARCH_URL; Lectern is made for ${SUPPORTED_VERSIONS}. docs/operating.md tells how to upgrade.`,
  );
}

/** The key of ours, made where it is not there; null for a server that has no master key and wants none. */
async function ownKey(master: Meilisearch, archive: string, wanted: KeyCreation): Promise<string | null> {
  const uid = uuidOf(JSON.stringify([archive, wanted.actions, wanted.indexes]));
  return await asking("finding its keys", async () => {
    try {
      return (await master.getKey(uid)).key;
    } catch (error) {
      if (codeOf(error) === "missing_master_key") return null;
      if (codeOf(error) !== "api_key_not_found") throw error;
    }
    try {
      return (await master.createKey({ ...wanted, uid })).key;
    } catch (error) {
      // Another process of ours was quicker.
      if (codeOf(error) !== "api_key_already_exists") throw error;
      return (await master.getKey(uid)).key;
    }
  });
}

function codeOf(thrown: unknown): string | null {
  const error = unwrapped(thrown);
  return error instanceof MeilisearchApiError ? (error.cause?.code ?? null) : null;
}

/** A UUID that always comes out the same for the same text. */
function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** When an index was made; null where there is none. */
export async function bornAt(server: EngineServer, index: string): Promise<string | null> {
  try {
    return (await asking("looking for its index", () => server.indexing.getRawIndex(index))).createdAt;
  } catch (error) {
    if (error instanceof EngineError && error.fault === "NOT_READY") return null;
    throw error;
  }
}

/** Whether an index is the one that was built, as far as that was noted: no other one of its name, made by somebody else or before. */
export function isBornThen(noted: string | null, born: string | null): boolean {
  return born !== null && (noted === null || noted === born);
}

/** Number of the latest task of our indexes; -1 where there is none. Numbers only grow, so a lower one tells of a restored server. */
export async function latestTask(server: EngineServer): Promise<number> {
  const { results } = await asking("asking its tasks", () => server.indexing.tasks.getTasks({ ...ofOurs(server), limit: 1 }));
  return results[0]?.uid ?? -1;
}

/** Said outright: the engine would take the latest task of all archives that share it, and leave it out where it is not ours. */
function ofOurs({ index, nextIndex }: EngineServer): { indexUids: string[] } {
  return { indexUids: [index, nextIndex] };
}

/**
 * Throws where the engine is at one task for too long. On a full disk it can neither end a task nor note that it failed: it says
 * that it is well, and waits for room.
 */
export async function makeSureItMoves(server: EngineServer): Promise<void> {
  const { results } = await asking("asking its tasks", () =>
    server.indexing.tasks.getTasks({ ...ofOurs(server), statuses: ["processing"], limit: 1 }),
  );
  const [task] = results;
  if (!task?.startedAt || Date.now() - Date.parse(task.startedAt) < server.stuckAfter) return;
  throw new EngineError(
    "FULL",
    "Meilisearch does not end what it began some time ago: its disk may be full. It goes on where there is room.",
  );
}

const SHORTEST_WAIT = 20;
const LONGEST_WAIT = 500;

/**
 * Waits until the engine has done all that it was ever told by us. A process that was killed may have left tasks behind,
 * and what they change is not to be seen before they are through.
 */
export async function untilQuiet(server: EngineServer, isStopped: () => boolean): Promise<void> {
  for (let wait = SHORTEST_WAIT; !isStopped(); wait = Math.min(wait * 1.5, LONGEST_WAIT)) {
    const { results } = await asking("asking its tasks", () =>
      server.indexing.tasks.getTasks({ ...ofOurs(server), statuses: ["enqueued", "processing"], limit: 1 }),
    );
    if (results.length === 0) return;
    if (wait === LONGEST_WAIT) await makeSureItMoves(server);
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Waits for a task to end, however long it takes; the task may have failed. Null where `isStopped` says so before. */
export async function endOfTask(server: EngineServer, uid: number, isStopped: () => boolean): Promise<Task | null> {
  for (let wait = SHORTEST_WAIT; !isStopped(); wait = Math.min(wait * 1.5, LONGEST_WAIT)) {
    const task = await asking("waiting for a task", () => server.indexing.tasks.getTask(uid, { signal: AbortSignal.timeout(PATIENCE) }));
    if (task.status !== "enqueued" && task.status !== "processing") return task;
    if (wait === LONGEST_WAIT) await makeSureItMoves(server);
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return null;
}
