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
  const [rank, day, recordId, ...more] = partsOf(cursor, request);
  if (!Number.isSafeInteger(rank) || !Number.isSafeInteger(day) || typeof recordId !== "string" || more.length > 0) throw notGiven();
  return { rank: rank as number, day: day as number, recordId };
}

/** Where a hit stood in an order that only the engine knows, from 1, and which record it was. */
export interface NumberedPlace {
  position: number;
  recordId: string;
}

/** A cursor for an order that cannot be compared: the number of the hit, and the record by which it is found again. */
export function numberedCursorWriter(request: SearchRequest): (place: NumberedPlace) => string {
  const mark = markOf(request);
  return ({ position, recordId }) => Buffer.from(JSON.stringify([mark, position, recordId])).toString("base64url");
}

/** Null for a cursor that holds a place to compare. Throws a SearchQueryError for a cursor of another search, or none at all. */
export function readNumberedCursor(cursor: string, request: SearchRequest): NumberedPlace | null {
  const [position, recordId, ...more] = partsOf(cursor, request);
  if (more.length > 0) return null;
  if (!Number.isSafeInteger(position) || (position as number) < 1 || typeof recordId !== "string") throw notGiven();
  return { position: position as number, recordId };
}

function partsOf(cursor: string, request: SearchRequest): unknown[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    throw notGiven();
  }
  if (!Array.isArray(parts) || parts.length < 3) throw notGiven();
  const [mark, ...place] = parts;
  if (mark === markOf(request)) return place;
  throw new SearchQueryError("The cursor belongs to another search: query, filters and order must stay the same.");
}

function notGiven(): SearchQueryError {
  return new SearchQueryError("The cursor is not one that a search has given.");
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
