import { createHash } from "node:crypto";
import { READER_VERSION, type ReadDocument } from "@lectern/reading";
import { DocumentKind, type Draft, ImportOutcome, ImportState, type ReadProblem } from "@lectern/schema";
import {
  clearGoneProblems,
  clearProblems,
  type Database,
  type Doubles,
  doublesOf,
  finishRun,
  heartbeat,
  postgresCode,
  type RunCounts,
  recordProblem,
  type Stored,
  showImport,
  startRun,
  storageError,
} from "@lectern/storage";
import type { Archive } from "../archive.js";
import type { ArchiveCatalogue } from "../linking/catalogue-keeper.js";
import type { Imported, SettleProgress } from "../settle.js";
import { ImportFailed } from "./fault.js";
import type { FileProblem, FoundCollection, FoundFile, FoundFiles } from "./find-files.js";
import { type OpenCollection, openCollection, placesGone } from "./open-collection.js";
import { Patience } from "./patience.js";

export interface ImportOptions {
  /** What is imported, in words: the paths as given. */
  origin: string;
  /** Name of the key, or "command line". */
  by: string;
  listener?: ImportListener;
  /** How many seconds a database that goes away is waited for; without it, the import ends at once. */
  patience?: number;
  /** When it is aborted, the documents under way are finished and no other is begun. */
  signal?: AbortSignal;
}

export interface ImportListener {
  onDocument?(outcome: DocumentOutcome): void;
  onProgress?(progress: ImportProgress): void;
  /** The database has gone away and is waited for, or is back. */
  onAway?(isAway: boolean): void;
}

/** How one document ended. */
export interface DocumentOutcome {
  collection: string | null;
  file: string;
  row: number | null;
  outcome: ImportOutcome;
  sourceId: string | null;
  /** What it was taken for; null for a problem. */
  kind: DocumentKind | null;
  problem: ReadProblem | null;
}

export interface ImportProgress extends RunCounts {
  doing: "reading" | "linking again" | "indexing";
  /** Sources that were linked again, or indexed, once everything was read. */
  settled: number;
  filesDone: number;
  filesAll: number;
  /** Bytes of the files that were dealt with, and of all files. */
  bytesDone: number;
  bytesAll: number;
}

export interface ImportReport extends RunCounts {
  runId: string;
  /** Places that were imported before and are no longer there. Nothing was deleted. */
  missing: string[];
  /** How many of the texts that were stored are in other collections too, word for word. */
  doubles: Doubles[];
  /** Paths that were given and could not be used, or whose collection.yaml has faults. */
  unusable: string[];
  /** Files that were passed over, because Lectern does not read their format. */
  ignored: string[];
  seconds: number;
  isInterrupted: boolean;
  /** What the documents were taken for whose collection does not say it, and how many. */
  takenFor: { kind: DocumentKind; documents: number }[];
}

const HEARTBEAT_MILLISECONDS = 5_000;

/** One import as it goes on: its counts, its problems, its sign of life. */
export class ImportRun implements SettleProgress {
  private readonly counts: RunCounts = { stored: 0, updated: 0, unchanged: 0, problems: 0 };
  private readonly missing: string[] = [];
  private readonly startedAt = Date.now();
  private readonly pulse: NodeJS.Timeout;
  private doing: ImportProgress["doing"] = "reading";
  private settled = 0;
  private filesDone = 0;
  private bytesDone = 0;
  private readonly failedFiles = new Set<string>();
  private readonly storedIds = new Set<string>();
  private readonly changedIds = new Set<string>();
  private hasStudyTexts = false;
  private readonly takenFor = new Map<DocumentKind, number>();
  private readonly bytesOf = new Map<FoundFile, number>();
  private readonly filesAll: number;
  private readonly bytesAll: number;

  /**
   * Records the run. Problems of paths themselves are told to the listener and in the report, and are no problems of documents:
   * there is no file that could read well later and clear them.
   */
  static async start(archive: Archive, found: FoundFiles, options: ImportOptions): Promise<ImportRun> {
    const id = await startRun(archive.database, { origin: options.origin, by: options.by });
    const run = new ImportRun(id, archive, found, options, await showImport(archive.url, id));
    for (const { file, problem } of found.problems)
      options.listener?.onDocument?.({
        collection: null,
        file,
        row: null,
        outcome: ImportOutcome.PROBLEM,
        sourceId: null,
        kind: null,
        problem,
      });
    return run;
  }

