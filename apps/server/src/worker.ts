import { type JobHelpers, Logger, type Runner, run } from "graphile-worker";
import pg from "pg";
import type { Archive } from "./archive.js";
import { followIndex, indexWaiting, relinkStale } from "./settle.js";

export interface Worker {
  stop(): Promise<void>;
}

/** One job that is asked for waits, and one runs, in however many processes. */
const ONE_AT_A_TIME = { jobKey: "follow", queueName: "follow" };

/**
 * Runs the jobs that storing documents leaves behind: `index` drains the outbox, `follow` brings another engine's copy of the
 * index up to date, `relink` makes the links anew of texts that cite what has come since. Any number of processes may run workers on one archive. `log` is told of faults.
 */
export async function startWorker(archive: Archive, log: (line: string) => void): Promise<Worker> {
  const pool = new pg.Pool({ connectionString: archive.url, max: 4, application_name: "lectern worker" });
  // graphile-worker's own pool has ended the process when the server went away; ours notes it and goes on.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  let isStopping = false;
  const isStopped = () => isStopping;

  let lastFault: string | null = null;
  const follow = async (_: unknown, { addJob }: JobHelpers) => {
    const { fault, nextIn } = await followIndex(archive, { isStopped });
    if (fault !== null && fault !== lastFault) log(`search: ${fault} Postgres answers meanwhile.`);
    if (fault === null && lastFault !== null) log("search: Meilisearch follows again.");
    lastFault = fault;
    if (nextIn !== null) await addJob("follow", {}, { ...ONE_AT_A_TIME, runAt: new Date(Date.now() + nextIn) });
  };

  const runner: Runner = await run({
    pgPool: pool,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2_000,
    parsedCronItems: [],
    logger: new Logger(() => (level, message) => {
      if (level === "error") log(`jobs: ${message}`);
    }),
    taskList: {
      async index(_, { addJob }) {
        await indexWaiting(archive, { isStopped });
        if (archive.index.copy !== null) await addJob("follow", {}, ONE_AT_A_TIME);
      },
      follow,
      relink: () => relinkStale(archive, { isStopped }),
    },
  });
  // What a process that was killed left waiting.
  await runner.addJob("index", {}, { jobKey: "index" });
  return {
    async stop() {
      isStopping = true;
      await runner.stop();
      await pool.end();
    },
  };
}
