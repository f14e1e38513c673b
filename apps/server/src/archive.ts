import { hostname } from "node:os";
import { join } from "node:path";
import { type RunningPostgres, startPostgres } from "@lectern/postgres";
import { type ExactSearch, MeilisearchIndex, nameOfUse, PostgresIndex, type SearchIndex } from "@lectern/search";
import { type Database, migrate, openDatabase, Replicas, ShownProcess } from "@lectern/storage";
import { foldKey } from "@lectern/text";
import type { Env } from "./env.js";
import { CatalogueKeeper } from "./linking/catalogue-keeper.js";
import { TextLinker } from "./linking/text-linker.js";
import { TextLinkers } from "./linking/text-linkers.js";

/** The opened archive: the truth, the index made from it, and the study texts that new documents are linked to. */
export interface Archive {
  /** For imports, jobs and commands: statements may take as long as they need. */
  database: Database;
  /** For requests: a statement that takes longer than a request may is cut off. Readers (`replicas`) may be given a replica. */
  reading: Database;
  /** Replicas of the database; null where there are none, or none are read from. */
  replicas: Replicas | null;
  index: SearchIndex;
  /** What is counted and listed exactly, whichever engine ranks. */
  exact: ExactSearch;
  catalogue: CatalogueKeeper;
  /** Links texts that are not of the archive, in a thread of its own. */
  textLinker: TextLinker;
  /** Links texts of the archive again, in other threads. */
  relinker: TextLinkers;
  /** Address of the database, with its password. */
  url: string;
  /** Whether the database is the embedded one. */
  isEmbedded: boolean;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Told what is being done, where it takes longer than a moment. */
  onProgress?(line: string): void;
  /** Whether it runs on until it is stopped, as servers and workers do: these alone spread the archive over other search servers. */
  runsOn?: boolean;
  /** Told when another search engine goes away, and when it is back: by what runs on. */
  log?(line: string): void;
  /** Seconds after which a statement of a request is cut off; without it, `reading` is the same as `database`. */
  requestSeconds?: number;
  /** Whether replicas of the database are read from, where there are any; they are where requests are answered. */
  withReplicas?: boolean;
  /** Whether the embedded Postgres is started again when it ends: by what runs on, or waits for it. */
  isKeptUp?: boolean;
}

/** Opens the user's own Postgres or the embedded one, brings its tables up to date, and opens the index. */
export async function openArchive(env: Env, options: OpenOptions = {}): Promise<Archive> {
  const postgres = env.databaseUrl === null ? await startEmbedded(env, options) : null;
  const url = env.databaseUrl ?? postgres?.url ?? "";
  try {
    const database = await openDatabase(url, { foldKey, poolSize: env.poolSize });
    const steps = await migrate(database);
    if (steps.length > 0) options.onProgress?.(`database brought up to date (${steps.length} steps)`);
    const own = options.requestSeconds === undefined ? database : await openReading(url, env, options.requestSeconds);
    const replicas = await openReplicas(own, env, options);
    const reading = replicas?.database ?? own;
    const catalogue = new CatalogueKeeper(database);
    const textLinker = new TextLinker(catalogue);
    const relinker = new TextLinkers(catalogue);
    const shown = new ShownProcess(url);
    const index = openIndex(env, database, reading, shown, options);
    await index.configure();
    return {
      database,
      reading,
      replicas,
      index,
      exact: new PostgresIndex(reading.pool),
      catalogue,
      textLinker,
      relinker,
      url,
      isEmbedded: postgres !== null,
      async close() {
        await Promise.all([textLinker.close(), relinker.close()]);
        await index.close();
        shown.close();
        await replicas?.close();
        if (own !== database) await own.close();
        await database.close();
        await postgres?.stop();
      },
    };
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
}

/** Searches may be cut off like any request; what the index is given may take as long as it needs. */
function openIndex(
  env: Env,
  database: Database,
  reading: Database,
  shown: ShownProcess,
  { log, runsOn = false }: OpenOptions,
): SearchIndex {
  if (env.meilisearch === null) return new PostgresIndex(reading.pool, database.pool);
  const process = { name: nameOfProcess(), runsOn, ...(runsOn && { onUse: (number: number) => shown.show(nameOfUse(number)) }) };
  return new MeilisearchIndex(reading.pool, { ...env.meilisearch, process, ...(log && { log }) }, database.pool);
}

function nameOfProcess(): string {
  return `process ${process.pid} on ${hostname()}`;
}

async function openReplicas(primary: Database, env: Env, options: OpenOptions): Promise<Replicas | null> {
  const { requestSeconds, withReplicas = requestSeconds !== undefined } = options;
  if (!withReplicas || env.databaseReadUrls.length === 0) return null;
  const replicas = new Replicas(primary, env.databaseReadUrls, {
    poolSize: env.poolSize,
    ...(requestSeconds !== undefined && { statementSeconds: requestSeconds }),
  });
  await replicas.start();
  return replicas;
}

function startEmbedded(env: Env, { onProgress, isKeptUp = false }: OpenOptions): Promise<RunningPostgres> {
  return startPostgres(join(env.dataFolder, "postgres"), { ...(onProgress && { onProgress }), isKeptUp });
}

function openReading(url: string, env: Env, requestSeconds: number): Promise<Database> {
  return openDatabase(url, { foldKey, poolSize: env.poolSize, statementSeconds: requestSeconds });
}
