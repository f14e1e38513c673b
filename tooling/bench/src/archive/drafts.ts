import type { SearchText } from "@lectern/eval/search-texts";
import { emptyDraft } from "@lectern/reading";
import { DateBasis, DatePrecision, DocumentKind, type Draft, type Evidenced, SpeechKind } from "@lectern/schema";

/** What reading would make of a text whose metadata is known: a speech held in full, or a study text verse by verse. */
export function draftOf(source: SearchText): Draft {
  return source.verses.length > 0 ? studyText(source) : speech(source);
}

function speech(source: SearchText): Draft {
  const { title, speaker, body, heldOn, text } = source;
  const held = heldOn === null ? null : dateOf(heldOn);
  return {
    ...plain(DocumentKind.SPEECH, source, text),
    meeting: body === null && held === null ? null : { heldOn: held, body: given(body), kind: null, theme: null, place: null },
    speeches: [
      {
        speaker: known(speaker ?? title),
        role: null,
        kind: SpeechKind.SPEECH,
        printedKind: null,
        about: null,
        textSpan: [0, text.length],
      },
    ],
  };
}

function studyText(source: SearchText): Draft {
  let text = "";
  const passages = source.verses.map((verse) => {
    const start = text.length;
    text += verse.text;
    const span: [number, number] = [start, text.length];
    text += "\n";
    return { section: null, locator: verse.locator, levels: {}, span };
  });
  return {
    ...plain(DocumentKind.STUDY_TEXT, source, text),
    studyText: { title: known(source.title), aliases: [], author: null, edition: null, sections: [], passages },
  };
}

function plain(kind: DocumentKind, { language, title }: SearchText, text: string): Draft {
  const blocks: Draft["blocks"] = [{ kind: "paragraph", level: 0, span: [0, text.length] }];
  return { ...emptyDraft({ kind, kindReason: "metadata", language, text, blocks }), title: known(title) };
}

function known(value: string): Evidenced {
  return { value, printed: value, span: null, method: "metadata", confidence: 1 };
}

function given(value: string | null): Evidenced | null {
  return value === null ? null : known(value);
}

function dateOf(day: string) {
  return {
    date: day,
    end: null,
    partial: null,
    precision: DatePrecision.DAY,
    halfDay: null,
    printed: day,
    span: null,
    basis: DateBasis.METADATA,
    yearSpan: null,
  };
}
