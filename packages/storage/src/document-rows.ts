import {
  Appearance,
  type Draft,
  Evidence,
  Meeting,
  Passage,
  PhraseOccurrence,
  Point,
  RecordKind,
  Section,
  Speech,
  StudyText,
} from "@lectern/schema";
import { type DocumentRecords, dayPublished, isoDay, looseEvidence, noMoreThanGiven, type Witness, witness } from "./document-records.js";
import type { NewRecord } from "./record-identity.js";
import { storable, type TableRows } from "./rows.js";
import type { SharedIds, SharedName } from "./shared-records.js";
import { derivedId, numberEqual } from "./uuid.js";

/** All records of a document that carry a lasting id. */
export function identitiesOf(records: DocumentRecords): NewRecord[] {
  const { meeting, appearances, points, speeches, studyText, sections, passages } = records;
  const described = [...(meeting ? [meeting] : []), ...appearances, ...points, ...speeches, ...(studyText ? [studyText] : [])];
  return [...described.map((record) => record.identity), ...sections, ...passages];
}

/** The people, bodies and phrases that a document names. */
export function sharedNames(draft: Draft, records: DocumentRecords): SharedName[] {
  const people = [...records.appearances, ...records.speeches].flatMap((record) => record.values.personName ?? []);
  const bodies = records.meeting?.values.bodyName ?? null;
  return [
    ...people.map((name) => ({ kind: RecordKind.PERSON, name }) as const),
    ...(bodies === null ? [] : [{ kind: RecordKind.BODY, name: bodies } as const]),
    ...draft.setPhrases
      .filter((phrase) => phrase.span !== null)
      .map((phrase) => ({ kind: RecordKind.SET_PHRASE, name: phrase.canonical ?? phrase.value, form: phrase.value }) as const),
  ];
}

export type IdOf = (record: NewRecord) => string;

/** The rows of what a document tells of, with the evidence of each value. */
export function documentRows(sourceId: string, draft: Draft, records: DocumentRecords, idOf: IdOf, shared: SharedIds): TableRows[] {
  const meetingId = records.meeting && idOf(records.meeting.identity);
  return [
    { entity: Meeting, rows: meetingRows(sourceId, records, idOf, shared) },
    { entity: Appearance, rows: appearanceRows(meetingId, records, idOf, shared) },
    { entity: Point, rows: pointRows(meetingId, records, idOf) },
    { entity: Speech, rows: speechRows(sourceId, meetingId, records, idOf, shared) },
    ...studyTextRows(sourceId, draft, records, idOf),
    { entity: PhraseOccurrence, rows: occurrenceRows(sourceId, draft, shared) },
    { entity: Evidence, rows: evidenceRows(sourceId, draft, records, idOf) },
  ];
}

function meetingRows(sourceId: string, records: DocumentRecords, idOf: IdOf, shared: SharedIds): object[] {
  if (records.meeting === null) return [];
  const { bodyName, held, ...values } = records.meeting.values;
  const heldOn = isoDay(held?.date ?? null);
  const heldEnd = isoDay(held?.end ?? null);
  return [
    {
      id: idOf(records.meeting.identity),
      sourceId,
      ...values,
      bodyId: bodyName === null ? null : shared.idOf(RecordKind.BODY, bodyName),
      heldOn,
      heldEnd: heldOn !== null && heldEnd !== null && heldEnd >= heldOn ? heldEnd : null,
      heldPartial: held?.partial ?? null,
      heldPrecision: held?.precision ?? null,
      heldHalfDay: held?.halfDay ?? null,
      heldBasis: held?.basis ?? null,
    },
  ];
}

function appearanceRows(meetingId: string | null, records: DocumentRecords, idOf: IdOf, shared: SharedIds): object[] {
  return records.appearances.map(({ identity, values: { personName, ...values } }, position) => ({
    id: idOf(identity),
    meetingId,
    personId: personName === null ? null : shared.idOf(RecordKind.PERSON, personName),
    ...values,
    position,
  }));
}

function pointRows(meetingId: string | null, records: DocumentRecords, idOf: IdOf): object[] {
  return records.points.map(({ identity, values: { verb, text, span } }, position) => ({
    id: idOf(identity),
    meetingId,
    verb,
    text,
    start: span[0],
    end: span[1],
    position,
  }));
}

function speechRows(sourceId: string, meetingId: string | null, records: DocumentRecords, idOf: IdOf, shared: SharedIds): object[] {
  return records.speeches.map(({ identity, values: { personName, span, ...values } }, position) => ({
    id: idOf(identity),
    sourceId,
    meetingId,
    personId: personName === null ? null : shared.idOf(RecordKind.PERSON, personName),
    ...values,
    start: span?.[0] ?? null,
    end: span?.[1] ?? null,
    position,
  }));
}

