import { LINKER_VERSION } from "@lectern/linking";
import { EngineError, searchRecordsOf } from "@lectern/search";
import {
  confirmLinks,
  drainOutbox,
  type LinkedAgain,
  othersAtWork,
  readSearchSources,
  recordRefusedRecords,
  replaceLinks,
  settleFormulas,
  staleLinkSources,
} from "@lectern/storage";
import type { Archive } from "./archive.js";
import { toLink, toStore } from "./import/link-draft.js";
import { type SourceToLink, withWhatWasRead } from "./import/stale-sources.js";

/** Sources that are indexed in one go: an engine has a fixed cost for each batch. */
const INDEX_BATCH = 200;
const RELINK_BATCH = 50;
/** Changes of links whose words are counted in one transaction. */
const FORMULA_BATCH = 5_000;
/** A text that is linked again for longer than this holds up all others. */
const MOST_MILLISECONDS = 10 * 60_000;

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
  /** Milliseconds until there is something to do for it again; null where there is no engine beside Postgres. */
  nextIn: number | null;
}

/**
 * Brings the copy of the index in another engine up to date, where there is one. An engine that is away is no fault of what
 * was being done: what it has yet to hear waits in Postgres, and Postgres answers.
 */
export async function followIndex(archive: Archive, { isStopped }: SettleProgress = {}): Promise<Followed> {
  const { copy } = archive.index;
  if (copy === null) return { fault: null, nextIn: null };
  try {
    const { nextIn } = await copy.catchUp(isStopped === undefined ? {} : { isStopped });
    await recordRefusedRecords(archive.database, (await copy.state()).refused);
    return { fault: null, nextIn };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { fault: error.message, nextIn: ASK_AGAIN_IN };
  }
}

/**
 * Makes the links anew of every source whose links are older than the study texts that are held. Those that come out as they
 * were, and after one new text that is nearly all, are noted together; only the others are written.
 */
export async function relinkStale(archive: Archive, progress: SettleProgress = {}): Promise<void> {
  while (!progress.isStopped?.()) {
    const stale = await staleLinkSources(archive.database, RELINK_BATCH, LINKER_VERSION);
    if (stale.length === 0) return;
    const linked: LinkedAgain[] = [];
    for (const source of await withWhatWasRead(archive.database, stale)) {
      if (progress.isStopped?.()) break;
      linked.push(await linkAgain(archive, source));
    }
    if (linked.length === 0) return;
    for (const { links, linking, ...source } of await confirmLinks(archive.database, linked))
      await replaceLinks(archive.database, source, links, linking);
    progress.onRelinked?.(linked.length);
  }
}

async function linkAgain(archive: Archive, source: SourceToLink): Promise<LinkedAgain> {
  const { text, how } = toLink(source);
  const { links, linking } = await archive.relinker.link(text, { how, milliseconds: MOST_MILLISECONDS });
  const { sourceId, textHash } = source;
  return { sourceId, textHash, text: source.text, links: toStore(links, source.text, source.headings), linking };
}

/** Rejects quotations whose words turn out to be a formula by their spread, and takes back those that no longer are one. */
export async function rejectFormulas({ database }: Archive, { isStopped }: SettleProgress = {}): Promise<void> {
  while (!isStopped?.() && (await settleFormulas(database, FORMULA_BATCH)) > 0);
}
