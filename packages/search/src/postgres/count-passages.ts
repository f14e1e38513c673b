import { Part } from "./index-record.js";
import type { Ask } from "./pool.js";
import { limitsOf, passagesOf, reachOfAll } from "./show.js";
import { type FoundPassages, Statement } from "./statement.js";
import type { KnownQuery } from "./vocabulary.js";

/** How many passages of each of these records hold all words and phrases: records in which none does have no entry. */
export async function countPassages(
  ask: Ask,
  { clauses }: KnownQuery,
  recordIds: string[],
  long: Map<string, FoundPassages>,
): Promise<Map<string, number>> {
  if (recordIds.length === 0 || clauses.length === 0) return new Map();
  const records = await ask<{ id: string; number: number; passages: number }>(
    "SELECT record_id AS id, number, passages FROM search_record WHERE record_id = ANY ($1)",
    [recordIds],
    "PREPARED",
  );
  const statement = new Statement();
  const numbers = records.map(({ number }) => number);
  const those = `record = ANY (${statement.value(numbers, "int[]")})`;
  const reach = reachOfAll(records.reduce((sum, { passages }) => sum + passages, 0));
  const limits = limitsOf(statement, clauses, those, long, reach);
  if (limits === null) return new Map();
  const rows = await ask<{ record: number; count: number }>(
    `SELECT record, count(*)::int AS count FROM ${passagesOf(statement, those, reach)}
     WHERE ${those} AND part = ${Part.PASSAGE} AND ${limits} GROUP BY record`,
    statement.values,
    "PREPARED",
  );
  const counts = new Map(rows.map(({ record, count }) => [record, count]));
  return new Map(records.flatMap(({ id, number }) => (counts.has(number) ? [[id, counts.get(number) as number]] : [])));
}
