import type { AppearancePart, CitationMethod, CitationState, DocumentKind, Fidelity, SearchKind, SpeechKind } from "../gql/graphql.js";

/** The API's values as a reader of the archive calls them. */
export const KIND_LABELS: Record<SearchKind, string> = { MEETING: "Meeting", SPEECH: "Speech", STUDY_TEXT: "Study text" };

export const DOCUMENT_KIND_LABELS: Record<DocumentKind, string> = {
  NOTICE: "Notices",
  SPEECH: "Speeches",
  STUDY_TEXT: "Study texts",
  MINUTES: "Minutes",
};

export const PART_LABELS: Record<AppearancePart, string> = { PRESIDED: "Presided", SPOKE: "Spoke", ATTENDED: "Attended" };

export const STATE_LABELS: Record<CitationState, string> = {
  RESOLVED: "Held",
  AMBIGUOUS: "Could mean several",
  CITED_NOT_HELD: "Cited, not held",
  REJECTED: "Rejected",
};

/** How a state is meant, beside its words. */
export const STATE_TONES: Record<CitationState, "good" | "warn" | "plain"> = {
  RESOLVED: "good",
  AMBIGUOUS: "warn",
  CITED_NOT_HELD: "warn",
  REJECTED: "plain",
};

export const METHOD_LABELS: Record<CitationMethod, string> = { CITATION: "Citation", QUOTATION: "Quotation" };

export const FIDELITY_LABELS: Record<Fidelity, string> = {
  VERBATIM: "Word for word",
  ELIDED: "With words left out",
  SUBSTITUTED: "With words changed",
  NEAR_VERBATIM: "Nearly word for word",
};

export const SPEECH_KIND_LABELS: Record<SpeechKind, string> = {
  ANNOUNCEMENT: "Announcement",
  LECTURE: "Lecture",
  MOBILIZATION_SPEECH: "Mobilization speech",
  PRESIDER_REMARKS: "Presider’s remarks",
  PROPOSAL: "Proposal",
  READING: "Reading",
  REMARKS: "Remarks",
  REPORT: "Report",
  SECONDING: "Seconding",
  SPEECH: "Speech",
  WRITTEN_REPORT: "Written report",
};

const LANGUAGES = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });

/** Name of a language by its BCP 47 tag: "en" is English. */
export function languageName(tag: string): string {
  if (tag === "und") return "Language not known";
  try {
    return LANGUAGES.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
