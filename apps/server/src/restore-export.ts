import { type ExportLine, finishRestore, loadExport, readStoredBytesOf, restoreReading, sourcesToRead } from "@lectern/storage";
import type { Archive } from "./archive.js";
import { isFatal } from "./import/fault.js";
import { inParallel } from "./import/in-parallel.js";
import { linkStored, readStored } from "./import/read-stored.js";
import { relinkStale } from "./relink.js";
import { type SettleProgress, settle } from "./settle.js";

/** Sources that are under way at one time: the database works while the next one is read and linked. */
const AT_ONCE = 4;

export interface RestoreOptions extends SettleProgress {
  /** Sources that were read again, of all that are to be. */
  onRead?(done: number, all: number): void;
}

export interface Restored {
  /** Sources that were read again. */
  sources: number;
  /** Sources whose bytes could not be read again: they are there with their text, and `lectern reread` tries them again. */
  unread: { sourceId: string; place: string | null; message: string }[];
  isInterrupted: boolean;
}

/**
 * Restores an export into an empty archive: its lines in one transaction, then source by source, each in one transaction,
 * what is read in its bytes and linked. Study texts come first, so that every other source is linked once, to all of them.
 * Ids are the same afterwards. One that was stopped goes on. Throws NOT_EMPTY, BAD_EXPORT.
 */
export async function restoreExport(archive: Archive, lines: AsyncIterable<ExportLine>, options: RestoreOptions = {}): Promise<Restored> {
  const { database } = archive;
  const isStopped = options.isStopped ?? (() => false);
  const { citations } = await loadExport(database, lines);
  const waiting = await sourcesToRead(database);
  const restored: Restored = { sources: 0, unread: [], isInterrupted: false };
  const restoreOne = async (source: (typeof waiting)[number]) => {
    const fault = await readAgain(archive, source);
    if (fault !== null) restored.unread.push({ sourceId: source.id, place: source.place, message: fault });
    options.onRead?.(++restored.sources, waiting.length);
  };
  await inParallel(
    waiting.filter(({ isStudyText }) => isStudyText),
    AT_ONCE,
    isStopped,
    restoreOne,
  );
  archive.catalogue.doubt();
  await archive.catalogue.current();
  await inParallel(
    waiting.filter(({ isStudyText }) => !isStudyText),
    AT_ONCE,
    isStopped,
    restoreOne,
  );
  await relinkStale(archive, options);
  if (isStopped()) return { ...restored, isInterrupted: true };
  await finishRestore(database, citations);
  await settle(archive, options);
  return restored;
}

/** Why a source could not be read again, in words; null where it was. */
async function readAgain(archive: Archive, { id, isStudyText }: { id: string; isStudyText: boolean }): Promise<string | null> {
  const stored = await readStoredBytesOf(archive.database, id);
  if (stored === null) return "its bytes are not there";
  try {
    const read = await readStored(stored);
    await restoreReading(archive.database, id, { ...read, linked: isStudyText ? null : await linkStored(archive, read.draft) });
    return null;
  } catch (error) {
    if (isFatal(error)) throw error;
    return error instanceof Error ? error.message : String(error);
  }
}
