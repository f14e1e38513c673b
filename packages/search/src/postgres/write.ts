import { FACETS } from "../search-record.js";
import { type IndexedRecord, type PassageRow, storable } from "./index-record.js";
import type { Ask } from "./pool.js";
import { noteVersions } from "./versions.js";

/** Which tables: those that are searched, or those that a rebuild prepares. */
export type Tables = "" | "_next";

/** Any number of our own: whoever writes to the index holds it, so that writers take turns and never wait in a circle. */
const WRITE_LOCK = 7_236_071_140;

/** Values sent in one statement. */
const ROWS_AT_ONCE = 20_000;
const PASSAGES_AT_ONCE = 500;

export async function lockForWriting(ask: Ask): Promise<void> {
  await ask("SELECT pg_advisory_xact_lock($1)", [WRITE_LOCK]);
}

/** Replaces all records of the sources by `records`. The caller holds the lock. */
export async function replaceRecords(ask: Ask, tables: Tables, sourceIds: string[], records: IndexedRecord[]): Promise<void> {
  const removed = await removeRecords(ask, tables, sourceIds, records);
  const terms = await termIds(ask, tables, records);
  const facets = await facetIds(ask, records);
  const numbers = await insertRecords(ask, tables, records, terms, facets);
  await insertPassages(ask, tables, records, numbers);
  await insertPostings(ask, tables, records, numbers, terms);
  await countTerms(ask, tables, records, terms, removed.terms);
  const robbed = [...removed.sourceIds].filter((sourceId) => !sourceIds.includes(sourceId));
  await noteVersions(
    ask,
    tables,
    sourceIds,
    records.map(({ record }) => record),
    robbed,
  );
  if (tables === "_next") return;
  const passages = records.reduce((sum, { record }) => sum + record.passages.length, 0);
  const added = [records.length - removed.records, passages - removed.passages];
  await ask("UPDATE search_state SET records = records + $1, passages = passages + $2", added);
  await ask(EMPTY_WAITING_LISTS);
}

/** A GIN index keeps what is new in a list that every search reads through, until someone sorts it in. */
const EMPTY_WAITING_LISTS = `
  SELECT gin_clean_pending_list(indexrelid)
  FROM pg_index JOIN pg_class AS index ON index.oid = indexrelid JOIN pg_am AS method ON method.oid = relam
  WHERE indrelid IN ('search_passage'::regclass, 'search_term'::regclass) AND amname = 'gin'`;

interface Removed {
  records: number;
  passages: number;
  sourceIds: Set<string>;
  /** How many of the removed records held each term. */
  terms: Map<number, number>;
}

/** Also removes a record of the same id that another source had before. */
async function removeRecords(ask: Ask, tables: Tables, sourceIds: string[], records: IndexedRecord[]): Promise<Removed> {
  const gone = await ask<{ number: number; source_id: string; passages: number; terms: number[] }>(
    `DELETE FROM search_record${tables} WHERE source_id = ANY ($1) OR record_id = ANY ($2) RETURNING number, source_id, passages, terms`,
    [sourceIds, records.map(({ record }) => record.recordId)],
  );
  const removed: Removed = {
    records: gone.length,
    passages: 0,
    sourceIds: new Set(gone.map(({ source_id }) => source_id)),
    terms: new Map(),
  };
  if (gone.length === 0) return removed;
  for (const { passages, terms } of gone) {
    removed.passages += passages;
    for (const term of terms) removed.terms.set(term, (removed.terms.get(term) ?? 0) + 1);
  }
  await ask(`DELETE FROM search_passage${tables} WHERE record = ANY ($1)`, [gone.map(({ number }) => number)]);
  for (const { number, terms } of gone) {
    await ask(`DELETE FROM search_posting${tables} WHERE record = $1 AND term = ANY ($2)`, [number, terms]);
  }
  return removed;
}

/** Ids of all words of the records; new words join the vocabulary. */
async function termIds(ask: Ask, tables: Tables, records: IndexedRecord[]): Promise<Map<string, number>> {
  const words = [...new Set(records.flatMap(({ impacts }) => [...impacts.keys()]))].sort();
  const ids = new Map<string, number>();
  for (const some of chunks(words, ROWS_AT_ONCE)) {
    const known = await ask<{ word: string; id: number }>(`SELECT word, id FROM search_term${tables} WHERE word = ANY ($1)`, [some]);
    for (const { word, id } of known) ids.set(word, id);
    const unknown = some.filter((word) => !ids.has(word));
    if (unknown.length === 0) continue;
    const added = await ask<{ word: string; id: number }>(
      `INSERT INTO search_term${tables} (word, records) SELECT unnest($1::text[]), 0 RETURNING word, id`,
      [unknown],
    );
    for (const { word, id } of added) ids.set(word, id);
  }
  return ids;
}

