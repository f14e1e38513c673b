import type { DocumentKind, Draft } from "@lectern/schema";
import { lockNumber, sha256 } from "./hashing.js";
import { prepared, storable } from "./rows.js";
import { type Claim, isNumberedRow, type KnownSource } from "./source-identity.js";
import type { Transaction } from "./transaction.js";
import type { DocumentToStore } from "./types.js";

/** A claim with the hashes that tell whether anything has changed. */
export interface Incoming extends Claim {
  hash: string;
  draftHash: string;
}

/** A known source, with what it holds at present. */
export interface StoredSource extends KnownSource {
  hash: string;
  draftHash: string;
  versionNumber: number;
  readerVersion: string;
  linkedGeneration: number;
  linkerVersion: string;
  /** Whether one of its versions has the claim's bytes. */
  holdsBytes: boolean;
  /** Where its current version came from. */
  versionCollectionId: string;
  versionPlace: string | null;
  capturedOn: string | null;
  correctedOn: string | null;
}

export function incomingOf(collectionId: string, document: DocumentToStore): Incoming {
  const { draft } = document;
  return {
    collectionId,
    url: draft.url?.value ?? null,
    isUrlPrinted: draft.url !== null && draft.url.span !== null,
    place: document.place,
    givenId: draft.givenId,
    text: draft.text,
    textHash: sha256(storable(draft.text)),
    hash: sha256(document.bytes),
    draftHash: draftHashOf(draft),
  };
}

/** Equal drafts have equal hashes: reading builds them by the same steps, so their properties come in the same order. */
export function draftHashOf(draft: Draft): string {
  return sha256(JSON.stringify(draft));
}

/**
 * Makes imports of one document wait for each other until the end of the transaction: on its address, its place, its id and
 * its text, always in one order, so that two of them never wait for each other crosswise.
 */
export async function lockClaim(transaction: Transaction, claim: Claim): Promise<void> {
  const names = [
    claim.url === null ? [] : [`url ${claim.url}`],
    claim.place === null ? [] : [`place ${claim.collectionId} ${claim.place}`],
    claim.givenId === null ? [] : [`id ${claim.collectionId} ${claim.givenId}`],
    [`text ${claim.collectionId} ${claim.textHash}`],
  ].flat();
  const numbers = names.map(lockNumber).sort((a, b) => (a < b ? -1 : 1));
  await transaction.query(prepared("SELECT pg_advisory_xact_lock(number) FROM unnest($1::bigint[]) AS number", [numbers.map(String)]));
}

const SOURCE_COLUMNS = `s.id, s.collection_id AS "collectionId", s.url, s.place, s.given_id AS "givenId", s.text_hash AS "textHash", s.hash,
  s.draft_hash AS "draftHash", s.version_number AS "versionNumber", s.reader_version AS "readerVersion",
  s.linked_generation AS "linkedGeneration", s.linker_version AS "linkerVersion",
  v.collection_id AS "versionCollectionId", v.place AS "versionPlace",
  s.captured_on::text AS "capturedOn", s.corrected_on::text AS "correctedOn"`;

/** The sources that a document may be, locked until the end of the transaction. */
export async function findKnownSources(transaction: Transaction, incoming: Incoming): Promise<StoredSource[]> {
  const { rows } = await transaction.query<StoredSource>(
    prepared(
      `SELECT ${SOURCE_COLUMNS}, CASE WHEN ($6 AND s.place = $3) OR ($8 AND s.url = $1) THEN s.text END AS text,
         EXISTS (SELECT FROM source_version o WHERE o.source_id = s.id AND o.hash = $7) AS "holdsBytes"
       FROM source s JOIN source_version v ON v.source_id = s.id AND v.number = s.version_number
       WHERE s.url = $1 OR (s.collection_id = $2 AND (s.place = $3 OR s.given_id = $4 OR s.text_hash = $5))
       ORDER BY s.stored_at, s.id FOR UPDATE OF s`,
      [
        incoming.url,
        incoming.collectionId,
        incoming.place,
        incoming.givenId,
        incoming.textHash,
        isNumberedRow(incoming),
        incoming.hash,
        incoming.isUrlPrinted,
      ],
    ),
  );
  return rows;
}

/** One source, locked until the end of the transaction; null where there is none. */
export async function lockSource(
  transaction: Transaction,
  sourceId: string,
): Promise<(StoredSource & { text: string; kind: DocumentKind }) | null> {
  const { rows } = await transaction.query<StoredSource & { text: string; kind: DocumentKind }>(
    prepared(
      `SELECT ${SOURCE_COLUMNS}, s.text, s.kind, true AS "holdsBytes"
       FROM source s JOIN source_version v ON v.source_id = s.id AND v.number = s.version_number
       WHERE s.id = $1 FOR UPDATE OF s`,
      [sourceId],
    ),
  );
  return rows[0] ?? null;
}
