import { Decision, type DecisionAction, type RecordKind } from "@lectern/schema";
import { readManyBy } from "./batches.js";
import type { Database } from "./data-source.js";
import { readPage, Values } from "./paging.js";
import { hydrate, selectList } from "./rows.js";
import type { Page, PageRequest } from "./types.js";
import { isId } from "./uuid.js";

/** The decisions about each record, oldest first, those undone included. */
export async function decisionsByRecordIds(database: Database, recordIds: readonly string[]): Promise<Map<string, Decision[]>> {
  const rows = await database.query<Decision>(
    `SELECT ${selectList(database, Decision, "d")} FROM decision d WHERE d.record_id = ANY($1::uuid[]) ORDER BY d.at, d.id`,
    [recordIds.filter(isId)],
  );
  return Map.groupBy(
    rows.map((row) => hydrate(Decision, row)),
    (decision) => decision.recordId,
  );
}

/** What people decided on the values of each source and of its records, and holds; of its links not. Oldest first. */
export function standingDecisionsBySourceIds(database: Database, sourceIds: readonly string[]): Promise<Map<string, Decision[]>> {
  const from = `(SELECT id, source_id FROM identity WHERE kind IN ('MEETING', 'APPEARANCE', 'POINT', 'SPEECH', 'STUDY_TEXT')
     UNION ALL SELECT id, id FROM source) AS i JOIN decision d ON d.record_id = i.id`;
  const where = "d.undone_at IS NULL AND d.action IN ('CONFIRM', 'REJECT', 'CORRECT')";
  return readManyBy(database, { entity: Decision, alias: "d", from, key: "i.source_id", where, order: "d.at, d.id" }, sourceIds);
}

export interface DecisionFilter {
  record?: string | null;
  recordKind?: RecordKind[] | null;
  action?: DecisionAction[] | null;
  /** Name of the key they were made with. */
  by?: string | null;
  /** Leaves out those that were taken back. */
  standing?: boolean | null;
}

/** What people decided, the latest first. */
export function decisionPage(database: Database, page: PageRequest, filter: DecisionFilter = {}): Promise<Page<Decision>> {
  const values = new Values();
  const conditions = [
    filter.record == null ? [] : [isId(filter.record) ? `d.record_id = ${values.add(filter.record)}::uuid` : "false"],
    filter.recordKind == null ? [] : [`d.record_kind = ANY(${values.add(filter.recordKind)}::text[])`],
    filter.action == null ? [] : [`d.action = ANY(${values.add(filter.action)}::text[])`],
    filter.by == null ? [] : [`d.by = ${values.add(filter.by)}::text`],
    filter.standing ? ["d.undone_at IS NULL AND d.action <> 'UNDO'"] : [],
  ].flat();
  const order = [
    { sql: "d.at", type: "timestamptz" },
    { sql: "d.id", type: "uuid" },
  ];
  return readPage(database, { entity: Decision, alias: "d", from: "decision d", conditions, order, direction: "DESC" }, page, values);
}
