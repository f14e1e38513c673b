import type { Database } from "./data-source.js";

/** What waits in an archive, for whoever watches over it. */
export interface Backlog {
  /** Sources that are to be brought to the index, and for how many seconds the first of them has waited. */
  indexing: number;
  indexingSeconds: number;
  /** Jobs whose time has come, by task, and for how many seconds the first of each has waited. */
  jobs: { task: string; count: number; seconds: number }[];
  openProblems: number;
}

export async function readBacklog(database: Database): Promise<Backlog> {
  const [row] = await database.query<Omit<Backlog, "jobs">>(
    `SELECT (SELECT count(*)::int FROM outbox) AS indexing,
       coalesce((SELECT extract(epoch FROM now() - min(written_at)) FROM outbox), 0)::float8 AS "indexingSeconds",
       (SELECT count(*)::int FROM import_problem WHERE cleared_at IS NULL) AS "openProblems"`,
  );
  return { ...(row as Omit<Backlog, "jobs">), jobs: await readJobs(database) };
}

/** The tables of jobs come with the first worker. */
async function readJobs(database: Database): Promise<Backlog["jobs"]> {
  const [tables] = await database.query<{ exist: boolean }>("SELECT to_regclass('graphile_worker.jobs') IS NOT NULL AS exist");
  if (tables?.exist !== true) return [];
  return await database.query(
    `SELECT task_identifier AS task, count(*)::int AS count, extract(epoch FROM now() - min(run_at))::float8 AS seconds
     FROM graphile_worker.jobs WHERE run_at <= now() GROUP BY task_identifier ORDER BY task_identifier`,
  );
}
