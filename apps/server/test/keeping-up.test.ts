import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { lectern, type Running, start, until } from "./command-line.js";
import { writeNotices } from "./notices.js";
import type { Data } from "./test-archive.js";

let folder: string;
let servers: Running[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lectern keeping up "));
  servers = [];
});

afterEach(async () => {
  for (const { child, ended } of servers) {
    child.kill("SIGTERM");
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
});

const env = () => ({ LECTERN_DATA: join(folder, "data"), PORT: "0" });

async function serve(): Promise<{ server: Running; url: string }> {
  const server = start(["start", "--no-sample"], { env: env(), cwd: folder });
  servers.push(server);
  await until(() => /Page +http/.test(server.stderr()) || server.child.exitCode !== null, "the server to run");
  return { server, url: /Page +(\S+)/.exec(server.stderr())?.[1] ?? "" };
}

async function ask(url: string, query: string) {
  const answer = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return (await answer.json()) as { data?: Data; errors?: { extensions: { code: string } }[] };
}

const postmaster = async () => Number((await readFile(join(folder, "data/postgres/data/postmaster.pid"), "utf8")).split("\n")[0]);
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it("outlives a Postgres that is stopped in the middle of an import, which waits until it is started again, goes on, and loses nothing", async () => {
  const { server, url } = await serve();
  await writeNotices(join(folder, "notices"), 120);
  const import_ = () => start(["import", "notices", "--json"], { env: env(), cwd: folder });
  const first = import_();
  await until(() => first.stdout().split("\n").length > 20, "20 documents to be stored");
  const pid = await postmaster();
  process.kill(pid, "SIGINT");

  const codes = new Set<string>();
  await until(async () => {
    const { data, errors = [] } = await ask(url, "{ archive { counts { sources } } }");
    for (const { extensions } of errors) codes.add(extensions.code);
    // Server or import, whichever notices first starts it.
    return data != null && errors.length === 0 && (await postmaster().catch(() => pid)) !== pid;
  }, "Postgres to be started again");
  expect([...codes]).toEqual(codes.size === 0 ? [] : ["DATABASE_UNAVAILABLE"]);
  // The import waits for it, says so, and loses and doubles nothing.
  const { code, stdout, stderr } = await first.ended;
  expect(code, stderr).toBe(0);
  expect(stderr).toMatch(
    /The connection to the database was lost: waiting for it, up to 2 minutes\.[\s\S]*The database answers again: going on\./,
  );
  const report = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  expect(report).toMatchObject({ problems: 0, isInterrupted: false });
  expect(report.stored + report.unchanged).toBe(120);
  const status = async () => JSON.parse((await lectern(["status", "--json"], { env: env(), cwd: folder })).stdout);
  await until(async () => (await status()).waiting === 0, "the worker to go on");
  const { counts, indexed, imports } = await status();
  expect([counts.sources, indexed.records, imports[0].state]).toEqual([120, 120, "COMPLETED"]);
  const runs = await ask(url, "{ importRuns(first: 1) { edges { node { state stored unchanged } } } }");
  expect(runs.data.importRuns.edges[0].node).toEqual({ state: "COMPLETED", stored: report.stored, unchanged: report.unchanged });

  expect((await import_().ended).code).toBe(0);
  expect((await ask(url, "{ archive { counts { sources } } }")).data?.archive.counts.sources).toBe(120);
  expect(server.child.exitCode).toBeNull();
  expect(server.stderr()).not.toMatch(/ {4}at /);
}, 120_000);

it("says where it runs when it is started a second time over the same archive", async () => {
  const { url } = await serve();
  const second = await lectern(["start"], { env: env(), cwd: folder });
  expect(second).toMatchObject({ code: 0, stdout: "" });
  expect(second.stderr).toBe(`Lectern already runs at ${url}\n`);
}, 60_000);

it("stops with everything it started when its terminal is closed", async () => {
  const { server } = await serve();
  const pid = await postmaster();
  server.child.kill("SIGHUP");
  expect(await server.ended).toMatchObject({ code: 0 });
  expect(isAlive(pid)).toBe(false);
}, 60_000);
