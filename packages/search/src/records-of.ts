import type {
  Appearance,
  Body,
  Citation,
  Collection,
  Meeting,
  Passage,
  Person,
  Point,
  SetPhrase,
  Source,
  Speech,
  StudyText,
} from "@lectern/schema";
import { cutPassages } from "./cut-passages.js";
import type { SearchPassage, SearchRecord, Span } from "./search-record.js";

type Named = Pick<Body | Person, "name" | "aliases"> | null;

/** What search is told of one source: its entities as stored. */
export interface SearchMaterial {
  source: Pick<Source, "id" | "title" | "language" | "text">;
  collection: Pick<Collection, "name">;
  meetings: (Pick<Meeting, "id" | "title" | "theme" | "kind" | "place" | "heldOn" | "bodyId"> & {
    body: Named;
    appearances: (Pick<Appearance, "personId" | "part" | "groupName" | "role"> & { person: Named })[];
    points: Pick<Point, "verb">[];
  })[];
  speeches: (Pick<Speech, "id" | "meetingId" | "personId" | "title" | "role" | "printedKind" | "about" | "givenOn" | "start" | "end"> & {
    person: Named;
  })[];
  /** With its passages, in order. */
  studyText:
    | (Pick<StudyText, "id" | "title" | "aliases" | "author" | "edition" | "language"> & {
        passages: Pick<Passage, "id" | "text" | "start">[];
      })
    | null;
  citations: Pick<Citation, "state" | "studyTextId" | "title" | "titleKey" | "start" | "end">[];
  /** Titles of the held works that are cited. */
  citedTitles: { studyTextId: string; title: string }[];
  phrases: { phraseId: string; canonical: SetPhrase["canonical"]; start: number; end: number }[];
}

/**
 * The records that a source is found by: each meeting with the text outside of speeches, each speech that is held in full
 * with its own words, and the study text passage by passage.
 */
export function searchRecordsOf(material: SearchMaterial): SearchRecord[] {
  const held = material.speeches.filter((speech) => speech.start !== null && speech.end !== null);
  const spoken = held.map((speech): Span => [speech.start as number, speech.end as number]);
  const outside = spansOutside(spoken, material.source.text.length);
  return [
    ...material.meetings.map((meeting) => meetingRecord(material, meeting, outside)),
    ...held.map((speech, i) => speechRecord(material, speech, spoken[i] as Span)),
    ...(material.studyText === null ? [] : [studyTextRecord(material, material.studyText)]),
  ];
}

function meetingRecord(material: SearchMaterial, meeting: SearchMaterial["meetings"][number], spans: Span[]): SearchRecord {
  const { source, collection } = material;
  const speeches = material.speeches.filter((speech) => speech.meetingId === meeting.id);
  const spoke = meeting.appearances.filter((appearance) => appearance.part === "SPOKE");
  const title = meeting.title ?? meeting.theme ?? source.title ?? meeting.kind ?? "";
  const values = [
    meeting.theme,
    source.title,
    meeting.kind,
    ...meeting.appearances.map(({ role }) => role),
    ...meeting.points.map(({ verb }) => verb),
    ...speeches.flatMap(valuesOf),
  ];
  return {
    recordId: meeting.id,
    kind: "MEETING",
    sourceId: source.id,
    title,
    names: distinct([
      ...standingNowhere(values, [title, source.text]),
      ...namesOf(meeting.body),
      ...meeting.appearances.flatMap((appearance) => (appearance.person === null ? [appearance.groupName] : namesOf(appearance.person))),
      ...speeches.flatMap((speech) => namesOf(speech.person)),
      meeting.place,
      ...citedTitles(material, spans),
    ]),
    heldOn: meeting.heldOn,
    bodyIds: distinct([meeting.bodyId]),
    speakerIds: distinct([...spoke, ...speeches].map((one) => one.personId)),
    ...linksWithin(material, spans),
    language: source.language,
    collection: collection.name,
    passages: spans.flatMap((span) => cutPassages(source.text, span)).map(numbered),
  };
}

