import "reflect-metadata";
import * as entities from "@lectern/schema";
import pg from "pg";
import { DataSource, getMetadataArgsStorage } from "typeorm";
import { connectionError, describeUrl } from "./connection-error.js";
import { StorageError, storageError } from "./errors.js";
import { SnakeNamingStrategy } from "./naming.js";

/** An open archive. Its pool has error handlers, so that a server that goes away never ends the process. */
export interface Database {
  readonly dataSource: DataSource;
  readonly pool: Connections;
  /** Key of a name for equality, from packages/text: people, bodies, phrases and wanted works are the same where it is. */
  readonly foldKey: FoldKey;
  /** One statement on a connection of the pool. */
  query<Row = Record<string, unknown>>(sql: string | pg.QueryConfig, parameters?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** Connections to a database, one at a time; those of a request may be to a replica. */
export interface Connections {
  connect(): Promise<pg.PoolClient>;
  /** Whether work that only reads and failed so is to be done once more: a replica failed it, and the primary will be asked. */
  asksAgain?(error: unknown): boolean;
}

export type FoldKey = (text: string) => string;

export interface DatabaseOptions {
  foldKey: FoldKey;
  /** Most connections at once; 10 unless given. */
  poolSize?: number;
  /** Seconds after which a statement is cut off; without it, never. */
  statementSeconds?: number;
}

const OLDEST_POSTGRES = 140_000;
const CONNECT_MILLISECONDS = 10_000;

/**
 * Opens the database at `postgres://user:password@host:port/name`. Throws a StorageError that names what is wrong:
 * BAD_URL, UNKNOWN_HOST, REFUSED, TIMED_OUT, WRONG_PASSWORD, NO_SUCH_DATABASE, NOT_POSTGRES, TOO_OLD.
 */
export async function openDatabase(url: string, options: DatabaseOptions): Promise<Database> {
  const where = describeUrl(url);
  const dataSource = new DataSource({
    type: "postgres",
    url,
    entities: Object.values<unknown>(entities).filter(isEntity),
    namingStrategy: new SnakeNamingStrategy(),
    installExtensions: false,
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: CONNECT_MILLISECONDS,
    applicationName: "lectern",
    poolErrorHandler: leaveToTheNextQuery,
    extra: connectionSettings(options),
  });
  try {
    await dataSource.initialize();
  } catch (error) {
    throw connectionError(where, error);
  }
  const pool = poolOf(dataSource);
  handleClientFaults(pool);
  const database = databaseOver(dataSource, pool, options.foldKey);
  await checkVersion(database, where);
  return database;
}

/** How a connection is made, whatever pool it is of. */
export function connectionSettings({ statementSeconds = 0 }: Pick<DatabaseOptions, "statementSeconds">) {
  return { types: { getTypeParser: typeParser }, keepAlive: true, statement_timeout: statementSeconds * 1_000 };
}

export function databaseOver(dataSource: DataSource, pool: Connections, foldKey: FoldKey): Database {
  return {
    dataSource,
    pool,
    foldKey,
    async query<Row>(sql: string | pg.QueryConfig, parameters?: unknown[]): Promise<Row[]> {
      try {
        return await orElsewhere(pool, () => ask<Row>(pool, sql, parameters));
      } catch (error) {
        throw storageError("asking the database", error);
      }
    },
    close: () => dataSource.destroy(),
  };
}

async function ask<Row>(pool: Connections, sql: string | pg.QueryConfig, parameters?: unknown[]): Promise<Row[]> {
  const client = await pool.connect();
  let isDone = false;
  try {
    const { rows } = await client.query(sql, parameters);
    isDone = true;
    return rows as Row[];
  } finally {
    client.release(!isDone);
  }
}

/** Does work that only reads, and does it once more where a replica failed it. */
export async function orElsewhere<T>(pool: Connections, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (pool.asksAgain?.(error) !== true) throw error;
    return await work();
  }
}

async function checkVersion(database: Database, where: string): Promise<void> {
  const [row] = await database.query<{ number: number; version: string }>(
    "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version",
  );
  if (row !== undefined && row.number >= OLDEST_POSTGRES) return;
  await database.close();
  throw new StorageError("TOO_OLD", `The database at ${where} is Postgres ${row?.version}; Lectern needs 14 or newer.`, {
    advice: "Upgrade that server, or leave DATABASE_URL out to use the one that comes with Lectern.",
  });
}

export function poolOf(dataSource: DataSource): pg.Pool {
  // TypeORM keeps its pool in the driver's `master`, which its public type leaves out.
  return (dataSource.driver as unknown as { master: pg.Pool }).master;
}

/** Without a listener of its own, a client whose connection breaks while it is checked out would end the process. */
export function handleClientFaults(pool: pg.Pool): void {
  const handled = new WeakSet<pg.PoolClient>();
  const handle = (client: pg.PoolClient) => {
    if (handled.has(client)) return;
    handled.add(client);
    client.on("error", leaveToTheNextQuery);
  };
  pool.on("connect", handle);
  // TypeORM opened the first connection before the pool was ours to listen to.
  pool.on("acquire", handle);
}

/** The query that was running, or the next one, fails with the same fault and reports it. */
export function leaveToTheNextQuery(): void {}

const DATE = 1082;

/** Dates stay ISO text: a JavaScript Date would move them by the machine's time zone. */
function typeParser(oid: number, format?: "text" | "binary"): (value: string) => unknown {
  if (oid === DATE) return (value) => value;
  return pg.types.getTypeParser(oid, format);
}

function isEntity(value: unknown): value is new () => object {
  return getMetadataArgsStorage().tables.some((table) => table.target === value);
}
