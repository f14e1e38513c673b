import type { RecordKind, Span } from "@lectern/schema";
import type { KnownRecord, Matched, NewRecord } from "./record-identity.js";
import { prepared } from "./rows.js";
import { identityRow } from "./shared-records.js";
import type { Transaction } from "./transaction.js";

/** An id of the register, with the span as it stands there. */
export interface StoredIdentity extends KnownRecord {
  storedSpan: Span | null;
}

/** The ids that a source has given out, of all kinds or of some, with their spans brought into the text as it is now. */
export async function readIdentities(
  transaction: Transaction,
  sourceId: string,
  mapSpan: (span: Span) => Span | null,
  kinds: RecordKind[] | null = null,
): Promise<StoredIdentity[]> {
  const { rows } = await transaction.query<{
    id: string;
    kind: RecordKind;
    key: string;
    start: number | null;
    end: number | null;
    isRetired: boolean;
  }>(
    prepared(
      `SELECT id, kind, key, start_offset AS start, end_offset AS "end", retired_at IS NOT NULL AS "isRetired"
       FROM identity WHERE source_id = $1 AND ($2::text[] IS NULL OR kind = ANY($2)) ORDER BY start_offset, key`,
      [sourceId, kinds],
    ),
  );
  return rows.map(({ start, end, ...row }) => {
    const storedSpan: Span | null = start === null || end === null ? null : [start, end];
    return { ...row, storedSpan, span: storedSpan && mapSpan(storedSpan) };
  });
}

/** Rows of the register that are new, or that say something new. */
export function changedIdentities(sourceId: string, fresh: NewRecord[], matched: Matched, known: StoredIdentity[]): object[] {
  const before = new Map(known.map((record) => [record.id, record]));
  return fresh.flatMap(({ kind, span }, index) => {
    const { id, key } = matched.records[index] as Matched["records"][number];
    const old = before.get(id);
    if (old !== undefined && !old.isRetired && old.key === key && isSameSpan(old.storedSpan, span)) return [];
    return [identityRow({ id, kind, sourceId, key, span })];
  });
}

/** Says of ids that their records went away. They stay in the register, so that they never come to mean something else. */
export async function retireIdentities(transaction: Transaction, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await transaction.query(prepared("UPDATE identity SET retired_at = now() WHERE id = ANY($1::uuid[]) AND retired_at IS NULL", [ids]));
}

function isSameSpan(a: Span | null, b: Span | null): boolean {
  return a === b || (a !== null && b !== null && a[0] === b[0] && a[1] === b[1]);
}
