import { Citation, CitationMethod, CitationState, CitationTarget, type Link, type LinkTarget, RecordKind } from "@lectern/schema";
import type { Database, FoldKey } from "./data-source.js";
import { recordName } from "./document-records.js";
import { StorageError } from "./errors.js";
import { asLinked } from "./formulas.js";
import type { NewRecord } from "./record-identity.js";
import { prepared, selectList, type TableRows } from "./rows.js";
import type { Transaction } from "./transaction.js";
import { isId } from "./uuid.js";

/** What of a set of links the archive holds, and shows, at this moment. */
export interface Held {
  works: Set<string>;
  /** Study text of each passage. */
  passages: Map<string, string>;
}

/** A citation before it has an id. */
export interface DescribedCitation {
  identity: NewRecord;
  link: Link;
  values: Omit<
    Citation,
    "id" | "sourceId" | "source" | "speechId" | "speech" | "meetingId" | "meeting" | "studyText" | "passage" | "linkerVersion" | "decidedBy"
  >;
  /** Ids of the passages meant, in order. */
  passageIds: string[];
}

/** Where a citation may belong: the meeting of its source, and the speeches with the spans of their words. */
export interface Surroundings {
  meetingId: string | null;
  speeches: { id: string; start: number | null; end: number | null }[];
  /** Whether the source is one speech, which all of its citations belong to. */
  isOneSpeech: boolean;
}

/** Which of the works and passages that links name are held and shown. */
export async function findHeld(transaction: Transaction, links: Link[]): Promise<Held> {
  const targets = links.flatMap((link) => [...link.targets, ...link.candidates]);
  const works = [...new Set([...links.map((link) => link.work), ...targets.map((target) => target.work)])].filter(isId);
  const passages = [...new Set(targets.flatMap((target) => target.passage ?? []))].filter(isId);
  if (works.length === 0) return { works: new Set(), passages: new Map() };
  const { rows } = await transaction.query<{ work: string; passage: string | null }>(
    prepared(
      `WITH held AS (SELECT t.id FROM study_text t JOIN source s ON s.id = t.source_id WHERE t.id = ANY($1::uuid[]) AND s.shown)
       SELECT id AS work, NULL AS passage FROM held
       UNION ALL
       SELECT p.study_text_id, p.id FROM passage p JOIN held ON held.id = p.study_text_id WHERE p.id = ANY($2::uuid[])`,
      [works, passages],
    ),
  );
  return {
    works: new Set(rows.filter((row) => row.passage === null).map((row) => row.work)),
    passages: new Map(rows.flatMap((row) => (row.passage === null ? [] : [[row.passage, row.work] as const]))),
  };
}

/** The citations that are stored of sources, by source. */
export async function readCitations(database: Database, transaction: Transaction, sourceIds: string[]): Promise<Map<string, Citation[]>> {
  const { rows } = await transaction.query<Citation>(
    prepared(`SELECT ${selectList(database, Citation, "c")} FROM citation c WHERE c.source_id = ANY($1::uuid[])`, [sourceIds]),
  );
  return Map.groupBy(rows, ({ sourceId }) => sourceId);
}

/** A citation as linking made it, whichever version of it did, to be compared: the database keeps scores in single precision. */
export function comparable(row: object): Record<string, unknown> {
  const { linkerVersion: _, score, ...rest } = asLinked(row as Citation);
  return JSON.parse(JSON.stringify({ ...rest, score: Math.fround(score) }));
}

/**
 * Links as citations. A link to a work that has gone since the links were made becomes one to a wanted work where it names
 * a title, and is left out where it is a quotation alone: the source is linked again anyway. The key of a wanted work is
 * that of its title in full, which may be printed shorter here; with the source's id where only this text calls it so.
 */
