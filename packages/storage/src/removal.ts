import { Decision, DecisionAction, DocumentKind, RecordKind } from "@lectern/schema";
import type { Database } from "./data-source.js";
import { StorageError } from "./errors.js";
import { finishCatalogueChange, finishChange } from "./finish.js";
import { noteSpread } from "./formulas.js";
import { releaseStudyTexts } from "./release.js";
import { prepared, writeRows } from "./rows.js";
import { inTransaction, type Transaction } from "./transaction.js";
import type { Removal } from "./types.js";
import { isId, newId } from "./uuid.js";

/** What is removed: the source or collection itself, and the sources that go with it. */
interface Removed {
  recordKind: RecordKind.SOURCE | RecordKind.COLLECTION;
  recordId: string;
  isWithdrawn: boolean;
  sources: { id: string; kind: DocumentKind; hash: string }[];
}

/**
 * Takes a source or a collection from the page, the API, the index and the links; nothing is deleted. What could not be read
 * of a collection is no problem any more. Returns how many sources.
 */
export function withdraw(database: Database, removal: Removal, by: string, note: string | null = null): Promise<number> {
  return inTransaction(database, "withdrawing", async (transaction) => {
    const removed = await lockRemoved(transaction, removal);
    if (removed.isWithdrawn) return 0;
    await transaction.query(prepared(`UPDATE ${tableName(removed)} SET withdrawn_at = now() WHERE id = $1`, [removed.recordId]));
    await updateShown(transaction, removed);
    await releaseStudyTexts(transaction, await studyTextsOf(transaction, removed));
    if ("collection" in removal) await clearProblemsOf(transaction, removal.collection);
    await record(database, transaction, removed, DecisionAction.WITHDRAW, by, note);
    return removed.sources.length;
  });
}

/** Shows again what was withdrawn. A source of a withdrawn collection stays hidden with it. */
export function undoWithdraw(database: Database, removal: Removal, by: string, note: string | null = null): Promise<number> {
  return inTransaction(database, "showing again", async (transaction) => {
    const removed = await lockRemoved(transaction, removal);
    if (!removed.isWithdrawn) return 0;
    await transaction.query(prepared(`UPDATE ${tableName(removed)} SET withdrawn_at = NULL WHERE id = $1`, [removed.recordId]));
    await updateShown(transaction, removed);
    await record(database, transaction, removed, DecisionAction.UNDO, by, note);
    return removed.sources.length;
  });
}

/**
 * Deletes for good what was withdrawn before: bytes, texts, records, and the people, bodies and phrases that only it named.
 * Their ids stay in the register without their words, and never come to mean anything else.
 */
export function purge(database: Database, removal: Removal, by: string, note: string | null = null): Promise<number> {
  return inTransaction(database, "purging", async (transaction) => {
    const removed = await lockRemoved(transaction, removal);
    if (!removed.isWithdrawn) {
      throw new StorageError("NOT_ALLOWED", "Only what was withdrawn can be purged.", {
        advice: "Withdraw it first, look at the archive without it, then purge.",
      });
    }
    await releaseStudyTexts(transaction, await studyTextsOf(transaction, removed));
    const ids = removed.sources.map((source) => source.id);
    await forgetWords(transaction, ids);
    await transaction.query(prepared("DELETE FROM source WHERE id = ANY($1::uuid[])", [ids]));
    if (removed.recordKind === RecordKind.COLLECTION) await deleteCollection(transaction, removed.recordId);
    await transaction.query("DELETE FROM blob b WHERE NOT EXISTS (SELECT FROM source_version v WHERE v.hash = b.hash)");
    await deleteUnnamed(transaction);
    await record(database, transaction, removed, DecisionAction.PURGE, by, note);
    return ids.length;
  });
}

async function lockRemoved(transaction: Transaction, removal: Removal): Promise<Removed> {
  const isSource = "sourceId" in removal;
  const target = isSource ? removal.sourceId : removal.collection;
  const found = await transaction.query<{ id: string; isWithdrawn: boolean }>(
    isSource
      ? prepared(`SELECT id, withdrawn_at IS NOT NULL AS "isWithdrawn" FROM source WHERE id = $1 FOR UPDATE`, [
          isId(target) ? target : null,
        ])
      : prepared(`SELECT id, withdrawn_at IS NOT NULL AS "isWithdrawn" FROM collection WHERE name = $1 FOR UPDATE`, [target]),
  );
  const [row] = found.rows;
  if (row === undefined) throw new StorageError("NOT_FOUND", `There is no ${isSource ? "source" : "collection"} "${target}".`);
  const { rows } = await transaction.query<Removed["sources"][number]>(
    prepared("SELECT id, kind, hash FROM source WHERE id = $1 OR collection_id = $1 ORDER BY id FOR UPDATE", [row.id]),
  );
  return {
    recordKind: isSource ? RecordKind.SOURCE : RecordKind.COLLECTION,
    recordId: row.id,
    isWithdrawn: row.isWithdrawn,
    sources: rows,
  };
}

