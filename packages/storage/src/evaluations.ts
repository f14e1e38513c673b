import { type CitationMethod, Evaluation } from "@lectern/schema";
import type { Database } from "./data-source.js";
import { hydrate, selectList, writeRows } from "./rows.js";
import { inTransaction } from "./transaction.js";
import { newId } from "./uuid.js";

/** Keeps the figures of evaluations, beside earlier ones of the same sets. */
export function storeEvaluations(database: Database, made: Pick<Evaluation, "set" | "engine" | "measures">[]): Promise<void> {
  return inTransaction(database, "storing evaluations", (transaction) =>
    writeRows(database, transaction, [{ entity: Evaluation, rows: made.map((one) => ({ id: newId(), ...one, storedAt: new Date() })) }]),
  );
}

/** The last evaluation of each set, by the name of the set. */
export async function lastEvaluations(database: Database): Promise<Evaluation[]> {
  const rows = await database.query<object>(
    `SELECT DISTINCT ON (e.set) ${selectList(database, Evaluation, "e")} FROM evaluation e ORDER BY e.set, e.stored_at DESC, e.id`,
  );
  return rows.map((row) => hydrate(Evaluation, row));
}

/** What people said of the links of one kind. */
export interface DecidedLinks {
  /** How links of this kind were made. */
  methods: CitationMethod[];
  /** All links of the kind. */
  links: number;
  confirmed: number;
  rejected: number;
  /** Put to another work or passage. */
  corrected: number;
}

/** What people said of the links on show, by how these were made; of each link its last decision that holds. */
export async function decidedLinks(database: Database): Promise<DecidedLinks[]> {
  return database.query<DecidedLinks>(
    `WITH decided AS (
       SELECT DISTINCT ON (d.record_id) d.record_id, d.action FROM decision d
       WHERE d.record_kind = 'CITATION' AND d.undone_at IS NULL AND d.action IN ('CONFIRM', 'REJECT', 'CORRECT')
       ORDER BY d.record_id, d.at DESC, d.id DESC
     )
     SELECT ARRAY(SELECT unnest(c.methods) ORDER BY 1) AS methods, count(*)::int AS links,
       count(*) FILTER (WHERE d.action = 'CONFIRM')::int AS confirmed, count(*) FILTER (WHERE d.action = 'REJECT')::int AS rejected,
       count(*) FILTER (WHERE d.action = 'CORRECT')::int AS corrected
     FROM citation c JOIN source s ON s.id = c.source_id AND s.shown LEFT JOIN decided d ON d.record_id = c.id
     WHERE c.linked_reason IS NULL
     GROUP BY 1 ORDER BY 1`,
  );
}
