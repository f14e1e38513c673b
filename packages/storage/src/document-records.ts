import {
  AppearancePart,
  type DateField,
  DatePrecision,
  DocumentKind,
  type Draft,
  type Evidenced,
  type HeldDate,
  type MinutesDraft,
  type PersonInRole,
  RecordKind,
  type Span,
  type SpeechDraft,
} from "@lectern/schema";
import type { FoldKey } from "./data-source.js";
import type { NewRecord } from "./record-identity.js";

/** A value to keep the evidence of. */
export interface Witness {
  field: string;
  value: Pick<Evidenced, "value" | "span" | "method" | "confidence">;
}

/** A record of a document before it has an id: what it is known by when read again, its values, and where they came from. */
export interface Described<Values> {
  identity: NewRecord;
  values: Values;
  evidence: Witness[];
}

export interface MeetingValues {
  bodyName: string | null;
  title: string | null;
  theme: string | null;
  kind: string | null;
  place: string | null;
  held: HeldDate | null;
  minutes: MinutesDraft | null;
}

export interface AppearanceValues {
  personName: string | null;
  groupName: string | null;
  part: AppearancePart;
  role: string | null;
}

export interface PointValues {
  verb: string;
  text: string;
  span: Span;
}

export interface SpeechValues {
  personName: string | null;
  title: string | null;
  role: string | null;
  kind: SpeechDraft["kind"];
  printedKind: string | null;
  about: string | null;
  givenOn: string | null;
  givenPrecision: DatePrecision | null;
  span: Span | null;
}

/** All records that one draft tells of. The values of sections and passages stay in the draft, whose order they keep. */
export interface DocumentRecords {
  meeting: Described<MeetingValues> | null;
  appearances: Described<AppearanceValues>[];
  points: Described<PointValues>[];
  speeches: Described<SpeechValues>[];
  studyText: Described<null> | null;
  sections: NewRecord[];
  passages: NewRecord[];
}

/** What a draft tells of. */
export function describeRecords(draft: Draft, foldKey: FoldKey): DocumentRecords {
  const meeting = describeMeeting(draft);
  const study = draft.studyText;
  return {
    meeting,
    appearances: meeting === null ? [] : describeAppearances(draft, foldKey),
    points: meeting === null ? [] : describePoints(draft, foldKey),
    speeches: describeSpeeches(draft, foldKey),
    studyText: study && {
      identity: { kind: RecordKind.STUDY_TEXT, name: "study text", span: null },
      values: null,
      evidence: witness("title", study.title),
    },
    sections: study === null ? [] : describeSections(draft, foldKey),
    passages:
      study === null ? [] : study.passages.map(({ locator, span }) => ({ kind: RecordKind.PASSAGE, name: recordName(locator), span })),
  };
}

/** A kind as printed stands in a sentence; as a title it begins like one. */
function asTitle(kind: string | null): string | null {
  return kind === null ? null : kind.charAt(0).toUpperCase() + kind.slice(1);
}

/** Notices and minutes are of a meeting; a speech has one where it says which meeting it was given at. */
function describeMeeting(draft: Draft): Described<MeetingValues> | null {
  const { body = null, theme = null, kind = null, place = null, heldOn = null } = draft.meeting ?? {};
  const isOfMeeting = draft.kind === DocumentKind.NOTICE || draft.kind === DocumentKind.MINUTES;
  const saysWhich = draft.kind === DocumentKind.SPEECH && (body ?? theme ?? kind) !== null;
  if (!isOfMeeting && !saysWhich) return null;
  return {
    identity: { kind: RecordKind.MEETING, name: "meeting", span: null },
    values: {
      bodyName: draft.meeting?.bodyName ?? body?.value ?? null,
      title: theme?.value ?? draft.title?.value ?? asTitle(kind?.value ?? null),
      theme: theme?.value ?? null,
      kind: kind?.value ?? null,
      place: place?.value ?? null,
      held: heldOn,
      minutes: draft.minutes ?? null,
    },
    evidence: [
      ...witness("body", body),
      ...witness("theme", theme),
      ...witness("kind", kind),
      ...witness("place", place),
      ...heldEvidence("heldOn", heldOn),
      ...looseEvidence(draft),
    ],
  };
}

