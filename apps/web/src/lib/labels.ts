import type {
  AppearancePart,
  CitationMethod,
  CitationState,
  DocumentKind,
  Fidelity,
  LocatorLevel,
  SearchKind,
  SpeechKind,
} from "../gql/graphql.js";
import { locale, type Message, t } from "../i18n/language.js";

/** The API's values as a reader of the archive calls them. */
export const kindLabel = namedBy<SearchKind>({ MEETING: "Meeting", SPEECH: "Speech", STUDY_TEXT: "Study text" });

export const documentKindLabel = namedBy<DocumentKind>({
  NOTICE: "Notices",
  SPEECH: "Speeches",
  STUDY_TEXT: "Study texts",
  MINUTES: "Minutes",
});

export const partLabel = namedBy<AppearancePart>({ PRESIDED: "Presided", SPOKE: "Spoke", ATTENDED: "Attended" });

export const stateLabel = namedBy<CitationState>({
  RESOLVED: "In the archive",
  AMBIGUOUS: "Could mean several",
  CITED_NOT_HELD: "Cited, not held",
  REJECTED: "Rejected",
});

/** How a citation's state is meant: what is held is good news. */
export const STATE_TONES: Record<CitationState, "good" | "warn" | "plain"> = {
  RESOLVED: "good",
  AMBIGUOUS: "warn",
  CITED_NOT_HELD: "warn",
  REJECTED: "plain",
};

export const methodLabel = namedBy<CitationMethod>({ CITATION: "Citation", QUOTATION: "Quotation" });

export const fidelityLabel = namedBy<Fidelity>({
  VERBATIM: "Word for word",
  ELIDED: "With words left out",
  SUBSTITUTED: "With words changed",
  NEAR_VERBATIM: "Nearly word for word",
});

export const speechKindLabel = namedBy<SpeechKind>({
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
});

export const levelLabel = namedBy<LocatorLevel>({
  VOLUME: "Volume",
  BOOK: "Book",
  PART: "Part",
  CHAPTER: "Chapter",
  SECTION: "Section",
  ARTICLE: "Article",
  PARAGRAPH: "Paragraph",
  ITEM: "Item",
  PAGE: "Page",
  VERSE: "Verse",
});

/** Name of a language by its BCP 47 tag: "en" is English. */
export function languageName(tag: string): string {
  if (tag === "und") return t("Language not known");
  try {
    return new Intl.DisplayNames([locale()], { type: "language", fallback: "code" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function namedBy<Value extends string>(names: Record<Value, Message>): (value: Value) => string {
  return (value) => t(names[value]);
}
