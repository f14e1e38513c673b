import { AppearancePart, DecisionAction, RecordKind } from "@lectern/schema";
import { EXTENT } from "./correctable.js";
import type { Database } from "./data-source.js";
import type { LabelLine, LabelledSource, StandingDecision } from "./export-labels.js";
import type { PointExtent } from "./point-extent.js";

interface LabelledPerson {
  name: string;
  role: string | null;
  kind?: string;
}

/** Values in the form of the labels of `eval notices`; a value that was not decided is not in it. */
interface Values {
  title?: unknown;
  publicationDate?: unknown;
  meetingDate?: unknown;
  dateDetail?: { partial?: unknown; end?: unknown; halfDay?: unknown };
  organization?: unknown;
  theme?: unknown;
  meetingKind?: unknown;
  place?: unknown;
  presiders: LabelledPerson[];
  speakers: LabelledPerson[];
  groupSpeakers: { who: string }[];
  points: { verb: string; start: number; end: number }[];
}

/** A record with the values that it has now. */
interface NamedRecord {
  id: string;
  part: string | null;
  name: string | null;
  isGroup: boolean;
  role: string | null;
  kind: string | null;
  verb: string | null;
  start: number | null;
  end: number | null;
}

/**
 * The decided values of a source: what is right in the places of the labels, what was rejected or corrected under `rejected`.
 * `partial` says that nothing else is labelled.
 */
export async function noticeLabels(database: Database, source: LabelledSource, decisions: StandingDecision[]): Promise<LabelLine> {
  const records = await readRecords(database, source.id);
  const names = await readNames(database, decisions);
  const right = noValues();
  const rejected = noValues();
  const byRecord = Map.groupBy(decisions, ({ recordId }) => recordId);
  for (const [recordId, all] of byRecord) {
    const record = records.get(recordId);
    if (record !== undefined) labelRecord(record, all, names, right, rejected);
    else for (const decision of all) labelField(decision, names, right, rejected);
  }
  const { id, text, language, publishedOn } = source;
  const made = decisions.map(({ recordKind, recordId, field, action, by, at, note }) => ({
    recordKind,
    recordId,
    field,
    action,
    by,
    at,
    note,
  }));
  const none = { untitledRefs: [], citedWorks: [], setPhrases: [], setPhrasesOptional: [] };
  return { kind: "NOTICE", id, language, text, publicationDate: publishedOn, partial: true, ...none, ...right, rejected, decisions: made };
}

function noValues(): Values {
  return { presiders: [], speakers: [], groupSpeakers: [], points: [] };
}

/** Fields of sources and meetings by the names that labels have for them. */
const FIELDS: Record<string, keyof Values> = {
  [`${RecordKind.SOURCE} title`]: "title",
  [`${RecordKind.SOURCE} publishedOn`]: "publicationDate",
  [`${RecordKind.MEETING} heldOn`]: "meetingDate",
  [`${RecordKind.MEETING} bodyId`]: "organization",
  [`${RecordKind.MEETING} theme`]: "theme",
  [`${RecordKind.MEETING} kind`]: "meetingKind",
  [`${RecordKind.MEETING} place`]: "place",
};

/** Parts of the date of a meeting, by their names within `dateDetail`. */
const DATE_DETAILS: Record<string, string> = { heldEnd: "end", heldPartial: "partial", heldHalfDay: "halfDay" };

function labelField(decision: StandingDecision, names: Map<string, string>, right: Values, rejected: Values): void {
  const { action, from, to } = decision;
  if (action !== DecisionAction.REJECT && to !== null) putField(right, decision, to, names);
  if (action !== DecisionAction.CONFIRM && from !== null) putField(rejected, decision, from, names);
}