async function clearProblemsOf(transaction: Transaction, collection: string): Promise<void> {
  await transaction.query(
    prepared("UPDATE import_problem SET cleared_at = now() WHERE collection = $1 AND cleared_at IS NULL", [collection]),
  );
}

function tableName({ recordKind }: Removed): "source" | "collection" {
  return recordKind === RecordKind.SOURCE ? "source" : "collection";
}

async function updateShown(transaction: Transaction, { sources }: Removed): Promise<void> {
  await noteSpread(transaction, { sourceIds: sources.map((source) => source.id) });
  await transaction.query(
    prepared(
      `UPDATE source s SET shown = s.withdrawn_at IS NULL AND c.withdrawn_at IS NULL
       FROM collection c WHERE c.id = s.collection_id AND s.id = ANY($1::uuid[])`,
      [sources.map((source) => source.id)],
    ),
  );
}

async function studyTextsOf(transaction: Transaction, { sources }: Removed): Promise<string[]> {
  const { rows } = await transaction.query<{ id: string }>(
    prepared("SELECT id FROM study_text WHERE source_id = ANY($1::uuid[])", [sources.map((source) => source.id)]),
  );
  return rows.map((row) => row.id);
}

/** The decision, the rows of the outbox and the jobs: the end of every removal. */
async function record(
  database: Database,
  transaction: Transaction,
  removed: Removed,
  action: DecisionAction,
  by: string,
  note: string | null,
): Promise<void> {
  const { recordKind, recordId, sources } = removed;
  const decision = {
    id: newId(),
    action,
    recordKind,
    recordId,
    field: null,
    from: null,
    to: null,
    asRead: null,
    by,
    at: new Date(),
    note,
    undoneAt: null,
  };
  await writeRows(database, transaction, [{ entity: Decision, rows: [decision] }]);
  await transaction.query(
    prepared("INSERT INTO outbox (source_id, written_at) SELECT id, now() FROM unnest($1::uuid[]) AS id", [
      sources.map((source) => source.id),
    ]),
  );
  if (sources.some((source) => source.kind === DocumentKind.STUDY_TEXT)) await finishCatalogueChange(transaction);
  else await finishChange(transaction, action === DecisionAction.UNDO ? -1 : null);
}

/** Ids stay, words go: from the register, and from decisions about what is purged. */
async function forgetWords(transaction: Transaction, sourceIds: string[]): Promise<void> {
  await transaction.query(
    prepared(
      `WITH forgotten AS (
         UPDATE identity SET key = id::text, start_offset = NULL, end_offset = NULL, retired_at = coalesce(retired_at, now())
         WHERE id = ANY($1::uuid[]) OR source_id = ANY($1::uuid[]) RETURNING id
       )
       UPDATE decision d SET "from" = NULL, "to" = NULL, as_read = NULL, note = NULL FROM forgotten f WHERE d.record_id = f.id`,
      [sourceIds],
    ),
  );
}

async function deleteCollection(transaction: Transaction, id: string): Promise<void> {
  await transaction.query(
    prepared(
      `UPDATE source_version v SET collection_id = s.collection_id, place = NULL FROM source s
       WHERE s.id = v.source_id AND v.collection_id = $1 AND s.collection_id <> $1`,
      [id],
    ),
  );
  await transaction.query(prepared("DELETE FROM import_problem p USING collection c WHERE c.id = $1 AND p.collection = c.name", [id]));
  await transaction.query(prepared("DELETE FROM collection WHERE id = $1", [id]));
  await transaction.query(prepared("UPDATE identity SET key = id::text, retired_at = now() WHERE id = $1", [id]));
}

/** People, bodies and phrases that no source names any more. */
async function deleteUnnamed(transaction: Transaction): Promise<void> {
  const unnamed: [table: string, isNamed: string][] = [
    ["person", "SELECT FROM appearance WHERE person_id = t.id UNION ALL SELECT FROM speech WHERE person_id = t.id"],
    ["set_phrase", "SELECT FROM phrase_occurrence WHERE phrase_id = t.id"],
    ["body", "SELECT FROM meeting WHERE body_id = t.id UNION ALL SELECT FROM body c WHERE c.parent_id = t.id"],
  ];
  for (const [table, isNamed] of unnamed) {
    await transaction.query(
      prepared(
        `WITH gone AS (DELETE FROM ${table} t WHERE NOT EXISTS (${isNamed}) RETURNING id)
         UPDATE identity i SET key = i.id::text, retired_at = coalesce(i.retired_at, now())
         WHERE i.id IN (SELECT id FROM gone) OR i.redirect_to IN (SELECT id FROM gone)`,
        [],
      ),
    );
  }
}
