import { Citation, CitationTarget, Identity, RecordKind, type Span } from "@lectern/schema";
import { rememberNotFound } from "./citation-decisions.js";
import { type Surroundings, speechAt } from "./citations.js";
import type { Database } from "./data-source.js";
import type { StoredIdentity } from "./identities.js";
import { selectList, type TableRows } from "./rows.js";
import { identityRow } from "./shared-records.js";
import type { Transaction } from "./transaction.js";

export interface KeptCitations {
  /** Ids that are not to be retired. */
  ids: Set<string>;
  tables: TableRows[];
}

type CitationRow = Omit<Citation, "source" | "speech" | "meeting" | "studyText" | "passage"> & { passageIds: string[] };

/**
 * Citations that a person confirmed or corrected and that linking no longer finds: they stay as long as their words still
 * stand in the text, since a person's word outweighs the linker's.
 */
export async function keepDecidedCitations(
  database: Database,
  transaction: Transaction,
  { retired, known, text, surroundings }: { retired: string[]; known: StoredIdentity[]; text: string; surroundings: Surroundings },
): Promise<KeptCitations> {
  const gone = new Set(retired);
  const citationIds = known.filter((record) => record.kind === RecordKind.CITATION && gone.has(record.id)).map((record) => record.id);
  if (citationIds.length === 0) return { ids: new Set(), tables: [] };
  const identities = new Map(known.map((record) => [record.id, record]));
  const decided = (await readDecided(database, transaction, citationIds)).flatMap((row) => {
    const span = whereNow(text, row.printed, identities.get(row.id)?.span ?? null, row.start);
    return span === null ? [] : [{ row: withoutGone(row, gone), span }];
  });
  await rememberNotFound(
    transaction,
    decided.map(({ row }) => row.id),
  );
  return {
    ids: new Set(decided.map(({ row }) => row.id)),
    tables: [
      {
        entity: Citation,
        rows: decided.map(({ row: { passageIds: _, ...row }, span: [start, end] }) => ({
          ...row,
          start,
          end,
          speechId: speechAt(surroundings, start, end),
          meetingId: surroundings.meetingId,
        })),
      },
      {
        entity: CitationTarget,
        rows: decided.flatMap(({ row }) => row.passageIds.map((passageId, position) => ({ citationId: row.id, position, passageId }))),
      },
      {
        entity: Identity,
        rows: decided.map(({ row, span }) => {
          const { kind, key } = identities.get(row.id) as StoredIdentity;
          return identityRow({ id: row.id, kind, sourceId: row.sourceId, key, span });
        }),
        update: ["start", "end"],
      },
    ],
  };
}

async function readDecided(database: Database, transaction: Transaction, ids: string[]): Promise<CitationRow[]> {
  const { rows } = await transaction.query<CitationRow>(
    `SELECT ${selectList(database, Citation, "c")},
       ARRAY(SELECT t.passage_id FROM citation_target t WHERE t.citation_id = c.id ORDER BY t.position) AS "passageIds"
     FROM citation c
     WHERE c.id = ANY($1::uuid[])
       AND EXISTS (SELECT FROM decision d WHERE d.record_id = c.id AND d.undone_at IS NULL AND d.action IN ('CONFIRM', 'CORRECT'))`,
    [ids],
  );
  return rows;
}

function withoutGone(row: CitationRow, gone: Set<string>): CitationRow {
  const passageId = row.passageId !== null && gone.has(row.passageId) ? null : row.passageId;
  return { ...row, passageId, passageIds: row.passageIds.filter((id) => !gone.has(id)) };
}

/** Where words stand now: where they stood, else the nearest place that has them. */
function whereNow(text: string, words: string, expected: Span | null, before: number): Span | null {
  if (expected !== null && text.slice(...expected) === words) return expected;
  let nearest: number | null = null;
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    if (nearest === null || Math.abs(at - before) < Math.abs(nearest - before)) nearest = at;
  }
  return nearest === null ? null : [nearest, nearest + words.length];
}
