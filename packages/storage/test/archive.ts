import { createHash } from "node:crypto";
import { createTestDatabase } from "@lectern/postgres";
import {
  type CollectionToStore,
  type Database,
  ensureCollection,
  migrate,
  openDatabase,
  readCatalogueWorks,
  readHeldPassages,
} from "../src/index.js";
import { migrations } from "../src/migrations/index.js";

/** Enough for tests: packages/text does it properly. */
export const foldKey = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

export interface TestArchive {
  url: string;
  database: Database;
  /** Id of a collection to put documents into. */
  collectionId: string;
  drop(): Promise<void>;
}

const templateKey = createHash("sha256").update(JSON.stringify(migrations)).digest("hex").slice(0, 16);

/** An empty, migrated archive with one collection. */
export async function openTestArchive(): Promise<TestArchive> {
  const { url, drop } = await createTestDatabase({ template: prepare, templateKey: `storage ${templateKey}` });
  const database = await openDatabase(url, { foldKey, poolSize: 20 });
  const collectionId = await ensureCollection(database, collection("notices"));
  return {
    url,
    database,
    collectionId,
    async drop() {
      await database.close();
      await drop();
    },
  };
}

export function collection(name: string): CollectionToStore {
  return { name, title: null, kind: null, publisher: null, language: null, licence: null, isSample: false, settings: {} };
}

async function prepare(url: string): Promise<void> {
  const database = await openDatabase(url, { foldKey });
  await migrate(database);
  await database.close();
}

/** Rows in a table. */
export async function countRows(database: Database, table: string, condition = "true"): Promise<number> {
  const [row] = await database.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table} WHERE ${condition}`);
  return row?.count ?? 0;
}

/** The catalogue with all its passages. */
export async function readCatalogue(database: Database) {
  const { generation, works } = await readCatalogueWorks(database);
  const passages = await readHeldPassages(
    database,
    works.map(({ work }) => work),
  );
  return { generation, works, passages };
}
