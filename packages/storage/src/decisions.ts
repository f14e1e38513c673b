import { CitationState, Decision, DecisionAction, RecordKind } from "@lectern/schema";
import { applyDecisionsAbout } from "./apply-decisions.js";
import { type CitationTargetState, isNotFound, readTargetState, writeTargetState } from "./citation-decisions.js";
import { correctable, correctableFields, decidedField, EXTENT, isReference, readField, rejectable, writeField } from "./correctable.js";
import type { Database } from "./data-source.js";
import { postgresCode, StorageError } from "./errors.js";
import { finishCatalogueChange, finishChange } from "./finish.js";
import { releaseFormula } from "./formulas.js";
import { retireIdentities } from "./identities.js";
import { mergeShared, requireMergeable, undoMerge } from "./merge.js";
import { requireExtent } from "./point-extent.js";
import { requireRecord, requireReference } from "./require-record.js";
import { columnOf, hydrate, prepared, selectList, writeRows } from "./rows.js";
import { inTransaction, type Transaction } from "./transaction.js";
import type { NewDecision } from "./types.js";
import { isId, newId } from "./uuid.js";

/**
 * Records what a person decided and puts it into effect; it holds through every re-import and re-link until it is undone.
 * CORRECT takes a field and its new value (field "target" of a citation: `{ studyTextId, passageIds }`; a person or body by
 * its id, or as `{ name }`), REJECT a field, or a citation, appearance, point or speech as a whole, MERGE the person, body or
 * phrase to merge into, KEEP_APART the one that it is not. Throws NOT_FOUND, NOT_ALLOWED, BAD_VALUE.
 */
export function decide(database: Database, decision: NewDecision): Promise<Decision> {
  return inTransaction(database, "deciding", async (transaction) => {
    const recordId = await requireRecord(transaction, decision.recordKind, decision.recordId);
    if (decision.recordKind === RecordKind.CITATION) await releaseFormula(transaction, recordId);
    const change = await describeChange(database, transaction, { ...decision, recordId });
    const made: Decision = {
      id: newId(),
      action: decision.action,
      recordKind: decision.recordKind,
      recordId,
      ...change,
      asRead: null,
      by: decision.by,
      at: new Date(),
      note: decision.note ?? null,
      undoneAt: null,
    };
    await restoreReading(database, transaction, made);
    await writeRows(database, transaction, [{ entity: Decision, rows: [made] }]);
    await applyFitting(database, transaction, made);
    await finishDecision(transaction, made);
    return hydrate(Decision, made);
  });
}

/** Takes a decision back: the record says what reading and linking now say, or what an earlier decision said. */
export function undoDecision(database: Database, decisionId: string, by: string): Promise<Decision> {
  return inTransaction(database, "undoing a decision", async (transaction) => {
    const decision = await lockDecision(database, transaction, decisionId);
    if (decision.action === DecisionAction.MERGE) await undoMerge(database, transaction, decision);
    else await restoreReading(database, transaction, decision);
    await transaction.query(prepared("UPDATE decision SET undone_at = now() WHERE id = $1", [decisionId]));
    if (isNotFound(decision.asRead)) await dropUnlessDecided(transaction, decision.recordId);
    await applyDecisionsAbout(database, transaction, decision);
    const { recordKind, recordId, field } = decision;
    const undo = { id: newId(), action: DecisionAction.UNDO, recordKind, recordId, field, from: null, to: decisionId, asRead: null };
    await writeRows(database, transaction, [{ entity: Decision, rows: [{ ...undo, by, at: new Date(), note: null, undoneAt: null }] }]);
    await finishDecision(transaction, decision);
    return hydrate(Decision, { ...decision, undoneAt: new Date() });
  });
}

type Change = Pick<Decision, "field" | "from" | "to">;

/** Field, value before and value after, as the decision keeps them. Merges at once, since there is no other value to keep. */
async function describeChange(database: Database, transaction: Transaction, decision: NewDecision): Promise<Change> {
  if (decision.action === DecisionAction.MERGE) return mergeInto(database, transaction, decision);
  if (decision.action === DecisionAction.KEEP_APART) return keepApart(transaction, decision);
  if (decision.recordKind === RecordKind.CITATION) return describeCitationChange(transaction, decision);
  const isOfWhole = decision.field == null && decision.action !== DecisionAction.CORRECT && rejectable(decision.recordKind) !== null;
  if (isOfWhole) return { field: null, from: null, to: null };
  const field = decision.field == null ? null : correctable(decision.recordKind, decision.field);
  if (field === null) {
    const fields = correctableFields(decision.recordKind).join(", ") || "(this type has none)";
    throw new StorageError("NOT_ALLOWED", `${decision.action} takes one of these fields: ${fields}.`);
  }
  const before = await readField(database, transaction, field, decision.recordId);
  const from = before?.value ?? null;
  if (decision.action === DecisionAction.CONFIRM) return { field: field.property, from, to: from };
  if (decision.action === DecisionAction.REJECT) return { field: field.property, from, to: rejectedValue(field.property) };
  if (decision.to === undefined) throw new StorageError("BAD_VALUE", "A correction gives the new value.");
  return { field: field.property, from, to: await requireValue(database, transaction, field.property, decision) };
}

