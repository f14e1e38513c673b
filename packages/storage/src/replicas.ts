import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { type Connections, connectionSettings, type Database, databaseOver } from "./data-source.js";
import { isConnectionFault, postgresCode } from "./errors.js";
import { Replica, type WritePosition } from "./replica.js";

/** Seconds that a replica may be behind the primary and still be read from. */
const MOST_SECONDS_BEHIND = 10;

/** Milliseconds between two looks at all of them. */
const LOOK_EVERY = 1_000;
/** Milliseconds for which it is remembered how far the primary was. */
const REMEMBERED = 60_000;

/** Who reads, and what it has to see. */
export interface Reader {
  /** The same reader is given the same replica, so that what it has seen does not go away again. */
  name: string;
  /** What the reader has written itself: only a replica that has come as far is read. Null where it wrote nothing. */
  wrote: WritePosition | null;
  /** Whether it reads so long that a replica would break it off, unless the primary is told of it (hot_standby_feedback). */
  isLong?: boolean;
}

export interface ReplicaState {
  /** Host, port and database. */
  where: string;
  /** How far it is behind; null where that is not known, or is more than a minute. */
  secondsBehind: number | null;
  /** Why it is not read from, for people; null where it is. */
  fault: string | null;
}

export interface ReplicaOptions {
  poolSize: number;
  statementSeconds?: number;
  /** How far behind a replica is no longer read from; 10 unless given. */
  mostSecondsBehind?: number;
}

/** The reader at work, and whether it has turned to the primary. */
const readers = new AsyncLocalStorage<Reader & { hasTurned: boolean }>();

/** Has the reader at work ask the primary from now on: what changes something also reads what it is to change. */
export function turnToPrimary(): void {
  const reader = readers.getStore();
  if (reader !== undefined) reader.hasTurned = true;
}

/**
 * Replicas of the database, for work that only reads and says so (`read`). What is read outside of that, and whatever a replica
 * fails of or has not yet heard of, is asked of the primary. `primary` stays its owner's.
 */
export class Replicas {
  /** The database as a reader sees it; everybody else sees the primary. */
  readonly database: Database;
  readonly #primary: Database;
  readonly #replicas: Replica[];
  readonly #mostSecondsBehind: number;
  readonly #primaryWas: { at: number; position: WritePosition }[] = [];
  #archive: string | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(primary: Database, urls: readonly string[], options: ReplicaOptions) {
    const { poolSize, statementSeconds = 0 } = options;
    this.#primary = primary;
    this.#mostSecondsBehind = options.mostSecondsBehind ?? MOST_SECONDS_BEHIND;
    this.#replicas = urls.map((url) => new Replica(url, { ...connectionSettings({ statementSeconds }), max: poolSize }));
    const connections: Connections = {
      connect: () => this.#connect(),
      asksAgain: (error) => asksAgain(error),
    };
    this.database = databaseOver(primary.dataSource, connections, primary.foldKey);
  }

  /** Looks at all of them now, and then every second. */
  async start(): Promise<void> {
    await this.#look();
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.start(), LOOK_EVERY);
    this.#timer.unref();
  }

  /** Runs work of a reader, which may be given a replica. Nothing of it may write. */
  read<T>(reader: Reader, work: () => T): T {
    return readers.run({ ...reader, hasTurned: false }, work);
  }

  /** How far the primary has written: a reader that is given this sees everything that was stored before. */
  async position(): Promise<WritePosition> {
    const [row] = await this.#primary.query<{ position: string }>("SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::text AS position");
    return BigInt(row?.position ?? 0);
  }

  /** Waits until some replica has come as far as `position`, five seconds at most. */
  async untilReached(position: WritePosition): Promise<void> {
    for (const deadline = Date.now() + 5_000; Date.now() < deadline; await sleep(LOOK_EVERY / 4)) {
      if (this.#replicas.some((replica) => replica.fault === null && replica.position >= position)) return;
      await this.#look();
    }
  }

  /** In the order of the settings. */
  state(): ReplicaState[] {
    return this.#replicas.map((replica) => ({
      where: replica.where,
      secondsBehind: replica.fault === null ? this.#secondsBehind(replica) : null,
      fault: replica.fault ?? (this.#isCurrent(replica) ? null : `It is more than ${this.#mostSecondsBehind} seconds behind.`),
    }));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await Promise.all(this.#replicas.map((replica) => replica.close()));
  }

  async #look(): Promise<void> {
    // Where the primary does not answer, replicas are held to how far it was known to be: they go on reading.
    this.#archive = await this.#lookAtPrimary().catch(() => this.#archive);
    const archive = this.#archive;
    if (archive !== null) await Promise.all(this.#replicas.map((replica) => replica.look(archive)));
  }

  async #lookAtPrimary(): Promise<string> {
    const at = Date.now();
    // What is flushed is what replicas are sent.
    const [row] = await this.#primary.query<{ position: string; archive: string }>(
      "SELECT (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::text AS position, archive FROM search_copy",
    );
    this.#primaryWas.push({ at, position: BigInt(row?.position ?? 0) });
    while ((this.#primaryWas[0]?.at ?? at) < at - REMEMBERED) this.#primaryWas.shift();
    return row?.archive ?? "";
  }

  async #connect(): Promise<pg.PoolClient> {
    for (;;) {
      const replica = this.#chosen();
      if (replica === null) return await this.#primary.pool.connect();
      try {
        return await replica.connect();
      } catch (error) {
        replica.lose(error);
      }
    }
  }

  #chosen(): Replica | null {
    const reader = readers.getStore();
    if (reader === undefined || reader.hasTurned) return null;
    const fit = this.#replicas.filter(
      (replica) =>
        replica.fault === null &&
        this.#isCurrent(replica) &&
        replica.position >= (reader.wrote ?? 0n) &&
        (replica.holdsBack || reader.isLong !== true),
    );
    return fit[numberOf(reader.name) % fit.length] ?? null;
  }

  #isCurrent(replica: Replica): boolean {
    const seconds = this.#secondsBehind(replica);
    return seconds !== null && seconds <= this.#mostSecondsBehind;
  }

  /** Seconds since the primary was known to be no further than the replica is; null where that is too long ago. */
  #secondsBehind({ position }: Replica): number | null {
    const latest = this.#primaryWas.at(-1);
    const reached = this.#primaryWas.findLast((was) => was.position <= position);
    return latest === undefined || reached === undefined ? null : (latest.at - reached.at) / 1_000;
  }
}

/** A read of a replica that is cut off because the primary has cleaned up what it looked at. */
const BROKEN_OFF = "40001";
/** What a replica refuses, and what it has not heard of yet: a table or column of the latest migration. */
const NOT_OF_A_REPLICA = new Set([BROKEN_OFF, "25006", "42P01", "42703"]);

function asksAgain(error: unknown): boolean {
  const reader = readers.getStore();
  if (reader === undefined) return false;
  if (!isConnectionFault(error) && !NOT_OF_A_REPLICA.has(postgresCode(error) ?? "")) return false;
  reader.hasTurned = true;
  return true;
}

/** A number that follows from a name. */
function numberOf(name: string): number {
  let number = 0;
  for (const character of name) number = (Math.imul(number, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return number;
}
