import { RecordKind, Report } from "@lectern/schema";
import { correctable, correctableFields } from "./correctable.js";
import type { Database } from "./data-source.js";
import { StorageError } from "./errors.js";
import { sha256 } from "./hashing.js";
import { readPage } from "./paging.js";
import { requireRecord } from "./require-record.js";
import { hydrate, prepared, selectList, storable } from "./rows.js";
import { inTransaction, type Transaction } from "./transaction.js";
import type { NewReport, Page, PageRequest } from "./types.js";
import { isId, newId } from "./uuid.js";

/** What readers may report at most: they need no key. */
export const REPORT_LIMITS = {
  /** Characters of a note or proposal. */
  letters: 2_000,
  /** Reports of one sender within an hour. */
  perHour: 30,
  /** Reports that may wait at once. */
  waiting: 10_000,
} as const;

/**
 * Puts a reader's report into the queue; the same report again only counts. Throws NOT_FOUND, NOT_ALLOWED for a field that the
 * record has not, BAD_VALUE for words that are too long, TOO_MANY where the sender, or the whole queue, has reached its limit.
 */
export function report(database: Database, given: NewReport): Promise<Report> {
  return inTransaction(database, "keeping a report", async (transaction) => {
    const { recordKind, sender } = given;
    const [proposal, note] = [words("proposal", given.proposal), words("note", given.note)];
    const recordId = await requireRecord(transaction, recordKind, given.recordId);
    await requireShown(transaction, recordId);
    const field = fieldOf(recordKind, given.field ?? null);
    await countSender(transaction, sender);
    await requireRoom(transaction);
    const key = sha256(JSON.stringify([recordId, field, proposal]));
    const { rows } = await transaction.query<object>(
      prepared(
        `INSERT INTO report AS r (id, record_kind, record_id, field, proposal, note, first_at, last_at, key)
         VALUES ($1, $2, $3, $4, $5, $6, now(), now(), $7)
         ON CONFLICT (key) WHERE closed_at IS NULL DO UPDATE SET times = r.times + 1, last_at = now()
         RETURNING ${selectList(database, Report, "r")}`,
        [newId(), recordKind, recordId, field, proposal, note, key],
      ),
    );
    return hydrate(Report, rows[0] ?? {});
  });
}

/** Reports that wait, the latest first; those that were dealt with as well where they are asked for. */
export function reportPage(
  database: Database,
  page: PageRequest,
  { includeClosed = false }: { includeClosed?: boolean } = {},
): Promise<Page<Report>> {
  const order = [
    { sql: "r.last_at", type: "timestamptz" },
    { sql: "r.id", type: "uuid" },
  ];
  const conditions = includeClosed ? [] : ["r.closed_at IS NULL"];
  return readPage(database, { entity: Report, alias: "r", from: "report r", conditions, order, direction: "DESC" }, page);
}

/** Takes a report from the queue. What was decided on it, if anything, is a decision of its own. Throws NOT_FOUND. */
export async function closeReport(database: Database, id: string, by: string): Promise<Report> {
  const [row] = await database.query<object>(
    `UPDATE report r SET closed_at = coalesce(r.closed_at, now()), closed_by = coalesce(r.closed_by, $2) WHERE r.id = $1 RETURNING ${selectList(database, Report, "r")}`,
    [isId(id) ? id : null, by],
  );
  if (row === undefined) throw new StorageError("NOT_FOUND", `There is no report ${id}.`);
  return hydrate(Report, row);
}

/** Puts a report back into the queue. Throws NOT_FOUND; NOT_ALLOWED where the same has been reported again since. */
export async function reopenReport(database: Database, id: string): Promise<Report> {
  const [row] = await database.query<object>(
    `UPDATE report r SET closed_at = NULL, closed_by = NULL
     WHERE r.id = $1 AND (r.closed_at IS NULL OR NOT EXISTS (SELECT FROM report o WHERE o.key = r.key AND o.closed_at IS NULL))
     RETURNING ${selectList(database, Report, "r")}`,
    [isId(id) ? id : null],
  );
  if (row !== undefined) return hydrate(Report, row);
  const [known] = await database.query<object>("SELECT FROM report WHERE id = $1", [isId(id) ? id : null]);
  if (known === undefined) throw new StorageError("NOT_FOUND", `There is no report ${id}.`);
  throw new StorageError("NOT_ALLOWED", "The same has been reported again since, and that report waits.");
}

function words(what: string, given: string | null | undefined): string | null {
  const text = storable((given ?? "").trim());
  if (text.length <= REPORT_LIMITS.letters) return text || null;
  throw new StorageError("BAD_VALUE", `The ${what} has ${text.length} characters; ${REPORT_LIMITS.letters} is the most.`);
}

/** What is withdrawn is not told of. */
async function requireShown(transaction: Transaction, recordId: string): Promise<void> {
  const { rows } = await transaction.query(
    prepared(
      "SELECT FROM identity i WHERE i.id = $1 AND NOT EXISTS (SELECT FROM source s WHERE s.id = coalesce(i.source_id, i.id) AND NOT s.shown)",
      [recordId],
    ),
  );
  if (rows.length === 0) throw new StorageError("NOT_FOUND", `There is no record ${recordId}.`);
}

function fieldOf(kind: RecordKind, field: string | null): string | null {
  if (field === null || (kind === RecordKind.CITATION && field === "target")) return field;
  const found = correctable(kind, field);
  if (found !== null) return found.property;
  const fields = kind === RecordKind.CITATION ? "target" : correctableFields(kind).join(", ");
  throw new StorageError("NOT_ALLOWED", `A report names one of these fields, or none: ${fields || "(this type has none)"}.`);
}

async function countSender(transaction: Transaction, sender: string): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  await transaction.query(prepared("DELETE FROM report_rate WHERE hour < now() - interval '1 day'", []));
  const { rows } = await transaction.query<{ count: number }>(
    prepared(
      `INSERT INTO report_rate AS r (sender, hour, count) VALUES ($1, date_trunc('hour', now()), 1)
       ON CONFLICT (sender, hour) DO UPDATE SET count = r.count + 1 RETURNING count`,
      [sha256(`${today} ${sender}`)],
    ),
  );
  if ((rows[0]?.count ?? 0) <= REPORT_LIMITS.perHour) return;
  throw new StorageError("TOO_MANY", `${REPORT_LIMITS.perHour} reports within an hour came from this address; no more are taken.`, {
    advice: "Go on in an hour.",
  });
}

async function requireRoom(transaction: Transaction): Promise<void> {
  const { rows } = await transaction.query<{ count: number }>(
    prepared("SELECT count(*)::int AS count FROM report WHERE closed_at IS NULL", []),
  );
  if ((rows[0]?.count ?? 0) < REPORT_LIMITS.waiting) return;
  throw new StorageError("TOO_MANY", "Too many reports wait to be looked at; no more are taken.", { advice: "Try again in some days." });
}
