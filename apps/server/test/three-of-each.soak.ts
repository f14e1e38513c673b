import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { lectern, type Running, start, until } from "./command-line.js";
import { writeNotices } from "./notices.js";
import { createMigratedDatabase } from "./test-archive.js";

const DOCUMENTS = 300;
const EACH = 3;

it(`answers every search and loses nothing while ${EACH} servers and ${EACH} workers are killed one by one under load`, async () => {
  const folder = await mkdtemp(join(tmpdir(), "lectern three "));
  const database = await createMigratedDatabase();
  const run = { env: { DATABASE_URL: database.url, LECTERN_DATA: folder, PORT: "0" }, cwd: folder };
  const begin = { server: () => start(["serve", "--no-jobs"], run), worker: () => start(["work"], run) };
  await writeNotices(join(folder, "notices"), DOCUMENTS);
  const servers = Array.from({ length: EACH }, begin.server);
  const workers = Array.from({ length: EACH }, begin.worker);
  let isOver = false;
  const searches = { answered: 0, failed: [] as string[] };
  try {
    await until(() => servers.every((server) => addressOf(server) !== null), "three servers");
    const importing = lectern(["import", "notices", "--json"], run);
    const load = [1, 2].map(async () => {
      while (!isOver) {
        const fault = await searchAnywhere(servers);
        if (fault === null) searches.answered++;
        else searches.failed.push(fault);
      }
    });
    for (const [side, again] of [
      [servers, begin.server],
      [workers, begin.worker],
    ] as const) {
      for (let i = 0; i < EACH; i++) {
        side[i]?.child.kill("SIGKILL");
        await side[i]?.ended;
        await sleep(1_000);
        side[i] = again();
        if (side === servers) await until(() => addressOf(side[i] as Running) !== null, "a server that was killed to be back");
      }
    }
    expect((await importing).code).toBe(0);
    await until(async () => (await searchAt(addressOf(servers[0] as Running) ?? "")) === DOCUMENTS, "everything to be found");
    isOver = true;
    await Promise.all(load);
    expect(searches.failed).toEqual([]);
    console.log(`${searches.answered} searches, none failed`);
  } finally {
    isOver = true;
    for (const { child } of [...servers, ...workers]) child.kill("SIGKILL");
    await Promise.all([...servers, ...workers].map(({ ended }) => ended));
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
});

function addressOf(server: Running): string | null {
  return /http:\/\/[\w.]+:\d+\/graphql/.exec(server.stdout() + server.stderr())?.[0] ?? null;
}

/** Asks one server after the other, as a proxy in front of them does; null where one answers, else what they said. */
async function searchAnywhere(servers: Running[]): Promise<string | null> {
  const faults: string[] = [];
  for (const server of servers) {
    const address = addressOf(server);
    if (address === null) continue;
    try {
      await searchAt(address);
      return null;
    } catch (fault) {
      faults.push(String(fault));
    }
  }
  return faults.join("; ") || "no server runs";
}

async function searchAt(address: string): Promise<number> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: '{ search(query: "meeting theme ") { total } }' }),
  });
  const { data, errors } = (await response.json()) as { data?: { search: { total: number } }; errors?: { message: string }[] };
  if (data === undefined) throw new Error(errors?.[0]?.message ?? "no answer");
  return data.search.total;
}
