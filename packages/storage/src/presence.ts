import pg from "pg";
import type { Database } from "./data-source.js";

/** What the connections of workers call themselves in Postgres. */
export const WORKER_NAME = "lectern worker";
const IMPORT_NAME = "lectern import";

export interface Others {
  /** Whether a worker runs, in any process: it does the jobs that storing leaves behind. */
  hasWorker: boolean;
  /** Whether another import is under way. */
  hasImport: boolean;
}

/** Lets others see that an import is under way, until what it returns is called, or the process or the server ends. */
export async function showImport(url: string, runId: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url, application_name: `${IMPORT_NAME} ${runId}`, keepAlive: true });
  // Unseen, it is only not counted on.
  client.on("error", () => {});
  await client.connect().catch(() => {});
  return () => client.end().catch(() => {});
}

/** Milliseconds before a connection that broke is made anew. */
const SHOWN_AGAIN_IN = 1_000;

/** Lets others see what this process does, by the name of a connection, as long as it runs: where the server was away, again. */
export class ShownProcess {
  readonly #url: string;
  #name: string | null = null;
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(url: string) {
    this.#url = url;
  }

  /** Takes the place of what was shown before. */
  show(name: string): void {
    if (this.#name === name) return;
    this.#leave();
    this.#name = name;
    this.#connect(name);
  }

  close(): void {
    this.#leave();
    this.#name = null;
  }

  #connect(name: string): void {
    const client = new pg.Client({ connectionString: this.#url, application_name: name, keepAlive: true });
    this.#client = client;
    const again = () => {
      if (this.#client !== client) return;
      this.#client = null;
      this.#timer = setTimeout(() => this.#connect(name), SHOWN_AGAIN_IN);
      this.#timer.unref();
    };
    client.on("error", again);
    client.on("end", again);
    client.connect().catch(again);
  }

  #leave(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = null;
    void client?.end().catch(() => {});
  }
}

/** Who works on this archive now, but for the import of this run, as Postgres sees it: a process that was killed is gone at once. */
export async function othersAtWork(database: Database, runId: string | null): Promise<Others> {
  const [row] = await database.query<Others>(
    `SELECT coalesce(bool_or(application_name = $1), false) AS "hasWorker",
       coalesce(bool_or(application_name LIKE $2 || ' %' AND application_name IS DISTINCT FROM $2 || ' ' || $3::text), false) AS "hasImport"
     FROM pg_stat_activity WHERE datname = current_database()`,
    [WORKER_NAME, IMPORT_NAME, runId],
  );
  return row ?? { hasWorker: false, hasImport: false };
}
