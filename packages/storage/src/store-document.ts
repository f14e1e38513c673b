import { DocumentKind, type Draft, Identity, ImportOutcome, type Link, RecordKind, Source, SourceVersion } from "@lectern/schema";
import { checkDraft } from "./check-draft.js";
import type { Database } from "./data-source.js";
import { dayPublished, isoDay } from "./document-records.js";
import { StorageError } from "./errors.js";
import { draftHashOf, findKnownSources, type Incoming, incomingOf, lockClaim, lockSource, type StoredSource } from "./find-source.js";
import { finishCatalogueChange, finishChange } from "./finish.js";
import { sha256 } from "./hashing.js";
import { tally } from "./import-runs.js";
import { writeLinks } from "./replace-links.js";
import { prepared, storable, updateRow, writeRows } from "./rows.js";
import { identityRow } from "./shared-records.js";
import { chooseSource, standsElsewhere } from "./source-identity.js";
import { inHastyTransaction, inTransaction, type Transaction } from "./transaction.js";
import type { DocumentToStore, Linked, Linking, Reading, Stored } from "./types.js";
import { newId } from "./uuid.js";
import { writeDocument } from "./write-document.js";

/**
 * Stores one document in one transaction, its outbox row and its jobs included: all of it is there afterwards, or nothing.
 * Which source it is is told by chooseSource; a document that is here already is UNCHANGED, one whose bytes are new is a new
 * version, one that only reads otherwise is UPDATED in place. A source that is withdrawn stays so.
 */
export function storeDocument(
  database: Database,
  collectionId: string,
  document: DocumentToStore,
  links: Link[],
  linking: Linking,
): Promise<Stored> {
  checkDraft(document.draft);
  const incoming = incomingOf(collectionId, document);
  const name = document.place ?? document.draft.title?.value ?? "a text";
  return inTransaction(database, `storing ${name}`, async (transaction) => {
    await lockClaim(transaction, incoming);
    const known = await findKnownSources(transaction, incoming);
    const source = chooseSource(incoming, known, document.isPresent ?? (() => true)) as StoredSource | null;
    await clearPlace(transaction, incoming, known, source);
    const input: Input = { database, transaction, incoming, document, links, linking };
    const stored = await (source === null ? storeNew(input) : storeAgain(input, source));
    if (document.runId && stored.outcome !== ImportOutcome.UNCHANGED) await tally(transaction, document.runId, stored.outcome);
    return stored;
  });
}

/** Stores a new reading of the bytes that a source already has: what `lectern reread` does. */
export function storeReading(database: Database, sourceId: string, reading: Reading): Promise<Stored> {
  checkDraft(reading.draft);
  return inTransaction(database, `storing a new reading of ${sourceId}`, async (transaction) => {
    const source = await requireSource(transaction, sourceId);
    const { draft, linked, readerVersion } = reading;
    if (draftHashOf(draft) === source.draftHash) {
      await transaction.query(prepared("UPDATE source SET reader_version = $2 WHERE id = $1", [sourceId, readerVersion]));
      await renewLinks(database, transaction, source, { text: draft.text, ...linked });
      return { outcome: ImportOutcome.UNCHANGED, sourceId, versionNumber: source.versionNumber };
    }
    const url = await freeAddress(transaction, source, draft);
    await replaceReading({ database, transaction, source, draft, ...linked, values: { url, readerVersion } });
    await finish(transaction, draft.kind === DocumentKind.STUDY_TEXT || source.kind === DocumentKind.STUDY_TEXT, linked.linking);
    return { outcome: ImportOutcome.UPDATED, sourceId, versionNumber: source.versionNumber };
  });
}

/**
 * Stores the first reading of a source that came from an export; its links may come later. Wakes no job and does not wait for
 * the disk: a restore that was cut off finds out which of its sources are still to be read.
 */