/** Other sources point at these rows, so one that is there is written over, never removed and put back. */
function studyTextRows(sourceId: string, draft: Draft, records: DocumentRecords, idOf: IdOf): TableRows[] {
  const study = draft.studyText;
  if (study === null || records.studyText === null) return [];
  const studyTextId = idOf(records.studyText.identity);
  const sectionId = (index: number | null) => {
    const section = index === null ? undefined : records.sections[index];
    return section === undefined ? null : idOf(section);
  };
  const head = {
    title: study.title.value,
    aliases: study.aliases,
    author: study.author,
    edition: study.edition,
    language: draft.language,
    ...dayPublished(draft.publishedOn),
    passageCount: study.passages.length,
  };
  const sections = study.sections.map((section, position) => ({
    id: sectionId(position),
    studyTextId,
    parentId: sectionId(section.parent),
    level: section.level,
    number: section.number === null ? null : String(section.number),
    heading: section.heading,
    printed: section.printed ?? null,
    position,
  }));
  const passages = study.passages.map((passage, position) => ({
    id: idOf(records.passages[position] as NewRecord),
    studyTextId,
    sectionId: sectionId(passage.section),
    locator: passage.locator,
    levels: passage.levels,
    text: draft.text.slice(...passage.span),
    start: passage.span[0],
    end: passage.span[1],
    position,
  }));
  return [
    { entity: StudyText, rows: [{ id: studyTextId, sourceId, ...head }], update: Object.keys(head) },
    { entity: Section, rows: sections, update: ["parentId", "level", "number", "heading", "printed", "position"] },
    { entity: Passage, rows: passages, update: ["sectionId", "locator", "levels", "text", "start", "end", "position"] },
  ];
}

function occurrenceRows(sourceId: string, draft: Draft, shared: SharedIds): object[] {
  const rows = new Map<string, object>();
  const numberOf = numberEqual();
  for (const phrase of draft.setPhrases) {
    const phraseId = shared.idOf(RecordKind.SET_PHRASE, phrase.canonical ?? phrase.value);
    if (phraseId === null || phrase.span === null || phrase.span[1] <= phrase.span[0]) continue;
    const [start, end] = phrase.span;
    if (rows.has(`${phraseId} ${start}`)) continue;
    const id = derivedId(sourceId, ["phrase", start, end, numberOf([start, end])]);
    rows.set(`${phraseId} ${start}`, { id, phraseId, sourceId, start, end, printed: draft.text.slice(start, end) });
  }
  return [...rows.values()];
}

/**
 * `printed` is cut from the text by the span, so that what is shown as evidence is always what stands there. Its id says of
 * which value of which record it is, and which words say it: the same evidence keeps its id when it is read again.
 */
function evidenceRows(sourceId: string, draft: Draft, records: DocumentRecords, idOf: IdOf): object[] {
  const numberOf = numberEqual();
  const row = (recordKind: RecordKind, recordId: string, { field, value: { value, span, method, confidence } }: Witness) => {
    const [start, end] = span !== null && span[1] > span[0] ? span : [null, null];
    const printed = start === null || end === null ? null : draft.text.slice(start, end);
    const words = [recordId, field, storable(String(value)), start, end];
    const id = derivedId(sourceId, [...words, numberOf(words)]);
    return { id, sourceId, recordKind, recordId, field, value: String(value), printed, start, end, method, confidence };
  };
  const described = [records.meeting, ...records.appearances, ...records.points, ...records.speeches, records.studyText].filter(
    (record) => record !== null,
  );
  return [
    ...sourceEvidence(draft, records).map((found) => row(RecordKind.SOURCE, sourceId, found)),
    ...described.flatMap(({ identity, evidence }) => evidence.map((found) => row(identity.kind, idOf(identity), found))),
  ];
}

function sourceEvidence(draft: Draft, records: DocumentRecords): Witness[] {
  return [
    ...witness("title", draft.title),
    ...witness("publishedOn", noMoreThanGiven(draft.publishedOn)),
    ...witness("capturedOn", draft.capturedOn),
    ...witness("correctedOn", draft.correctedOn),
    ...witness("publisher", draft.publisher),
    ...witness("url", draft.url),
    ...(records.meeting === null ? [...witness("place", draft.meeting?.place ?? null), ...looseEvidence(draft)] : []),
  ];
}
