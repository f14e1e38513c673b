import { setTimeout as sleep } from "node:timers/promises";
import { isConnectionFault, WORKER_NAME } from "@lectern/storage";
import { type JobHelpers, Logger, type Runner, run, type TaskList } from "graphile-worker";
import pg from "pg";
import type { Archive } from "./archive.js";
import { storeSegments } from "./linking/store-segments.js";
import { CLAIM_SECONDS, relinkStale } from "./relink.js";
import { type Followed, followIndex, indexWaiting, rejectFormulas } from "./settle.js";

export interface Worker {
  stop(): Promise<void>;
}

const PAUSE_MILLISECONDS = 1_000;

/** Milliseconds before a job is due again that is for another process, and for which this one does not take it: workers look every two seconds. */
const LEFT_FOR = { due: 1_000, others: 4_000 };

/** Jobs that one runner carries out, and how many of them at once. */
interface RunnerKind {
  jobs: readonly JobName[];
  atOnce: number;
}

type JobName = "index" | "follow" | "segments" | "relink";

const INDEXING: RunnerKind = { jobs: ["index", "segments"], atOnce: 2 };
/** One that knows of no other search engine leaves `follow` to those that do. */
const FOLLOWING: RunnerKind = { jobs: [...INDEXING.jobs, "follow"], atOnce: 2 };
/** By itself, since it may take long, and one of a process at a time: it has all its threads. */
const LINKING: RunnerKind = { jobs: ["relink"], atOnce: 1 };

/**
 * Runs the jobs that storing documents leaves behind: `index` drains the outbox, `follow` brings another engine's copy of the
 * index up to date, `relink` makes the links anew of texts that cite what has come since, `segments` stores packed study
 * texts for any process to load. Any number of processes may run workers on one archive, and share what there is to do. While the database is away the jobs
 * wait, and go on when it is back. `log` is told of other faults.
 */
export async function startWorker(archive: Archive, log: (line: string) => void): Promise<Worker> {
  const stopping = new AbortController();
  const pool = openPool(archive.url);
  const jobs = new Jobs(archive, stopping.signal, log);
  const runners = await Promise.all([keepRunner(archive.index.copy === null ? INDEXING : FOLLOWING), keepRunner(LINKING)]);

  /** A runner ends by itself when it cannot say how a job ended, and leaves that job locked: another one takes its place. */
  async function keepRunner(kind: RunnerKind): Promise<Worker> {
    let runner = await startRunner(pool, jobs, kind, log);
    async function keepRunning(): Promise<void> {
      while (!stopping.signal.aborted) {
        await runner.promise.catch(() => {});
        const next = await jobs.untilItSucceeds(() => startRunner(pool, jobs, kind, log));
        if (next !== null) runner = next;
      }
    }
    const running = keepRunning().catch((fault: unknown) => log(`jobs: ${String(fault)}`));
    return {
      async stop() {
        // It refuses where it has ended already.
        await runner.stop().catch(() => {});
        await running;
        await runner.stop().catch(() => {});
      },
    };
  }

  return {
    async stop() {
      stopping.abort();
      await Promise.all(runners.map((runner) => runner.stop()));
      await pool.end();
    },
  };
}

function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 6, application_name: WORKER_NAME });
  // graphile-worker's own pool has ended the process when the server went away; ours notes it and goes on.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** Starts a runner, and asks for the jobs: one whose worker was killed stays locked, and a new one goes on with its work. */
