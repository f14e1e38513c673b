import { randomUUID } from "node:crypto";
import type { SourceRecords } from "../search-index.js";
import { type IndexedRecord, indexRecords } from "./index-record.js";
import { type Ask, inTransaction, isLocked, withLock } from "./pool.js";
import type { SearchPool } from "./search-pool.js";
import { takeOverVersions } from "./versions.js";
import { lockForWriting, replaceRecords } from "./write.js";

/** Any number of our own: held while tables are built anew, so that all see at once when who built them has gone. */
const REBUILD_LOCK = 7_236_071_142;

/** Passages written in one transaction. */
const PASSAGES_AT_ONCE = 1_000;

const TABLES = ["search_term", "search_posting", "search_record", "search_passage"];

/** Indexes that are quicker made once all rows are there. */
const LATE_INDEXES = [
  "CREATE INDEX ON search_passage_next USING gin (tokens)",
  "CREATE INDEX ON search_term_next USING gin ((word || '') gin_trgm_ops)",
];

/** The index is being built anew by somebody else. */
export class RebuildingError extends Error {
  constructor() {
    super("The search index is being built anew by another process; wait until that is done.");
  }
}

/**
 * Builds the tables anew beside those that are searched, and swaps them in. What is put meanwhile is put in both. Throws a
 * RebuildingError where another process does so.
 */
export async function rebuildTables(pool: SearchPool, sources: AsyncIterable<SourceRecords>): Promise<void> {
  const build = async (): Promise<void> => {
    const id = await begin(pool);
    try {
      for await (const some of batches(sources)) await addSources(pool, id, some);
      await swap(pool, id);
    } catch (error) {
      await abandon(pool, id);
      throw error;
    }
  };
  await withLock(pool, REBUILD_LOCK, build, new RebuildingError());
}

/** Whether a rebuild is going on, so that what is put must be put there as well. The caller holds the lock for writing. */
export async function isRebuilding(ask: Ask): Promise<boolean> {
  const begun = await ask("SELECT FROM search_state WHERE rebuild IS NOT NULL");
  if (begun.length === 0) return false;
  if (await isLocked(ask, REBUILD_LOCK)) return true;
  await drop(ask);
  return false;
}

/** Remembers that these sources are newer in the tables to come than what the rebuild will read of them. */
export async function rememberPut(ask: Ask, sourceIds: string[]): Promise<void> {
  await ask("INSERT INTO search_put_next (source_id) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING", [sourceIds]);
}

async function begin(pool: SearchPool): Promise<string> {
  const id = randomUUID();
  await inTransaction(pool, "BEGIN", async (ask) => {
    await lockForWriting(ask);
    await drop(ask);
    for (const table of TABLES) {
      await ask(`CREATE TABLE ${table}_next (LIKE ${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)`);
    }
    await ask("ALTER TABLE search_passage_next SET (toast_tuple_target = 8160), ADD PRIMARY KEY (record, part, ordinal)");
    await ask("ALTER TABLE search_term_next SET (fillfactor = 70), ADD PRIMARY KEY (id), ADD UNIQUE (word)");
    await ask("ALTER TABLE search_posting_next ADD PRIMARY KEY (term, record) INCLUDE (impact)");
    await ask("ALTER TABLE search_record_next ADD PRIMARY KEY (number)");
    await ask("CREATE INDEX ON search_record_next (source_id)");
    await ask("CREATE INDEX ON search_record_next (record_id)");
    await ask(`CREATE TABLE search_put_next (source_id text COLLATE "C" PRIMARY KEY)`);
    await ask("CREATE TABLE search_source_next (LIKE search_source INCLUDING DEFAULTS, PRIMARY KEY (source_id))");
    await ask("UPDATE search_state SET rebuild = $1", [id]);
  });
  return id;
}

async function addSources(pool: SearchPool, id: string, sources: SourceRecords[]): Promise<void> {
  const indexed: { sourceId: string; records: IndexedRecord[] }[] = [];
  for (const { sourceId, records } of sources) indexed.push({ sourceId, records: await indexRecords(records) });
  await inTransaction(pool, "BEGIN", async (ask) => {
    await lockForWriting(ask);
    await makeSureItStands(ask, id);
    const ids = sources.map(({ sourceId }) => sourceId);
    const newer = await ask<{ source_id: string }>("SELECT source_id FROM search_put_next WHERE source_id = ANY ($1)", [ids]);
    const skipped = new Set(newer.map((row) => row.source_id));
    const wanted = indexed.filter(({ sourceId }) => !skipped.has(sourceId));
    const wantedIds = wanted.map(({ sourceId }) => sourceId);
    await replaceRecords(
      ask,
      "_next",
      wantedIds,
      wanted.flatMap(({ records }) => records),
    );
  });
}

/** Makes the late indexes beside the searches that go on, then changes names in one short transaction. */
async function swap(pool: SearchPool, id: string): Promise<void> {
  await inTransaction(pool, "BEGIN", async (ask) => {
    await lockForWriting(ask);
    await makeSureItStands(ask, id);
    for (const index of LATE_INDEXES) await ask(index);
  });
  await vacuum(pool);
  await inTransaction(pool, "BEGIN", async (ask) => {
    await lockForWriting(ask);
    await makeSureItStands(ask, id);
    await ask(
      `UPDATE search_state SET rebuild = NULL,
         (records, passages) = (SELECT count(*), coalesce(sum(passages), 0) FROM search_record_next)`,
    );
    await ask(`LOCK TABLE search_state, ${TABLES.join(", ")} IN ACCESS EXCLUSIVE MODE`);
    await takeOverVersions(ask);
    for (const table of TABLES) {
      await ask(`DROP TABLE ${table}`);
      await ask(`ALTER TABLE ${table}_next RENAME TO ${table}`);
    }
    await ask("DROP TABLE search_put_next, search_source_next");
  });
}

/** So that the planner knows the new tables and postings are read from their index alone. Cannot run in a transaction. */
async function vacuum(pool: SearchPool): Promise<void> {
  const connection = await pool.connect();
  try {
    for (const table of TABLES) await connection.query(`VACUUM (ANALYZE) ${table}_next`);
  } finally {
    connection.release();
  }
}

/** Who holds the lock no longer has lost its tables, too. */
async function makeSureItStands(ask: Ask, id: string): Promise<void> {
  const rows = await ask("SELECT FROM search_state WHERE rebuild = $1", [id]);
  if (rows.length === 0) throw new Error("The rebuild of the search index lost its connection and was given up; start it again.");
}

async function abandon(pool: SearchPool, id: string): Promise<void> {
  await inTransaction(pool, "BEGIN", async (ask) => {
    await lockForWriting(ask);
    const own = await ask("SELECT 1 FROM search_state WHERE rebuild = $1", [id]);
    if (own.length > 0) await drop(ask);
  });
}

async function drop(ask: Ask): Promise<void> {
  for (const table of [...TABLES, "search_put", "search_source"]) await ask(`DROP TABLE IF EXISTS ${table}_next`);
  await ask("UPDATE search_state SET rebuild = NULL WHERE rebuild IS NOT NULL");
}

async function* batches(sources: AsyncIterable<SourceRecords>): AsyncGenerator<SourceRecords[]> {
  let batch: SourceRecords[] = [];
  let passages = 0;
  for await (const source of sources) {
    batch.push(source);
    passages += 1 + source.records.reduce((sum, record) => sum + record.passages.length, 0);
    if (passages < PASSAGES_AT_ONCE) continue;
    yield batch;
    batch = [];
    passages = 0;
  }
  if (batch.length > 0) yield batch;
}
