import { type CopyState, noteBirth, noteBuilding, noteBuildingGivenUp, noteBuilt, noteTask, readCopyState } from "../postgres/copied.js";
import { countPart } from "../postgres/part.js";
import { inTransaction } from "../postgres/pool.js";
import type { SearchPool } from "../postgres/search-pool.js";
import type { CopyOptions } from "../search-index.js";
import { asking, EngineError, faultOf } from "./engine-error.js";
import { countSources } from "./part.js";
import { sendWaiting } from "./send.js";
import { bornAt, type EngineServer, endOfTask, isBornThen, latestTask } from "./server.js";
import { FORMAT, isCostly, SETTINGS, settingsToChange } from "./settings.js";

/** What stands between the index that is searched and what it is to be. */
export type Readiness =
  | "READY"
  /** There is none, or it is made otherwise, or one is being built. */
  | "BUILD"
  /** The server has gone back in time: it was restored, or another one took its place. */
  | "COMPARE";

/** Looks at the index that is searched, and changes settings that take effect at once. */
export async function makeReady(pool: SearchPool, server: EngineServer, { isStopped = never }: CopyOptions): Promise<Readiness> {
  const state = await stateOf(pool, server);
  if (state.buildingFormat !== null || state.format !== FORMAT) return "BUILD";
  const born = await bornAt(server, server.index);
  if (born === null || !isBornThen(state.born, born)) return "BUILD";
  if (state.born === null) await inTransaction(pool, "BEGIN", (ask) => noteBirth(ask, server.share, born));
  const change = settingsToChange(SETTINGS, await asking("reading settings", () => server.indexing.index(server.index).getSettings()));
  if (isCostly(change)) return "BUILD";
  if (Object.keys(change).length > 0) {
    await finished(server, () => server.indexing.index(server.index).updateSettings(change), isStopped);
  }
  // What a swap left behind when it was interrupted.
  if ((await bornAt(server, server.nextIndex)) !== null) await drop(server, isStopped);
  return (await latestTask(server)) < state.lastTask ? "COMPARE" : "READY";
}

/**
 * Builds the index anew beside the one that is searched, from what Postgres holds, and swaps it in. What changes meanwhile
 * waits for both. Interrupted at any point, it goes on from there: Postgres remembers what the new index has.
 */
export async function buildBeside(pool: SearchPool, server: EngineServer, options: CopyOptions): Promise<void> {
  const { isStopped = never, onProgress = () => {} } = options;
  const state = await stateOf(pool, server);
  // A swap may have been asked for by a process that was killed then.
  if (state.buildingBorn !== null) await untilPassed(server, isStopped);
  if (await isSwapped(server, state)) return await end(pool, server, isStopped);
  if (!(await canGoOn(server, state))) await begin(pool, server, isStopped);
  if (isStopped()) return;
  const { sources, built } = await inTransaction(pool, "BEGIN", (ask) => countPart(ask, server.share));
  const tell = (sent: number) => onProgress(`${built + sent} of ${countSources(sources)} sent to the new index of Meilisearch`);
  tell(0);
  await sendWaiting(pool, server, { index: server.nextIndex, column: "sent_next" }, isStopped, tell);
  if (isStopped()) return;
  if ((await bornAt(server, server.index)) === null) {
    await finished(server, () => server.indexing.createIndex(server.index, { primaryKey: "id" }), isStopped);
  }
  await asking("swapping its indexes", async () => {
    await server.indexing.swapIndexes([{ indexes: [server.index, server.nextIndex], rename: false }]);
  });
  await untilPassed(server, isStopped);
  if (isStopped()) return;
  if (!(await isSwapped(server, await stateOf(pool, server)))) {
    throw new EngineError("FAILED", "Meilisearch did not put its new index in the place of the old one.");
  }
  await end(pool, server, isStopped);
}

/** Leaves off what was being built, so that the next one begins anew. */
export async function giveUpBuilding(pool: SearchPool, { share }: EngineServer): Promise<void> {
  await inTransaction(pool, "BEGIN", (ask) => noteBuildingGivenUp(ask, share));
}

/** An index takes the moment of its birth along where it is swapped: that tells whether it was. */
async function isSwapped(server: EngineServer, { buildingBorn }: CopyState): Promise<boolean> {
  return buildingBorn !== null && (await bornAt(server, server.index)) === buildingBorn;
}

async function canGoOn(server: EngineServer, { buildingFormat, buildingBorn }: CopyState): Promise<boolean> {
  return buildingFormat === FORMAT && (await bornAt(server, server.nextIndex)) === buildingBorn;
}

async function begin(pool: SearchPool, server: EngineServer, isStopped: () => boolean): Promise<void> {
  if ((await bornAt(server, server.nextIndex)) !== null) await drop(server, isStopped);
  await finished(server, () => server.indexing.createIndex(server.nextIndex, { primaryKey: "id" }), isStopped);
  await finished(server, () => server.indexing.index(server.nextIndex).updateSettings(SETTINGS), isStopped);
  const born = await bornAt(server, server.nextIndex);
  if (isStopped() || born === null) return;
  await inTransaction(pool, "BEGIN", (ask) => noteBuilding(ask, server.share, FORMAT, born));
}

async function end(pool: SearchPool, server: EngineServer, isStopped: () => boolean): Promise<void> {
  const task = await latestTask(server);
  await inTransaction(pool, "BEGIN", async (ask) => {
    await noteBuilt(ask, server.share);
    await noteTask(ask, server.share, task);
  });
  await dropOthers(server, isStopped);
}

/** What the swap left, and what the archive had here when it was spread over more or fewer servers. */
async function dropOthers(server: EngineServer, isStopped: () => boolean): Promise<void> {
  const { results } = await asking("looking for its indexes", () => server.indexing.getRawIndexes({ limit: 1_000 }));
  for (const { uid } of results) {
    if (uid === server.index || !uid.startsWith(server.ownPrefix)) continue;
    await finished(server, () => server.indexing.deleteIndex(uid), isStopped);
  }
}

async function drop(server: EngineServer, isStopped: () => boolean): Promise<void> {
  await finished(server, () => server.indexing.deleteIndex(server.nextIndex), isStopped);
}

/**
 * Waits until the engine has passed the tasks it has, those included that our key may not see: a swap is no task of one
 * index. Tasks are done in their order, so the end of another one that changes nothing tells.
 */
async function untilPassed(server: EngineServer, isStopped: () => boolean): Promise<void> {
  if ((await bornAt(server, server.nextIndex)) === null) return;
  const { displayedAttributes } = SETTINGS;
  await finished(server, () => server.indexing.index(server.nextIndex).updateSettings({ displayedAttributes }), isStopped);
}

async function finished(server: EngineServer, begin: () => PromiseLike<{ taskUid: number }>, isStopped: () => boolean): Promise<void> {
  const { taskUid } = await asking("changing its index", async () => await begin());
  const task = await endOfTask(server, taskUid, isStopped);
  if (task === null || task.status === "succeeded") return;
  const fault = task.error === null ? "FAILED" : faultOf(task.error);
  throw new EngineError(fault, `Meilisearch failed to change its index: ${task.error?.message ?? "the task was cancelled"}`);
}

async function stateOf(pool: SearchPool, { share }: EngineServer): Promise<CopyState> {
  return await inTransaction(pool, "BEGIN", (ask) => readCopyState(ask, share));
}

export function never(): boolean {
  return false;
}
