import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { jsonLines, lectern, start } from "./command-line.js";
import { writeNotices } from "./notices.js";

const ROUNDS = Number(process.env.LECTERN_SOAK_ROUNDS ?? 20);
const NOTICES = 400;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lectern soak "));
  await writeNotices(join(folder, "notices"), NOTICES);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const inArchive = (name: string) => ({ env: { LECTERN_DATA: join(folder, name) }, cwd: folder });

/** What a reader could tell two archives apart by. */
async function contents(archive: string) {
  const { stdout } = await lectern(["export", "-"], inArchive(archive));
  const sources = jsonLines(stdout).filter((line) => line.type === "source");
  const { stdout: status } = await lectern(["status", "--json"], inArchive(archive));
  return { places: sources.map((line) => line.place).sort(), counts: jsonLines(status)[0].counts };
}

it(`comes out as if nothing had happened after ${ROUNDS} times kill -9 in the middle, its Postgres adopted each time`, async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const run = start(["import", "notices", "--json"], inArchive("killed"));
    const delay = setTimeout(() => run.child.kill("SIGKILL"), 700 + Math.random() * 2_500);
    const { code, signal, stderr } = await run.ended;
    clearTimeout(delay);
    expect(signal === "SIGKILL" || code === 0, `round ${round}: code ${code}\n${stderr}`).toBe(true);
  }
  expect((await lectern(["import", "notices", "--json"], inArchive("killed"))).code).toBe(0);
  expect((await lectern(["import", "notices", "--json"], inArchive("clean"))).code).toBe(0);
  expect(await contents("killed")).toEqual(await contents("clean"));
});
