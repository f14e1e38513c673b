import { READER_VERSION, type ReadDocument } from "@lectern/reading";
import { storeDocument } from "@lectern/storage";
import type { Archive } from "./archive.js";
import { describeFault, isFatal } from "./import/fault.js";
import type { FoundCollection, FoundFile, FoundFiles } from "./import/find-files.js";
import { type ImportOptions, type ImportReport, ImportRun } from "./import/import-run.js";
import { inParallel } from "./import/in-parallel.js";
import { linkDraft } from "./import/link-draft.js";
import type { OpenCollection } from "./import/open-collection.js";
import { readBytes, readDocuments } from "./import/read-bytes.js";
import { settleAfter, settleIfLast } from "./settle.js";

/** Files and documents that are under way at one time: the database works while the next one is read and linked. */
const AT_ONCE = 3;

/**
 * Imports files: reads each document, links it to the study texts that are held, and stores it, one transaction a document.
 * Then the index is brought up to date, and texts are linked again that cite what has come since, unless a worker does so.
 * A document that cannot be read or stored is a problem in the report and never stops the others. A database that goes away
 * and does not come back in time, or a full disk, does: what was stored stays stored, and the same import completes it.
 */
export async function importFiles(archive: Archive, found: FoundFiles, options: ImportOptions): Promise<ImportReport> {
  const run = await ImportRun.start(archive, found, options);
  try {
    for (const collection of found.collections) await importCollection(run, collection);
    await run.lasting(() => settleAfter(archive, run.imported, run));
    const report = await run.finish();
    await run.lasting(() => settleIfLast(archive, run.id, run));
    return report;
  } catch (error) {
    throw await run.fail(error);
  }
}

async function importCollection(run: ImportRun, found: FoundCollection): Promise<void> {
  const collection = await run.enter(found);
  await inParallel(found.files, AT_ONCE, run.isStopped, (file) => importFile(run, collection, file));
  await run.leave(collection);
}

async function importFile(run: ImportRun, collection: OpenCollection, file: FoundFile): Promise<void> {
  const read = await readBytes(file);
  if ("problem" in read) return run.fileEnds(collection, file, [read.problem]);
  if (run.isHeld(collection, file, read.bytes)) return run.fileIsUnchanged(collection, file);

  const { documents, problems } = await readDocuments(read.bytes, file, collection.settings);
  run.fileHolds(collection, documents);
  await inParallel(documents, AT_ONCE, run.isStopped, (document) => importDocument(run, collection, file, document));
  await run.fileEnds(collection, file, problems);
}

/** bytes -> draft -> draft with links -> Postgres. The outbox row is in the same transaction. */
async function importDocument(run: ImportRun, collection: OpenCollection, file: FoundFile, document: ReadDocument): Promise<void> {
  try {
    const catalogue = await run.catalogueFor(document.draft);
    const links = linkDraft(document.draft, catalogue);
    const { draft, bytes, mediaType, hints } = document;
    const place = collection.keepsPlaces ? document.place : null;
    const toStore = {
      draft,
      bytes,
      mediaType,
      place,
      hints: { ...file.hints, ...hints },
      readerVersion: READER_VERSION,
      isPresent: collection.isPresent,
      runId: run.id,
    };
    const stored = await run.lasting(() => storeDocument(run.database, collection.id, toStore, links, catalogue.linking));
    run.documentEnds(collection, file, document, stored);
  } catch (error) {
    if (isFatal(error)) throw error;
    await run.documentFails(collection, file, document, describeFault(error));
  }
}
