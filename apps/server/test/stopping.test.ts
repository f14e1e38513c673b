import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { jsonLines, lectern, start, until } from "./command-line.js";
import { writeNotices } from "./notices.js";
import { openTestArchive, type TestArchive } from "./test-archive.js";

let test: TestArchive;
let folder: string;

beforeAll(async () => {
  test = await openTestArchive();
  folder = await mkdtemp(join(tmpdir(), "lectern stopping "));
});

afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const COUNT = 150;
const env = () => ({ DATABASE_URL: test.archive.url, LECTERN_DATA: join(folder, "data") });
const import_ = (path: string) => start(["import", path, "--json"], { env: env(), cwd: folder });
const outcomes = (stdout: string) => jsonLines(stdout.slice(0, stdout.lastIndexOf("\n") + 1)).filter((line) => line.outcome);

async function totals(collection: string) {
  const [row] = await test.archive.database.query<{ sources: number; meetings: number; versions: number; waiting: number }>(
    `SELECT count(DISTINCT s.id)::int AS sources, count(DISTINCT m.id)::int AS meetings, count(DISTINCT v.id)::int AS versions, (SELECT count(*)::int FROM outbox) AS waiting
     FROM collection c JOIN source s ON s.collection_id = c.id LEFT JOIN meeting m ON m.source_id = s.id JOIN source_version v ON v.source_id = s.id WHERE c.name = $1`,
    [collection],
  );
  return row;
}

it("completes after kill -9 what it had begun, with nothing double and nothing lost", async () => {
  await writeNotices(join(folder, "killed"), COUNT);
  const first = import_("killed");
  await until(() => outcomes(first.stdout()).length >= 25, "25 documents to be stored");
  first.child.kill("SIGKILL");
  const { signal, stdout } = await first.ended;
  expect(signal).toBe("SIGKILL");
  const before = outcomes(stdout).length;
  expect(before).toBeLessThan(COUNT);
  const { data: run } = await test.ask("{ importRuns(first: 1) { edges { node { stored updated } } } }");
  expect(run.importRuns.edges[0].node).toEqual({ stored: (await totals("made-up-notices"))?.sources, updated: 0 });

  const second = await import_("killed").ended;
  expect(second.code).toBe(0);
  const report = jsonLines(second.stdout).at(-1);
  expect(report.stored + report.unchanged).toBe(COUNT);
  expect(report.unchanged).toBeGreaterThanOrEqual(before);
  expect(await totals("made-up-notices")).toEqual({ sources: COUNT, meetings: COUNT, versions: COUNT, waiting: 0 });
  const { data } = await test.ask(
    '{ search(query: "", filter: { collection: ["made-up-notices"] }) { total } importRuns { edges { node { state } } } }',
  );
  expect(data.search.total).toBe(COUNT);
});

it("finishes the documents under way on Ctrl-C, says so, and ends with 130", async () => {
  await writeNotices(join(folder, "interrupted"), COUNT);
  await writeFile(join(folder, "interrupted", "collection.yaml"), "name: interrupted\nkind: notices\n");
  const first = import_("interrupted");
  await until(() => outcomes(first.stdout()).length >= 10, "10 documents to be stored");
  first.child.kill("SIGINT");
  const { code, stdout, stderr } = await first.ended;
  expect(code).toBe(130);
  expect(stderr).toMatch(/Interrupted\. \d+ stored/);
  expect(stderr).toMatch(/Run the same import again/);
  const report = jsonLines(stdout).at(-1);
  expect(report).toMatchObject({ isInterrupted: true });
  expect(report.stored).toBeLessThan(COUNT);
  expect((await totals("interrupted"))?.sources).toBe(report.stored);
});

it("lets two imports of the same folder run at once", async () => {
  await writeNotices(join(folder, "twice"), 60);
  await writeFile(join(folder, "twice", "collection.yaml"), "name: twice\nkind: notices\n");
  const [one, other] = await Promise.all([import_("twice").ended, import_("twice").ended]);
  expect([one.code, other.code]).toEqual([0, 0]);
  const reports = [one, other].map(({ stdout }) => jsonLines(stdout).at(-1));
  expect(reports.map(({ stored, updated, unchanged }) => stored + updated + unchanged)).toEqual([60, 60]);
  expect(reports[0].stored + reports[1].stored).toBe(60);
  expect(await totals("twice")).toMatchObject({ sources: 60, meetings: 60, versions: 60, waiting: 0 });
});

it("stores a changed file as a new version of its source, and reports a file that is gone", async () => {
  const own = join(folder, "changing");
  await writeNotices(own, 3);
  await writeFile(join(own, "collection.yaml"), "name: changing\nkind: notices\n");
  await import_("changing").ended;
  const file = join(own, "notice-0000.txt");
  await writeFile(file, (await readFile(file, "utf8")).replace("winter", "autumn"));
  await rm(join(own, "notice-0002.txt"));
  const { stdout, stderr } = await import_("changing").ended;
  expect(jsonLines(stdout).at(-1)).toMatchObject({ stored: 0, updated: 1, unchanged: 1, missing: ["notice-0002.txt"] });
  expect(stderr).toMatch(/no longer there or left out \(nothing was deleted\): notice-0002\.txt/);
  expect(await totals("changing")).toMatchObject({ sources: 3, versions: 4 });
});

it("reads nothing again that is here already", async () => {
  const { stdout } = await lectern(["import", "killed", "--json"], { env: env(), cwd: folder });
  expect(jsonLines(stdout).at(-1)).toMatchObject({ stored: 0, updated: 0, unchanged: COUNT, problems: 0 });
});

it("reads everything again when its collection.yaml has changed", async () => {
  await writeFile(
    join(folder, "killed", "collection.yaml"),
    "name: made-up-notices\nkind: notices\nlanguage: en\nbody: Board of Wards\npublisher: The Wards\n",
  );
  const { stdout } = await lectern(["import", "killed", "--json"], { env: env(), cwd: folder });
  const report = jsonLines(stdout).at(-1);
  expect(report.updated).toBe(COUNT);
});
