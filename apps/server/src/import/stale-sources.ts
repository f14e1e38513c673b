import { type Citation, CitationMethod, DocumentKind, type Draft, type Evidenced } from "@lectern/schema";
import {
  citationsBySourceIds,
  citedTitlesBySourceIds,
  type Database,
  meetingsBySourceIds,
  type StaleSource,
  sectionsByStudyTextIds,
  speechesBySourceIds,
  studyTextsBySourceIds,
} from "@lectern/storage";

export interface SourceToLink extends StaleSource {
  kind: DocumentKind;
  /** Headings of a study text, as printed. */
  headings: string[];
  citedWorks: Draft["citedWorks"];
}

/** Sources that are to be linked again, with what linking was told of them the first time: their day, and the works that reading saw cited. */
export async function withWhatWasRead(database: Database, sources: StaleSource[]): Promise<SourceToLink[]> {
  const ids = sources.map(({ sourceId }) => sourceId);
  const [studyTexts, meetings, speeches, citations, seen] = await Promise.all([
    studyTextsBySourceIds(database, ids),
    meetingsBySourceIds(database, ids),
    speechesBySourceIds(database, ids),
    citationsBySourceIds(database, ids),
    citedTitlesBySourceIds(database, ids),
  ]);
  const sections = await sectionsByStudyTextIds(
    database,
    [...studyTexts.values()].map(({ id }) => id),
  );
  const headingsOf = (sourceId: string) => (sections.get(studyTexts.get(sourceId)?.id ?? "") ?? []).flatMap(({ printed }) => printed ?? []);
  return sources.map((source) => ({
    ...source,
    headings: headingsOf(source.sourceId),
    kind: studyTexts.has(source.sourceId) ? DocumentKind.STUDY_TEXT : DocumentKind.NOTICE,
    publishedOn: meetings.get(source.sourceId)?.[0]?.heldOn ?? speeches.get(source.sourceId)?.[0]?.givenOn ?? source.publishedOn,
    citedWorks: (citations.get(source.sourceId) ?? []).flatMap((citation) =>
      citedWork(citation, source.text, seen.get(source.sourceId)?.get(citation.title ?? "") ?? null),
    ),
  }));
}

/** A citation by title, as reading saw it. Those that linking alone found by their titles are found by it again. */
function citedWork(citation: Citation, text: string, asRead: string | null): Draft["citedWorks"] {
  if (asRead === null || citation.title === null || !citation.methods.includes(CitationMethod.CITATION)) return [];
  const title = printedWithin(text, citation, citation.title);
  if (title === null) return [];
  const locator = citation.printedLocator === null ? null : printedWithin(text, citation, citation.printedLocator);
  return [{ title: { ...title, value: asRead }, locator, resolvedLocator: citation.locator, spans: title.span ? [title.span] : [] }];
}

function printedWithin(text: string, { start, end }: Citation, printed: string): Evidenced | null {
  const at = text.slice(start, end).indexOf(printed);
  if (at < 0) return null;
  return { value: printed, printed, span: [start + at, start + at + printed.length], method: "cited before", confidence: 1 };
}