export function restoreReading(
  database: Database,
  sourceId: string,
  { draft, linked, readerVersion }: Omit<Reading, "linked"> & { linked: Linked | null },
): Promise<void> {
  checkDraft(draft);
  return inHastyTransaction(database, `storing the reading of ${sourceId}`, async (transaction) => {
    const source = await requireSource(transaction, sourceId);
    const values = { url: await freeAddress(transaction, source, draft), readerVersion };
    const { links, linking } = linked ?? { links: null, linking: UNLINKED };
    await replaceReading({ database, transaction, source, draft, links, linking, values });
    if (draft.kind === DocumentKind.STUDY_TEXT) await finishCatalogueChange(transaction);
  });
}

async function requireSource(transaction: Transaction, sourceId: string): Promise<StoredSource & Before> {
  const source = await lockSource(transaction, sourceId);
  if (source === null) throw new StorageError("NOT_FOUND", `There is no source ${sourceId}.`);
  return source;
}

/** What a source is linked with that has not been linked yet: older than any catalogue. */
const UNLINKED: Linking = { generation: 0, linkerVersion: "" };

interface Input {
  database: Database;
  transaction: Transaction;
  incoming: Incoming;
  document: DocumentToStore;
  links: Link[];
  linking: Linking;
}

/** Another document has taken the place of a source that has an address of its own: the source is there, but not there any more. */
async function clearPlace(transaction: Transaction, incoming: Incoming, known: StoredSource[], chosen: StoredSource | null): Promise<void> {
  const other = known.find(
    (source) =>
      source !== chosen && source.collectionId === incoming.collectionId && source.place !== null && source.place === incoming.place,
  );
  if (other !== undefined) await transaction.query(prepared("UPDATE source SET place = NULL WHERE id = $1", [other.id]));
}

async function storeNew({ database, transaction, incoming, document, links, linking }: Input): Promise<Stored> {
  const { draft } = document;
  const sourceId = newId();
  const storedAt = new Date();
  const [collection] = (
    await transaction.query<{ withdrawn: boolean }>(
      prepared("SELECT withdrawn_at IS NOT NULL AS withdrawn FROM collection WHERE id = $1 FOR SHARE", [incoming.collectionId]),
    )
  ).rows;
  if (collection === undefined) throw new StorageError("NOT_FOUND", `There is no collection ${incoming.collectionId}.`);
  await writeBlob(transaction, incoming.hash, document.bytes);
  await writeDocument(database, transaction, { sourceId, textBefore: null, draft, links, linking }, [
    { entity: Identity, rows: [identityRow({ id: sourceId, kind: RecordKind.SOURCE, sourceId: null, key: sourceId, span: null })] },
    {
      entity: Source,
      rows: [
        {
          id: sourceId,
          collectionId: incoming.collectionId,
          place: incoming.place,
          storedAt,
          versionNumber: 1,
          shown: !collection.withdrawn,
          withdrawnAt: null,
          ...bytesValues(incoming, document),
          ...readingValues(draft, incoming.draftHash, linking),
          url: await freeAddress(transaction, { id: sourceId, url: null, givenId: null }, draft),
        },
      ],
    },
    { entity: SourceVersion, rows: [versionRow(sourceId, 1, storedAt, incoming, document)] },
  ]);
  await finish(transaction, draft.kind === DocumentKind.STUDY_TEXT, linking);
  return { outcome: ImportOutcome.STORED, sourceId, versionNumber: 1 };
}

