import type { CitedWorkDraft, DateField, Evidenced, HeldDate, MinutesDraft, Span } from "@lectern/schema";
import { DatePrecision, FACT_FROM } from "@lectern/schema/kind";
import type { ReadDocument } from "./read-types.js";

/**
 * One document as `lectern read --json` prints it: the public format that scripts depend on. Every value keeps its
 * words and their span in `text`; `file` is the name as given. Without an id of the collection's own, the place stands for it.
 */
export function toPublicFormat(document: ReadDocument, file: string): object {
  const { draft } = document;
  return {
    id: draft.givenId ?? document.place,
    file,
    row: document.row,
    kind: draft.kind,
    kindReason: draft.kindReason,
    language: draft.language,
    encoding: draft.encoding ?? null,
    title: publicValue(draft.title),
    text: draft.text,
    publishedOn: publicDate(draft.publishedOn),
    capturedOn: publicValue(draft.capturedOn),
    correctedOn: publicValue(draft.correctedOn),
    url: publicValue(draft.url),
    meeting: draft.meeting && {
      heldOn: publicHeld(draft.meeting.heldOn),
      body: publicValue(draft.meeting.body),
      kind: publicValue(draft.meeting.kind),
      theme: publicValue(draft.meeting.theme),
      place: publicValue(draft.meeting.place),
    },
    presiders: draft.presiders.map(({ name, role }) => ({ name: publicValue(name), role: publicValue(role) })),
    // Of a speech whose speaker nobody names there is nothing to say that the document does not.
    speeches: draft.speeches
      .filter(({ speaker }) => speaker !== null)
      .map((speech) => ({
        speaker: publicValue(speech.speaker),
        role: publicValue(speech.role),
        kind: speech.kind,
        printedKind: publicValue(speech.printedKind),
        about: publicValue(speech.about),
        givenOn: publicHeld(speech.givenOn ?? null),
        textSpan: speech.textSpan,
      })),
    groupSpeakers: draft.groupSpeakers.map(publicValue),
    attendees: draft.attendees.map(publicValue),
    points: draft.points.map(({ verb, text }) => ({ verb: publicValue(verb), text: publicValue(text) })),
    citedWorks: draft.citedWorks.map(publicWork),
    setPhrases: distinct(draft.setPhrases),
    events: distinct(draft.events),
    quantities: distinct(draft.quantities),
    minutes: draft.minutes ? publicMinutes(draft.minutes) : null,
    studyText: draft.studyText && {
      title: publicValue(draft.studyText.title),
      aliases: draft.studyText.aliases,
      author: draft.studyText.author,
      edition: draft.studyText.edition,
      sections: draft.studyText.sections,
      passages: draft.studyText.passages,
    },
  };
}

interface PublicValue {
  value: string;
  printed: string;
  span: Span | null;
  method: string;
  confidence: number;
  /** Only where reading is not sure enough for a fact. */
  isSuggestion?: true;
}

function publicValue(value: Evidenced): PublicValue;
function publicValue(value: Evidenced | null): PublicValue | null;
function publicValue(value: Evidenced | null): PublicValue | null {
  return (
    value && {
      value: value.value,
      printed: value.printed,
      span: value.span,
      method: value.method,
      confidence: value.confidence,
      ...(value.confidence < FACT_FROM && { isSuggestion: true as const }),
    }
  );
}

/** No more of the date than is given: 1788, and that no more than the year is. */
function publicDate(date: DateField | null): object | null {
  if (!date?.precision) return publicValue(date);
  const given = date.value.slice(0, date.precision === DatePrecision.YEAR ? 4 : 7);
  return { ...publicValue(date), value: given, precision: date.precision };
}

function publicHeld(held: HeldDate | null): object | null {
  return (
    held && {
      date: held.date,
      end: held.end,
      partial: held.partial,
      precision: held.precision,
      halfDay: held.halfDay,
      printed: held.printed,
      span: held.span,
      basis: held.basis,
      yearSpan: held.yearSpan,
    }
  );
}

function publicMinutes({ apologies, agenda, motions }: MinutesDraft): object {
  return {
    apologies: apologies.map(publicValue),
    agenda: agenda.map(({ number, title }) => ({ number, title: publicValue(title) })),
    motions: motions.map(({ text, movedBy, secondedBy, outcome, printedOutcome, vote }) => ({
      text: publicValue(text),
      movedBy: movedBy.map(publicValue),
      secondedBy: secondedBy.map(publicValue),
      outcome,
      printedOutcome: publicValue(printedOutcome),
      vote: vote && {
        inFavour: vote.inFavour.map(publicValue),
        against: vote.against.map(publicValue),
        abstained: vote.abstained.map(publicValue),
        counts: vote.counts,
        unanimous: publicValue(vote.unanimous),
      },
    })),
  };
}

function publicWork(work: CitedWorkDraft): object {
  return { title: publicValue(work.title), locator: publicValue(work.locator), resolvedLocator: work.resolvedLocator, spans: work.spans };
}

/** One entry per value, with the spans of all its mentions. */
function distinct(values: (Evidenced & { canonical?: string })[]): object[] {
  const found = new Map<string, PublicValue & { spans: Span[] }>();
  for (const value of values) {
    const known = found.get(value.value);
    const { canonical } = value;
    if (!known) found.set(value.value, { ...publicValue(value), ...(canonical && { canonical }), spans: value.span ? [value.span] : [] });
    else if (value.span) known.spans.push(value.span);
  }
  return [...found.values()];
}
