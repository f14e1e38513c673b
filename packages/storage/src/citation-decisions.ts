import { CitationState, type Decision, DecisionAction } from "@lectern/schema";
import { noteSpread } from "./formulas.js";
import { prepared } from "./rows.js";
import type { Transaction } from "./transaction.js";

/** What a citation says about what it cites: what decisions are about. */
export interface CitationTargetState {
  state: CitationState;
  studyTextId: string | null;
  titleKey: string | null;
  /** All passages meant, the first one first. */
  passageIds: string[];
}

/** What a decision remembers of a citation that linking does not find and that stands by the decision alone. */
const NOT_FOUND = { isFound: false };

export function isNotFound(asRead: unknown): boolean {
  return typeof asRead === "object" && asRead !== null && "isFound" in asRead;
}

/** Notes that linking does not find these citations any more. */
export async function rememberNotFound(transaction: Transaction, citationIds: string[]): Promise<void> {
  await transaction.query(
    prepared("UPDATE decision SET as_read = $2::jsonb WHERE record_id = ANY($1::uuid[]) AND undone_at IS NULL", [
      citationIds,
      JSON.stringify(NOT_FOUND),
    ]),
  );
}

/** Notes that linking finds these citations again. */
export async function forgetNotFound(transaction: Transaction, citationIds: string[]): Promise<void> {
  await transaction.query(
    prepared("UPDATE decision SET as_read = NULL WHERE record_id = ANY($1::uuid[]) AND as_read = $2::jsonb", [
      citationIds,
      JSON.stringify(NOT_FOUND),
    ]),
  );
}

/** Notes with decisions what reading or linking says at present: what undoing them goes back to. */
export async function rememberReading(transaction: Transaction, decisions: Decision[], value: unknown): Promise<void> {
  await transaction.query(
    prepared("UPDATE decision SET as_read = $2::jsonb WHERE id = ANY($1::uuid[])", [
      decisions.map((decision) => decision.id),
      JSON.stringify(value),
    ]),
  );
}

/** What a citation says at present; null where there is no such citation. */
export async function readTargetState(transaction: Transaction, citationId: string): Promise<CitationTargetState | null> {
  const { rows } = await transaction.query<CitationTargetState>(
    prepared(
      `SELECT c.state, c.study_text_id AS "studyTextId", c.title_key AS "titleKey",
         ARRAY(SELECT t.passage_id FROM citation_target t WHERE t.citation_id = c.id ORDER BY t.position) AS "passageIds"
       FROM citation c WHERE c.id = $1`,
      [citationId],
    ),
  );
  return rows[0] ?? null;
}

/** Puts the last decision about a citation over what linking says of it. */
export async function applyToCitation(transaction: Transaction, decisions: Decision[]): Promise<void> {
  const last = decisions.at(-1) as Decision;
  const linked = await readTargetState(transaction, last.recordId);
  if (linked === null) return;
  const isLinked = !decisions.some((decision) => isNotFound(decision.asRead));
  await rememberReading(transaction, decisions, isLinked ? linked : NOT_FOUND);
  const decided = decidedState(last, linked);
  if (decided !== null) await writeTargetState(transaction, last.recordId, decided, last.by);
}

/**
 * What a decision makes of a citation that linking now gives so. A rejection is about one target: where linking has since
 * found another one, it says nothing. A confirmed or corrected target holds whatever linking says.
 */
function decidedState(decision: Decision, linked: CitationTargetState): CitationTargetState | null {
  const before = decision.from as CitationTargetState;
  if (decision.action === DecisionAction.REJECT) return isSameTarget(before, linked) ? { ...linked, state: CitationState.REJECTED } : null;
  if (decision.action === DecisionAction.CONFIRM) return isSameTarget(before, linked) && before.state === linked.state ? linked : before;
  return decision.to as CitationTargetState;
}

function isSameTarget(a: CitationTargetState, b: CitationTargetState): boolean {
  return (a.studyTextId !== null && a.studyTextId === b.studyTextId) || (a.titleKey !== null && a.titleKey === b.titleKey);
}

/** Makes a citation say what was decided, or what linking said where `by` is null. A work that is not held stays wanted. */
export async function writeTargetState(
  transaction: Transaction,
  citationId: string,
  target: CitationTargetState,
  by: string | null,
): Promise<void> {
  const { rows } = await transaction.query<{ isHeld: boolean; passageIds: string[] }>(
    prepared(
      `SELECT EXISTS (SELECT FROM study_text t JOIN source s ON s.id = t.source_id WHERE t.id = $1 AND s.shown) AS "isHeld",
         ARRAY(SELECT p.id FROM unnest($2::uuid[]) WITH ORDINALITY AS w(id, position) JOIN passage p ON p.id = w.id AND p.study_text_id = $1 ORDER BY w.position) AS "passageIds"`,
      [target.studyTextId, target.passageIds],
    ),
  );
  const held = rows[0] ?? { isHeld: false, passageIds: [] };
  const studyTextId = held.isHeld ? target.studyTextId : null;
  const stateWithout = target.titleKey === null ? CitationState.AMBIGUOUS : CitationState.CITED_NOT_HELD;
  const state = target.state === CitationState.RESOLVED && !held.isHeld ? stateWithout : target.state;
  const passageIds = held.isHeld ? held.passageIds : [];
  await noteSpread(transaction, { citationIds: [citationId] });
  await transaction.query(prepared("DELETE FROM citation_target WHERE citation_id = $1", [citationId]));
  await transaction.query(
    prepared(
      `WITH targets AS (
         INSERT INTO citation_target (citation_id, position, passage_id)
         SELECT $1, w.position - 1, w.id FROM unnest($4::uuid[]) WITH ORDINALITY AS w(id, position)
       )
       UPDATE citation SET state = $2, study_text_id = $3, passage_id = ($4::uuid[])[1], decided_by = $5,
         passage_start = CASE WHEN passage_id = ($4::uuid[])[1] THEN passage_start END,
         passage_end = CASE WHEN passage_id = ($4::uuid[])[1] THEN passage_end END
       WHERE id = $1`,
      [citationId, state, studyTextId, passageIds, by],
    ),
  );
  await noteSpread(transaction, { citationIds: [citationId] });
}
