import {
  Appearance,
  Body,
  Citation,
  Collection,
  Meeting,
  Passage,
  Person,
  Point,
  RecordKind,
  Section,
  SetPhrase,
  Source,
  Speech,
  StudyText,
} from "@lectern/schema";
import type { Database, Page, PageRequest } from "@lectern/storage";
import * as storage from "@lectern/storage";
import DataLoader from "dataloader";
import { clientError } from "./errors.js";
import type { AnyRecord } from "./resolvers/archive.js";
import type { FoundRecord, SearchHit } from "./resolvers/search.js";

type Ids = readonly string[];
type ReadById<T> = (database: Database, ids: Ids) => Promise<Map<string, T>>;
type ReadPages<T, R extends PageRequest> = (database: Database, ids: Ids, page: R) => Promise<Map<string, Page<T>>>;

/** Pages of one list for several owners: all owners that ask for the same page are answered by one read. */
export interface PageLoader<T, R extends PageRequest = PageRequest> {
  load(id: string, page: R): Promise<Page<T>>;
}

export type Loaders = ReturnType<typeof createLoaders>;

/**
 * One loader for each relation, for one request: what the fields of one level ask for is read at once.
 * `checkTime` throws when the request has used up its time.
 */
export function createLoaders(database: Database, checkTime: () => void) {
  const one = <T>(read: ReadById<T>) => batch<T | null>(database, checkTime, read, () => null);
  const many = <T>(read: ReadById<T[]>) => batch<T[]>(database, checkTime, read, () => []);
  const count = (read: ReadById<number>) => batch<number>(database, checkTime, read, () => 0);
  const counts = (read: ReadById<storage.CitationCounts>) =>
    byKeys(database, checkTime, read, () => ({ total: 0, byYear: [], bySpeaker: [], byBody: [] }));
  const pages = <T, R extends PageRequest>(read: ReadPages<T, R>) => batchPages<T, R>(database, checkTime, read);

  const resolvedId = one(storage.resolveIds);
  const phraseUse = one(storage.phraseUseByIds);
  const text = one(storage.sourceTextsByIds);
  const blocks = one(storage.sourceBlocksByIds);
  const records = {
    [RecordKind.APPEARANCE]: one(storage.appearancesByIds),
    [RecordKind.BODY]: one(storage.bodiesByIds),
    [RecordKind.CITATION]: one(storage.citationsByIds),
    [RecordKind.COLLECTION]: one(storage.collectionsByIds),
    [RecordKind.MEETING]: one(storage.meetingsByIds),
    [RecordKind.PASSAGE]: one(storage.passagesByIds),
    [RecordKind.PERSON]: one(storage.peopleByIds),
    [RecordKind.POINT]: one(storage.pointsByIds),
    [RecordKind.SECTION]: one(storage.sectionsByIds),
    [RecordKind.SET_PHRASE]: one(storage.phrasesByIds),
    [RecordKind.SOURCE]: one(storage.sourcesByIds),
    [RecordKind.SPEECH]: one(storage.speechesByIds),
    [RecordKind.STUDY_TEXT]: one(storage.studyTextsByIds),
  };

  return {
    body: records[RecordKind.BODY],
    citation: records[RecordKind.CITATION],
    meeting: records[RecordKind.MEETING],
    passage: records[RecordKind.PASSAGE],
    person: records[RecordKind.PERSON],
    phrase: records[RecordKind.SET_PHRASE],
    source: records[RecordKind.SOURCE],
    speech: records[RecordKind.SPEECH],
    studyText: records[RecordKind.STUDY_TEXT],
    wantedWork: byKeys<storage.WantedWork | null>(database, checkTime, storage.wantedWorksByKeys, () => null),

    appearancesOfMeeting: many(storage.appearancesByMeetingIds),
    childrenOfBody: many(storage.bodiesByParentIds),
    citationCountOfPassage: count(storage.citationCountsByPassageIds),
    citationCountOfStudyText: count(storage.citationCountsByStudyTextIds),
    citationCountsOfPassage: counts(storage.citationCountsOfPassages),
    citationCountsOfStudyText: counts(storage.citationCountsOfStudyTexts),
    citationCountsOfTitleKey: counts(storage.citationCountsOfTitleKeys),
    citedPlaceOfCitation: one(storage.citedPlacesByCitationIds),
    citationsOfMeeting: many(storage.citationsByMeetingIds),
    citationsOfSource: many(storage.citationsBySourceIds),
    citationsOfSpeech: many(storage.citationsBySpeechIds),
    decisionsOnRecord: many(storage.decisionsByRecordIds),
    decisionsOfSource: many(storage.standingDecisionsBySourceIds),
    encountersOfBody: many(storage.encountersByBodyIds),
    encountersOfPerson: many(storage.encountersByPersonIds),
    evidenceOfRecord: many(storage.evidenceByRecordIds),
    evidenceOfSource: many(storage.evidenceBySourceIds),
    firstPositionOfSection: one(storage.firstPositionsBySectionIds),
    meetingsOfSource: many(storage.meetingsBySourceIds),
    openingOfSource: one(storage.sourceOpeningsByIds),
    neighboursOfPassage: one(storage.passageNeighboursByIds),
    phraseOccurrencesOfSource: many(storage.phraseOccurrencesBySourceIds),
    pointsOfMeeting: many(storage.pointsByMeetingIds),
    rolesOfPerson: many(storage.rolesByPersonIds),
    sectionsOfStudyText: many(storage.sectionsByStudyTextIds),
    speechesOfMeeting: many(storage.speechesByMeetingIds),
    speechesOfSource: many(storage.speechesBySourceIds),
    studyTextOfSource: one(storage.studyTextsBySourceIds),
    targetsOfCitation: many(storage.targetsByCitationIds),
    versionsOfSource: many(storage.versionsBySourceIds),

    appearancePagesOfPerson: pages(storage.appearancePagesByPersonIds),
    citationPagesOfPassage: pages(storage.citationPagesByPassageIds),
    citationPagesOfStudyText: pages(storage.citationPagesByStudyTextIds),
    citationPagesOfTitleKey: pages(storage.citationPagesByTitleKeys),
    meetingPagesOfBody: pages(storage.meetingPagesByBodyIds),
    occurrencePagesOfPhrase: pages(storage.occurrencePagesByPhraseIds),
    passagePagesOfStudyText: pages((db: Database, ids: Ids, page: PageRequest & { section: string | null; from: number }) =>
      storage.passagePagesByStudyTextIds(db, ids, page, page),
    ),
    speechPagesOfPerson: pages(storage.speechPagesByPersonIds),

    collectionOf: (id: string) => records[RecordKind.COLLECTION].load(id).then(found("collection")),
    meetingOf: (id: string) => records[RecordKind.MEETING].load(id).then(found("meeting")),
    phraseOf: (id: string) => records[RecordKind.SET_PHRASE].load(id).then(found("set phrase")),
    sourceOf: (id: string) => records[RecordKind.SOURCE].load(id).then(found("source")),
    textOf: (sourceId: string) => text.load(sourceId).then(found("source")),
    blocksOf: (sourceId: string) => blocks.load(sourceId).then(found("source")),
    studyTextOf: (id: string) => records[RecordKind.STUDY_TEXT].load(id).then(found("study text")),
    useOf: (phraseId: string) => phraseUse.load(phraseId).then(found("set phrase")),

    /** The record that a published id leads to today, the one it was merged into where it was; null where it is of another kind. */
    async published<K extends RecordKind>(kind: K, id: string): Promise<RecordOf[K] | null> {
      // The loaders of `records` stand under the kind of what they load.
      const loader = records[kind] as unknown as DataLoader<string, RecordOf[K] | null>;
      const record = await loader.load(id);
      if (record !== null) return record;
      const resolved = await resolvedId.load(id);
      return resolved?.kind === kind && resolved.id !== id ? loader.load(resolved.id) : null;
    },

    /** Type and present id of what a published id leads to, records that were rejected as a whole included. */
    resolved: (id: string) => resolvedId.load(id),

    async anyRecord(id: string): Promise<AnyRecord | null> {
      const resolved = await resolvedId.load(id);
      if (resolved === null) return null;
      return withClass(resolved.kind, await records[resolved.kind].load(resolved.id));
    },

    async foundRecord(hit: Pick<SearchHit, "kind" | "recordId">): Promise<FoundRecord | null> {
      const kind = RecordKind[hit.kind];
      // Hits are meetings, speeches and study texts.
      return withClass(kind, await records[kind].load(hit.recordId)) as FoundRecord | null;
    },
  };
}

