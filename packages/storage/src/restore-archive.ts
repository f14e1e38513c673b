import { randomBytes } from "node:crypto";
import { Citation, CitationTarget, DocumentKind, Identity, Outbox, RecordKind } from "@lectern/schema";
import type { Database } from "./data-source.js";
import { messageOf, postgresCode, StorageError } from "./errors.js";
import { EXPORT_VERSION, type ExportLine, PARTS } from "./export-archive.js";
import { sha256 } from "./hashing.js";
import { prepared, type TableRows, writeRows } from "./rows.js";
import { identityRow } from "./shared-records.js";
import { inTransaction, inTransactionOnce, type Transaction } from "./transaction.js";

/** What an export is, once its lines are in the archive. */
export interface LoadedExport {
  /** Whether a restore of this export that was stopped goes on. */
  isGoingOn: boolean;
  /** Citations that people decided about: `finishRestore` puts back those that linking does not find by itself. */
  citations: ExportLine[];
}

/**
 * Fills an empty archive, in one transaction, with all of an export that cannot be made again. Its sources are then to be read
 * again (`sourcesToRead`, `storeReading`), and the restore ended (`finishRestore`); one that was stopped between goes on with
 * the same export. Throws NOT_EMPTY, BAD_EXPORT.
 */
export function loadExport(database: Database, lines: Lines): Promise<LoadedExport> {
  return inTransactionOnce(database, "restoring", (transaction) => loadWhole(database, transaction, lines));
}

/** The sources of an export that have not been read again, study texts first, because the others are linked to them. */
export function sourcesToRead(database: Database): Promise<{ id: string; place: string | null; isStudyText: boolean }[]> {
  return database.query(`SELECT id, place, kind = $1 AS "isStudyText" FROM source WHERE draft_hash = $2 ORDER BY kind <> $1, id`, [
    DocumentKind.STUDY_TEXT,
    UNREAD,
  ]);
}

/** Puts back the decided citations that linking has not found by itself, and says that the archive is whole. */
export function finishRestore(database: Database, citations: ExportLine[]): Promise<void> {
  return inTransaction(database, "restoring decided citations", async (transaction) => {
    await restoreCitations(database, transaction, citations);
    await transaction.query("DELETE FROM restoring");
  });
}

/** Whether a restore was stopped before its end. */
export async function isRestoreUnderWay(database: Database): Promise<boolean> {
  return (await database.query("SELECT FROM restoring")).length > 0;
}

type Lines = AsyncIterable<ExportLine> | Iterable<ExportLine>;

/** A value that does not fit its column, or that names what is not there, is a fault of the export. */
async function loadWhole(database: Database, transaction: Transaction, lines: Lines): Promise<LoadedExport> {
  try {
    return await load(database, transaction, lines);
  } catch (error) {
    if (/^2[23]/.test(postgresCode(error) ?? "")) throw badExport(`its lines do not fit each other (${messageOf(error)})`);
    throw error;
  }
}

/** Writes the lines as they come. The decided citations wait for what they point at. */
async function load(database: Database, transaction: Transaction, lines: Lines): Promise<LoadedExport> {
  const citations: ExportLine[] = [];
  let isGoingOn = false;
  let batch: ExportLine[] = [];
  let count = -1;
  let end: ExportLine | null = null;
  const flush = async () => {
    await writeRows(database, transaction, batch.length === 0 ? [] : [tableRows(batch)]);
    batch = [];
  };
  for await (const line of lines) {
    if (count === -1) isGoingOn = await begin(transaction, line);
    count++;
    if (end !== null) throw badExport("there are lines after its end");
    if (line.type === "end") end = line;
    if (line.type === "citation") citations.push(line);
    if (isGoingOn || count === 0 || line.type === "end" || line.type === "citation") continue;
    if (batch.length > 0 && (batch[0]?.type !== line.type || batch.length === 500)) await flush();
    if (line.type === "blob") await writeBlob(transaction, line);
    else batch.push(line);
  }
  await flush();
  if (end === null || end.lines !== count - 1)
    throw badExport(`it ends after ${Math.max(count, 0)} lines and was meant to go on: it was cut off or changed`);
  await transaction.query(
    `UPDATE source s SET shown = false FROM collection c
     WHERE c.id = s.collection_id AND (s.withdrawn_at IS NOT NULL OR c.withdrawn_at IS NOT NULL)`,
  );
  return { isGoingOn, citations };
}

