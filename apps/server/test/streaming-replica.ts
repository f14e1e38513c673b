import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningPostgres, startPostgres } from "@lectern/postgres";

export interface PostgresPair {
  primary: RunningPostgres;
  replica: RunningPostgres;
  /** Starts the replica again once it was stopped; it may have another port. */
  startReplica(): Promise<RunningPostgres>;
  stop(): Promise<void>;
}

/** Tests lose nothing when the power fails. */
const HASTY = { fsync: "off", full_page_writes: "off", shared_buffers: "32MB" };

/** Two Postgres of the programs that Lectern brings, in a temporary folder: one, and a replica that streams from it. */
export async function startPostgresPair(): Promise<PostgresPair> {
  const folder = await mkdtemp(join(tmpdir(), "lectern-replica-"));
  const [one, two] = [join(folder, "primary"), join(folder, "replica")];
  await (await startPostgres(one, { settings: HASTY })).stop();
  await cp(one, two, { recursive: true });
  const primary = await startPostgres(one, { settings: HASTY });
  const { port } = new URL(primary.url);
  const password = (await readFile(join(two, "password"), "utf8")).trim();
  await writeFile(join(two, "data/standby.signal"), "");
  await appendFile(
    join(two, "data/postgresql.auto.conf"),
    `primary_conninfo = 'host=127.0.0.1 port=${port} user=lectern password=${password}'\nhot_standby_feedback = on\n`,
  );
  const startReplica = () => startPostgres(two, { settings: HASTY });
  const pair: PostgresPair = {
    primary,
    replica: await startReplica(),
    startReplica,
    async stop() {
      await pair.replica.stop();
      await pair.primary.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return pair;
}
