import { isDeepStrictEqual } from "node:util";
import { Citation, DocumentKind, Identity, type Link, Outbox, RecordKind } from "@lectern/schema";
import { renewDecisions } from "./apply-decisions.js";
import { citationRows, comparable, describeCitations, findHeld, readCitations, type Surroundings } from "./citations.js";
import type { Database } from "./data-source.js";
import { keepDecidedCitations } from "./decided-citations.js";
import { finishChange } from "./finish.js";
import { changedIdentities, readIdentities, retireIdentities } from "./identities.js";
import { matchRecords } from "./record-identity.js";
import { prepared, writeRows } from "./rows.js";
import { inTransaction, type Transaction } from "./transaction.js";
import type { Linking } from "./types.js";
import { newId } from "./uuid.js";

/**
 * Puts new links in place of those of a source. Citations that are still found keep their ids, decisions hold. False where
 * nothing was replaced because the source has another text than the one linked, or is gone or withdrawn.
 */
export function replaceLinks(
  database: Database,
  source: { sourceId: string; textHash: string },
  links: Link[],
  linking: Linking,
): Promise<boolean> {
  return inTransaction(database, `storing the links of ${source.sourceId}`, async (transaction) => {
    const { rows } = await transaction.query<{ text: string }>(
      prepared("SELECT text FROM source WHERE id = $1 AND text_hash = $2 AND shown FOR UPDATE", [source.sourceId, source.textHash]),
    );
    const [row] = rows;
    if (row === undefined) return false;
    await writeLinks(database, transaction, { sourceId: source.sourceId, text: row.text, links, linking });
    await finishChange(transaction, linking.generation);
    return true;
  });
}

/** The same within a transaction that has locked the source. Writes nothing but the generation where the links are the same. */
export async function writeLinks(
  database: Database,
  transaction: Transaction,
  { sourceId, text, links, linking }: { sourceId: string; text: string; links: Link[]; linking: Linking },
): Promise<void> {
  const known = await readIdentities(transaction, sourceId, (span) => span, [RecordKind.CITATION]);
  const citations = describeCitations({ sourceId, text }, links, await findHeld(transaction, links), database.foldKey);
  const fresh = citations.map((citation) => citation.identity);
  const matched = matchRecords(fresh, known, newId);
  const ids = new Map(fresh.map((record, index) => [record, matched.records[index]?.id ?? ""]));
  const surroundings = await readSurroundings(transaction, sourceId);
  const tables = citationRows(sourceId, citations, (record) => ids.get(record) ?? "", surroundings, linking.linkerVersion);
  const rows = tables.find((table) => table.entity === Citation)?.rows ?? [];
  const stored = await readCitations(database, transaction, [sourceId]);
  if (!isSame(stored.get(sourceId) ?? [], rows)) {
    const kept = await keepDecidedCitations(database, transaction, { retired: matched.retired, known, text, surroundings });
    await transaction.query(prepared("DELETE FROM citation WHERE source_id = $1", [sourceId]));
    await retireIdentities(
      transaction,
      matched.retired.filter((id) => !kept.ids.has(id)),
    );
    await writeRows(database, transaction, [
      { entity: Identity, rows: changedIdentities(sourceId, fresh, matched, known), update: ["key", "start", "end", "retiredAt"] },
      ...tables,
      ...kept.tables,
      { entity: Outbox, rows: [{ sourceId, writtenAt: new Date() }] },
    ]);
    const found = known.map(({ id }) => id).filter((id) => !kept.ids.has(id));
    await renewDecisions(database, transaction, found);
  }
  await transaction.query(
    prepared("UPDATE source SET linked_generation = $2, linker_version = $3 WHERE id = $1", [
      sourceId,
      linking.generation,
      linking.linkerVersion,
    ]),
  );
}

async function readSurroundings(transaction: Transaction, sourceId: string): Promise<Surroundings> {
  const { rows } = await transaction.query<{ kind: DocumentKind; meetingId: string | null; speeches: Surroundings["speeches"] | null }>(
    prepared(
      `SELECT s.kind, (SELECT m.id FROM meeting m WHERE m.source_id = s.id LIMIT 1) AS "meetingId",
         (SELECT json_agg(json_build_object('id', p.id, 'start', p.start_offset, 'end', p.end_offset)) FROM speech p WHERE p.source_id = s.id) AS speeches
       FROM source s WHERE s.id = $1`,
      [sourceId],
    ),
  );
  const speeches = rows[0]?.speeches ?? [];
  return { meetingId: rows[0]?.meetingId ?? null, speeches, isOneSpeech: rows[0]?.kind === DocumentKind.SPEECH && speeches.length === 1 };
}

/** Whether rows say the same as those stored, whichever linker said it. */
function isSame(stored: Citation[], rows: object[]): boolean {
  if (stored.length !== rows.length) return false;
  const before = new Map(stored.map((row) => [row.id, comparable(row)]));
  return rows.every((row) => isDeepStrictEqual(before.get((row as Citation).id), comparable(row)));
}
