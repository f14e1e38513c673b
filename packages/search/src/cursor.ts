import { createHash } from "node:crypto";
import { SearchQueryError, type SearchRequest } from "./search-index.js";

/** Where a hit stands in the order of its search: what the order compares, least first. */
export interface Place {
  rank: number;
  day: number;
  recordId: string;
}

/**
 * A cursor holds the place of its hit, not a count of hits: a record that comes or goes meanwhile shifts no page. It also
 * holds a mark of the search it belongs to.
 */
export function cursorWriter(request: SearchRequest): (place: Place) => string {
  const mark = markOf(request);
  return ({ rank, day, recordId }) => Buffer.from(JSON.stringify([mark, rank, day, recordId])).toString("base64url");
}

/** Throws a SearchQueryError for a cursor of another search, or none at all. */
export function readCursor(cursor: string, request: SearchRequest): Place {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    throw new SearchQueryError("The cursor is not one that a search has given.");
  }
  if (!Array.isArray(parts) || parts.length !== 4) throw new SearchQueryError("The cursor is not one that a search has given.");
  const [mark, rank, day, recordId] = parts;
  if (mark !== markOf(request))
    throw new SearchQueryError("The cursor belongs to another search: query, filters and order must stay the same.");
  if (!Number.isSafeInteger(rank) || !Number.isSafeInteger(day) || typeof recordId !== "string") {
    throw new SearchQueryError("The cursor is not one that a search has given.");
  }
  return { rank, day, recordId };
}

function markOf(request: SearchRequest): string {
  const sides = [inOrder(request.filters), inOrder(request.excluded ?? {})];
  const asked = JSON.stringify([request.query.trim(), ...sides, request.from, request.to, request.sort]);
  return createHash("sha256").update(asked).digest("base64url").slice(0, 10);
}

function inOrder(filters: SearchRequest["filters"]): [string, string[]][] {
  return Object.entries(filters)
    .filter((entry): entry is [string, string[]] => entry[1] !== undefined && entry[1].length > 0)
    .map(([facet, values]): [string, string[]] => [facet, [...values].sort()])
    .sort();
}