async function startRunner(pool: pg.Pool, jobs: Jobs, kind: RunnerKind, log: (line: string) => void): Promise<Runner> {
  const runner = await run({
    pgPool: pool,
    noHandleSignals: true,
    parsedCronItems: [],
    logger: new Logger(() => (level, message, meta) => {
      if (level === "error" && !isConnectionFault(meta?.error ?? meta?.fatalError)) log(`jobs: ${message}`);
    }),
    // Without a delay it does not wait for the end of a job to be written, and a lost connection ends the process.
    preset: { worker: { concurrentJobs: kind.atOnce, pollInterval: 2_000, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList: Object.fromEntries(kind.jobs.map((name) => [name, (payload, helpers) => jobs[name](helpers, payload)])) as TaskList,
  });
  for (const name of kind.jobs) await runner.addJob(name, {}, { jobKey: name });
  return runner;
}

/** The jobs, which wait for a database that is away instead of failing: the worker could not write down that they failed. */
class Jobs {
  private lastFault: string | null = null;
  private isFollowing = false;
  private isToFollowAgain = false;

  constructor(
    private readonly archive: Archive,
    private readonly signal: AbortSignal,
    private readonly log: (line: string) => void,
  ) {}

  async index({ addJob }: JobHelpers): Promise<void> {
    await this.untilItSucceeds(async () => {
      await indexWaiting(this.archive, { isStopped: this.isStopped });
      if (this.archive.index.copy !== null) await addJob("follow", {}, { jobKey: "follow" });
    });
  }

  /** A second one while one runs here would only wait for it, in the place of another job. */
  async follow({ addJob }: JobHelpers): Promise<void> {
    this.isToFollowAgain = true;
    if (this.isFollowing) return;
    this.isFollowing = true;
    let isLeftToOthers = false;
    try {
      while (this.isToFollowAgain && !this.isStopped()) {
        this.isToFollowAgain = false;
        const followed = await this.untilItSucceeds(() => this.followOnce());
        isLeftToOthers = followed?.isLeftToOthers === true;
        const nextIn = isLeftToOthers ? LEFT_FOR.due : (followed?.nextIn ?? null);
        // One that somebody asked for meanwhile is not put off by this.
        const runAt = new Date(Date.now() + (nextIn ?? 0));
        if (nextIn !== null) await addJob("follow", {}, { jobKey: "follow", jobKeyMode: "preserve_run_at", runAt });
      }
    } finally {
      this.isFollowing = false;
    }
    if (isLeftToOthers) await sleep(LEFT_FOR.others, undefined, { signal: this.signal }).catch(() => {});
  }

  private async followOnce(): Promise<Followed> {
    const followed = await followIndex(this.archive, { isStopped: this.isStopped });
    const { fault } = followed;
    const { index } = this.archive;
    // Of an engine that is away the index tells.
    const news = index.answering === index.engine ? fault : null;
    if (news !== null && news !== this.lastFault) this.log(`search: Meilisearch answers, but does not follow: ${news}`);
    if (fault === null && this.lastFault !== null) this.log("search: Meilisearch follows again.");
    this.lastFault = fault === null ? null : (news ?? this.lastFault);
    return followed;
  }

  /**
   * One that finds something to do leaves another such job behind, for a process that has nothing to do: at once where more
   * is to be done than it has taken, else for the time when its own claims run out if it is killed.
   */
  async relink({ addJob }: JobHelpers, payload: unknown): Promise<void> {
    const nth = isNumbered(payload) ? payload.nth : 0;
    const onWork = async (isMore: boolean): Promise<void> => {
      const runAt = new Date(Date.now() + (isMore ? 0 : CLAIM_SECONDS * 1000));
      await addJob("relink", { nth: nth + 1 }, { jobKey: `relink ${nth + 1}`, runAt });
    };
    await this.untilItSucceeds(async () => {
      await relinkStale(this.archive, { isStopped: this.isStopped, onWork });
      await rejectFormulas(this.archive, { isStopped: this.isStopped });
    });
  }

  async segments(): Promise<void> {
    await this.untilItSucceeds(() => storeSegments(this.archive.database, this.isStopped));
  }

  /** What the work gives; null when the worker was stopped before. */
  async untilItSucceeds<T>(work: () => Promise<T>): Promise<T | null> {
    while (!this.isStopped()) {
      try {
        return await work();
      } catch (error) {
        if (!isConnectionFault(error)) throw error;
        await sleep(PAUSE_MILLISECONDS, undefined, { signal: this.signal }).catch(() => {});
      }
    }
    return null;
  }

  private readonly isStopped = () => this.signal.aborted;
}

function isNumbered(payload: unknown): payload is { nth: number } {
  return typeof payload === "object" && payload !== null && "nth" in payload && Number.isInteger(payload.nth);
}
