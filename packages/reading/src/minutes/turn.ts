import type { Span, SpeechDraft } from "@lectern/schema";
import { SpeechKind } from "@lectern/schema/kind";
import { fromText } from "../evidence.js";
import type { Mention } from "../notice/people.js";

/** A speech of the minutes that holds its words. */
export function turnOf(text: string, mention: Mention, words: Span): SpeechDraft {
  return {
    speaker: fromText(text, mention.name, "turn: name before a colon", 0.9),
    role: mention.role && fromText(text, mention.role, "turn: title before the name", 0.85),
    kind: SpeechKind.SPEECH,
    printedKind: null,
    about: null,
    textSpan: words,
  };
}