export function describeCitations(
  { sourceId, text }: { sourceId: string; text: string },
  links: Link[],
  held: Held,
  foldKey: FoldKey,
): DescribedCitation[] {
  return links.flatMap((link) => {
    checkSpan(text, link);
    const studyTextId = held.works.has(link.work) ? link.work : null;
    const wasHeld = link.state === CitationState.RESOLVED || link.state === CitationState.AMBIGUOUS;
    const candidates = link.candidates.filter((candidate) => isHeld(candidate, held));
    const isGone = wasHeld && studyTextId === null && candidates.length === 0;
    const title = link.printedTitle ?? (isId(link.work) ? null : link.work);
    const wholeTitle = link.state === CitationState.CITED_NOT_HELD ? link.work : title;
    const wholeKey = wholeTitle === null ? null : foldKey(wholeTitle) || wholeTitle.toLowerCase();
    const titleKey = link.isGeneric && wholeKey !== null ? `${wholeKey} ${sourceId}` : wholeKey;
    if (isGone && title === null) return [];
    const state = isGone
      ? CitationState.CITED_NOT_HELD
      : link.state === CitationState.RESOLVED && studyTextId === null
        ? CitationState.AMBIGUOUS
        : link.state;
    if (state === CitationState.CITED_NOT_HELD && titleKey === null) return [];
    const targets = link.targets.filter((target) => isHeld(target, held));
    const meant = targets.flatMap((target) =>
      target.passage !== undefined && held.passages.get(target.passage) === studyTextId ? [target] : [],
    );
    const printed = text.slice(link.start, link.end);
    const span: [number, number] = [link.start, link.end];
    return [
      {
        identity: { kind: RecordKind.CITATION, name: recordName(foldKey(printed) || printed), span },
        link,
        values: {
          studyTextId,
          passageId: meant[0]?.passage ?? null,
          methods: link.methods.length > 0 ? link.methods : [CitationMethod.CITATION],
          state,
          start: link.start,
          end: link.end,
          printed,
          title: link.printedTitle ?? (state === CitationState.CITED_NOT_HELD ? title : null),
          titleKey: link.printedTitle !== null || state === CitationState.CITED_NOT_HELD ? titleKey : null,
          printedLocator: link.printedLocator,
          locator: link.locator,
          passageStart: meant[0]?.passageStart ?? null,
          passageEnd: meant[0]?.passageEnd ?? null,
          targets,
          candidates,
          score: Math.min(1, Math.max(0, link.score)),
          fidelity: link.fidelity,
          reason: link.reason,
          isBare: link.isBare ?? false,
          linkedReason: null,
        },
        passageIds: meant.flatMap((target) => target.passage ?? []),
      },
    ];
  });
}

function checkSpan(text: string, link: Link): void {
  if (link.start >= 0 && link.end > link.start && link.end <= text.length) return;
  throw new StorageError("BAD_DRAFT", `A link from ${link.start} to ${link.end} lies outside its text of ${text.length} characters.`);
}

function isHeld(target: LinkTarget, held: Held): boolean {
  return held.works.has(target.work) && (target.passage === undefined || held.passages.has(target.passage));
}

/** The rows of citations. A citation belongs to the meeting of its source, and to the innermost speech whose words hold it. */
export function citationRows(
  sourceId: string,
  citations: DescribedCitation[],
  idOf: (record: NewRecord) => string,
  surroundings: Surroundings,
  linkerVersion: string,
): TableRows[] {
  const rows = citations.map(({ identity, values }) => ({
    id: idOf(identity),
    sourceId,
    speechId: speechAt(surroundings, values.start, values.end),
    meetingId: surroundings.meetingId,
    ...values,
    linkerVersion,
    decidedBy: null,
  }));
  const targets = citations.flatMap(({ identity, passageIds }) =>
    [...new Set(passageIds)].map((passageId, position) => ({ citationId: idOf(identity), position, passageId })),
  );
  return [
    { entity: Citation, rows },
    { entity: CitationTarget, rows: targets },
  ];
}

export function speechAt({ speeches, isOneSpeech }: Surroundings, start: number, end: number): string | null {
  if (isOneSpeech && speeches.length === 1) return speeches[0]?.id ?? null;
  let innermost: { id: string; length: number } | null = null;
  for (const speech of speeches) {
    if (speech.start === null || speech.end === null || speech.start > start || speech.end < end) continue;
    const length = speech.end - speech.start;
    if (innermost === null || length < innermost.length) innermost = { id: speech.id, length };
  }
  return innermost?.id ?? null;
}