  private readonly patience: Patience;

  private constructor(
    readonly id: string,
    private readonly archive: Archive,
    private readonly found: FoundFiles,
    private readonly options: ImportOptions,
    private readonly hide: () => Promise<void>,
  ) {
    const files = found.collections.flatMap((collection) => collection.files);
    this.filesAll = files.length;
    this.bytesAll = files.reduce((sum, { bytes }) => sum + bytes, 0);
    this.patience = new Patience(archive.database, {
      seconds: options.patience ?? 0,
      onAway: (isAway) => options.listener?.onAway?.(isAway),
      isStopped: this.isStopped,
    });
    // A run that cannot give a sign of life finds out from its next document what is wrong.
    this.pulse = setInterval(() => void heartbeat(this.database, this.id, this.counts).catch(() => {}), HEARTBEAT_MILLISECONDS);
    this.pulse.unref();
  }

  get database(): Database {
    return this.archive.database;
  }

  readonly isStopped = (): boolean => this.options.signal?.aborted ?? false;

  /** Work with the database that waits for it and is done again, where it goes away meanwhile. */
  lasting<T>(work: () => Promise<T>): Promise<T> {
    return this.patience.during(work);
  }

  async enter(found: FoundCollection): Promise<OpenCollection> {
    const collection = await this.lasting(() => openCollection(this.database, found));
    for (const problem of found.problems) await this.fileFails(collection, problem);
    // The study texts of this run came first: what follows is linked to them at once.
    if (collection.settings.kind !== "study-text") this.archive.catalogue.doubt();
    return collection;
  }

  /** What was imported before and is no longer there is reported, not deleted; its problems are over. */
  async leave(collection: OpenCollection): Promise<void> {
    if (!collection.isWhole || this.isStopped()) return;
    const gone = await this.lasting(() => placesGone(this.database, collection, this.failedFiles));
    const files = [...collection.files, ...this.failedFiles];
    const cleared = await this.lasting(() => clearGoneProblems(this.database, { collection: collection.name, files, runId: this.id }));
    this.missing.push(...new Set([...gone, ...cleared]));
  }

  /** Whether the archive holds these very bytes from this very place, read by the reader that would read them now. */
  isHeld(collection: OpenCollection, file: FoundFile, bytes: Uint8Array): boolean {
    const held = collection.held.get(file.place);
    return (
      collection.isReadAsBefore &&
      held !== undefined &&
      held.readerVersion === READER_VERSION &&
      held.hash === createHash("sha256").update(bytes).digest("hex")
    );
  }

  async fileIsUnchanged(collection: OpenCollection, file: FoundFile): Promise<void> {
    collection.seen.add(file.place);
    this.tell({
      collection: collection.name,
      file: file.place,
      row: null,
      outcome: ImportOutcome.UNCHANGED,
      sourceId: collection.held.get(file.place)?.sourceId ?? null,
      kind: collection.held.get(file.place)?.kind ?? null,
      problem: null,
    });
    await this.fileEnds(collection, file, []);
  }

  fileHolds(collection: OpenCollection, documents: ReadDocument[]): void {
    for (const { place } of documents) collection.seen.add(place);
  }

  async fileEnds(collection: OpenCollection, file: FoundFile, problems: ReadProblem[]): Promise<void> {
    for (const problem of problems) await this.fileFails(collection, { file: file.place, problem });
    if (this.isStopped()) return;
    const told = { collection: collection.name, file: file.place, runId: this.id };
    if (collection.keepsPlaces) await this.lasting(() => clearProblems(this.database, told));
    this.filesDone++;
    this.count(file, file.bytes - (this.bytesOf.get(file) ?? 0));
    this.report();
  }

  /** The catalogue to link a draft with. Study texts come first and change it with each one, so they are linked again at the end. */
  catalogueFor(draft: Draft): Promise<ArchiveCatalogue> {
    const { catalogue } = this.archive;
    return this.lasting(() => (draft.kind === DocumentKind.STUDY_TEXT ? catalogue.any() : catalogue.current()));
  }

