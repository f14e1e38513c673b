import type { Draft } from "@lectern/schema";

/** A draft of which nothing is known yet but its text, its language and what kind it is. */
export function emptyDraft(known: Pick<Draft, "kind" | "kindReason" | "language" | "text" | "blocks">): Draft {
  return {
    ...known,
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
  };
}
