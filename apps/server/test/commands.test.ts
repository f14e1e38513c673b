import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@lectern/postgres";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openArchive } from "../src/archive.js";
import { COMMANDS } from "../src/commands/all-commands.js";
import { projectFolder, readEnv } from "../src/env.js";
import { type Ended, jsonLines, lectern, start, until } from "./command-line.js";
import { notice, writeNotices } from "./notices.js";
import type { Data } from "./test-archive.js";

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "lectern commands "));
  await writeNotices(join(folder, "notices"), 5);
});

afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function run(...args: string[]): Promise<Ended> {
  return lectern(args, { env: { DATABASE_URL: database.url, LECTERN_DATA: join(folder, "data") }, cwd: folder });
}

describe("every command", () => {
  it.each(Object.keys(COMMANDS))("%s has help with examples", async (name) => {
    let help = "";
    const made = await COMMANDS[name]?.();
    made
      ?.configureOutput({
        writeOut: (text) => {
          help += text;
        },
      })
      .outputHelp();
    expect(help).toMatch(new RegExp(`Usage: ${name}`));
    expect(help).toMatch(new RegExp(`Examples:\\n  npm run lectern -- ${name}`));
  });

  it("prints its help on standard output", async () => {
    const { code, stdout, stderr } = await run("read", "--help");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/Usage: lectern read[\s\S]*Examples:/);
  });

  it("ends with 2 where it is used wrongly", async () => {
    for (const args of [["frobnicate"], ["import"], ["import", "--frobnicate", "x"], ["keys", "frobnicate"]]) {
      const { code, stdout, stderr } = await run(...args);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: "" });
      expect(stderr).not.toBe("");
    }
  });

  it("ends with 2 where the environment has faults, all of which it names", async () => {
    const { code, stderr } = await lectern(["status"], { env: { PORT: "x", LECTERN_READING: "y" } });
    expect(code).toBe(2);
    expect(stderr).toMatch(/PORT=x[\s\S]*LECTERN_READING=y/);
  });
});