/** A turn in a meeting goes by its speaker: under the meeting's title and body, every turn would answer for the meeting itself. */
function speechRecord(material: SearchMaterial, speech: SearchMaterial["speeches"][number], span: Span): SearchRecord {
  const { source, collection } = material;
  const meeting = material.meetings.find((one) => one.id === speech.meetingId) ?? null;
  const title = speech.title ?? (meeting === null ? source.title : speech.person?.name) ?? "";
  return {
    recordId: speech.id,
    kind: "SPEECH",
    sourceId: source.id,
    title,
    names: distinct([
      ...standingNowhere([...valuesOf(speech), meeting === null ? source.title : null], [title, source.text]),
      ...namesOf(speech.person),
      ...citedTitles(material, [span]),
    ]),
    heldOn: speech.givenOn ?? meeting?.heldOn ?? null,
    bodyIds: distinct([meeting?.bodyId]),
    speakerIds: distinct([speech.personId]),
    ...linksWithin(material, [span]),
    language: source.language,
    collection: collection.name,
    passages: cutPassages(source.text, span).map(numbered),
  };
}

function studyTextRecord(material: SearchMaterial, studyText: NonNullable<SearchMaterial["studyText"]>): SearchRecord {
  const whole: Span[] = [[0, material.source.text.length]];
  return {
    recordId: studyText.id,
    kind: "STUDY_TEXT",
    sourceId: material.source.id,
    title: studyText.title,
    names: distinct([
      ...standingNowhere([studyText.edition, material.source.title], [studyText.title, material.source.text]),
      ...studyText.aliases,
      studyText.author,
      ...citedTitles(material, whole),
    ]),
    heldOn: null,
    bodyIds: [],
    speakerIds: [],
    ...linksWithin(material, whole),
    language: studyText.language,
    collection: material.collection.name,
    passages: studyText.passages
      .flatMap((passage) =>
        cutPassages(passage.text, [0, passage.text.length]).map((piece) => ({
          start: passage.start + piece.start,
          text: piece.text,
          passageId: passage.id,
        })),
      )
      .map((piece, ordinal) => ({ ordinal, ...piece })),
  };
}

function numbered(piece: { start: number; text: string }, ordinal: number): SearchPassage {
  return { ordinal, start: piece.start, text: piece.text, passageId: null };
}

function linksWithin(material: SearchMaterial, spans: Span[]): Pick<SearchRecord, "citedWorks" | "phraseIds"> {
  const cited = material.citations.filter((citation) => isWithin(citation, spans));
  return {
    citedWorks: distinct(
      cited.map((citation) => {
        if (citation.state === "RESOLVED") return citation.studyTextId;
        return citation.state === "CITED_NOT_HELD" && citation.titleKey !== null ? `wanted:${citation.titleKey}` : null;
      }),
    ),
    phraseIds: distinct(material.phrases.filter((phrase) => isWithin(phrase, spans)).map((phrase) => phrase.phraseId)),
  };
}

function citedTitles(material: SearchMaterial, spans: Span[]): (string | null | undefined)[] {
  const titles = new Map(material.citedTitles.map((cited) => [cited.studyTextId, cited.title]));
  return material.citations
    .filter((citation) => isWithin(citation, spans))
    .map((citation) => {
      if (citation.state === "CITED_NOT_HELD") return citation.title;
      return citation.state === "RESOLVED" && citation.studyTextId !== null ? titles.get(citation.studyTextId) : null;
    });
}

function isWithin(place: { start: number; end: number }, spans: Span[]): boolean {
  return spans.some(([start, end]) => place.start >= start && place.start < end);
}

function valuesOf({ title, role, printedKind, about }: SearchMaterial["speeches"][number]): (string | null)[] {
  return [title, role, printedKind, about];
}

/** Values that a search would not find in these texts: those that people corrected, or that came with the source and not in it. */
function standingNowhere(values: (string | null)[], texts: string[]): (string | null)[] {
  return values.filter((value) => value !== null && !texts.some((text) => text.includes(value)));
}

function namesOf(named: Named): string[] {
  return named === null ? [] : [named.name, ...named.aliases];
}

function spansOutside(spans: Span[], length: number): Span[] {
  const outside: Span[] = [];
  let from = 0;
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (start > from) outside.push([from, start]);
    from = Math.max(from, end);
  }
  if (from < length) outside.push([from, length]);
  return outside;
}

function distinct(values: (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value): value is string => value !== null && value !== undefined && value.trim() !== ""))];
}