/** What has no record of its own: kept as evidence of the meeting, or of the source where there is none. */
export function looseEvidence(draft: Draft): Witness[] {
  return [
    ...draft.events.map((value) => ({ field: "event", value })),
    ...draft.quantities.map((value) => ({ field: "quantity", value })),
    ...draft.citedWorks.map((work) => ({ field: "citedWork", value: work.title })),
  ];
}

function describeAppearances(draft: Draft, foldKey: FoldKey): Described<AppearanceValues>[] {
  const presiders = draft.presiders.map((person) => inRole(AppearancePart.PRESIDED, person, foldKey));
  const spoke = draft.speeches.flatMap(({ speaker, role }) => (speaker === null ? [] : [{ name: speaker, role }]));
  const speakers = firstOfEach(spoke, ({ name }) => foldKey(name.value)).map((person) => inRole(AppearancePart.SPOKE, person, foldKey));
  const people = new Set([...draft.presiders, ...spoke].map(({ name }) => foldKey(name.value)));
  const groupSpeakers = draft.groupSpeakers.map((group) => asGroup(AppearancePart.SPOKE, group, foldKey));
  const attendees = draft.attendees.map((attendee) =>
    people.has(foldKey(attendee.value))
      ? inRole(AppearancePart.ATTENDED, { name: attendee, role: null }, foldKey)
      : asGroup(AppearancePart.ATTENDED, attendee, foldKey),
  );
  return [...presiders, ...speakers, ...groupSpeakers, ...attendees];
}

function inRole(part: AppearancePart, person: PersonInRole, foldKey: FoldKey): Described<AppearanceValues> {
  const key = foldKey(person.name.value);
  if (key === "") return asGroup(part, person.name, foldKey);
  return {
    identity: { kind: RecordKind.APPEARANCE, name: recordName(`${part} ${key}`), span: person.name.span },
    values: { personName: person.name.value, groupName: null, part, role: person.role?.value ?? null },
    evidence: [...witness("person", person.name), ...witness("role", person.role)],
  };
}

function asGroup(part: AppearancePart, group: Evidenced, foldKey: FoldKey): Described<AppearanceValues> {
  return {
    identity: { kind: RecordKind.APPEARANCE, name: recordName(`${part} ${foldKey(group.value)}`), span: group.span },
    values: { personName: null, groupName: group.value, part, role: null },
    evidence: witness("groupName", group),
  };
}

/** A point without a span could not be shown in its text, which is all a point is for. */
function describePoints(draft: Draft, foldKey: FoldKey): Described<PointValues>[] {
  return draft.points.flatMap(({ verb, text }) => {
    const span = text.span;
    if (span === null || span[1] <= span[0]) return [];
    const name = recordName(`${foldKey(verb.value)} ${foldKey(text.value)}`);
    return [
      {
        identity: { kind: RecordKind.POINT, name, span },
        values: { verb: verb.printed, text: text.printed, span },
        evidence: [...witness("verb", verb), ...witness("text", text)],
      },
    ];
  });
}

function describeSpeeches(draft: Draft, foldKey: FoldKey): Described<SpeechValues>[] {
  const ownTitle = draft.kind === DocumentKind.SPEECH ? (draft.title?.value ?? null) : null;
  return draft.speeches.map((speech) => {
    const key = foldKey(speech.speaker?.value ?? "");
    const given = speech.givenOn === undefined ? (draft.meeting?.heldOn ?? null) : speech.givenOn;
    return {
      identity: {
        kind: RecordKind.SPEECH,
        name: recordName(`${speech.kind} ${key}`),
        span: speech.textSpan ?? speech.printedKind?.span ?? speech.speaker?.span ?? null,
      },
      values: {
        personName: key === "" ? null : (speech.speaker?.value ?? null),
        title: ownTitle ?? speech.about?.value ?? null,
        role: speech.role?.value ?? null,
        kind: speech.kind,
        printedKind: speech.printedKind?.value ?? null,
        about: speech.about?.value ?? null,
        ...dayGiven(given),
        span: speech.textSpan !== null && speech.textSpan[1] > speech.textSpan[0] ? speech.textSpan : null,
      },
      evidence: [
        ...witness("person", speech.speaker),
        ...witness("role", speech.role),
        ...witness("printedKind", speech.printedKind),
        ...witness("about", speech.about),
        ...heldEvidence("givenOn", given),
      ],
    };
  });
}

