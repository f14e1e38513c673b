import { countCopied, noteComparison, noteTask, readCopyState, sendAnew } from "../postgres/copied.js";
import { inTransaction, withLock } from "../postgres/pool.js";
import type { SearchPool } from "../postgres/search-pool.js";
import type { Share } from "../postgres/versions.js";
import type { CopyDifference, CopyOptions, CopyState, IndexCopy } from "../search-index.js";
import type { Arranger, Claim } from "./arranger.js";
import { buildBeside, giveUpBuilding, makeReady, never } from "./build.js";
import { compareCopy } from "./compare.js";
import { asking, EngineError, nameOf, onServer } from "./engine-error.js";
import { countSources, lookAtPart, type Part } from "./part.js";
import { forgetSources, forgetStrays, sendWaiting } from "./send.js";
import { type EngineServer, latestTask, untilQuiet } from "./server.js";

/** Any number of our own: one process at a time writes to the copy, so that an older version never follows a newer one. */
const COPY_LOCK = 7_236_071_141;

const A_DAY = 86_400_000;

/**
 * Milliseconds between two looks at the copy where nothing waits. A server that was emptied, or restored from an older state, says
 * nothing of it, and what it lacks is sent once that is seen.
 */
const LOOK_EVERY = 15_000;
const SOONEST = 1_000;

/** What the copy needs of the index that it belongs to. */
export interface CopyOwner {
  /** The servers that hold the copy, each its share. */
  shares: Share[];
  arranger: Pick<Arranger, "check" | "claim">;
  /** One of them, known to be well enough to write to. Throws an EngineError. */
  connect(share: Share): Promise<EngineServer>;
  /** Why searches are not answered from it. */
  fault(): EngineError | null;
  /** Looks whether searches may be answered from it now. */
  look(): Promise<void>;
}

/** The copy of the index in Meilisearch. All that it is to hold, and what it was told, stands in Postgres. */
export class EngineCopy implements IndexCopy {
  readonly #pool: SearchPool;
  readonly #owner: CopyOwner;
  #turn: Promise<void> = Promise.resolve();

  constructor(pool: SearchPool, owner: CopyOwner) {
    this.#pool = pool;
    this.#owner = owner;
  }

  get leftAlone(): string | null {
    const fault = this.#owner.fault();
    return fault?.fault === "OTHER_SERVERS" ? fault.message : null;
  }

