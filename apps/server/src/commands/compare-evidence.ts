import type { Evidence } from "@lectern/schema";
import { type Database, evidenceBySourceIds } from "@lectern/storage";

/** One value that a new reading gives otherwise; null where there is none. */
export interface EvidenceChange {
  /** Type of the record that has the value. */
  record: string;
  recordId: string;
  field: string;
  before: string | null;
  after: string | null;
}

export async function evidenceOf(database: Database, sourceId: string): Promise<Evidence[]> {
  return (await evidenceBySourceIds(database, [sourceId])).get(sourceId) ?? [];
}

/** What changed between two readings of one source, value by value. */
export function compareEvidence(before: Evidence[], after: Evidence[]): EvidenceChange[] {
  const old = byField(before);
  const fresh = byField(after);
  const keys = [...new Set([...old.keys(), ...fresh.keys()])];
  return keys.flatMap((key) => {
    const [one, other] = [old.get(key), fresh.get(key)];
    const sample = other?.[0] ?? one?.[0];
    if (!sample || values(one) === values(other)) return [];
    return [{ record: sample.recordKind, recordId: sample.recordId, field: sample.field, before: values(one), after: values(other) }];
  });
}

function byField(evidence: Evidence[]): Map<string, Evidence[]> {
  return Map.groupBy(evidence, ({ recordId, field }) => `${recordId} ${field}`);
}

function values(evidence: Evidence[] | undefined): string | null {
  return evidence ? evidence.map(({ value }) => value).join("; ") : null;
}