const CLASSES = {
  [RecordKind.APPEARANCE]: Appearance,
  [RecordKind.BODY]: Body,
  [RecordKind.CITATION]: Citation,
  [RecordKind.COLLECTION]: Collection,
  [RecordKind.MEETING]: Meeting,
  [RecordKind.PASSAGE]: Passage,
  [RecordKind.PERSON]: Person,
  [RecordKind.POINT]: Point,
  [RecordKind.SECTION]: Section,
  [RecordKind.SET_PHRASE]: SetPhrase,
  [RecordKind.SOURCE]: Source,
  [RecordKind.SPEECH]: Speech,
  [RecordKind.STUDY_TEXT]: StudyText,
};

type RecordOf = { [K in RecordKind]: K extends RecordKind.SOURCE ? storage.SourceHead : InstanceType<(typeof CLASSES)[K]> };

/** The members of a union are told apart by their class. */
function withClass(kind: RecordKind, record: AnyRecord | null): AnyRecord | null {
  const Class = CLASSES[kind];
  if (record === null || record instanceof Class) return record;
  return Object.assign(new Class(), record);
}

function found<T>(what: string): (record: T | null) => T {
  return (record) => {
    if (record === null) throw clientError("NOT_FOUND", `The ${what} was withdrawn while the request ran. Ask again.`);
    return record;
  };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What cannot be an id leads to nothing, and is not asked of the database. */
function batch<T>(database: Database, checkTime: () => void, read: ReadById<T>, nothing: () => T): DataLoader<string, T> {
  return new DataLoader(async (ids) => {
    checkTime();
    const known = ids.filter((id) => UUID.test(id));
    const records = known.length > 0 ? await read(database, known) : new Map<string, T>();
    return ids.map((id) => records.get(id.toLowerCase()) ?? nothing());
  });
}

/** The same for what is asked for by words, such as works that are not held. */
function byKeys<T>(database: Database, checkTime: () => void, read: ReadById<T>, nothing: () => T): DataLoader<string, T> {
  return new DataLoader(async (keys) => {
    checkTime();
    const found = await read(database, keys);
    return keys.map((key) => found.get(key) ?? nothing());
  });
}

function batchPages<T, R extends PageRequest>(database: Database, checkTime: () => void, read: ReadPages<T, R>): PageLoader<T, R> {
  const loaders = new Map<string, DataLoader<string, Page<T>>>();
  const loaderOf = (page: R) =>
    new DataLoader<string, Page<T>>(async (ids) => {
      checkTime();
      const found = await read(database, ids, page);
      return ids.map((id) => found.get(id) ?? { edges: [], hasNextPage: false, totalCount: 0 });
    });
  return {
    load(id, page) {
      const key = JSON.stringify(Object.entries(page).sort());
      const loader = loaders.get(key) ?? loaderOf(page);
      loaders.set(key, loader);
      return loader.load(id);
    },
  };
}
