import type { ExactRequest } from "../search-index.js";
import { FACETS } from "../search-record.js";
import type { Ask } from "./pool.js";
import type { Statement } from "./statement.js";

/** For each facet that is filtered by, the ids of its values. */
export interface FilterIds {
  wanted: Map<number, number[]>;
  excluded: Map<number, number[]>;
}

export async function idsOfFilters(ask: Ask, { filters, excluded }: ExactRequest): Promise<FilterIds> {
  return { wanted: await idsOfValues(ask, filters), excluded: await idsOfValues(ask, excluded ?? {}) };
}

/** A value that no record has ever had has no id. */
async function idsOfValues(ask: Ask, filters: ExactRequest["filters"]): Promise<Map<number, number[]>> {
  const wanted = FACETS.flatMap((facet, number): [number, string[]][] => {
    const values = filters[facet] ?? [];
    return values.length === 0 ? [] : [[number, values]];
  });
  if (wanted.length === 0) return new Map();
  const rows = await ask<{ id: number; value: string }>("SELECT id, value FROM search_facet WHERE value = ANY ($1)", [
    wanted.flatMap(([, values]) => values),
  ]);
  return new Map(
    wanted.map(([facet, values]) => [
      facet,
      rows.filter(({ id, value }) => id % FACETS.length === facet && values.includes(value)).map(({ id }) => id),
    ]),
  );
}

/** A bit for each facet whose filter the record does not pass. */
export function failsOf(statement: Statement, { wanted, excluded }: FilterIds): string {
  const bits = FACETS.flatMap((_, number) => {
    const has = (ids: number[]) => `facets && ${statement.value(ids, "int[]")}`;
    const tests = [wanted, excluded].map((side) => side.get(number));
    const fails = [tests[0] && `NOT (${has(tests[0])})`, tests[1] && has(tests[1])].filter(Boolean);
    return fails.length === 0 ? [] : [`CASE WHEN ${fails.join(" OR ")} THEN ${1 << number} ELSE 0 END`];
  });
  return bits.length === 0 ? "0" : bits.join(" | ");
}
