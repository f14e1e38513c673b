import { readCopyState } from "../postgres/copied.js";
import { countPart } from "../postgres/part.js";
import { inTransaction } from "../postgres/pool.js";
import type { SearchPool } from "../postgres/search-pool.js";
import { asking } from "./engine-error.js";
import { bornAt, type EngineServer, isBornThen } from "./server.js";
import { FORMAT } from "./settings.js";

/** What is known of the part of the copy that one server is to hold. */
export interface Part {
  version: string;
  /** Bytes on its disk that all its indexes take. */
  bytes: number;
  /** Whether it has the index that searches are answered from. */
  isThere: boolean;
  /** Sources that it has yet to hear of: all that are not in the new index where there is no other one. */
  waiting: number;
  /** How far the new index has come; null where none is built and none has to be. */
  building: { sent: number; of: number } | null;
}

/** 1 source, 2 sources. */
export function countSources(number: number): string {
  return `${number} source${number === 1 ? "" : "s"}`;
}

export async function lookAtPart(pool: SearchPool, server: EngineServer): Promise<Part> {
  const { databaseSize, indexes } = await asking("asking its size", () => server.indexing.getStats());
  const { state, counts } = await inTransaction(pool, "BEGIN", async (ask) => ({
    state: await readCopyState(ask, server.share),
    counts: await countPart(ask, server.share),
  }));
  const held = indexes[server.index];
  const born = held === undefined ? null : await bornAt(server, server.index);
  // An empty one is put there for a moment before the new one takes its place.
  const isThere =
    held !== undefined &&
    isBornThen(state.born, born) &&
    state.format === FORMAT &&
    (state.buildingFormat === null || held.numberOfDocuments > 0 || counts.sources === 0);
  const sent = state.buildingFormat !== null && indexes[server.nextIndex] !== undefined ? counts.built : 0;
  return {
    version: server.version,
    bytes: databaseSize,
    isThere,
    waiting: isThere ? counts.waiting : counts.sources - sent,
    building: isThere && state.buildingFormat === null ? null : { sent, of: counts.sources },
  };
}