  async catchUp(options: CopyOptions = {}): Promise<{ sent: number; nextIn: number }> {
    const sent = await this.#alone("IF_FREE", options, async (server, own) => {
      const readiness = await makeReady(this.#pool, server, own);
      if (readiness === "BUILD") {
        // Where there is no other one, Postgres answers until it is built.
        await this.#owner.look();
        await buildBeside(this.#pool, server, own);
      }
      if (readiness === "COMPARE" || (await this.#isComparisonDue(server))) await this.#mend(server, own.isStopped ?? never);
      return await this.#send(server, own);
    }).catch(async (error: unknown) => {
      await this.#owner.look();
      throw error;
    });
    if (this.#owner.fault() !== null) await this.#owner.look();
    return { sent: sumOf(sent), nextIn: await this.#nextIn() };
  }

  async rebuild(options: CopyOptions = {}): Promise<void> {
    await this.#alone("TAKE", options, async (server, own) => {
      await buildBeside(this.#pool, server, own).catch((error: unknown) => this.#giveUpIfFull(server, error));
      await this.#send(server, own);
    });
    await this.#owner.look();
  }

  async compare(): Promise<CopyDifference> {
    return together(await this.#alone("LEAVE", {}, (server) => compareCopy(this.#pool, server)));
  }

  async repair(options: CopyOptions = {}): Promise<CopyDifference> {
    const differences = await this.#alone("LEAVE", options, async (server, own) => {
      if ((await makeReady(this.#pool, server, own)) === "BUILD") await buildBeside(this.#pool, server, own);
      const found = await this.#mend(server, own.isStopped ?? never);
      await this.#send(server, own);
      return found;
    });
    await this.#owner.look();
    return together(differences);
  }

  async state(): Promise<CopyState> {
    const { retryIn: _, ...counts } = await inTransaction(this.#pool, "BEGIN", countCopied);
    const states = await inTransaction(this.#pool, "BEGIN", (ask) => inTurn(this.#owner.shares, (share) => readCopyState(ask, share)));
    const known = { engine: "MEILISEARCH" as const, ...counts, comparedAt: earliest(states.map((state) => state.comparedAt)) };
    const parts = await this.#lookAtParts().catch((error: unknown) => {
      if (error instanceof EngineError) return error;
      throw error;
    });
    if (parts instanceof EngineError) return { ...known, version: null, bytes: null, building: null, fault: parts.message };
    const isThere = parts.every((part) => part.isThere);
    const building = togetherBuilt(parts);
    if (isThere !== (this.#owner.fault() === null)) await this.#owner.look();
    return {
      ...known,
      version: [...new Set(parts.map(({ version }) => version))].join(", "),
      bytes: sumOf(parts.map(({ bytes }) => bytes)),
      waiting: sumOf(parts.map(({ waiting }) => waiting)),
      building,
      fault: isThere ? (this.#owner.fault()?.message ?? null) : notBuilt(building),
    };
  }

  async #lookAtParts(): Promise<Part[]> {
    await this.#owner.arranger.check();
    return await this.#onEach((server) => lookAtPart(this.#pool, server));
  }

  async #send(server: EngineServer, { isStopped = never, onProgress }: CopyOptions): Promise<number> {
    return await sendWaiting(this.#pool, server, { index: server.index, column: "sent" }, isStopped, (sent) => {
      onProgress?.(`${countSources(sent)} sent to Meilisearch`);
    });
  }

  /**
   * Marks what differs, so that it is sent like anything that waits, and has the engine forget what it holds of it: what does not
   * belong there may say that it is of the version that is sent. Postgres answers meanwhile.
   */
  async #mend(server: EngineServer, isStopped: () => boolean): Promise<CopyDifference> {
    const difference = await compareCopy(this.#pool, server);
    const task = await latestTask(server);
    await inTransaction(this.#pool, "BEGIN", async (ask) => {
      await sendAnew(ask, [...difference.missing, ...difference.different, ...difference.extra]);
      await noteComparison(ask, server.share);
      await noteTask(ask, server.share, task);
    });
    await forgetSources(server, server.index, [...difference.different, ...difference.extra], isStopped);
    await forgetStrays(server, isStopped);
    return difference;
  }

  async #isComparisonDue({ share }: EngineServer): Promise<boolean> {
    const { comparedAt } = await inTransaction(this.#pool, "BEGIN", (ask) => readCopyState(ask, share));
    return comparedAt === null || Date.now() - comparedAt.getTime() > A_DAY;
  }

  async #nextIn(): Promise<number> {
    const { retryIn } = await inTransaction(this.#pool, "BEGIN", countCopied);
    return Math.min(LOOK_EVERY, Math.max(SOONEST, retryIn ?? LOOK_EVERY));
  }

  /** Half an index on a full disk would keep it full. */
  async #giveUpIfFull(server: EngineServer, error: unknown): Promise<never> {
    if (error instanceof EngineError && error.fault === "FULL") {
      await giveUpBuilding(this.#pool, server);
      await asking("removing the unfinished index", async () => await server.indexing.deleteIndex(server.nextIndex));
    }
    throw error;
  }

  /**
   * Does something on every server that nobody else does at the same time, once each is through with what it was told before.
   * One that fails keeps no other one from it. Nothing is done where the archive is spread over other servers, and stays so.
   */
  async #alone<T>(claim: Claim, options: CopyOptions, work: (server: EngineServer, own: CopyOptions) => Promise<T>): Promise<T[]> {
    // In this process one waits for the other without a connection of its own: all of them waiting would leave none to work with.
    const before = this.#turn;
    const own = Promise.withResolvers<void>();
    this.#turn = own.promise;
    await before;
    try {
      return await withLock(this.#pool, COPY_LOCK, async () => {
        await this.#owner.arranger.claim(claim);
        return await this.#onEach(async (server) => {
          await untilQuiet(server, options.isStopped ?? never);
          return await work(server, toldOf(server, options));
        });
      });
    } finally {
      own.resolve();
    }
  }

  async #onEach<T>(work: (server: EngineServer) => Promise<T>): Promise<T[]> {
    const { shares, connect } = this.#owner;
    const ends = await Promise.allSettled(shares.map((share) => onServer(share, async () => await work(await connect(share)))));
    return ends.map((end) => {
      if (end.status === "rejected") throw end.reason;
      return end.value;
    });
  }
}

/** The same, where what is told names the server. */
function toldOf({ share }: EngineServer, options: CopyOptions): CopyOptions {
  if (share.of === 1) return options;
  return { ...options, onProgress: (line) => options.onProgress?.(`${nameOf(share)}: ${line}`) };
}

/** One after the other, as one connection does. */
async function inTurn<T, R>(values: T[], work: (value: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const value of values) results.push(await work(value));
  return results;
}

function sumOf(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** Null where one is. */
function earliest(moments: (Date | null)[]): Date | null {
  const times = moments.flatMap((moment) => moment?.getTime() ?? []);
  return times.length < moments.length ? null : new Date(Math.min(...times));
}

/** What differs on any of several servers. */
function together(differences: CopyDifference[]): CopyDifference {
  return {
    sources: sumOf(differences.map(({ sources }) => sources)),
    documents: sumOf(differences.map(({ documents }) => documents)),
    buckets: Math.max(...differences.map(({ buckets }) => buckets)),
    differing: sumOf(differences.map(({ differing }) => differing)),
    missing: differences.flatMap(({ missing }) => missing),
    different: differences.flatMap(({ different }) => different),
    extra: differences.flatMap(({ extra }) => extra),
  };
}

/** How far several servers have come together, each of which builds its part; null where none does. */
function togetherBuilt(parts: Part[]): CopyState["building"] {
  const building = parts.flatMap((part) => part.building ?? []);
  if (building.length === 0) return null;
  return { sent: sumOf(building.map(({ sent }) => sent)), of: sumOf(building.map(({ of }) => of)) };
}

function notBuilt(building: CopyState["building"]): string {
  return `The index in Meilisearch is being built: ${building?.sent ?? 0} of ${countSources(building?.of ?? 0)} sent.`;
}
