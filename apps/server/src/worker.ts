import { Logger, type Runner, run } from "graphile-worker";
import pg from "pg";
import type { Archive } from "./archive.js";
import { indexWaiting, relinkStale } from "./settle.js";

export interface Worker {
  stop(): Promise<void>;
}

/**
 * Runs the jobs that storing documents leaves behind: `index` drains the outbox, `relink` makes the links anew of texts that
 * cite what has come since. Any number of processes may run workers on one archive. `log` is told of faults.
 */
export async function startWorker(archive: Archive, log: (line: string) => void): Promise<Worker> {
  const pool = new pg.Pool({ connectionString: archive.url, max: 4, application_name: "lectern worker" });
  // graphile-worker's own pool has ended the process when the server went away; ours notes it and goes on.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  let isStopping = false;
  const isStopped = () => isStopping;

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
      index: () => indexWaiting(archive, { isStopped }),
      relink: () => relinkStale(archive, { isStopped }),
    },
  });
  return {
    async stop() {
      isStopping = true;
      await runner.stop();
      await pool.end();
    },
  };
}