/** Whether the archive holds the export already, as far as it could be loaded. Notes which one is being restored. */
async function begin(transaction: Transaction, header: ExportLine): Promise<boolean> {
  checkHeader(header);
  const exportedAt = new Date(String(header.exportedAt)).toJSON() ?? "";
  const { rows } = await transaction.query<{ exportedAt: string }>(`SELECT exported_at AS "exportedAt" FROM restoring FOR UPDATE`);
  if (rows[0]?.exportedAt === exportedAt) return true;
  if (rows[0] !== undefined) throw notEmpty(`the restore of an export of ${rows[0].exportedAt} was stopped here: restore that one again`);
  const known = await transaction.query("SELECT FROM identity LIMIT 1");
  if (known.rows.length > 0) throw notEmpty("this one holds something");
  await transaction.query("INSERT INTO restoring (exported_at) VALUES ($1)", [exportedAt]);
  return false;
}

function notEmpty(reason: string): StorageError {
  return new StorageError("NOT_EMPTY", `An export can only be restored into an empty archive, and ${reason}.`, {
    advice: "Give another data folder or database, or delete this one.",
  });
}

function checkHeader(line: ExportLine): void {
  if (line.type !== "lectern-archive") throw badExport("its first line is not that of an export");
  if (line.version !== EXPORT_VERSION)
    throw badExport(`it has version ${String(line.version)} of the format, and this Lectern reads ${EXPORT_VERSION}`);
}

function badExport(reason: string): StorageError {
  return new StorageError("BAD_EXPORT", `This is no whole export of Lectern: ${reason}. Nothing was restored.`);
}

/** Hash of the draft of a source that has not been read again. */
const UNREAD = "";

/** Values that a restore makes itself. */
const MADE: Record<string, (line: ExportLine) => object> = {
  source: () => ({ draftHash: UNREAD, linkedGeneration: 0, linkerVersion: "", shown: true }),
  // Secrets are not exported, so a restored key opens nothing; its name still says who decided what.
  key: (line) => ({ hash: sha256(randomBytes(32)), revokedAt: line.revokedAt ?? new Date() }),
};

function tableRows(batch: ExportLine[]): TableRows {
  const type = batch[0]?.type ?? "";
  const part = PARTS.find((candidate) => candidate.type === type);
  if (part === undefined) throw badExport(`it has a line of the unknown type "${type}"`);
  return { entity: part.entity, rows: batch.map(({ type: _, ...line }) => ({ ...line, ...MADE[type]?.({ type, ...line }) })) };
}

async function writeBlob(transaction: Transaction, line: ExportLine): Promise<void> {
  const bytes = Buffer.from(String(line.base64), "base64");
  if (sha256(bytes) !== line.hash) throw badExport(`the bytes of ${String(line.hash)} are damaged`);
  await transaction.query(prepared("INSERT INTO blob (hash, bytes) VALUES ($1, $2)", [line.hash, bytes]));
}

/** Citations that people confirmed or corrected and that linking has not found again by itself. */
async function restoreCitations(database: Database, transaction: Transaction, lines: ExportLine[]): Promise<void> {
  for (const { type: _, passageIds, ...line } of lines) {
    const citation = { ...line, speechId: null, meetingId: null } as unknown as Citation;
    const { rows } = await transaction.query<{
      meetingId: string | null;
      isThere: boolean;
      isHeld: boolean;
      key: string;
      passageIds: string[];
    }>(
      `SELECT (SELECT id FROM meeting WHERE source_id = $2 LIMIT 1) AS "meetingId", EXISTS (SELECT FROM citation WHERE id = $1) AS "isThere",
         EXISTS (SELECT FROM study_text WHERE id = $3) AS "isHeld", (SELECT key FROM identity WHERE id = $1) AS key,
         ARRAY(SELECT id FROM passage WHERE id = ANY($4::uuid[])) AS "passageIds"`,
      [citation.id, citation.sourceId, citation.studyTextId, passageIds],
    );
    const [now] = rows;
    if (now === undefined || now.isThere || (citation.studyTextId !== null && !now.isHeld)) continue;
    const held = new Set(now.passageIds);
    const targets = (passageIds as string[]).filter((id) => held.has(id));
    await writeRows(database, transaction, [
      {
        entity: Identity,
        rows: [
          identityRow({
            id: citation.id,
            kind: RecordKind.CITATION,
            sourceId: citation.sourceId,
            key: now.key,
            span: [citation.start, citation.end],
          }),
        ],
        update: ["retiredAt"],
      },
      { entity: Citation, rows: [{ ...citation, meetingId: now.meetingId, passageId: targets[0] ?? null }] },
      { entity: CitationTarget, rows: targets.map((passageId, position) => ({ citationId: citation.id, position, passageId })) },
      { entity: Outbox, rows: [{ sourceId: citation.sourceId, writtenAt: new Date() }] },
    ]);
  }
}