function rejectedValue(property: string): null {
  if (property === EXTENT) throw new StorageError("NOT_ALLOWED", "An extent is corrected; a point that is none is rejected as a whole.");
  return null;
}

async function requireValue(database: Database, transaction: Transaction, property: string, decision: NewDecision): Promise<unknown> {
  if (isReference(property)) return requireReference(database, transaction, property, decision.to);
  return property === EXTENT ? requireExtent(transaction, decision.recordId, decision.to) : decision.to;
}

async function mergeInto(database: Database, transaction: Transaction, decision: NewDecision): Promise<Change> {
  const to = await requireOther(transaction, decision);
  return { field: null, from: await mergeShared(database, transaction, decision.recordKind, decision.recordId, to), to };
}

async function keepApart(transaction: Transaction, decision: NewDecision): Promise<Change> {
  return { field: null, from: null, to: await requireOther(transaction, decision) };
}

/** The other one of two records of a type that may be merged. */
async function requireOther(transaction: Transaction, { recordKind, recordId, to }: NewDecision): Promise<string> {
  requireMergeable(recordKind);
  if (typeof to !== "string") throw new StorageError("BAD_VALUE", "This decision gives the id of the other record.");
  const other = await requireRecord(transaction, recordKind, to);
  if (other === recordId) throw new StorageError("NOT_ALLOWED", "These two are one record already.");
  return other;
}

async function describeCitationChange(transaction: Transaction, decision: NewDecision): Promise<Change> {
  const shown = await readTargetState(transaction, decision.recordId);
  if (shown === null) throw new StorageError("NOT_FOUND", `There is no citation ${decision.recordId}.`);
  const isTakenBack = decision.action === DecisionAction.CONFIRM && shown.state === CitationState.REJECTED;
  const from = isTakenBack ? ((await readLinked(transaction, decision.recordId)) ?? shown) : shown;
  if (decision.action === DecisionAction.CONFIRM && from.state === CitationState.AMBIGUOUS) {
    throw new StorageError("NOT_ALLOWED", "An ambiguous citation cannot be confirmed: correct its target instead.");
  }
  if (decision.action !== DecisionAction.CORRECT) return { field: null, from, to: null };
  const given = decision.to as { studyTextId?: unknown; passageIds?: unknown } | null | undefined;
  const passageIds = Array.isArray(given?.passageIds) ? given.passageIds.map(String) : [];
  if (typeof given?.studyTextId !== "string" || !passageIds.every(isId)) {
    throw new StorageError("BAD_VALUE", "The corrected target of a citation is { studyTextId, passageIds }.");
  }
  const studyTextId = await requireRecord(transaction, RecordKind.STUDY_TEXT, given.studyTextId);
  const to: CitationTargetState = { state: CitationState.RESOLVED, studyTextId, titleKey: from.titleKey, passageIds };
  return { field: "target", from, to };
}

/** What linking says of a citation that people have decided on; null where nobody has, or linking does not find it. */
async function readLinked(transaction: Transaction, citationId: string): Promise<CitationTargetState | null> {
  const { rows } = await transaction.query<{ asRead: unknown }>(
    prepared(`SELECT as_read AS "asRead" FROM decision WHERE record_id = $1 AND undone_at IS NULL AND as_read IS NOT NULL LIMIT 1`, [
      citationId,
    ]),
  );
  const [row] = rows;
  return row === undefined || isNotFound(row.asRead) ? null : (row.asRead as CitationTargetState);
}

