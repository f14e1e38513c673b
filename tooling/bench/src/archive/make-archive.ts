import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type SearchText, searchTexts } from "@lectern/eval/search-texts";
import { LINKER_VERSION } from "@lectern/linking";
import { type RunningPostgres, startPostgres } from "@lectern/postgres";
import { PostgresIndex, type SearchIndex, searchRecordsOf } from "@lectern/search";
import {
  type Database,
  drainOutbox,
  ensureCollection,
  migrate,
  openDatabase,
  readCatalogueGeneration,
  readSearchSources,
  storeDocument,
} from "@lectern/storage";
import { foldKey } from "@lectern/text";
import { alterationsOf } from "../linking/passages.js";
import { clearFolder } from "../own-folder.js";
import { draftOf } from "./drafts.js";

/** Raised when the same texts are to be stored otherwise, so that an archive that was kept is made anew. */
const FORM = 1;

/** Sources that are indexed in one go, as a server does. */
const INDEX_BATCH = 200;
/** Verses of study texts in one go: otherwise the smallest archive would have all of them. */
const MOST_VERSES = 2_000;

/** An archive of its own: Postgres with the tables, and the index in it. */
export interface BenchArchive {
  postgres: RunningPostgres;
  database: Database;
  index: SearchIndex;
  close(): Promise<void>;
}

export async function openArchive(folder: string): Promise<BenchArchive> {
  const postgres = await startPostgres(join(folder, "postgres"));
  const database = await openDatabase(postgres.url, { foldKey });
  await migrate(database);
  return {
    postgres,
    database,
    index: new PostgresIndex(database.pool),
    async close() {
      await database.close();
      await postgres.stop();
    },
  };
}

/**
 * The archive in a folder. Without `data` it is whichever is there, that of `bench import` or anybody's; with `data` it is kept
 * from an earlier run, or made of the corpora's texts and altered ones, with at least so many passages.
 */
export async function keptArchive(folder: string, data: string | null, passages: number): Promise<void> {
  if (data === null) {
    if (existsSync(join(folder, "postgres"))) return;
    throw new Error(`there is no archive in ${folder} yet; name the folder of the corpora by --data`);
  }
  const stamp = join(folder, "made.json");
  const wanted = JSON.stringify({ form: FORM, passages });
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === wanted) return;
  const texts = searchTexts(data);
  await clearFolder(folder);
  const archive = await openArchive(folder);
  try {
    const before = performance.now();
    await fillArchive(archive, texts, passages);
    const { records, passages: held } = await archive.index.count();
    const seconds = (performance.now() - before) / 1_000;
    // What a server does by itself within a minute.
    await archive.database.query("VACUUM (ANALYZE)");
    console.log(`made an archive of ${held} passages in ${records} records, stored and indexed in ${seconds.toFixed(0)} s`);
  } finally {
    await archive.close();
  }
  await writeFile(stamp, wanted);
}

/** Stores texts until the index holds so many passages: first those of the corpora, then copies of them with other words. */
async function fillArchive(archive: BenchArchive, texts: SearchText[], passages: number): Promise<void> {
  for (const batch of batches(textsWithoutEnd(texts))) {
    await storeTexts(archive.database, batch);
    await indexStored(archive);
    if ((await archive.index.count()).passages >= passages) return;
  }
}

/**
 * The texts as they are, then altered, copy after copy. Study texts, whose verses are short, come once, and first: what is
 * stored before them would have to be linked again.
 */
export function* textsWithoutEnd(texts: SearchText[]): Generator<SearchText> {
  const running = texts.filter(({ verses }) => verses.length === 0);
  yield* texts.filter(({ verses }) => verses.length > 0);
  yield* running;
  const alterations = alterationsOf(running);
  for (let copy = 1; ; copy++) {
    const altered = alterations(copy);
    for (const text of running) yield { ...text, id: `${text.id}-${copy}`, title: altered(text.title), text: altered(text.text) };
  }
}

export function* batches(texts: Iterable<SearchText>): Generator<SearchText[]> {
  let batch: SearchText[] = [];
  let verses = 0;
  for (const text of texts) {
    batch.push(text);
    verses += text.verses.length;
    if (batch.length < INDEX_BATCH && verses < MOST_VERSES) continue;
    yield batch;
    batch = [];
    verses = 0;
  }
}

/** Documents that are stored at one time, as an import does. */
const AT_ONCE = 3;

/** Stores ready drafts, one transaction a document. */
export async function storeTexts(database: Database, texts: SearchText[]): Promise<void> {
  const collections = new Map<string, string>();
  for (const name of new Set(texts.map(({ collection }) => collection))) {
    const none = { title: null, kind: null, publisher: null, language: null, licence: null };
    collections.set(name, await ensureCollection(database, { name, ...none, isSample: false, settings: {} }));
  }
  const linking = { generation: await readCatalogueGeneration(database), linkerVersion: LINKER_VERSION };
  const waiting = [...texts];
  const storeOn = async (): Promise<void> => {
    for (let text = waiting.shift(); text !== undefined; text = waiting.shift()) {
      const draft = draftOf(text);
      const bytes = new TextEncoder().encode(draft.text);
      const document = { draft, bytes, mediaType: "text/plain", place: text.id, hints: {}, readerVersion: "bench" };
      await storeDocument(database, collections.get(text.collection) ?? "", document, [], linking);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, storeOn));
}

/** Brings what was stored to the index, as a server's job does. */
export async function indexStored({ database, index }: Pick<BenchArchive, "database" | "index">): Promise<void> {
  const bring = async (sourceIds: string[]): Promise<void> => {
    const shown = new Map(
      (await readSearchSources(database, sourceIds)).map((material) => [material.source.id, searchRecordsOf(material)]),
    );
    await index.put(sourceIds.map((sourceId) => ({ sourceId, records: shown.get(sourceId) ?? [] })));
  };
  while ((await drainOutbox(database, INDEX_BATCH, bring)) > 0);
}
