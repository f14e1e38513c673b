import { type Decision, DecisionAction, RecordKind } from "@lectern/schema";
import type { Database } from "./data-source.js";
import { linkLabels } from "./label-links.js";
import { noticeLabels } from "./label-notice.js";

/** A text with what people decided about it, as labels: of its links, or of its values. */
export type LabelLine = { kind: "LINKS" | "NOTICE"; id: string } & Record<string, unknown>;

/** A source that labels are made of. */
export interface LabelledSource {
  id: string;
  text: string;
  language: string;
  publishedOn: string | null;
  /** The day that linking is told of: that of the meeting or speech, else that of publication. */
  date: string | null;
}

/** A decision that holds, the last of its field. */
export type StandingDecision = Pick<Decision, "action" | "recordKind" | "recordId" | "field" | "from" | "to" | "by" | "at" | "note">;

/** Types of records whose values reading takes from a text. */
const READ_KINDS = new Set<RecordKind>([RecordKind.SOURCE, RecordKind.MEETING, RecordKind.APPEARANCE, RecordKind.SPEECH, RecordKind.POINT]);

/**
 * What people decided as labelled data, source by source: links in the form of `lectern link`, values in the form of the labels
 * of `eval notices`. Only what was decided is labelled. Withdrawn sources are left out.
 */
export async function* exportLabels(database: Database): AsyncGenerator<LabelLine> {
  for (let after: string | null = null; ; ) {
    const source: LabelledSource | null = await nextSource(database, after);
    if (source === null) return;
    after = source.id;
    const decisions = await standingDecisions(database, source.id);
    const onLinks = decisions.filter(({ recordKind }) => recordKind === RecordKind.CITATION);
    const onValues = decisions.filter(({ recordKind }) => READ_KINDS.has(recordKind));
    if (onLinks.length > 0) yield await linkLabels(database, source, onLinks);
    if (onValues.length > 0) yield await noticeLabels(database, source, onValues);
  }
}

async function nextSource(database: Database, after: string | null): Promise<LabelledSource | null> {
  const [source] = await database.query<LabelledSource>(
    `SELECT s.id, s.text, s.language, s.published_on AS "publishedOn",
       coalesce((SELECT m.held_on FROM meeting m WHERE m.source_id = s.id ORDER BY m.id LIMIT 1),
         (SELECT p.given_on FROM speech p WHERE p.source_id = s.id ORDER BY p.position LIMIT 1), s.published_on) AS date
     FROM source s WHERE s.shown AND ($1::uuid IS NULL OR s.id > $1) AND EXISTS (
       SELECT FROM identity i JOIN decision d ON d.record_id = i.id AND d.undone_at IS NULL AND d.action IN ('CONFIRM', 'REJECT', 'CORRECT')
       WHERE i.source_id = s.id OR i.id = s.id)
     ORDER BY s.id LIMIT 1`,
    [after],
  );
  return source ?? null;
}

/** Of each field the last decision; of a field that was corrected and then confirmed, the correction. */
async function standingDecisions(database: Database, sourceId: string): Promise<StandingDecision[]> {
  const rows = await database.query<StandingDecision>(
    `SELECT d.action, d.record_kind AS "recordKind", d.record_id AS "recordId", d.field, d."from", d."to", d.by, d.at, d.note
     FROM decision d JOIN identity i ON i.id = d.record_id
     WHERE (i.source_id = $1 OR i.id = $1) AND d.undone_at IS NULL AND d.action IN ('CONFIRM', 'REJECT', 'CORRECT') ORDER BY d.at, d.id`,
    [sourceId],
  );
  const groups = Map.groupBy(rows, ({ recordKind, recordId, field }) => `${recordId} ${recordKind === RecordKind.CITATION ? "" : field}`);
  return [...groups.values()].flatMap((all) => {
    const isOfValue = all[0]?.field !== null && all[0]?.recordKind !== RecordKind.CITATION;
    const changing = isOfValue ? all.findLast(({ action }) => action !== DecisionAction.CONFIRM) : undefined;
    return changing ?? all.at(-1) ?? [];
  });
}
