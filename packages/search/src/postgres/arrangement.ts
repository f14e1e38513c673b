import type { Ask } from "./pool.js";

/** Over which servers the archive is spread: what all processes that share it are to be set for. */
export interface Arrangement {
  /** Another one each time that it changes. */
  number: number;
  /** How many there are. */
  servers: number;
  /** Null where it was set before they were noted. */
  addresses: string[] | null;
  /** Which process set it; null where that was not noted. */
  by: string | null;
  at: Date;
}

/** Null where the archive has not been spread over any server yet. */
export async function readArrangement(ask: Ask): Promise<Arrangement | null> {
  const [row] = await ask<Arrangement>(
    `SELECT arrangement AS number, servers, addresses, arranged_by AS by, arranged_at AS at FROM search_copy WHERE servers IS NOT NULL`,
  );
  return row ?? null;
}

/**
 * From now on the archive is spread over these servers. What was noted of an index on as many other ones is forgotten with it: whoever
 * is still set for those would take it for what these hold.
 */
export async function noteArrangement(ask: Ask, addresses: string[], by: string): Promise<Arrangement> {
  await ask(
    "UPDATE search_copy_server SET format = NULL, born = NULL WHERE servers = $1 AND (SELECT servers FROM search_copy) IS NOT NULL",
    [addresses.length],
  );
  const [row] = await ask<Arrangement>(
    `UPDATE search_copy SET arrangement = arrangement + 1, servers = $1, addresses = $2, arranged_by = $3, arranged_at = now()
     RETURNING arrangement AS number, servers, addresses, arranged_by AS by, arranged_at AS at`,
    [addresses.length, addresses, by],
  );
  if (row === undefined) throw new Error("The tables of search are empty of their state; run the migrations first.");
  return row;
}

/** Notes the servers of an arrangement that was set before they were noted. */
export async function noteAddresses(ask: Ask, addresses: string[]): Promise<void> {
  await ask("UPDATE search_copy SET addresses = $1 WHERE servers IS NOT NULL AND addresses IS NULL", [addresses]);
}

/** How connections call themselves in Postgres whose process searches and writes by an arrangement. */
export function nameOfUse(arrangement: number): string {
  return `lectern search ${arrangement}`;
}

/** Milliseconds within which every process that runs on has shown itself again to a Postgres that was started anew. */
export const SHOWN_WITHIN = 10_000;

/**
 * Whether a process that runs since `since` may put its own servers in the place of this arrangement: it was set before, and no
 * process that runs is set for it. Nobody can tell while processes or Postgres have only just begun.
 */
export async function isFree(ask: Ask, { number, at }: Arrangement, since: Date, shownWithin: number): Promise<boolean> {
  const [row] = await ask<{ isFree: boolean }>(
    `SELECT $1::timestamptz > $2::timestamptz AND greatest($1::timestamptz, pg_postmaster_start_time()) < now() - $3 * interval '1 millisecond'
       AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = $4) AS "isFree"`,
    [since, at, shownWithin, nameOfUse(number)],
  );
  return row?.isFree === true;
}

/** This moment, as Postgres has it. */
export async function readNow(ask: Ask): Promise<Date> {
  const [row] = await ask<{ now: Date }>("SELECT now()");
  return row?.now ?? new Date();
}
