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
  readonly pool: pg.Pool;
  /** Key of a name for equality, from packages/text: people, bodies, phrases and wanted works are the same where it is. */
  readonly foldKey: FoldKey;
  /** One statement on a connection of the pool. */
  query<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
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
    extra: { types: { getTypeParser: typeParser }, keepAlive: true, statement_timeout: (options.statementSeconds ?? 0) * 1_000 },
  });
  try {
    await dataSource.initialize();
  } catch (error) {
    throw connectionError(where, error);
  }
  const pool = poolOf(dataSource);
  handleClientFaults(pool);
  const database = wrap(dataSource, pool, options.foldKey);
  await checkVersion(database, where);
  return database;
}

function wrap(dataSource: DataSource, pool: pg.Pool, foldKey: FoldKey): Database {
  return {
    dataSource,
    pool,
    foldKey,
    async query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]> {
      try {
        return (await pool.query(sql, parameters)).rows as Row[];
      } catch (error) {
        throw storageError("asking the database", error);
      }
    },
    close: () => dataSource.destroy(),
  };
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

function poolOf(dataSource: DataSource): pg.Pool {
  // TypeORM keeps its pool in the driver's `master`, which its public type leaves out.
  return (dataSource.driver as unknown as { master: pg.Pool }).master;
}

/** Without a listener of its own, a client whose connection breaks while it is checked out would end the process. */
function handleClientFaults(pool: pg.Pool): void {
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
function leaveToTheNextQuery(): void {}

const DATE = 1082;

/** Dates stay ISO text: a JavaScript Date would move them by the machine's time zone. */
function typeParser(oid: number, format?: "text" | "binary"): (value: string) => unknown {
  if (oid === DATE) return (value) => value;
  return pg.types.getTypeParser(oid, format);
}

function isEntity(value: unknown): value is new () => object {
  return getMetadataArgsStorage().tables.some((table) => table.target === value);
}
