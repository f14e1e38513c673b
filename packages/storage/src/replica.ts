import pg from "pg";
import { connectionError, describeUrl } from "./connection-error.js";
import { handleClientFaults, leaveToTheNextQuery } from "./data-source.js";
import { postgresCode } from "./errors.js";

/** A place in the stream of what the primary writes: bytes since its beginning. It only grows. */
export type WritePosition = bigint;

/** Milliseconds that a replica has to let itself be looked at, and to open a connection. */
const PATIENCE = 1_000;

interface Seen {
  isReplica: boolean;
  position: string | null;
  holdsBack: boolean;
  archive: string;
}

/** What the primary and its replicas know the archive by, and how far a replica has come. */
const LOOK = `SELECT pg_is_in_recovery() AS "isReplica", (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::text AS position,
  current_setting('hot_standby_feedback') = 'on' AS "holdsBack", (SELECT archive FROM search_copy) AS archive`;

const UNDEFINED_TABLE = "42P01";
const OTHER_ARCHIVE = "It does not hold this archive.";
const NO_REPLICA = "It is no replica, or no longer: it takes writes of its own.";

/** One replica of the database, looked at again and again over a connection of its own. */
export class Replica {
  /** Host, port and database, without the password. */
  readonly where: string;
  readonly #settings: pg.PoolConfig;
  readonly #clients = new Set<pg.PoolClient>();
  #pool: pg.Pool;
  #looker: pg.Client | null = null;
  #fault: string | null = "It has not been looked at yet.";
  #position: WritePosition = 0n;
  #holdsBack = false;

  constructor(url: string, settings: pg.PoolConfig) {
    this.where = describeUrl(url);
    this.#settings = { ...settings, connectionString: url, connectionTimeoutMillis: PATIENCE, application_name: "lectern" };
    this.#pool = this.#open();
  }

  /** Why it is not read from; null where it may be. */
  get fault(): string | null {
    return this.#fault;
  }

  /** How far it had come when it was looked at last. */
  get position(): WritePosition {
    return this.#position;
  }

  /** Whether the primary keeps what a long read of it needs (hot_standby_feedback): without, such a read may be cut off. */
  get holdsBack(): boolean {
    return this.#holdsBack;
  }

  connect(): Promise<pg.PoolClient> {
    return this.#pool.connect();
  }

  /** Looks how far it has come; `archive` is the one that it is to be a replica of. */
  async look(archive: string): Promise<void> {
    try {
      this.#looker ??= await this.#startLooker();
      const [seen] = (await this.#looker.query<Seen>(LOOK)).rows;
      this.#fault = seen?.archive !== archive ? OTHER_ARCHIVE : seen.isReplica ? null : NO_REPLICA;
      this.#position = BigInt(seen?.position ?? 0);
      this.#holdsBack = seen?.holdsBack === true;
    } catch (error) {
      if (postgresCode(error) === UNDEFINED_TABLE) this.#fault = OTHER_ARCHIVE;
      else this.lose(error);
    }
  }

  /** Notes that it failed. What is being asked of it is broken off, so that nobody waits for one that is frozen. */
  lose(error: unknown): void {
    this.#fault = connectionError(this.where, error).message;
    void this.#looker?.end().catch(leaveToTheNextQuery);
    this.#looker = null;
    const old = this.#pool;
    const asked = [...this.#clients];
    this.#clients.clear();
    this.#pool = this.#open();
    for (const client of asked) endNow(client);
    void old.end().catch(leaveToTheNextQuery);
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.#looker?.end(), this.#pool.end()]);
  }

  #open(): pg.Pool {
    const pool = new pg.Pool(this.#settings);
    pool.on("error", leaveToTheNextQuery);
    handleClientFaults(pool);
    pool.on("connect", (client) => void this.#clients.add(client));
    pool.on("remove", (client) => void this.#clients.delete(client));
    return pool;
  }

  async #startLooker(): Promise<pg.Client> {
    const client = new pg.Client({ ...this.#settings, query_timeout: PATIENCE });
    client.on("error", leaveToTheNextQuery);
    await client.connect();
    return client;
  }
}

/** A client that waits for an answer breaks its connection off at once when it is ended. */
function endNow(client: pg.PoolClient): void {
  // What a pool hands out is a Client, of which its type leaves `end` out.
  void (client as unknown as pg.Client).end().catch(leaveToTheNextQuery);
}
