import {
  CitationMethod,
  CitationState,
  DateBasis,
  DatePrecision,
  DocumentKind,
  type Draft,
  type Evidenced,
  HalfDay,
  type Link,
  LocatorLevel,
  type Span,
  SpeechKind,
} from "@lectern/schema";
import type { DocumentToStore, Linking } from "../src/index.js";

export const LINKING: Linking = { generation: 0, linkerVersion: "test" };

/** Where words stand in a text. */
export function spanOf(text: string, words: string, from = 0): Span {
  const start = text.indexOf(words, from);
  if (start === -1) throw new Error(`"${words}" does not stand in the text`);
  return [start, start + words.length];
}

/** A value read from its words in a text. */
export function read(text: string, words: string, value = words): Evidenced {
  return { value, printed: words, span: spanOf(text, words), method: "test", confidence: 1 };
}

/** A value from metadata. */
export function given(value: string): Evidenced {
  return { value, printed: value, span: null, method: "column", confidence: 1 };
}

export function draft(kind: DocumentKind, text: string, values: Partial<Draft> = {}): Draft {
  return {
    kind,
    kindReason: "test",
    language: "en",
    text,
    blocks: [{ kind: "paragraph", level: 0, span: [0, text.length] }],
    title: null,
    publishedOn: null,
    capturedOn: null,
    correctedOn: null,
    publisher: null,
    licence: null,
    url: null,
    givenId: null,
    meeting: null,
    presiders: [],
    speeches: [],
    groupSpeakers: [],
    attendees: [],
    points: [],
    citedWorks: [],
    setPhrases: [],
    events: [],
    quantities: [],
    studyText: null,
    ...values,
  };
}

export const NOTICE_TEXT = `Published 2031-05-04. On the afternoon of May 2nd the Harbour Bureau held a mobilization meeting on clean quays.
Deputy Director Ines Calder made the mobilization speech. Deputy Director Tomas Wren presided over the meeting. All wardens attended.
The meeting emphasized that every quay must be swept. The meeting requested that "Clean Water, Clear Heads" be read with the fourth volume of The Harbour Letters.
`;

/** A notice with one of everything. */
export function notice(text = NOTICE_TEXT, values: Partial<Draft> = {}): Draft {
  return draft(DocumentKind.NOTICE, text, {
    publishedOn: read(text, "2031-05-04"),
    meeting: {
      heldOn: {
        date: "2031-05-02",
        end: null,
        partial: null,
        precision: DatePrecision.DAY,
        halfDay: HalfDay.AFTERNOON,
        printed: "the afternoon of May 2nd",
        span: spanOf(text, "the afternoon of May 2nd"),
        basis: DateBasis.YEAR_FROM_PUBLICATION,
        yearSpan: spanOf(text, "2031"),
      },
      body: read(text, "Harbour Bureau"),
      kind: read(text, "mobilization meeting"),
      theme: read(text, "clean quays"),
      place: null,
    },
    presiders: [{ name: read(text, "Tomas Wren"), role: read(text, "Deputy Director") }],
    speeches: [
      {
        speaker: read(text, "Ines Calder"),
        role: read(text, "Deputy Director"),
        kind: SpeechKind.MOBILIZATION_SPEECH,
        printedKind: read(text, "the mobilization speech"),
        about: null,
        textSpan: null,
      },
    ],
    attendees: [read(text, "All wardens")],
    points: [
      { verb: read(text, "emphasized"), text: read(text, "The meeting emphasized that every quay must be swept.") },
      { verb: read(text, "requested"), text: read(text, text.slice(text.indexOf("The meeting requested")).trim()) },
    ],
    setPhrases: [read(text, "Clean Water, Clear Heads")],
    ...values,
  });
}

/** A speech held in full. */
export function speech(text: string, speaker: string, values: Partial<Draft> = {}): Draft {
  return draft(DocumentKind.SPEECH, text, {
    title: given(`Speech of ${speaker}`),
    speeches: [
      { speaker: given(speaker), role: null, kind: SpeechKind.SPEECH, printedKind: null, about: null, textSpan: [0, text.length] },
    ],
    ...values,
  });
}

/** A study text of chapters, a verse a line: "Letters 1:2". */
export function studyText(title: string, chapters: string[][], values: Partial<Draft> = {}): Draft {
  let text = "";
  const passages = chapters.flatMap((verses, chapter) =>
    verses.map((verse, index) => {
      const span: Span = [text.length, text.length + verse.length];
      text += `${verse}\n`;
      return {
        section: chapter,
        locator: `${title} ${chapter + 1}:${index + 1}`,
        levels: { chapter: chapter + 1, verse: index + 1 },
        span,
      };
    }),
  );
  const sections = chapters.map((_, index) => ({
    parent: null,
    level: LocatorLevel.CHAPTER,
    number: index + 1,
    heading: null,
    span: [0, 0] as Span,
  }));
  return draft(DocumentKind.STUDY_TEXT, text, {
    studyText: { title: given(title), aliases: [], author: null, edition: null, sections, passages },
    ...values,
  });
}

export function documentOf(made: Draft, place: string | null, values: Partial<DocumentToStore> = {}): DocumentToStore {
  return {
    draft: made,
    bytes: new TextEncoder().encode(made.text),
    mediaType: "text/plain",
    place,
    hints: { fileName: place ?? "pasted" },
    readerVersion: "reader 1",
    ...values,
  };
}

/** A link of words in a text to a work of the catalogue, or to a title that is not held. */
export function linkTo(text: string, words: string, work: string, values: Partial<Link> = {}): Link {
  const [start, end] = spanOf(text, words);
  return {
    start,
    end,
    methods: [CitationMethod.CITATION],
    state: CitationState.RESOLVED,
    work,
    printedTitle: words,
    printedLocator: null,
    locator: null,
    targets: [],
    candidates: [],
    score: 0.9,
    fidelity: null,
    reason: "test",
    ...values,
  };
}
