import { isDeepStrictEqual } from "node:util";
import type { Citation, Link } from "@lectern/schema";
import { comparable, describeCitations, findHeld, readCitations } from "./citations.js";
import type { Database } from "./data-source.js";
import { finishChange } from "./finish.js";
import { prepared } from "./rows.js";
import { inTransaction, type Transaction } from "./transaction.js";
import type { Linking } from "./types.js";

/** A source that was linked again, and what came of it. */
export interface LinkedAgain {
  sourceId: string;
  textHash: string;
  text: string;
  links: Link[];
  linking: Linking;
}

/**
 * Notes of the sources whose links have come out as they were that they are up to date, all in one transaction, and returns
 * the others: their links are to be replaced. A new study text leaves most sources as they were, so it costs few
 * transactions, whatever the archive holds.
 */
export function confirmLinks<T extends LinkedAgain>(database: Database, sources: T[]): Promise<T[]> {
  return inTransaction(database, "comparing links", async (transaction) => {
    const standing = await lockStanding(transaction, sources);
    const stored = await readCitations(
      database,
      transaction,
      sources.map(({ sourceId }) => sourceId),
    );
    const held = await findHeld(
      transaction,
      sources.flatMap(({ links }) => links),
    );
    const isAsBefore = ({ sourceId, text, links }: T) => {
      const now = describeCitations({ sourceId, text }, links, held, database.foldKey).map(({ values }) => values);
      return standing.has(sourceId) && areSame(stored.get(sourceId) ?? [], now);
    };
    const parts = Map.groupBy(sources, isAsBefore);
    await noteLinked(transaction, parts.get(true) ?? []);
    return parts.get(false) ?? [];
  });
}

/** The sources that still have the text that was linked, locked until the end of the transaction. */
async function lockStanding(transaction: Transaction, sources: LinkedAgain[]): Promise<Set<string>> {
  const { rows } = await transaction.query<{ id: string }>(
    prepared(
      `SELECT s.id FROM source s JOIN unnest($1::uuid[], $2::text[]) AS w(id, text_hash) ON w.id = s.id AND w.text_hash = s.text_hash
       WHERE s.shown ORDER BY s.id FOR UPDATE OF s`,
      [sources.map(({ sourceId }) => sourceId), sources.map(({ textHash }) => textHash)],
    ),
  );
  return new Set(rows.map(({ id }) => id));
}

/** Whether links say the same as the citations stored. Those that a person decided about are always written anew. */
function areSame(stored: Citation[], now: object[]): boolean {
  if (stored.length !== now.length || stored.some(({ decidedBy }) => decidedBy !== null)) return false;
  const inOrder = (rows: string[]) => rows.sort((a, b) => (a < b ? -1 : 1));
  return isDeepStrictEqual(inOrder(stored.map(wordsOf)), inOrder(now.map(wordsOf)));
}

/** What linking says of a citation, in one form: the database keeps properties in its own order. */
function wordsOf(row: object): string {
  const { id, sourceId, speechId, meetingId, decidedBy, ...said } = comparable(row);
  return JSON.stringify(said, (_, value: unknown) => (isPlain(value) ? sorted(value) : value));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where the study texts changed while these sources were linked, the oldest ones count: the next round visits them again. */
async function noteLinked(transaction: Transaction, sources: LinkedAgain[]): Promise<void> {
  if (sources.length === 0) return;
  const { generation, linkerVersion } = sources.map(({ linking }) => linking).reduce((a, b) => (b.generation < a.generation ? b : a));
  await transaction.query(
    prepared("UPDATE source SET linked_generation = $2, linker_version = $3 WHERE id = ANY($1::uuid[])", [
      sources.map(({ sourceId }) => sourceId),
      generation,
      linkerVersion,
    ]),
  );
  await finishChange(transaction, generation);
}
