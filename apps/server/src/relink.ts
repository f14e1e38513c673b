import { setTimeout as sleep } from "node:timers/promises";
import { LINKER_VERSION } from "@lectern/linking";
import {
  claimStaleSources,
  confirmLinks,
  type LinkedAgain,
  releaseClaims,
  renewClaims,
  replaceLinks,
  type StaleSource,
} from "@lectern/storage";
import type { Archive } from "./archive.js";
import { inParallel } from "./import/in-parallel.js";
import { toLink, toStore } from "./import/link-draft.js";
import { type SourceToLink, withWhatWasRead } from "./import/stale-sources.js";
import type { SettleProgress } from "./settle.js";

/** Sources that a process takes into its hands at one time. */
const BATCH = 50;
/** Seconds after which the sources of a process that is not heard of are free for others; it is heard of three times as often. */
export const CLAIM_SECONDS = 15;
/** Pause before asking again for what others have in their hands. */
const PAUSE_MILLISECONDS = 300;
/** A text that is linked again for longer than this holds up all others. */
const MOST_MILLISECONDS = 10 * 60_000;

export interface RelinkProgress extends SettleProgress {
  /** Told once, where there is something to do, before it is done: whether it is more than was taken, so that others may help. */
  onWork?(isMore: boolean): Promise<void>;
}

/**
 * Makes the links anew of every source whose links are older than the study texts that are held, as many at a time as there
 * are threads. Any number of processes share the work; one that is killed leaves what it had taken to the others, so this
 * ends when nothing is stale, whoever did it. Sources whose links come out as they were, and after one new text that is
 * nearly all, are noted together; only the others are written.
 */
export async function relinkStale(archive: Archive, progress: RelinkProgress = {}): Promise<void> {
  let isFirst = true;
  while (!progress.isStopped?.()) {
    const { sources, isMore } = await claimStaleSources(archive.database, BATCH, LINKER_VERSION, CLAIM_SECONDS);
    if (isFirst && (isMore || sources.length > 0)) await progress.onWork?.(isMore);
    isFirst = false;
    if (sources.length > 0) await whileHeld(archive, sources, () => relinkBatch(archive, sources, progress));
    else if (isMore) await sleep(PAUSE_MILLISECONDS);
    else return;
  }
}

/** Does some work on sources that are claimed, and gives them back however it ends. */
async function whileHeld({ database }: Archive, sources: StaleSource[], work: () => Promise<void>): Promise<void> {
  const ids = sources.map(({ sourceId }) => sourceId);
  // Claims that cannot be renewed run out: then others do the same, and the same comes of it.
  const timer = setInterval(() => void renewClaims(database, ids, CLAIM_SECONDS).catch(() => {}), (CLAIM_SECONDS * 1000) / 3);
  try {
    await work();
  } finally {
    clearInterval(timer);
    await releaseClaims(database, ids).catch(() => {});
  }
}

async function relinkBatch(archive: Archive, sources: StaleSource[], progress: RelinkProgress): Promise<void> {
  const { database, relinker } = archive;
  const linked: LinkedAgain[] = [];
  const isStopped = () => progress.isStopped?.() ?? false;
  await inParallel(await withWhatWasRead(database, sources), relinker.threads, isStopped, async (source) => {
    linked.push(await linkAgain(archive, source));
  });
  if (linked.length === 0) return;
  for (const { links, linking, ...source } of await confirmLinks(database, linked)) await replaceLinks(database, source, links, linking);
  progress.onRelinked?.(linked.length);
}

async function linkAgain(archive: Archive, source: SourceToLink): Promise<LinkedAgain> {
  const { text, how } = toLink(source);
  const { links, linking } = await archive.relinker.link(text, { how, milliseconds: MOST_MILLISECONDS });
  const { sourceId, textHash } = source;
  return { sourceId, textHash, text: source.text, links: toStore(links, source.text, source.headings), linking };
}
