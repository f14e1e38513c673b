import { EngineError, searchRecordsOf } from "@lectern/search";
import { drainOutbox, othersAtWork, readSearchSources, recordRefusedRecords, settleFormulas } from "@lectern/storage";
import type { Archive } from "./archive.js";
import { relinkStale } from "./relink.js";

/** Sources that are indexed in one go: an engine has a fixed cost for each batch. */
const INDEX_BATCH = 200;
/** Changes of links whose words are counted in one transaction. */
const FORMULA_BATCH = 5_000;

export interface SettleProgress {
  /** Sources that were linked again. */
  onRelinked?(count: number): void;
  /** Sources that were brought to the index. */
  onIndexed?(count: number): void;
  isStopped?(): boolean;
}

/** Links again what is older than the catalogue, then brings the index up to date. Any number of processes may do so at once. */
export async function settle(archive: Archive, progress: SettleProgress = {}): Promise<void> {
  await relinkStale(archive, progress);
  await rejectFormulas(archive, progress);
  await indexWaiting(archive, progress);
  await followIndex(archive, progress);
}

/** What an import did that has to be settled. */
export interface Imported {
  runId: string;
  /** Sources of its documents. */
  sourceIds: string[];
  /** Whether study texts are among them: links of all sources may be older than those. */
  hasStudyTexts: boolean;
}

/**
 * Settles the archive after an import, or indexes only what the import stored where somebody else sees to the rest: a worker,
 * or another import, if no study texts came with this one. So no import waits for what others have to do.
 */
export async function settleAfter(archive: Archive, imported: Imported, progress: SettleProgress): Promise<void> {
  const { runId, sourceIds, hasStudyTexts } = imported;
  const { hasWorker, hasImport } = await othersAtWork(archive.database, runId);
  const isLeft = hasWorker || (hasImport && !hasStudyTexts);
  await (isLeft ? indexWaiting(archive, progress, sourceIds) : settle(archive, progress));
}

/** Settles what imports have left to each other, unless somebody is still at work who will: it falls to the import that ends last. */
export async function settleIfLast(archive: Archive, runId: string, progress: SettleProgress): Promise<void> {
  const { hasWorker, hasImport } = await othersAtWork(archive.database, runId);
  if (!hasWorker && !hasImport) await settle(archive, progress);
}

/** Brings everything that waits in the outbox to the index, or what waits there of some sources. */
export async function indexWaiting(archive: Archive, progress: SettleProgress = {}, only: string[] | null = null): Promise<void> {
  while (!progress.isStopped?.()) {
    const drained = await drainOutbox(archive.database, INDEX_BATCH, (sourceIds) => indexSources(archive, sourceIds), only);
    if (drained === 0) return;
    progress.onIndexed?.(drained);
  }
}

/** Replaces what is indexed of these sources. One that is no longer shown leaves the index. */
export async function indexSources(archive: Archive, sourceIds: string[]): Promise<void> {
  const shown = await readSearchSources(archive.database, sourceIds);
  const records = new Map(shown.map((material) => [material.source.id, searchRecordsOf(material)]));
  await archive.index.put(sourceIds.map((sourceId) => ({ sourceId, records: records.get(sourceId) ?? [] })));
}

/** Milliseconds before an engine that failed is asked again. */
const ASK_AGAIN_IN = 10_000;

export interface Followed {
  /** Why the engine did not follow, for people; null where it did. */
  fault: string | null;
  /** Whether it is left to processes that are set for the servers which the archive is spread over: this one is not. */
  isLeftToOthers: boolean;
  /** Milliseconds until there is something to do for it again; null where there is no engine beside Postgres. */
  nextIn: number | null;
}

/**
 * Brings the copy of the index in another engine up to date, where there is one. An engine that is away is no fault of what
 * was being done: what it has yet to hear waits in Postgres, and Postgres answers.
 */
export async function followIndex(archive: Archive, { isStopped }: SettleProgress = {}): Promise<Followed> {
  const { copy } = archive.index;
  if (copy === null) return { fault: null, isLeftToOthers: false, nextIn: null };
  try {
    const { nextIn } = await copy.catchUp(isStopped === undefined ? {} : { isStopped });
    await recordRefusedRecords(archive.database, (await copy.state()).refused);
    return { fault: null, isLeftToOthers: false, nextIn };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { fault: error.message, isLeftToOthers: error.fault === "OTHER_SERVERS", nextIn: ASK_AGAIN_IN };
  }
}

/** Rejects quotations whose words turn out to be a formula by their spread, and takes back those that no longer are one. */
export async function rejectFormulas({ database }: Archive, { isStopped }: SettleProgress = {}): Promise<void> {
  while (!isStopped?.() && (await settleFormulas(database, FORMULA_BATCH)) > 0);
}
