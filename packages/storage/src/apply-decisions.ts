import { Decision, DecisionAction, RecordKind } from "@lectern/schema";
import { applyToCitation, forgetNotFound, rememberReading } from "./citation-decisions.js";
import { correctable, currentId, isReference, readField, writeField } from "./correctable.js";
import type { Database } from "./data-source.js";
import { prepared, selectList } from "./rows.js";
import type { Transaction } from "./transaction.js";

/**
 * Puts what people decided over what reading and linking have just written of these records. Each decision remembers what
 * they said, so that undoing it goes back to the newest reading and not to an old one.
 */
export async function renewDecisions(database: Database, transaction: Transaction, recordIds: string[]): Promise<void> {
  await forgetNotFound(transaction, recordIds);
  await applyDecisions(database, transaction, recordIds);
}

/** The same for records that say what reading and linking said all along. */
export async function applyDecisions(database: Database, transaction: Transaction, recordIds: string[]): Promise<void> {
  const { rows } = await transaction.query<Decision>(
    prepared(
      `SELECT ${selectList(database, Decision, "d")} FROM decision d
       WHERE d.record_id = ANY($1::uuid[]) AND d.undone_at IS NULL AND d.action IN ('CONFIRM', 'REJECT', 'CORRECT') ORDER BY d.at, d.id`,
      [recordIds],
    ),
  );
  const groups = Map.groupBy(
    rows,
    (decision) => `${decision.recordId} ${decision.recordKind === RecordKind.CITATION ? "" : decision.field}`,
  );
  for (const decisions of groups.values()) {
    if (decisions[0]?.recordKind === RecordKind.CITATION) await applyToCitation(transaction, decisions);
    else await applyToField(database, transaction, decisions);
  }
}

/** Only the last decision about a field shows. A record that went away waits: if it comes back, so does the decision. */
async function applyToField(database: Database, transaction: Transaction, decisions: Decision[]): Promise<void> {
  const last = decisions.findLast((decision) => decision.action !== DecisionAction.CONFIRM);
  if (last === undefined || last.field === null) return;
  const field = correctable(last.recordKind, last.field);
  const now = field && (await readField(database, transaction, field, last.recordId));
  if (field === null || now === null) return;
  await rememberReading(transaction, decisions, now.value);
  const value = last.action === DecisionAction.REJECT ? null : last.to;
  const target = isReference(last.field) && typeof value === "string" ? await currentId(transaction, value) : value;
  await writeField(database, transaction, field, last.recordId, target);
}
