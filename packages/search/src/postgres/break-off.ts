import type { SearchConnection, SearchPool } from "./search-pool.js";

/** A server process that runs the statements of one connection; its start tells it from another one of the same number. */
export interface Backend {
  pid: number;
  started: string;
}

/** What the process of a connection is, as columns of a statement. */
export const THIS_BACKEND = `pg_backend_pid() AS pid, (SELECT backend_start::text FROM pg_stat_get_activity(pg_backend_pid())) AS started`;

/**
 * Breaks off what a process is at as soon as `signal` says that nobody waits for it. To be called when it is at nothing
 * more of the kind: resolves once its connection may be used for something else.
 */
export function breakOffOn(signal: AbortSignal | undefined, pool: SearchPool, backend: Backend): () => Promise<void> {
  let isOver = false;
  let breakingOff = Promise.resolve();
  const act = () => void breakOff().catch(() => undefined);
  signal?.addEventListener("abort", act, { once: true });
  return async () => {
    isOver = true;
    signal?.removeEventListener("abort", act);
    await breakingOff;
  };

  async function breakOff(): Promise<void> {
    const connection = await pool.connect();
    // What waited for a connection may be over by now.
    if (!isOver) breakingOff = tell(connection, backend);
    await breakingOff;
    connection.release();
  }
}

/** Never fails: what cannot be broken off comes to its end by itself. */
async function tell(connection: SearchConnection, { pid, started }: Backend): Promise<void> {
  await connection
    .query("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND backend_start::text = $2", [pid, started])
    .catch(() => undefined);
}
