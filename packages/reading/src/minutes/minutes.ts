import type { Block, Draft, Evidenced, PersonInRole, Span, SpeechDraft } from "@lectern/schema";
import { DateBasis, DatePrecision, SpeechKind } from "@lectern/schema/kind";
import { fromText } from "../evidence.js";
import { type FieldContext, readField } from "../fields.js";
import { readEnglishActs, type Told } from "../notice/acts-en.js";
import { findChineseActs } from "../notice/acts-zh.js";
import { LINE_OF_HEAD } from "../notice/head.js";
import { proseSpan, readMeeting, readWords } from "../notice/notice.js";
import { gatherRoster, type Mention } from "../notice/people.js";
import { findPoints } from "../notice/points.js";
import { type Prose, readProse } from "../notice/prose.js";
import { printFrom, readingCopy } from "../notice/reading-copy.js";
import { type Attendance, readAttendance } from "./attendance.js";
import { readBusiness } from "./business.js";
import { findItemTurns } from "./item-turns.js";
import { findTurns } from "./turns.js";
import { chairInFull, fullestName, introduced, whoIsWho, withFullestNames } from "./who-is-who.js";
import { findWrittenReports } from "./written-reports.js";

/** Reads minutes: who was there and in the chair, what was proposed and seconded, what was said, and marked turns. */
export function readMinutes(draft: Draft, context: FieldContext, phrases: string[]): void {
  const stored = draft.text;
  draft.text = readingCopy(stored);
  readCopy(draft, context, phrases);
  if (draft.text !== stored) printFrom(stored, draft);
  draft.text = stored;
}

function readCopy(draft: Draft, context: FieldContext, phrases: string[]): void {
  const { text, blocks } = draft;
  const listed = readAttendance(text, blocks);
  const attendance = { ...listed, chair: chairInFull(text, listed) };
  const [start, end] = proseSpan(draft);
  const prose = readProse(text, blocks, [start, end]);
  draft.meeting = readMeeting(draft, context, prose);
  takeDayOfHead(draft);
  const items = readProse(text, blocks, [Math.max(start, attendance.end), end]);
  const guests = prose.isChinese ? [] : introduced(items);
  const head = readProse(text, blocks, [start, Math.min(end, attendance.end)]);
  const told = prose.isChinese
    ? { acts: findChineseActs(prose), statements: [] }
    : readEnglishMinutes(head, items, blocks, attendance, guests);
  const roster = gatherRoster(
    text,
    told.acts,
    SpeechKind.PRESIDER_REMARKS,
    [...attendance.people, ...attendance.chair, ...guests],
    chairOf(text, attendance),
  );
  draft.presiders = presidersOf(text, attendance, roster.presiders, readField(context, "presider"));
  const turns = findTurns(text, blocks, prose.isChinese, attendance.people);
  draft.speeches = [...roster.speeches, ...speakersInFull(text, turns, attendance)];
  draft.groupSpeakers = roster.groupSpeakers;
  draft.attendees = attendeesOf(text, attendance, draft, roster.attendees);
  draft.minutes = readBusiness(text, blocks, attendance, told.acts);
  draft.points = findPoints(prose.isChinese ? prose : items, told, false);
  readWords(draft, prose, phrases);
}

/**
 * Reads what a record of who said what says between the turns, in its own voice: the chair, motions and votes, points. Its
 * speakers have the fullest names that its lists print.
 */
export function readBetweenTurns(draft: Draft, listed: Attendance, turns: Span[]): void {
  const { text } = draft;
  const blocks = outside(draft.blocks, turns);
  const attendance = { ...listed, chair: chairInFull(text, listed) };
  const head = readProse(text, blocks, [0, attendance.end]);
  const items = readProse(text, blocks, [attendance.end, text.length]);
  const told = items.isChinese
    ? { acts: findChineseActs(items), statements: [] }
    : readEnglishMinutes(head, items, blocks, attendance, introduced(items));
  draft.speeches = speakersInFull(text, draft.speeches, attendance);
  draft.presiders = presidersOf(text, attendance, draft.presiders, null);
  draft.minutes = readBusiness(text, blocks, attendance, told.acts);
  draft.points = findPoints(items, told, false);
}

