import type { Draft, Evidenced, HeldDate, PersonInRole, Span, SpeechDraft } from "@lectern/schema";
import { DateBasis, SpeechKind } from "@lectern/schema/kind";
import { fromMetadata, fromText } from "../evidence.js";
import { type FieldContext, readField } from "../fields.js";
import { readAttendance } from "../minutes/attendance.js";
import { readBetweenTurns } from "../minutes/minutes.js";
import { completeDate, findDates, parseDateValue } from "../notice/dates.js";
import { heldFromField } from "../notice/held-date.js";
import { fieldDate, readMeeting, readWords } from "../notice/notice.js";
import { readProse } from "../notice/prose.js";
import type { NamedInSource, Turn, VerbatimRecord } from "./verbatim-record.js";

/**
 * Reads a record that marks its speeches: who spoke, in what role and order, who was in the chair, when it was. What its
 * format does not say of the sitting is read from the words before the first speech.
 */
export function readRecord(draft: Draft, context: FieldContext, record: VerbatimRecord, phrases: string[]): void {
  const { text, blocks } = draft;
  const opening: Span = [0, record.turns[0]?.speaker.span?.[0] ?? record.turns[0]?.words[0] ?? 0];
  const printed = readMeeting(draft, context, readProse(text, blocks, opening));
  const attendance = readAttendance(
    text,
    blocks.filter(({ span }) => span[1] <= opening[1]),
  );
  draft.meeting = {
    ...printed,
    heldOn: fieldDate(context) ?? heldOn(text, record.heldOn) ?? printed.heldOn ?? openingDate(draft, opening),
    body: readField(context, "body") ?? evidenced(text, record.body) ?? printed.body,
    place: readField(context, "place") ?? evidenced(text, record.place) ?? printed.place,
  };
  draft.speeches = record.turns.map((turn) => speechOf(text, turn));
  draft.presiders = presidersOf(text, record.turns);
  draft.attendees = attendance.people.map(({ name }) => fromText(text, name, "attended: listed as present", 0.9));
  if (record.format === null)
    readBetweenTurns(
      draft,
      attendance,
      record.turns.map(({ words }) => words),
    );
  readWords(draft, readProse(text, blocks, [0, text.length]), phrases);
}

/** The record of a sitting begins with its day: the first whole date before the first speech. */
function openingDate({ text }: Draft, opening: Span): HeldDate | null {
  const [date] = findDates(text, [opening[0], Math.min(opening[1], opening[0] + 600)]).filter(
    ({ year, day }) => year !== null && day !== null,
  );
  const value = date && completeDate(date, date.year);
  if (!date || !value) return null;
  const field = fromText(text, date.span, "date at the head of the record", 0.85);
  return { ...heldFromField(field, value), basis: DateBasis.PRINTED, halfDay: date.halfDay, yearSpan: date.yearSpan };
}

function speechOf(text: string, { speaker, role, words }: Turn): SpeechDraft {
  return {
    speaker: evidenced(text, speaker) as Evidenced,
    role: evidenced(text, role),
    kind: SpeechKind.SPEECH,
    printedKind: null,
    about: null,
    textSpan: words,
  };
}

/** Everybody whom the record marks as speaking from the chair, once. */
function presidersOf(text: string, turns: Turn[]): PersonInRole[] {
  const found = new Map<string, PersonInRole>();
  for (const { speaker, role, isChair } of turns) {
    if (isChair && !found.has(speaker.value)) {
      found.set(speaker.value, { name: evidenced(text, speaker) as Evidenced, role: evidenced(text, role) });
    }
  }
  return [...found.values()];
}

function evidenced(text: string, named: NamedInSource | null): Evidenced | null {
  if (named === null) return null;
  if (named.span === null) return fromMetadata(named.value, named.method);
  return { value: named.value, printed: text.slice(...named.span), span: named.span, method: named.method, confidence: 1 };
}

function heldOn(text: string, named: NamedInSource | null): HeldDate | null {
  const value = named && parseDateValue(named.value);
  const field = evidenced(text, named);
  if (!field || !value) return null;
  return { ...heldFromField(field, value), basis: field.span ? DateBasis.PRINTED : DateBasis.METADATA };
}
