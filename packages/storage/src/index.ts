export { alikeIds, type NamedKind } from "./alike.js";
export {
  type ClaimedSources,
  claimStaleSources,
  readCatalogueGeneration,
  readCatalogueWorks,
  readHeldPassages,
  releaseClaims,
  renewClaims,
  staleLinkSources,
} from "./catalogue.js";
export * from "./citation-counts.js";
export { collectionByName, ensureCollection, type HeldPlace, heldPlaces } from "./collections.js";
export { confirmLinks, type LinkedAgain } from "./confirm-links.js";
export { type Database, type DatabaseOptions, type FoldKey, openDatabase } from "./data-source.js";
export { decide, undoDecision } from "./decisions.js";
export { type Doubles, doublesOf } from "./doubles.js";
export { isConnectionFault, postgresCode, StorageError, type StorageErrorCode, storageError } from "./errors.js";
export * from "./evaluations.js";
export { EXPORT_VERSION, type ExportLine, exportArchive } from "./export-archive.js";
export { exportLabels, type LabelLine } from "./export-labels.js";
export { settleFormulas } from "./formulas.js";
export { clearGoneProblems, clearProblems, finishRun, heartbeat, recordProblem, startRun } from "./import-runs.js";
export { type RefusedRecord, recordRefusedRecords } from "./indexing-problems.js";
export { lastWrite, noteWrite } from "./key-writes.js";
export { createKey, findKey, listKeys, revokeKey } from "./keys.js";
export { migrate, schemaDifference } from "./migrate.js";
export { drainOutbox, listSourceIds } from "./outbox.js";
export { othersAtWork, ShownProcess, showImport, WORKER_NAME } from "./presence.js";
export * from "./read-archive.js";
export { type Backlog, readBacklog } from "./read-backlog.js";
export * from "./read-citations.js";
export * from "./read-decisions.js";
export * from "./read-encounters.js";
export { type Labels, readLabels } from "./read-labels.js";
export * from "./read-meetings.js";
export * from "./read-passages.js";
export {
  bodiesByIds,
  bodiesByParentIds,
  bodyPage,
  type PersonRole,
  peopleByIds,
  personPage,
  rolesByPersonIds,
} from "./read-people.js";
export * from "./read-phrases.js";
export * from "./read-sources.js";
export * from "./read-speeches.js";
export * from "./read-study-texts.js";
export { purge, undoWithdraw, withdraw } from "./removal.js";
export { replaceLinks } from "./replace-links.js";
export { type Reader, type ReplicaState, Replicas, turnToPrimary } from "./replicas.js";
export { closeReport, REPORT_LIMITS, reopenReport, report, reportPage } from "./reports.js";
export { finishRestore, isRestoreUnderWay, type LoadedExport, loadExport, sourcesToRead } from "./restore-archive.js";
export { mergeSuggestions, uncertainValues } from "./review.js";
export { readSearchSources } from "./search-sources.js";
export { type EarlierSentence, earlierSentences } from "./seen-before.js";
export * from "./segments.js";
export { restoreReading, storeDocument, storeReading } from "./store-document.js";
export { readStoredBytes, readStoredBytesOf } from "./stored-bytes.js";
export type * from "./types.js";
export { isId } from "./uuid.js";
export { type WantedWork, wantedWorkPage, wantedWorksByKeys } from "./wanted-works.js";