/** Blocks that share nothing with some spans; both in the order of the text, each looked at once. */
function outside(blocks: Block[], spans: Span[]): Block[] {
  let next = 0;
  return blocks.filter(({ span: [start, end] }) => {
    while (next < spans.length && (spans[next] as Span)[1] <= start) next++;
    const span = spans[next];
    return span === undefined || span[0] >= end;
  });
}

function speakersInFull(text: string, speeches: SpeechDraft[], { people, chair }: Attendance): SpeechDraft[] {
  const inFull = fullestName(text, [...people, ...chair], []);
  return speeches.map((speech) => {
    const { speaker } = speech;
    if (!speaker?.span) return speech;
    const { name } = inFull({ name: speaker.span, role: null });
    const value = text.slice(...name).replace(/\s+/g, " ");
    return value === speaker.value ? speech : { ...speech, speaker: fromText(text, name, `${speaker.method}, in full by the list`, 0.9) };
  });
}

/** A day alone in the head of minutes is that of the meeting, where they print no other. */
function takeDayOfHead(draft: Draft): void {
  const { meeting, publishedOn } = draft;
  if (!meeting || publishedOn?.method !== LINE_OF_HEAD || !publishedOn.span) return;
  if (meeting.heldOn?.date === publishedOn.value) draft.publishedOn = null;
  if (meeting.heldOn) return;
  const { value: date, printed, span } = publishedOn;
  const year = span[0] + printed.indexOf(date.slice(0, 4));
  const yearSpan: Span | null = year < span[0] ? null : [year, year + 4];
  const precision = DatePrecision.DAY;
  meeting.heldOn = { date, end: null, partial: null, precision, halfDay: null, printed, span, basis: DateBasis.PRINTED, yearSpan };
  draft.publishedOn = null;
}

function readEnglishMinutes(head: Prose, items: Prose, blocks: Block[], attendance: Attendance, guests: Mention[]): Told {
  const context = whoIsWho(items.text, attendance, guests);
  // "The Mayor called the meeting to order" stands above the lists.
  const presided = readEnglishActs(head, context).acts.filter((act) => act.kind === "presided");
  const told = readEnglishActs(items, context);
  const acts = withFullestNames(
    items.text,
    [...presided, ...findItemTurns(items.text, blocks, attendance), ...told.acts, ...findWrittenReports(items, context)],
    [...attendance.people, ...attendance.chair],
  );
  return { acts, statements: told.statements };
}

function chairOf(text: string, { chair }: Attendance): PersonInRole[] {
  return chair.map(
    (mention): PersonInRole => ({
      name: fromText(text, mention.name, "presider: listed in the chair", 0.95),
      role: mention.role && fromText(text, mention.role, "presider: role beside the name", 0.9),
    }),
  );
}

function presidersOf(text: string, attendance: Attendance, told: PersonInRole[], field: Evidenced | null): PersonInRole[] {
  const all = [...(field ? [{ name: field, role: null }] : []), ...chairOf(text, attendance), ...told];
  return all.filter((one, index) => all.findIndex((other) => other.name.value === one.name.value) === index);
}

/** Whoever the lists name attended, whatever else they did; others only where nothing else tells that they were there. */
function attendeesOf(text: string, { people }: Attendance, draft: Draft, told: Evidenced[]): Evidenced[] {
  const active = new Set([...draft.speeches.map((speech) => speech.speaker?.value), ...draft.presiders.map((one) => one.name.value)]);
  const listed = people.map(({ name }) => fromText(text, name, "attended: listed as present", 0.9));
  const all = [...listed, ...told.filter((one) => !active.has(one.value))];
  return all.filter((one, index) => all.findIndex((other) => other.value === one.value) === index);
}
