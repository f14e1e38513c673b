import {
  type Arrangement,
  isFree,
  noteAddresses,
  noteArrangement,
  readArrangement,
  readNow,
  SHOWN_WITHIN,
} from "../postgres/arrangement.js";
import { readCopyState } from "../postgres/copied.js";
import { type Ask, inTransaction } from "../postgres/pool.js";
import type { SearchPool } from "../postgres/search-pool.js";
import { EngineError } from "./engine-error.js";
import { bornAt, type EngineAddress, type EngineServer } from "./server.js";

/** A process that shares the archive with others, and what it may do to the servers that they share. */
export interface SharingProcess {
  /** What others are told of who spread the archive: where it runs. */
  name: string;
  /** Whether it runs on: such a one may spread the archive anew where no other one is set for the servers in use. */
  runsOn: boolean;
  /** Told which arrangement it is set for, which is to be shown to others as long as the process runs (`nameOfUse`). */
  onUse?(arrangement: number): void;
  /** Milliseconds that it waits for others to show themselves; ten seconds unless given. */
  shownWithin?: number;
}

/**
 * What happens where the servers of this process are others than those that the archive is spread over: it is left as it is, or
 * spread anew, in any case or where no process that runs is set for those. An archive that is on no server yet is spread by whoever writes first.
 */
export type Claim = "LEAVE" | "IF_FREE" | "TAKE";

/** Sees to it that only processes that are set for the same servers search and write them. */
export class Arranger {
  readonly #pool: SearchPool;
  readonly #addresses: EngineAddress[];
  readonly #process: SharingProcess;
  readonly #connect: (address: EngineAddress) => Promise<EngineServer>;
  readonly #log: (line: string) => void;
  #since: Date | null = null;
  #agreed: number | null = null;

  constructor(
    pool: SearchPool,
    addresses: EngineAddress[],
    process: SharingProcess,
    connect: (address: EngineAddress) => Promise<EngineServer>,
    log: (line: string) => void,
  ) {
    this.#pool = pool;
    this.#addresses = addresses;
    this.#process = process;
    this.#connect = connect;
    this.#log = log;
  }

  /** Number of the arrangement that this process is known to be set for; null where it has not found out, or is set otherwise. */
  get agreed(): number | null {
    return this.#agreed;
  }

  /** Throws an EngineError that says who is set otherwise, where this process is set for other servers than those in use. */
  async check(): Promise<void> {
    const arrangement = await this.#read();
    if (arrangement === null || (await this.#isOurs(arrangement))) return;
    throw new EngineError("OTHER_SERVERS", describe(arrangement, this.#urls));
  }

  /** The same, before writing: the caller holds the lock of the copy. */
  async claim(claim: Claim): Promise<void> {
    const before = await this.#read();
    if (before !== null && (await this.#isOurs(before))) {
      if (before.addresses === null) await this.#ask((ask) => noteAddresses(ask, this.#urls));
      return;
    }
    const isTaken = before === null || claim === "TAKE" || (claim === "IF_FREE" && (await this.#isFree(before)));
    if (!isTaken) throw new EngineError("OTHER_SERVERS", describe(before, this.#urls));
    this.#agree(await this.#ask((ask) => noteArrangement(ask, this.#urls, this.#process.name)));
    if (before !== null)
      this.#log(`search: the archive is spread anew over ${list(this.#urls)}; before, it was over ${serversOf(before)}.`);
  }

  async #read(): Promise<Arrangement | null> {
    return await this.#ask(async (ask) => {
      this.#since ??= await readNow(ask);
      return await readArrangement(ask);
    });
  }

  /** The same servers, by their addresses or, where those are others, by what they hold: a server may go by several names. */
  async #isOurs(arrangement: Arrangement): Promise<boolean> {
    const { number, servers, addresses } = arrangement;
    if (this.#agreed === number) return true;
    if (servers !== this.#addresses.length) return false;
    for (const address of this.#addresses) {
      if (addresses === null || addresses[address.share.number] === address.url) continue;
      if (!(await this.#isKnown(address))) return false;
    }
    this.#agree(arrangement);
    return true;
  }

  async #isKnown(address: EngineAddress): Promise<boolean> {
    const { born } = await this.#ask((ask) => readCopyState(ask, address.share));
    if (born === null) return false;
    const server = await this.#connect(address);
    return (await bornAt(server, server.index)) === born;
  }

  #agree({ number }: Arrangement): void {
    this.#agreed = number;
    this.#process.onUse?.(number);
  }

  async #isFree(arrangement: Arrangement): Promise<boolean> {
    const { runsOn, shownWithin = SHOWN_WITHIN } = this.#process;
    const since = this.#since;
    return runsOn && since !== null && (await this.#ask((ask) => isFree(ask, arrangement, since, shownWithin)));
  }

  async #ask<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    return await inTransaction(this.#pool, "BEGIN", work);
  }

  get #urls(): string[] {
    return this.#addresses.map(({ url }) => url);
  }
}

function describe(arrangement: Arrangement, own: string[]): string {
  const { by, at } = arrangement;
  const set = `${by === null ? "" : `by ${by}, `}${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return (
    `The archive is spread over ${serversOf(arrangement)}, as set ${set}; this process is set for ${list(own)}, and leaves both alone. ` +
    "Give it the MEILISEARCH_URL of the others; or spread the archive anew: start all servers and workers with the new one, or run `lectern reindex` with it."
  );
}

function serversOf({ servers, addresses }: Arrangement): string {
  return addresses === null ? countServers(servers) : list(addresses);
}

function list(addresses: string[]): string {
  return `${countServers(addresses.length)} (${addresses.join(", ")})`;
}

function countServers(count: number): string {
  return `${count} server${count === 1 ? "" : "s"}`;
}