/** Ids of all facet values of the records, by `facet:value`; they are never taken back. */
async function facetIds(ask: Ask, records: IndexedRecord[]): Promise<Map<string, number>> {
  const wanted = new Map<string, [facet: number, value: string]>();
  for (const { facets } of records) for (const [facet, value] of facets) wanted.set(`${facet}:${value}`, [facet, value]);
  const ids = new Map<string, number>();
  const values = [...new Set([...wanted.values()].map(([, value]) => value))];
  remember(await ask<FacetRow>("SELECT id, value FROM search_facet WHERE value = ANY ($1)", [values]));
  const unknown = [...wanted].filter(([key]) => !ids.has(key)).map(([, pair]) => pair);
  if (unknown.length === 0) return ids;
  remember(
    await ask<FacetRow>(
      `INSERT INTO search_facet (id, value)
       SELECT nextval('search_facet_number') * ${FACETS.length} + facet, value FROM unnest($1::int[], $2::text[]) AS new (facet, value)
       RETURNING id, value`,
      [unknown.map(([facet]) => facet), unknown.map(([, value]) => value)],
    ),
  );
  return ids;

  function remember(rows: FacetRow[]): void {
    for (const { id, value } of rows) ids.set(`${id % FACETS.length}:${value}`, id);
  }
}

interface FacetRow {
  id: number;
  value: string;
}

async function insertRecords(
  ask: Ask,
  tables: Tables,
  records: IndexedRecord[],
  terms: Map<string, number>,
  facets: Map<string, number>,
): Promise<number[]> {
  if (records.length === 0) return [];
  const next = "SELECT nextval('search_record_number')::int AS number FROM generate_series(1, $1::int)";
  const numbers = (await ask<{ number: number }>(next, [records.length])).map(({ number }) => number);
  const column = <T>(of: (indexed: IndexedRecord) => T): T[] => records.map(of);
  await ask(
    `INSERT INTO search_record${tables} (number, record_id, source_id, kind, title, held_on, passages, facets, terms)
     SELECT number, record_id, source_id, kind, title, held_on, passages, facets::int[], terms::int[]
     FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::int[], $8::text[], $9::text[])
       AS new (number, record_id, source_id, kind, title, held_on, passages, facets, terms)`,
    [
      numbers,
      column(({ record }) => record.recordId),
      column(({ record }) => record.sourceId),
      column(({ record }) => record.kind),
      column(({ record }) => storable(record.title)),
      column(({ record }) => record.heldOn),
      column(({ record }) => record.passages.length),
      column((indexed) => `{${indexed.facets.map(([facet, value]) => facets.get(`${facet}:${value}`)).join(",")}}`),
      column(({ impacts }) => `{${[...impacts.keys()].map((word) => terms.get(word)).join(",")}}`),
    ],
  );
  return numbers;
}

async function insertPassages(ask: Ask, tables: Tables, records: IndexedRecord[], numbers: number[]): Promise<void> {
  const rows = records.flatMap(({ rows: own }, i) => own.map((row) => ({ number: numbers[i] as number, row })));
  for (const some of chunks(rows, PASSAGES_AT_ONCE)) {
    const column = <T>(of: (row: PassageRow) => T): T[] => some.map(({ row }) => of(row));
    await ask(
      `INSERT INTO search_passage${tables} (record, part, ordinal, start, passage_id, size, own, text, folded, tokens)
       SELECT record, part, ordinal, start, passage_id, size, own, text, folded, tokens::tsvector
       FROM unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::text[], $6::int[], $7::int[], $8::text[], $9::text[], $10::text[])
         AS new (record, part, ordinal, start, passage_id, size, own, text, folded, tokens)`,
      [
        some.map(({ number }) => number),
        column((row) => row.part),
        column((row) => row.ordinal),
        column((row) => row.start),
        column((row) => row.passageId),
        column((row) => row.size),
        column((row) => row.own),
        column((row) => row.text),
        column((row) => row.folded),
        column((row) => row.tokens),
      ],
    );
  }
}

async function insertPostings(
  ask: Ask,
  tables: Tables,
  records: IndexedRecord[],
  numbers: number[],
  terms: Map<string, number>,
): Promise<void> {
  const rows = records.flatMap(({ impacts }, i) =>
    [...impacts].map(([word, impact]) => ({ term: terms.get(word) as number, record: numbers[i] as number, impact })),
  );
  // In the order of the index, so that neighbours land on the same page.
  rows.sort((a, b) => a.term - b.term || a.record - b.record);
  for (const some of chunks(rows, ROWS_AT_ONCE)) {
    await ask(`INSERT INTO search_posting${tables} (term, record, impact) SELECT * FROM unnest($1::int[], $2::int[], $3::real[])`, [
      some.map(({ term }) => term),
      some.map(({ record }) => record),
      some.map(({ impact }) => impact.toFixed(5)),
    ]);
  }
}

async function countTerms(
  ask: Ask,
  tables: Tables,
  records: IndexedRecord[],
  terms: Map<string, number>,
  removed: Map<number, number>,
): Promise<void> {
  const changes = new Map([...removed].map(([term, count]) => [term, -count]));
  for (const { impacts } of records) {
    for (const word of impacts.keys()) {
      const term = terms.get(word) as number;
      changes.set(term, (changes.get(term) ?? 0) + 1);
    }
  }
  const changed = [...changes].filter(([, change]) => change !== 0);
  for (const some of chunks(changed, ROWS_AT_ONCE)) {
    await ask(
      `UPDATE search_term${tables} AS term SET records = term.records + change.records
       FROM unnest($1::int[], $2::int[]) AS change (id, records) WHERE term.id = change.id`,
      [some.map(([term]) => term), some.map(([, change]) => change)],
    );
  }
}

function* chunks<T>(values: T[], size: number): Generator<T[]> {
  for (let i = 0; i < values.length; i += size) yield values.slice(i, i + size);
}