/** Puts back what reading or linking said, where a decision about the same thing holds, so that the next starts from there. */
async function restoreReading(database: Database, transaction: Transaction, { recordKind, recordId, field }: Decision): Promise<void> {
  const isCitation = recordKind === RecordKind.CITATION;
  const { rows } = await transaction.query<{ asRead: unknown }>(
    prepared(
      `SELECT as_read AS "asRead" FROM decision
       WHERE record_id = $1 AND ($2 OR field IS NOT DISTINCT FROM $3) AND undone_at IS NULL AND action IN ('CONFIRM', 'REJECT', 'CORRECT') AND as_read IS NOT NULL LIMIT 1`,
      [recordId, isCitation, field],
    ),
  );
  const [row] = rows;
  if (row === undefined) return;
  if (isNotFound(row.asRead)) return;
  if (isCitation) return writeTargetState(transaction, recordId, row.asRead as CitationTargetState, null);
  const found = decidedField(recordKind, field);
  if (found !== null) await writeField(database, transaction, found, recordId, row.asRead);
}

/** A citation that stood by decisions alone goes with the last of them. */
async function dropUnlessDecided(transaction: Transaction, citationId: string): Promise<void> {
  const { rows } = await transaction.query<{ id: string }>(
    prepared(
      `DELETE FROM citation WHERE id = $1 AND NOT EXISTS (
         SELECT FROM decision WHERE record_id = $1 AND undone_at IS NULL AND action IN ('CONFIRM', 'CORRECT')) RETURNING id`,
      [citationId],
    ),
  );
  await retireIdentities(
    transaction,
    rows.map((row) => row.id),
  );
}

/** A value that the column does not take is the caller's fault, not the database's. */
async function applyFitting(database: Database, transaction: Transaction, made: Decision): Promise<void> {
  try {
    await applyDecisionsAbout(database, transaction, made);
  } catch (error) {
    const code = postgresCode(error);
    if (code !== null && (code.startsWith("22") || code === "23514" || code === "23502")) {
      throw new StorageError(
        "BAD_VALUE",
        `${JSON.stringify(made.to)} does not fit the field ${made.field}: it takes ${wantedBy(database, made)}.`,
        {
          cause: error,
        },
      );
    }
    throw error;
  }
}

/** What a field takes, in words. */
function wantedBy(database: Database, { recordKind, field }: Decision): string {
  const found = decidedField(recordKind, field);
  const column = found === null ? undefined : columnOf(database, found.entity, found.property);
  if (column?.type === "date") return "a day as YYYY-MM-DD, such as 2022-09-27, or null for none";
  return column?.type.endsWith("[]") ? "a list of texts" : "a value as its type in this schema has them";
}

async function lockDecision(database: Database, transaction: Transaction, id: string): Promise<Decision> {
  const { rows } = await transaction.query<Decision>(
    prepared(`SELECT ${selectList(database, Decision, "d")} FROM decision d WHERE d.id = $1 FOR UPDATE`, [isId(id) ? id : null]),
  );
  const [decision] = rows;
  if (decision === undefined) throw new StorageError("NOT_FOUND", `There is no decision ${id}.`);
  if (decision.undoneAt !== null) throw new StorageError("NOT_ALLOWED", "This decision was undone before.");
  if ([DecisionAction.WITHDRAW, DecisionAction.UNDO, DecisionAction.PURGE].includes(decision.action)) {
    throw new StorageError("NOT_ALLOWED", `${decision.action} is not undone this way.`);
  }
  return decision;
}

/** Tells the search index of every source that the record shows in. */
async function finishDecision(transaction: Transaction, decision: Decision): Promise<void> {
  const ids = decision.action === DecisionAction.MERGE ? [decision.recordId, String(decision.to)] : [decision.recordId];
  await transaction.query(
    prepared(
      `INSERT INTO outbox (source_id, written_at) SELECT DISTINCT source_id, now() FROM (
         SELECT source_id FROM identity WHERE id = ANY($1::uuid[]) AND source_id IS NOT NULL
         UNION SELECT id FROM source WHERE id = ANY($1::uuid[]) OR collection_id = ANY($1::uuid[])
         UNION SELECT m.source_id FROM appearance a JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = ANY($1::uuid[])
         UNION SELECT source_id FROM speech WHERE person_id = ANY($1::uuid[])
         UNION SELECT source_id FROM meeting WHERE body_id = ANY($1::uuid[])
         UNION SELECT source_id FROM phrase_occurrence WHERE phrase_id = ANY($1::uuid[])
         UNION SELECT source_id FROM citation WHERE study_text_id = ANY($1::uuid[])
       ) AS shown_in`,
      [ids],
    ),
  );
  if (decision.recordKind === RecordKind.STUDY_TEXT) await finishCatalogueChange(transaction);
  else await finishChange(transaction, null);
}