async function storeAgain(input: Input, source: StoredSource): Promise<Stored> {
  const { database, transaction, incoming, document, links, linking } = input;
  const origin = { collectionId: source.versionCollectionId, place: source.versionPlace };
  const isElsewhere = standsElsewhere(incoming, origin, document.isPresent ?? (() => true));
  const unchanged: Stored = { outcome: ImportOutcome.UNCHANGED, sourceId: source.id, versionNumber: source.versionNumber };
  const order = isElsewhere ? compareCaptures(document.draft, source) : 0;
  if (isElsewhere && source.holdsBytes && order <= 0) return unchanged;
  if (order < 0) return addEarlierVersion(input, source);
  if (source.hash === incoming.hash && source.draftHash === incoming.draftHash) {
    await keepUpToDate(input, source);
    await renewLinks(database, transaction, source, { text: document.draft.text, links, linking });
    return unchanged;
  }
  const versionNumber = source.hash === incoming.hash ? source.versionNumber : source.versionNumber + 1;
  if (versionNumber > source.versionNumber) await addVersion(input, source, versionNumber);
  else await keepUpToDate(input, source);
  const isNewest = order > 0 && source.collectionId === incoming.collectionId;
  const place = isNewest ? incoming.place : placeNow(input, source);
  const { draft } = document;
  const before = await requireSource(transaction, source.id);
  const values = {
    place,
    versionNumber,
    url: await freeAddress(transaction, source, draft),
    ...bytesValues(incoming, document),
  };
  await replaceReading({ database, transaction, source: before, draft, links, linking, values });
  await finish(transaction, draft.kind === DocumentKind.STUDY_TEXT || before.kind === DocumentKind.STUDY_TEXT, linking);
  return { outcome: ImportOutcome.UPDATED, sourceId: source.id, versionNumber };
}

/**
 * A capture older than the one that stands, kept at another place: it becomes the version before, and what the source tells
 * stays, so that it does not matter which of the two files arrives first.
 */
async function addEarlierVersion({ database, transaction, incoming, document }: Input, source: StoredSource): Promise<Stored> {
  const { versionNumber } = source;
  await writeBlob(transaction, incoming.hash, document.bytes);
  await transaction.query(
    prepared("UPDATE source_version SET number = number + 1 WHERE source_id = $1 AND number = $2", [source.id, versionNumber]),
  );
  await updateRow(database, transaction, Source, source.id, { versionNumber: versionNumber + 1 });
  const row = { ...versionRow(source.id, versionNumber, new Date(), incoming, document), text: document.draft.text };
  await writeRows(database, transaction, [{ entity: SourceVersion, rows: [row] }]);
  return { outcome: ImportOutcome.UPDATED, sourceId: source.id, versionNumber };
}

