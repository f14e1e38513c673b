import { DocumentKind, type Draft, Identity, type Link, Outbox, RecordKind } from "@lectern/schema";
import { renewDecisions } from "./apply-decisions.js";
import { citationRows, describeCitations, findHeld, type Surroundings } from "./citations.js";
import type { Database } from "./data-source.js";
import { keepDecidedCitations } from "./decided-citations.js";
import { type DocumentRecords, describeRecords } from "./document-records.js";
import { documentRows, type IdOf, identitiesOf, sharedNames } from "./document-rows.js";
import { changedIdentities, readIdentities, retireIdentities, type StoredIdentity } from "./identities.js";
import { matchRecords, spanMapper } from "./record-identity.js";
import { releaseStudyTexts } from "./release.js";
import { prepared, type TableRows, writeRows } from "./rows.js";
import { writePrints } from "./seen-before.js";
import { keepAliases, resolveShared } from "./shared-records.js";
import type { Transaction } from "./transaction.js";
import type { Linking } from "./types.js";
import { newId } from "./uuid.js";

/** A reading to write: of a new source, or of one whose text was `textBefore`. */
export interface ReadingToWrite {
  sourceId: string;
  textBefore: string | null;
  draft: Draft;
  /** Null where links are made later: the ids of citations wait in the register until then. */
  links: Link[] | null;
  linking: Linking;
}

/**
 * Writes all that a draft tells of in place of what its source told of before. Records keep their ids (see matchRecords),
 * and what people decided about them holds. `ownTables` are the rows of the source itself.
 */
export async function writeDocument(
  database: Database,
  transaction: Transaction,
  reading: ReadingToWrite,
  ownTables: TableRows[],
): Promise<void> {
  const { sourceId, textBefore, draft } = reading;
  const links = reading.links ?? [];
  const kinds = reading.links === null ? ALL_BUT_CITATIONS : null;
  const records = describeRecords(draft, database.foldKey);
  const known = textBefore === null ? [] : await readIdentities(transaction, sourceId, spanMapper(textBefore, draft.text), kinds);
  const shared = await resolveShared(database, transaction, sharedNames(draft, records), draft.language);
  const citations = describeCitations({ sourceId, text: draft.text }, links, await findHeld(transaction, links), database.foldKey);

  const fresh = [...identitiesOf(records), ...citations.map((citation) => citation.identity)];
  const matched = matchRecords(fresh, known, newId);
  const ids = new Map(fresh.map((record, index) => [record, matched.records[index]?.id ?? ""]));
  const idOf: IdOf = (record) => ids.get(record) ?? "";
  const surroundings = surroundingsOf(draft, records, idOf);
  const kept = await keepDecidedCitations(database, transaction, { retired: matched.retired, known, text: draft.text, surroundings });

  if (textBefore !== null) {
    const retired = matched.retired.filter((id) => !kept.ids.has(id));
    await removeRecords(transaction, sourceId, known, retired);
    await retireIdentities(transaction, retired);
  }
  await writeRows(database, transaction, [
    ...ownTables,
    { entity: Identity, rows: changedIdentities(sourceId, fresh, matched, known), update: ["key", "start", "end", "retiredAt"] },
    ...shared.tables,
    ...documentRows(sourceId, draft, records, idOf, shared),
    ...citationRows(sourceId, citations, idOf, surroundings, reading.linking.linkerVersion),
    ...kept.tables,
    { entity: Outbox, rows: [{ sourceId, writtenAt: new Date() }] },
  ]);
  await writePrints(transaction, sourceId, draft, textBefore === null);
  await keepAliases(transaction, shared.newForms);
  if (textBefore !== null)
    await renewDecisions(database, transaction, [sourceId, ...known.map(({ id }) => id).filter((id) => !kept.ids.has(id))]);
}

const ALL_BUT_CITATIONS = Object.values(RecordKind).filter((kind) => kind !== RecordKind.CITATION);

function surroundingsOf(draft: Draft, records: DocumentRecords, idOf: IdOf): Surroundings {
  return {
    meetingId: records.meeting && idOf(records.meeting.identity),
    speeches: records.speeches.map(({ identity, values: { span } }) => ({
      id: idOf(identity),
      start: span?.[0] ?? null,
      end: span?.[1] ?? null,
    })),
    isOneSpeech: draft.kind === DocumentKind.SPEECH && records.speeches.length === 1,
  };
}

/**
 * Clears what a source told of before. Its study text, sections and passages stay where they are still told of, because
 * other sources point at them.
 */
async function removeRecords(transaction: Transaction, sourceId: string, known: StoredIdentity[], retired: string[]): Promise<void> {
  await transaction.query(
    prepared(
      `WITH evidence_gone AS (DELETE FROM evidence WHERE source_id = $1),
       phrases_gone AS (DELETE FROM phrase_occurrence WHERE source_id = $1),
       citations_gone AS (DELETE FROM citation WHERE source_id = $1),
       speeches_gone AS (DELETE FROM speech WHERE source_id = $1)
       DELETE FROM meeting WHERE source_id = $1`,
      [sourceId],
    ),
  );
  const gone = new Set(retired);
  const ofKind = (kind: RecordKind) => known.filter((record) => record.kind === kind && gone.has(record.id)).map((record) => record.id);
  const studyTexts = ofKind(RecordKind.STUDY_TEXT);
  const [passages, sections] = [ofKind(RecordKind.PASSAGE), ofKind(RecordKind.SECTION)];
  if (studyTexts.length + passages.length + sections.length === 0) return;
  if (studyTexts.length > 0) await releaseStudyTexts(transaction, studyTexts);
  await transaction.query(
    prepared(
      `WITH passages_gone AS (DELETE FROM passage WHERE id = ANY($1::uuid[])),
       sections_gone AS (DELETE FROM section WHERE id = ANY($2::uuid[]))
       DELETE FROM study_text WHERE id = ANY($3::uuid[])`,
      [passages, sections, studyTexts],
    ),
  );
}