  documentEnds(collection: OpenCollection, file: FoundFile, document: ReadDocument, stored: Stored): void {
    const { outcome, sourceId } = stored;
    this.changedIds.add(sourceId);
    if (outcome === ImportOutcome.STORED) this.storedIds.add(sourceId);
    if (outcome !== ImportOutcome.UNCHANGED && document.draft.kind === DocumentKind.STUDY_TEXT) this.hasStudyTexts = true;
    this.count(file, document.bytes.length);
    const { kind } = document.draft;
    if (!collection.settings.kind && !collection.settings.studyText) this.takenFor.set(kind, (this.takenFor.get(kind) ?? 0) + 1);
    this.tell({ collection: collection.name, file: file.place, row: document.row, outcome, sourceId, kind, problem: null });
  }

  async documentFails(collection: OpenCollection, file: FoundFile, document: ReadDocument, problem: ReadProblem): Promise<void> {
    await this.fileFails(collection, { file: file.place, problem: { ...problem, row: document.row } });
  }

  get imported(): Imported {
    return { runId: this.id, sourceIds: [...this.changedIds], hasStudyTexts: this.hasStudyTexts };
  }

  onRelinked(count: number): void {
    this.settling("linking again", count);
  }

  onIndexed(count: number): void {
    this.settling("indexing", count);
  }

  private settling(doing: ImportProgress["doing"], count: number): void {
    this.settled = this.doing === doing ? this.settled + count : count;
    this.doing = doing;
    this.report();
  }

  async finish(): Promise<ImportReport> {
    clearInterval(this.pulse);
    const isInterrupted = this.isStopped();
    const state = isInterrupted ? ImportState.INTERRUPTED : ImportState.COMPLETED;
    await this.lasting(() => finishRun(this.database, this.id, { state, counts: this.counts, missing: this.missing }));
    await this.hide();
    const doubles = await this.lasting(() => doublesOf(this.database, [...this.storedIds]));
    return {
      ...this.counts,
      runId: this.id,
      missing: this.missing,
      doubles,
      unusable: [...new Set(this.found.problems.map(({ file }) => file))],
      ignored: this.found.collections.flatMap(({ ignored }) => ignored),
      seconds: (Date.now() - this.startedAt) / 1_000,
      isInterrupted,
      takenFor: [...this.takenFor].map(([kind, documents]) => ({ kind, documents })),
    };
  }

  /** The error that ends the import, saying what was stored before it. */
  async fail(cause: unknown): Promise<Error> {
    clearInterval(this.pulse);
    await this.hide();
    await finishRun(this.database, this.id, { state: ImportState.FAILED, counts: this.counts, missing: [] }).catch(() => {});
    const { stored, updated } = this.counts;
    const done = `Before that, ${stored + updated} documents were stored; they are safe.`;
    // Documents say themselves what they met; what is done with all of them afterwards does not.
    const told = postgresCode(cause) === null ? cause : storageError("finishing the import", cause);
    return new ImportFailed(`${told instanceof Error ? told.message : String(told)} ${done} Run the same import again to complete it.`, {
      cause: told,
    });
  }

  private async fileFails(collection: OpenCollection, { file, problem }: FileProblem): Promise<void> {
    this.failedFiles.add(file);
    const met = { runId: this.id, collection: collection.name, file, problem };
    if (collection.keepsPlaces) await this.lasting(() => recordProblem(this.database, met));
    this.tell({ collection: collection.name, file, row: problem.row, outcome: ImportOutcome.PROBLEM, sourceId: null, kind: null, problem });
  }

  private tell(outcome: DocumentOutcome): void {
    this.counts[COUNTED[outcome.outcome]]++;
    this.options.listener?.onDocument?.(outcome);
    this.report();
  }

  /** Progress within a file of rows is told by the bytes of its rows. */
  private count(file: FoundFile, bytes: number): void {
    this.bytesOf.set(file, (this.bytesOf.get(file) ?? 0) + bytes);
    this.bytesDone += bytes;
  }

  private report(): void {
    const { doing, settled, filesDone, filesAll, bytesDone, bytesAll } = this;
    this.options.listener?.onProgress?.({ ...this.counts, doing, settled, filesDone, filesAll, bytesDone, bytesAll });
  }
}

const COUNTED: Record<ImportOutcome, keyof RunCounts> = {
  [ImportOutcome.STORED]: "stored",
  [ImportOutcome.UPDATED]: "updated",
  [ImportOutcome.UNCHANGED]: "unchanged",
  [ImportOutcome.PROBLEM]: "problems",
};
