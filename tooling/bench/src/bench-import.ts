import { existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { startPostgres } from "@lectern/postgres";
import pg from "pg";
import { lectern } from "./lectern.js";
import { clearFolder } from "./own-folder.js";

interface Collection {
  name: string;
  /** collection.yaml, in the folder of this file. */
  collection: string;
  /** Paths from the data folder. */
  paths: string[];
}

export interface ImportBench {
  project: string;
  data: string;
  archive: string;
  only: string[] | null;
}

/** Imports every collection whose data is there into a new archive, and prints what came of it. */
export async function benchImport({ project, data, archive, only }: ImportBench): Promise<void> {
  const collections = readCollections(project).filter(({ name }) => only?.includes(name) ?? true);
  await clearFolder(archive);
  console.log(`${"collection".padEnd(24)} documents  passages  resolved    wanted  problems  seconds`);
  let seconds = 0;
  for (const { name, collection, paths } of collections) {
    const missing = paths.find((path) => !existsSync(join(data, path)));
    if (missing !== undefined) {
      console.log(`${name.padEnd(24)} NOT RUN: there is no ${missing} in the data folder`);
      continue;
    }
    seconds += await importOne(
      project,
      archive,
      name,
      join(project, "tooling/bench/collections", collection),
      paths.map((path) => join(data, path)),
    );
  }
  await withDatabase(archive, (client) => printArchive(client, seconds));
}

function readCollections(project: string): Collection[] {
  return JSON.parse(readFileSync(join(project, "tooling/bench/collections.json"), "utf8")) as Collection[];
}

/** Imports one collection; returns the seconds of the import itself, without the start of Node and Postgres. */
async function importOne(project: string, archive: string, name: string, collection: string, paths: string[]): Promise<number> {
  const output = await lectern(project, archive, ["import", ...paths, "--collection", collection, "--json"]);
  const report = JSON.parse(output.trim().split("\n").at(-1) ?? "{}") as {
    stored: number;
    updated: number;
    problems: number;
    seconds: number;
  };
  const [passages, resolved, wanted] = await withDatabase(archive, async (client) => [
    await count(client, PASSAGES_OF, [name]),
    await count(client, CITATIONS_OF, [name, "RESOLVED"]),
    await count(client, CITATIONS_OF, [name, "CITED_NOT_HELD"]),
  ]);
  const figures = [report.stored + report.updated, passages, resolved, wanted, report.problems];
  console.log(
    `${name.padEnd(24)} ${figures.map((figure) => String(figure).padStart(9)).join(" ")} ${report.seconds.toFixed(1).padStart(8)}`,
  );
  return report.seconds;
}

/** Citations in the sources of a collection, as they stand when it has been imported: what comes later may resolve more. */
const CITATIONS_OF = `SELECT count(*) FROM citation i JOIN source s ON s.id = i.source_id JOIN collection c ON c.id = s.collection_id
  WHERE c.name = $1 AND i.state = $2`;

const PASSAGES_OF = `SELECT count(*) FROM passage p JOIN study_text t ON t.id = p.study_text_id JOIN source s ON s.id = t.source_id
  JOIN collection c ON c.id = s.collection_id WHERE c.name = $1`;

async function printArchive(client: pg.Client, seconds: number): Promise<void> {
  const size = await count(client, "SELECT pg_database_size(current_database())");
  console.log(`\ndatabase ${(size / 1e6).toFixed(0)} MB`);
  const { rows } = await client.query<{ state: string; count: string }>(
    "SELECT state, count(*) FROM citation GROUP BY state ORDER BY 2 DESC",
  );
  for (const { state, count: citations } of rows) console.log(`citations ${state.padEnd(16)} ${citations}`);
  console.log(`open problems ${await count(client, "SELECT count(*) FROM import_problem WHERE cleared_at IS NULL")}`);
  const copying = await copyAgain(client);
  console.log(
    `importing ${seconds.toFixed(1)} s (read, linked, stored, indexed); COPY of the same rows with their indexes ${copying.toFixed(1)} s`,
  );
  console.log(`ratio to COPY ${(seconds / copying).toFixed(1)}`);
}

/** Copies the rows of all tables of documents out to files and into empty twins with the same indexes and checks. */
export async function copyAgain(client: pg.Client): Promise<number> {
  const tables = [
    "blob",
    "source",
    "source_version",
    "meeting",
    "appearance",
    "point",
    "speech",
    "study_text",
    "section",
    "passage",
    "citation",
    "set_phrase",
    "phrase_occurrence",
    "evidence",
    "identity",
    "search_record",
    "search_passage",
    "search_posting",
    "search_term",
  ];
  const folder = String((await client.query("SHOW data_directory")).rows[0]?.data_directory);
  await client.query("DROP SCHEMA IF EXISTS bench CASCADE; CREATE SCHEMA bench");
  let seconds = 0;
  for (const table of tables) {
    const file = join(folder, `bench-${table}.copy`).replaceAll("'", "''");
    await client.query(`CREATE TABLE bench.${table} (LIKE public.${table} INCLUDING ALL)`);
    await client.query(`COPY public.${table} TO '${file}'`);
    const started = performance.now();
    await client.query(`COPY bench.${table} FROM '${file}'`);
    seconds += (performance.now() - started) / 1000;
    await rm(file);
  }
  await client.query("DROP SCHEMA bench CASCADE");
  return seconds;
}

async function count(client: pg.Client, sql: string, parameters: unknown[] = []): Promise<number> {
  const { rows } = await client.query<Record<string, string>>(sql, parameters);
  return Number(Object.values(rows[0] ?? {})[0]);
}

async function withDatabase<T>(archive: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const postgres = await startPostgres(join(archive, "postgres"));
  const client = new pg.Client({ connectionString: postgres.url });
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
    await postgres.stop();
  }
}
