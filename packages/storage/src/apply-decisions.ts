import { Decision, DecisionAction, RecordKind } from "@lectern/schema";
import { applyToCitation, forgetNotFound, rememberReading } from "./citation-decisions.js";
import { currentId, decidedField, isReference, readField, writeField } from "./correctable.js";
import type { Database } from "./data-source.js";
import { prepared, selectList } from "./rows.js";
import type { Transaction } from "./transaction.js";

/**
 * Puts what people decided over what reading and linking have just written of these records. Each decision remembers what
 * they said, so that undoing it goes back to the newest reading and not to an old one.
 */
export async function renewDecisions(database: Database, transaction: Transaction, recordIds: string[]): Promise<void> {
  const decided = await readDecisions(database, transaction, recordIds);
  if (decided.length === 0) return;
  await forgetNotFound(transaction, recordIds);
  await apply(database, transaction, decided);
}

/**
 * The same for what one decision is about, which says again what reading and linking say of it. Other fields of the record say
 * what was decided of them, which is not to be taken for what was read.
 */
export async function applyDecisionsAbout(
  database: Database,
  transaction: Transaction,
  { recordId, recordKind, field }: Pick<Decision, "recordId" | "recordKind" | "field">,
): Promise<void> {
  const decided = await readDecisions(database, transaction, [recordId]);
  await apply(
    database,
    transaction,
    decided.filter((decision) => recordKind === RecordKind.CITATION || decision.field === field),
  );
}

async function readDecisions(database: Database, transaction: Transaction, recordIds: string[]): Promise<Decision[]> {
  const { rows } = await transaction.query<Decision>(
    prepared(
      `SELECT ${selectList(database, Decision, "d")} FROM decision d
       WHERE d.record_id = ANY($1::uuid[]) AND d.undone_at IS NULL AND d.action IN ('CONFIRM', 'REJECT', 'CORRECT') ORDER BY d.at, d.id`,
      [recordIds],
    ),
  );
  return rows;
}

async function apply(database: Database, transaction: Transaction, decided: Decision[]): Promise<void> {
  const groups = Map.groupBy(
    decided,
    (decision) => `${decision.recordId} ${decision.recordKind === RecordKind.CITATION ? "" : decision.field}`,
  );
  for (const decisions of groups.values()) {
    if (decisions[0]?.recordKind === RecordKind.CITATION) await applyToCitation(transaction, decisions);
    else await applyToField(database, transaction, decisions);
  }
}

/** Only the last decision about a field shows. A record that went away waits: if it comes back, so does the decision. */
async function applyToField(database: Database, transaction: Transaction, decisions: Decision[]): Promise<void> {
  const last = decisions[0]?.field === null ? decisions.at(-1) : decisions.findLast(({ action }) => action !== DecisionAction.CONFIRM);
  const field = last === undefined ? null : decidedField(last.recordKind, last.field);
  if (last === undefined || field === null) return;
  const now = await readField(database, transaction, field, last.recordId);
  if (now === null) return;
  await rememberReading(transaction, decisions, now.value);
  await writeField(database, transaction, field, last.recordId, await decidedValue(transaction, last));
}

async function decidedValue(transaction: Transaction, { action, field, to }: Decision): Promise<unknown> {
  if (field === null) return action === DecisionAction.REJECT;
  if (action === DecisionAction.REJECT) return null;
  return isReference(field) && typeof to === "string" ? currentId(transaction, to) : to;
}