function putField(values: Values, { recordKind, field }: StandingDecision, value: unknown, names: Map<string, string>): void {
  const detail = recordKind === RecordKind.MEETING ? DATE_DETAILS[field ?? ""] : undefined;
  const label = FIELDS[`${recordKind} ${field}`];
  if (detail !== undefined) values.dateDetail = { ...values.dateDetail, [detail]: value };
  else if (label !== undefined) Object.assign(values, { [label]: field === "bodyId" ? (names.get(String(value)) ?? null) : value });
}

/** An appearance, speech or point: what it says now is right, what it said before is not. */
function labelRecord(record: NamedRecord, all: StandingDecision[], names: Map<string, string>, right: Values, rejected: Values): void {
  if (all.some(({ field, action }) => field === null && action === DecisionAction.REJECT)) {
    put(rejected, record);
    return;
  }
  put(right, record);
  const corrected = all.filter(({ action }) => action !== DecisionAction.CONFIRM);
  if (corrected.length === 0) return;
  const before = { ...record };
  for (const { field, from } of corrected) {
    if (field === "personId") before.name = names.get(String(from)) ?? null;
    else if (field === "groupName") before.name = from as string | null;
    else if (field === EXTENT) Object.assign(before, placeOf(from));
    else if (field === "role" || field === "kind" || field === "verb" || field === "part") before[field] = from as string | null;
  }
  put(rejected, before);
}

function placeOf(extent: unknown): Pick<NamedRecord, "start" | "end"> {
  const { start, end } = extent as PointExtent;
  return { start, end };
}

function put(values: Values, { part, name, isGroup, role, kind, verb, start, end }: NamedRecord): void {
  if (verb !== null && start !== null && end !== null) values.points.push({ verb, start, end });
  else if (name === null) return;
  else if (kind !== null) values.speakers.push({ name, role, kind });
  else if (part === AppearancePart.PRESIDED) values.presiders.push({ name, role });
  else if (part === AppearancePart.SPOKE && isGroup) values.groupSpeakers.push({ who: name });
}

/** People by the name that the text prints, where it was read there. */
async function readRecords(database: Database, sourceId: string): Promise<Map<string, NamedRecord>> {
  const printed = (record: string, person: string) =>
    `CASE WHEN NOT EXISTS (
       SELECT FROM decision d WHERE d.record_id = ${record}.id AND d.field = 'personId' AND d.undone_at IS NULL AND d.action = 'CORRECT')
     THEN coalesce((SELECT e.value FROM evidence e WHERE e.record_id = ${record}.id AND e.field = 'person' LIMIT 1), ${person}.name) ELSE ${person}.name END`;
  const rows = await database.query<NamedRecord>(
    `SELECT a.id, a.part, coalesce(${printed("a", "p")}, a.group_name) AS name, a.person_id IS NULL AS "isGroup", a.role,
       NULL AS kind, NULL AS verb, NULL::int AS start, NULL::int AS "end"
     FROM appearance a JOIN meeting m ON m.id = a.meeting_id LEFT JOIN person p ON p.id = a.person_id WHERE m.source_id = $1
     UNION ALL
     SELECT x.id, NULL, ${printed("x", "p")}, false, x.role, x.kind, NULL, NULL, NULL
     FROM speech x LEFT JOIN person p ON p.id = x.person_id WHERE x.source_id = $1
     UNION ALL
     SELECT o.id, NULL, NULL, false, NULL, NULL, o.verb, o.start_offset, o.end_offset
     FROM point o JOIN meeting m ON m.id = o.meeting_id WHERE m.source_id = $1`,
    [sourceId],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Names of the people and bodies that corrections lead from and to. */
async function readNames(database: Database, decisions: StandingDecision[]): Promise<Map<string, string>> {
  const ids = decisions.filter(({ field }) => field === "personId" || field === "bodyId").flatMap(({ from, to }) => [from, to]);
  const rows = await database.query<{ id: string; name: string }>(
    "SELECT id, name FROM person WHERE id = ANY($1::uuid[]) UNION ALL SELECT id, name FROM body WHERE id = ANY($1::uuid[])",
    [ids.filter((id) => typeof id === "string")],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