/** The day of the meeting; of a meeting of several days only the month, or the year, is known. */
function dayGiven(held: HeldDate | null): { givenOn: string | null; givenPrecision: DatePrecision | null } {
  const day = isoDay(held?.date ?? null);
  if (held === null || day === null) return { givenOn: null, givenPrecision: null };
  if (held.end === null || held.end === held.date || held.precision !== DatePrecision.DAY)
    return { givenOn: day, givenPrecision: held.precision };
  if (held.end.slice(0, 7) === day.slice(0, 7)) return { givenOn: `${day.slice(0, 7)}-01`, givenPrecision: DatePrecision.MONTH };
  return { givenOn: `${day.slice(0, 4)}-01-01`, givenPrecision: DatePrecision.YEAR };
}

/** Sections are known by the way down to them: "VOLUME 4 / CHAPTER 2". */
function describeSections(draft: Draft, foldKey: FoldKey): NewRecord[] {
  const ways: string[] = [];
  return (draft.studyText?.sections ?? []).map((section, index) => {
    const own = `${section.level} ${section.number ?? foldKey(section.heading ?? "")}`;
    const parent = section.parent === null ? undefined : ways[section.parent];
    const way = parent === undefined ? own : `${parent} / ${own}`;
    ways[index] = way;
    return { kind: RecordKind.SECTION, name: recordName(way), span: section.span };
  });
}

export function witness(field: string, value: Evidenced | null): Witness[] {
  return value === null ? [] : [{ field, value }];
}

function heldEvidence(field: string, held: HeldDate | null): Witness[] {
  if (held === null) return [];
  const first = held.date ?? held.partial ?? held.printed;
  const whole = {
    value: held.end === null ? first : `${first}/${held.end}`,
    span: held.span,
    method: `date: ${held.basis}`,
    confidence: 1,
  };
  if (held.yearSpan === null) return [{ field, value: whole }];
  const year = { value: first.slice(0, 4), span: held.yearSpan, method: `year of the date: ${held.basis}`, confidence: 1 };
  return [
    { field, value: whole },
    { field: field === "heldOn" ? "heldBasis" : field, value: year },
  ];
}

/** Longest name that the register keeps: enough to tell records of one source apart, short enough for an index. */
const LONGEST_NAME = 200;

/** Words as a name in the register of ids: "#" numbers equal names there, so a name has none. */
export function recordName(words: string): string {
  return words.replaceAll("#", "").slice(0, LONGEST_NAME).toWellFormed();
}

export function dayPublished(date: DateField | null): { publishedOn: string | null; publishedPrecision: DatePrecision | null } {
  const publishedOn = isoDay(date?.value ?? null);
  return { publishedOn, publishedPrecision: publishedOn === null ? null : (date?.precision ?? DatePrecision.DAY) };
}

const LENGTH_OF = { [DatePrecision.YEAR]: 4, [DatePrecision.MONTH]: 7, [DatePrecision.DAY]: 10 };

/** The date as evidence: 1788 where the source gives no more than the year. */
export function noMoreThanGiven(date: DateField | null): Evidenced | null {
  return date && { ...date, value: date.value.slice(0, LENGTH_OF[date.precision ?? DatePrecision.DAY]) };
}

/** A value that is a day; null for what is less ("2022-09") or no date. */
export function isoDay(value: string | null): string | null {
  if (value === null || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  const time = Date.parse(`${value}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value ? null : value;
}

function firstOfEach<T>(items: T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