/** Below 0 where a draft was captured before what stands in a source, or on the same day without its correction; 0 where nothing tells. */
function compareCaptures(draft: Draft, source: StoredSource): number {
  const [captured, corrected] = [draft.capturedOn, draft.correctedOn].map((day) => isoDay(day?.value ?? null));
  if (!captured || !source.capturedOn) return 0;
  return compare(captured, source.capturedOn) || compare(corrected ?? "", source.correctedOn ?? "");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same document under another name, or read by another version with the same result: noted, and no change. */
async function keepUpToDate(input: Input, source: StoredSource): Promise<void> {
  const { transaction, incoming, document } = input;
  await transaction.query(
    prepared("UPDATE source SET place = $2, reader_version = $3 WHERE id = $1 AND (place, reader_version) IS DISTINCT FROM ($2, $3)", [
      source.id,
      placeNow(input, source),
      document.readerVersion,
    ]),
  );
  await transaction.query(
    prepared(
      `UPDATE source_version SET hints = $3::jsonb, media_type = $4, collection_id = $5, place = $6 WHERE source_id = $1 AND number = $2
         AND (hints, media_type, collection_id, place) IS DISTINCT FROM ($3::jsonb, $4, $5::uuid, $6)`,
      [source.id, source.versionNumber, JSON.stringify(document.hints), document.mediaType, incoming.collectionId, incoming.place],
    ),
  );
}

/** A source keeps its place in its own collection while that place is there; else it is where the document is now. */
function placeNow({ incoming, document }: Input, source: StoredSource): string | null {
  if (incoming.place === null || source.collectionId !== incoming.collectionId) return source.place;
  return standsElsewhere(incoming, source, document.isPresent ?? (() => true)) ? source.place : incoming.place;
}

/** The version so far keeps its text, which stood in the source while it was the current one. */
async function addVersion({ database, transaction, incoming, document }: Input, source: StoredSource, number: number): Promise<void> {
  await writeBlob(transaction, incoming.hash, document.bytes);
  await transaction.query(
    prepared("UPDATE source_version v SET text = s.text FROM source s WHERE s.id = $1 AND v.source_id = s.id AND v.number = $2", [
      source.id,
      source.versionNumber,
    ]),
  );
  await writeRows(database, transaction, [
    { entity: SourceVersion, rows: [versionRow(source.id, number, new Date(), incoming, document)] },
  ]);
}

/** What a source was before it is read again. */
type Before = Pick<Source, "text" | "kind">;

interface Replacement {
  database: Database;
  transaction: Transaction;
  source: StoredSource & Before;
  draft: Draft;
  links: Link[] | null;
  linking: Linking;
  /** What else of the source changes. */
  values: object;
}

async function replaceReading({ database, transaction, source, draft, links, linking, values }: Replacement): Promise<void> {
  await updateRow(database, transaction, Source, source.id, { ...readingValues(draft, draftHashOf(draft), linking), ...values });
  await writeDocument(database, transaction, { sourceId: source.id, textBefore: source.text, draft, links, linking }, []);
}

/** Links that are newer than those stored replace them. */
async function renewLinks(
  database: Database,
  transaction: Transaction,
  source: StoredSource,
  { text, links, linking }: { text: string; links: Link[]; linking: Linking },
): Promise<void> {
  const isNewer =
    linking.generation > source.linkedGeneration ||
    (linking.generation === source.linkedGeneration && linking.linkerVersion !== source.linkerVersion);
  if (!isNewer) return;
  await writeLinks(database, transaction, { sourceId: source.id, text, links, linking });
  await finishChange(transaction, linking.generation);
}

function finish(transaction: Transaction, isCatalogueChanged: boolean, linking: Linking): Promise<void> {
  return isCatalogueChanged ? finishCatalogueChange(transaction) : finishChange(transaction, linking.generation);
}

/** The address of a draft, unless another source has it already: two sources never become one by being read better, nor do two parts of one page. */
async function freeAddress(
  transaction: Transaction,
  source: Pick<StoredSource, "id" | "url" | "givenId">,
  draft: Draft,
): Promise<string | null> {
  const url = draft.url?.value ?? null;
  if (url === null || (url === source.url && draft.givenId === source.givenId)) return url;
  const { rows } = await transaction.query(
    prepared("SELECT FROM source WHERE url = $1 AND given_id IS NOT DISTINCT FROM $2::text AND id <> $3", [url, draft.givenId, source.id]),
  );
  return rows.length === 0 ? url : null;
}

async function writeBlob(transaction: Transaction, hash: string, bytes: Uint8Array): Promise<void> {
  await transaction.query(prepared("INSERT INTO blob (hash, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING", [hash, asBuffer(bytes)]));
}

/** The same memory as a Buffer, which is what pg sends as bytes. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function versionRow(sourceId: string, number: number, storedAt: Date, incoming: Incoming, document: DocumentToStore): object {
  const { collectionId, place, hash } = incoming;
  const { mediaType, hints } = document;
  return { id: newId(), sourceId, number, hash, text: null, mediaType, collectionId, place, storedAt, hints };
}

function bytesValues(incoming: Incoming, document: DocumentToStore): object {
  return { hash: incoming.hash, mediaType: document.mediaType, readerVersion: document.readerVersion };
}

function readingValues(draft: Draft, draftHash: string, linking: Linking): object {
  return {
    kind: draft.kind,
    kindReason: draft.kindReason,
    url: draft.url?.value ?? null,
    givenId: draft.givenId,
    title: draft.title?.value ?? null,
    language: draft.language,
    publisher: draft.publisher?.value ?? null,
    licence: draft.licence,
    ...dayPublished(draft.publishedOn),
    capturedOn: isoDay(draft.capturedOn?.value ?? null),
    correctedOn: isoDay(draft.correctedOn?.value ?? null),
    text: draft.text,
    textHash: sha256(storable(draft.text)),
    blocks: draft.blocks,
    draftHash,
    linkedGeneration: linking.generation,
    linkerVersion: linking.linkerVersion,
  };
}
