import type { Draft, Evidenced, PersonInRole } from "@lectern/schema";
import { SpeechKind } from "@lectern/schema/kind";
import { fromText } from "../evidence.js";
import { type FieldContext, readField } from "../fields.js";
import { findEnglishActs } from "../notice/acts-en.js";
import { findChineseActs } from "../notice/acts-zh.js";
import { proseSpan, readMeeting, readWords } from "../notice/notice.js";
import { gatherRoster, type Mention } from "../notice/people.js";
import { type EnglishContext, rememberNames } from "../notice/people-en.js";
import { findPoints } from "../notice/points.js";
import { readProse } from "../notice/prose.js";
import { type Attendance, readAttendance } from "./attendance.js";
import { findTurns } from "./turns.js";

/** Reads minutes: who was there and in the chair, what was proposed and seconded, what was resolved, and marked turns. */
export function readMinutes(draft: Draft, context: FieldContext, phrases: string[]): void {
  const { text, blocks } = draft;
  const prose = readProse(text, blocks, proseSpan(draft));
  const attendance = readAttendance(text, blocks);
  draft.meeting = readMeeting(draft, context, prose);
  const english: EnglishContext = { text, known: new Map(), offices: attendance.people.flatMap(officeOf(text)) };
  rememberNames(english, attendance.people);
  for (const { name } of attendance.people) english.known.set(text.slice(...name), name);
  const acts = prose.isChinese ? findChineseActs(prose) : findEnglishActs(prose, english);
  const roster = gatherRoster(text, acts, SpeechKind.PRESIDER_REMARKS);
  draft.presiders = presidersOf(text, attendance, roster.presiders, readField(context, "presider"));
  draft.speeches = [...roster.speeches, ...findTurns(text, blocks, prose.isChinese)];
  draft.groupSpeakers = roster.groupSpeakers;
  draft.attendees = attendeesOf(text, attendance, draft, roster.attendees);
  draft.points = findPoints(prose);
  readWords(draft, prose, phrases);
}

/** "the Head of Finance" in the minutes stands for the person listed with that office. */
function officeOf(text: string): (mention: Mention) => EnglishContext["offices"] {
  return (mention) => {
    if (!mention.role) return [];
    const role = text.slice(...mention.role);
    const short = role.split(",", 1)[0] as string;
    return [...new Set([role, short])].filter((office) => office.length >= 6).map((office) => ({ office, mention }));
  };
}

function presidersOf(text: string, { chair }: Attendance, told: PersonInRole[], field: Evidenced | null): PersonInRole[] {
  const listed = chair.map(
    (mention): PersonInRole => ({
      name: fromText(text, mention.name, "presider: listed in the chair", 0.95),
      role: mention.role && fromText(text, mention.role, "presider: role beside the name", 0.9),
    }),
  );
  const all = field ? [{ name: field, role: null }, ...listed, ...told] : [...listed, ...told];
  return all.filter((one, index) => all.findIndex((other) => other.name.value === one.name.value) === index);
}

/** Whoever the lists name attended, whatever else they did; others only where nothing else tells that they were there. */
function attendeesOf(text: string, { people }: Attendance, draft: Draft, told: Evidenced[]): Evidenced[] {
  const active = new Set([...draft.speeches.map((speech) => speech.speaker.value), ...draft.presiders.map((one) => one.name.value)]);
  const listed = people.map(({ name }) => fromText(text, name, "attended: listed as present", 0.9));
  const all = [...listed, ...told.filter((one) => !active.has(one.value))];
  return all.filter((one, index) => all.findIndex((other) => other.value === one.value) === index);
}