describe("read and link", () => {
  it("print the public format on standard output, and need no database", async () => {
    await writeFile(join(folder, "one.txt"), notice(7));
    const { code, stdout, stderr } = await lectern(["read", "one.txt", "--json"], {
      cwd: folder,
      env: { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [line] = jsonLines(stdout);
    expect(line).toMatchObject({ id: "one", file: "one.txt", row: null, language: "en", text: notice(7) });
    const { value, printed, span } = line.meeting.body;
    expect(line.text.slice(span[0], span[1])).toBe(printed);
    expect(value).toBe("Office of Wells");
    expect(line.presiders[0].name.value).toBe("Mabel Quist");
  });

  it("read rows, one line each, and name what they could not read", async () => {
    await writeFile(
      join(folder, "rows.jsonl"),
      `${JSON.stringify({ id: "a", text: notice(1) })}\n{"id": \n${JSON.stringify({ id: "c", text: notice(2) })}\n`,
    );
    const { code, stdout, stderr } = await lectern(["read", "rows.jsonl", "--json"], { cwd: folder });
    expect(jsonLines(stdout).map(({ id, row }) => [id, row])).toEqual([
      ["a", 1],
      ["c", 3],
    ]);
    expect(stderr).toMatch(/BAD_JSON +rows\.jsonl.*line 2/);
    expect(code).toBe(1);
  });

  it("stop quietly when nobody reads on", async () => {
    const reading = start(["read", projectFolder("tooling/sample-archive"), "--json"], { cwd: folder });
    reading.child.stdout?.destroy();
    const { code, stderr } = await reading.ended;
    expect(code).toBe(0);
    expect(stderr).not.toMatch(/EPIPE/);
  });

  it("link texts to a catalogue", async () => {
    const passage = "Whoever keeps the lamp keeps the harbour, and whoever keeps the harbour keeps the city.";
    await writeFile(
      join(folder, "passages.jsonl"),
      `${JSON.stringify({ work: "The Book of Lamps", aliases: ["Lamps"], locator: "chapter 3", text: passage })}\n`,
    );
    const text = `As the third chapter of “The Book of Lamps” says, ${passage}`;
    const { code, stdout, stderr } = await lectern(["link", "-", "--catalogue", "passages.jsonl", "--json"], {
      cwd: folder,
      input: `${JSON.stringify({ id: "t", text })}\n`,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [{ id, links }] = jsonLines(stdout);
    expect(id).toBe("t");
    expect(
      links.some((link: Data) => link.state === "RESOLVED" && link.work === "The Book of Lamps" && link.targets[0].locator === "chapter 3"),
    ).toBe(true);
  });

  it("name a line that is none", async () => {
    const bad = await lectern(["link", "-", "--json"], { cwd: folder, input: 'nonsense\n{"id": "a", "text": "b"}\n' });
    expect(bad.code).toBe(1);
    expect(bad.stderr).toMatch(/line 1/);
    expect(jsonLines(bad.stdout)).toEqual([{ id: "a", links: [] }]);
  });
});

describe("import, status, export and restore", () => {
  it("print JSON lines and nothing else on standard output", async () => {
    const { code, stdout, stderr } = await run("import", "notices", "--json");
    expect(code).toBe(0);
    const lines = jsonLines(stdout);
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatchObject({ collection: "made-up-notices", outcome: "STORED", problem: null });
    expect(lines.at(-1)).toMatchObject({ stored: 5, problems: 0, isInterrupted: false });
    expect(stderr).toMatch(/5 stored, 0 updated, 0 unchanged, 0 problems/);
  });

  it("take standard input for a text without a place", async () => {
    const options = { env: { DATABASE_URL: database.url }, cwd: folder, input: notice(99) };
    expect(jsonLines((await lectern(["import", "-", "--json"], options)).stdout).at(-1)).toMatchObject({ stored: 1 });
    expect(jsonLines((await lectern(["import", "-", "--json"], options)).stdout).at(-1)).toMatchObject({ unchanged: 1 });
  });

  it("take globs, and files by themselves for those of their collection", async () => {
    const { stdout } = await run("import", "notices/notice-000[12].txt", "notices/notice-0003.txt", "--json");
    expect(jsonLines(stdout).at(-1)).toMatchObject({ stored: 0, unchanged: 3, missing: [] });
  });

  it("say what is held", async () => {
    const { code, stdout } = await run("status", "--json");
    expect(code).toBe(0);
    const [status] = jsonLines(stdout);
    expect(status).toMatchObject({ engine: "POSTGRES", waiting: 0, counts: { sources: 6, meetings: 6, openProblems: 0 } });
    const words = await run("status");
    expect(words.stdout).toMatch(/No open problems/);
  });

  it("restore an export with the same ids and the same answers", async () => {
    expect((await run("export", "archive.jsonl")).code).toBe(0);
    const copy = await createTestDatabase();
    const env = { DATABASE_URL: copy.url, LECTERN_DATA: join(folder, "copy") };
    const restored = await lectern(["restore", "archive.jsonl", "--json"], { env, cwd: folder });
    expect(restored).toMatchObject({ code: 0 });
    expect(jsonLines(restored.stdout)).toEqual([{ sources: 6, unread: [], isInterrupted: false }]);
    expect(await allIds(copy.url)).toEqual(await allIds(database.url));
    const again = await lectern(["restore", "archive.jsonl"], { env, cwd: folder });
    expect(again.code).toBe(2);
    expect(again.stderr).toMatch(/empty archive/);
    await copy.drop();
  });

  it("refuse a file that is no export", async () => {
    const copy = await createTestDatabase();
    await writeFile(join(folder, "no-export.jsonl"), "hello\n");
    const { code, stderr } = await lectern(["restore", "no-export.jsonl"], { env: { DATABASE_URL: copy.url }, cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(/Line 1/);
    await copy.drop();
  });
});

/** Ids of everything that a reader may point at, with what they are of. */
async function allIds(url: string): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const ids: Record<string, string[]> = {};
  for (const table of ["evidence", "phrase_occurrence", "citation", "source", "meeting", "appearance", "point", "speech", "passage"])
    ids[table] = (await client.query(`SELECT id::text FROM ${table} ORDER BY id`)).rows.map((row) => row.id);
  ids.register = (await client.query("SELECT (kind || ' ' || key || ' ' || id) AS id FROM identity ORDER BY id")).rows.map((row) => row.id);
  await client.end();
  return ids;
}

describe("keys", () => {
  it("are made, listed and revoked; only their hashes are stored", async () => {
    const made = await run("keys", "create", "alice");
    expect(made.stdout).toMatch(/^lectern_\S+\n$/);
    expect((await run("keys", "create", "alice")).code).toBe(2);
    expect(jsonLines((await run("keys", "list", "--json")).stdout)).toMatchObject([{ name: "alice", lastUsedAt: null, revokedAt: null }]);
    expect((await run("keys", "revoke", "alice")).code).toBe(0);
    expect((await run("keys", "revoke", "alice")).code).toBe(2);
    expect((await run("export", "-")).stdout).not.toContain(made.stdout.trim());
  });
});

describe("keeping the archive in order", () => {
  it("reindex builds the index anew", async () => {
    const { code, stdout } = await run("reindex", "--json");
    expect(code).toBe(0);
    expect(jsonLines(stdout)[0]).toMatchObject({ records: 6 });
  });

  it("reread reports nothing where the reader has not changed", async () => {
    const { code, stdout, stderr } = await run("reread", "--json");
    expect({ code, lines: jsonLines(stdout) }).toEqual({ code: 0, lines: [{ read: 6, changed: 0, failed: 0, fields: {} }] });
    expect(stderr).toMatch(/6 sources read again, 0 changed/);
  });

  it("remove withdraws a collection, shows it again, and deletes it for good", async () => {
    const archive = await openArchive(readEnv({ DATABASE_URL: database.url }));
    const records = async () => (await archive.index.count()).records;
    expect(jsonLines((await run("remove", "--collection", "made-up-notices", "--json")).stdout)).toEqual([{ sources: 5 }]);
    expect(await records()).toBe(1);
    expect((await run("remove", "--collection", "made-up-notices", "--undo")).code).toBe(0);
    const asSource = await run("remove", "made-up-notices");
    expect([asSource.code, asSource.stderr]).toEqual([2, expect.stringContaining("remove --collection 'made-up-notices'")]);
    expect(await records()).toBe(6);
    await run("remove", "--collection", "made-up-notices");
    expect((await run("remove", "--collection", "made-up-notices", "--purge")).code).toBe(0);
    expect((await run("remove", "--collection", "made-up-notices", "--undo")).code).not.toBe(0);
    expect(await records()).toBe(1);
    await archive.close();
  });

  it("doctor names what is not well and what to do", async () => {
    await writeFile(join(folder, "broken.json"), "{");
    expect((await run("import", "broken.json")).code).toBe(1);
    const { stdout } = await run("doctor", "--json");
    const findings = jsonLines(stdout);
    expect(findings.map(({ check }) => check)).toEqual(["Node", "Page", "Disk", "Port", "Postgres", "Index", "Key", "Archive"]);
    expect(findings.filter(({ isWell, advice }) => !isWell && !advice)).toEqual([]);
    const archive = findings.find(({ check }) => check === "Archive");
    expect(archive).toMatchObject({
      isWell: true,
      found: expect.stringContaining("1 open problem"),
      advice: expect.stringContaining("status"),
    });
    const away = await lectern(["doctor", "--json"], { env: { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" } });
    expect(away.code).toBe(1);
    expect(jsonLines(away.stdout).at(-1)).toMatchObject({
      check: "Postgres",
      isWell: false,
      found: expect.stringMatching(/Nothing listens/),
    });
  });
});

describe("start", () => {
  it("imports the sample into an empty archive, says where everything is, and stops without a trace", async () => {
    const own = await createTestDatabase();
    const taken = createServer().listen(0, "localhost");
    await until(() => taken.listening, "a port to be taken");
    const port = (taken.address() as { port: number }).port;
    const data = join(folder, "started");
    const env = { DATABASE_URL: own.url, LECTERN_DATA: data, PORT: String(port) };
    const first = start(["start"], { env, cwd: folder });
    await until(() => /Lectern runs/.test(first.stderr()), "Lectern to run");
    expect(first.stderr()).toMatch(/holds nothing of yours yet: importing the sample archive/);
    expect(first.stderr()).toMatch(new RegExp(`Port ${port} is taken`));
    const url = /Page +(\S+)/.exec(first.stderr())?.[1];
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: "ok" });

    const file = /Admin key +(.+)/.exec(first.stderr())?.[1] ?? "";
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const answer = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${(await readFile(file, "utf8")).trim()}` },
      body: JSON.stringify({ query: 'mutation { importText(input: { text: "The Board of Wards met on 3 May 2023." }) { outcome } }' }),
    });
    expect(await answer.json()).toEqual({ data: { importText: { outcome: "STORED" } } });
    first.child.kill("SIGTERM");
    expect(await first.ended).toMatchObject({ code: 0, stdout: "" });

    taken.close();
    const second = start(["start"], { env, cwd: folder });
    await until(() => /Lectern runs/.test(second.stderr()), "Lectern to run again");
    expect(second.stderr()).not.toMatch(/importing/);
    second.child.kill("SIGINT");
    expect(await second.ended).toMatchObject({ code: 0 });
    await own.drop();
  });

  it("leaves an empty archive empty with --no-sample", async () => {
    const own = await createTestDatabase();
    const started = start(["start", "--no-sample"], {
      env: { DATABASE_URL: own.url, LECTERN_DATA: join(folder, "bare"), PORT: "0" },
      cwd: folder,
    });
    await until(() => /Lectern runs/.test(started.stderr()), "Lectern to run");
    const url = /Page +(\S+)/.exec(started.stderr())?.[1];
    const answer = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"query":"{ archive { counts { sources } } }"}',
    });
    expect(await answer.json()).toEqual({ data: { archive: { counts: { sources: 0 } } } });
    started.child.kill("SIGTERM");
    expect((await started.ended).code).toBe(0);
    await own.drop();
  });
});

it("documents every setting that is read", async () => {
  const [env, operating] = await Promise.all([
    readFile(projectFolder("apps/server/src/env.ts"), "utf8"),
    readFile(projectFolder("docs/operating.md"), "utf8"),
  ]);
  const settings = [...env.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)]
    .map(([, name]) => name)
    .filter((name) => !["LECTERN_CALLER_DIR", "INIT_CWD"].includes(name ?? ""));
  expect(settings.length).toBeGreaterThan(6);
  for (const name of settings) expect(operating).toContain(`| \`${name}\` |`);
});
