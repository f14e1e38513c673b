import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, rename, rm, statfs, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { startPostgres } from "@lectern/postgres";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openArchive } from "../src/archive.js";
import { describeReport } from "../src/commands/progress.js";
import { readEnv } from "../src/env.js";
import { ImportFailed } from "../src/import/fault.js";
import { findFiles } from "../src/import/find-files.js";
import type { DocumentOutcome } from "../src/import/import-run.js";
import { importFiles } from "../src/import-documents.js";
import { lectern } from "./command-line.js";
import { notice, writeNotices } from "./notices.js";
import { type Data, openTestArchive, type TestArchive } from "./test-archive.js";

let test: TestArchive;
let folder: string;

beforeAll(async () => {
  test = await openTestArchive();
  folder = await mkdtemp(join(tmpdir(), "lectern bad input "));
  await chmod(folder, 0o755);
});

afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

async function importPaths(...paths: string[]) {
  const documents: DocumentOutcome[] = [];
  const found = await findFiles(paths, { callerFolder: folder });
  const report = await importFiles(test.archive, found, {
    origin: "test",
    by: "test",
    listener: { onDocument: (outcome) => void documents.push(outcome) },
  });
  return { report, documents, problems: documents.flatMap(({ file, problem }) => (problem ? [{ ...problem, file }] : [])) };
}

/** Imports a file beside a good one: the good one is always stored. */
async function importBeside(name: string, content: string | Uint8Array) {
  const own = join(folder, name.replace(/\W/g, "-"));
  await mkdir(own, { recursive: true });
  await writeFile(join(own, name), content);
  await writeFile(join(own, "good.txt"), notice(name.length + name.charCodeAt(0)));
  const { report, problems } = await importPaths(own);
  expect(report.stored).toBeGreaterThanOrEqual(1);
  for (const { message, advice } of problems) {
    expect(message).toContain(name);
    expect(advice).not.toBe("");
  }
  return { report, problems };
}

describe("a document that cannot be read is a problem that names it, and stops no other", () => {
  it("binary as .txt", async () => {
    const { problems } = await importBeside("packed.txt", gzipSync(notice(5).repeat(3)));
    expect(problems.map(({ code }) => code)).toEqual(["BINARY"]);
  });

  it("an empty file", async () => {
    expect((await importBeside("empty.txt", "")).problems.map(({ code }) => code)).toEqual(["EMPTY"]);
  });

  it("200 MB in one line", async () => {
    const own = join(folder, "large");
    await mkdir(own);
    await writeFile(join(own, "line.txt"), "a");
    await truncate(join(own, "line.txt"), 200 * 1024 * 1024);
    const { problems } = await importPaths(own);
    expect(problems).toMatchObject([{ code: "TOO_LARGE", file: "line.txt" }]);
    expect(problems[0]?.message).toMatch(/200 MB/);
  });

  it("broken UTF-8", async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode(notice(1)), 0xc3, 0x28, 0xff, ...new TextEncoder().encode(notice(2))]);
    expect((await importBeside("broken.txt", bytes)).problems.map(({ code }) => code)).toEqual(["BAD_ENCODING"]);
  });

  it("broken JSON on line 7 of 10", async () => {
    const lines = Array.from({ length: 10 }, (_, i) =>
      i === 6 ? '{"id": "7", "text": "cut' : JSON.stringify({ id: String(i + 1), text: notice(100 + i) }),
    );
    const { report, problems } = await importBeside("rows.jsonl", `${lines.join("\n")}\n`);
    expect(problems).toMatchObject([{ code: "BAD_JSON", file: "rows.jsonl", line: 7 }]);
    expect(report.stored).toBe(10);
  });

  it("a collection.yaml with a fault, by line and field", async () => {
    const own = join(folder, "misspelt");
    await mkdir(own);
    await writeFile(join(own, "collection.yaml"), "name: misspelt\nkind: noticez\n");
    await writeFile(join(own, "a.txt"), notice(3));
    const { problems } = await importPaths(own);
    expect(problems).toMatchObject([{ code: "BAD_COLLECTION", line: 2 }]);
    expect(problems[0]?.message).toMatch(/kind/);
  });
});

it("keeps scripts of HTML out of the text, and text that looks like markup as text", async () => {
  await importBeside(
    "page.html",
    `<html><head><title>A meeting</title><script>alert("head")</script></head><body onload="alert(1)"><h1>A meeting</h1><p>The board met. 3 &lt; 4 &amp; <b>so</b> on: &lt;script&gt;alert("text")&lt;/script&gt;</p><script>alert("body")</script></body></html>`,
  );
  const { data } = await test.ask('{ search(query: "board met") { edges { node { source { text place } } } } }');
  const { text } = data.search.edges[0].node.source;
  expect(text).not.toMatch(/alert\("(head|body)"\)|onload/);
  expect(text).toContain('3 < 4 & so on: <script>alert("text")</script>');
});

describe("a path that is none", () => {
  it("is named, and the other paths are imported", async () => {
    await writeNotices(join(folder, "there"), 2);
    const { report, problems } = await importPaths("there", "not there", "no*.such");
    expect(problems).toMatchObject([
      { code: "NOT_FOUND", file: "not there" },
      { code: "NOT_FOUND", file: "no*.such" },
    ]);
    expect(report).toMatchObject({ stored: 2, problems: 0, unusable: ["not there", "no*.such"] });
  });

  it("ends the command with 1", async () => {
    const { code, stderr, stdout } = await lectern(["import", "nowhere"], { env: { DATABASE_URL: test.archive.url }, cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toMatch(/NOT_FOUND +nowhere/);
    expect(stderr).toMatch(/0 problems; .*\n1 path could not be used: nowhere\n/);
    expect(stdout).toBe("");
  });
});

describe("a collection.yaml that cannot be used", () => {
  it("is wrong use where it is given for all paths: missing, or with faults", async () => {
    await writeNotices(join(folder, "given"), 1);
    await writeFile(join(folder, "faulty.yaml"), "name: faulty\nkind: noticez\n");
    const run = (command: string, file: string) =>
      lectern([command, "given", "--collection", file], { env: { DATABASE_URL: test.archive.url }, cwd: folder });
    for (const command of ["import", "read"]) {
      const missing = await run(command, "none.yaml");
      expect(missing).toMatchObject({ code: 2, stdout: "" });
      expect(missing.stderr).toMatch(/NOT_FOUND +.*none\.yaml/);
      const faulty = await run(command, "faulty.yaml");
      expect(faulty).toMatchObject({ code: 2, stdout: "" });
      expect(faulty.stderr).toMatch(/faulty\.yaml, line 2: "kind" must be one of/);
    }
  });

  it("ends the command with 2 where it lies in the folder", async () => {
    await writeNotices(join(folder, "badly described"), 1);
    await writeFile(join(folder, "badly described", "collection.yaml"), "name: b\nfields:\n  heldOn: { filName: x }\n");
    const { code, stderr } = await lectern(["import", "badly described"], { env: { DATABASE_URL: test.archive.url }, cwd: folder });
    expect(code).toBe(2);
    expect(stderr.match(/BAD_COLLECTION/g)).toHaveLength(1);
  });
});

it("clears the problems of files that are gone or left out, and names these; those of files that are there stand", async () => {
  const own = join(folder, "cleared");
  await writeNotices(own, 1);
  for (const name of ["gone.txt", "left-out.txt", "still.txt"]) await writeFile(join(own, name), "");
  const open = async () =>
    (await test.ask("{ importProblems(first: 100) { edges { node { collection file } } } }")).data.importProblems.edges
      .filter(({ node }: Data) => node.collection === "cleared")
      .map(({ node }: Data) => node.file)
      .sort();
  await writeFile(join(own, "collection.yaml"), "name: cleared\nkind: notices\n");
  await importPaths(own);
  expect(await open()).toEqual(["gone.txt", "left-out.txt", "still.txt"]);
  await rm(join(own, "gone.txt"));
  await writeFile(join(own, "collection.yaml"), "name: cleared\nkind: notices\nexclude: left-out.txt\n");
  await importPaths(join(own, "still.txt"));
  expect(await open()).toHaveLength(3);
  const { report } = await importPaths(own);
  expect(await open()).toEqual(["still.txt"]);
  expect(report.missing.sort()).toEqual(["gone.txt", "left-out.txt"]);
});

it("says how many texts of a folder that was renamed are held already, and where", async () => {
  const own = join(folder, "harbour-2024");
  await mkdir(own);
  for (const number of [501, 502]) await writeFile(join(own, `${number}.txt`), notice(number));
  const { report: first } = await importPaths(own);
  expect(first.doubles).toEqual([]);
  await rename(own, join(folder, "harbour-old"));
  await writeFile(join(folder, "harbour-old", "503.txt"), notice(503));
  const { report } = await importPaths(join(folder, "harbour-old"));
  expect(report).toMatchObject({ stored: 3, doubles: [{ collection: expect.stringMatching(/^harbour-2024\b/), texts: 2 }] });
  expect(describeReport(report)).toContainEqual(
    expect.stringMatching(/^2 of these texts are in the archive already, in (harbour-2024\S*): .*`name: \1`/),
  );
  expect((await importPaths(join(folder, "harbour-old"))).report.doubles).toEqual([]);
});

it("does not follow a link out of the folder, and says so", async () => {
  const own = join(folder, "linked");
  await writeNotices(own, 1);
  await writeFile(join(folder, "secret.txt"), "The secret board met.");
  await symlink(join(folder, "secret.txt"), join(own, "secret.txt"));
  await symlink(folder, join(own, "up"));
  await symlink(join(own, "nothing"), join(own, "dangling.txt"));
  const { problems, documents } = await importPaths(own);
  expect(problems.map(({ code, file }) => `${code} ${file}`)).toEqual([
    "NOT_FOUND dangling.txt",
    "OUTSIDE_FOLDER secret.txt",
    "OUTSIDE_FOLDER up",
  ]);
  expect(problems[0]?.message).toBe("dangling.txt is a link to something that is not there.");
  expect(documents.filter(({ problem }) => problem === null)).toHaveLength(1);
});

it("names a folder and a file that it may not read", async (context) => {
  if (process.platform === "win32") context.skip("SKIPPED: rights of folders are tried on POSIX systems only");
  const own = join(folder, "rights");
  await writeNotices(own, 1);
  await mkdir(join(own, "closed"));
  await writeFile(join(own, "closed", "a.txt"), notice(1));
  await writeFile(join(own, "closed.txt"), notice(2));
  await chmod(join(own, "closed"), 0o000);
  await chmod(join(own, "closed.txt"), 0o000);
  // root may read everything, so as root the import is run by the user nobody.
  const asNobody = process.getuid?.() === 0 ? { uid: 65_534 } : {};
  const { code, stderr } = await lectern(["import", own], {
    env: { DATABASE_URL: test.archive.url, LECTERN_DATA: join(folder, "data") },
    cwd: folder,
    ...asNobody,
  });
  if (/Cannot find module|EACCES.*main\.js/.test(stderr)) context.skip("SKIPPED: the user nobody may not read this checkout");
  const itself = await lectern(["import", "rights/closed"], {
    env: { DATABASE_URL: test.archive.url, LECTERN_DATA: join(folder, "data") },
    cwd: folder,
    ...asNobody,
  });
  expect(itself.stderr).toMatch(/NOT_READABLE +rights\/closed\n +This user may not read rights\/closed\./);
  expect(stderr).toMatch(/NOT_READABLE +closed\n/);
  expect(stderr).toMatch(/NOT_READABLE +closed\.txt\n/);
  expect(code).toBe(1);
});

describe("the database", () => {
  it("is named where its address is wrong, with what to do", async () => {
    const wrong = async (DATABASE_URL: string) => lectern(["status"], { env: { DATABASE_URL } });
    const url = new URL(test.archive.url);
    const closed = await wrong(Object.assign(new URL(url), { port: "1" }).href);
    expect(closed).toMatchObject({ code: 3, stdout: "" });
    expect(closed.stderr).toMatch(/Nothing listens at .*:1/);
    const unknown = await wrong(Object.assign(new URL(url), { pathname: "/no_such_database" }).href);
    expect(unknown).toMatchObject({ code: 3 });
    expect(unknown.stderr).toMatch(/no such database/);
    const password = await wrong(Object.assign(new URL(url), { password: "wrong" }).href);
    expect(password.stderr).not.toContain("    at ");
    const scheme = await wrong("mysql://here/db");
    expect(scheme).toMatchObject({ code: 2 });
    expect(scheme.stderr).toMatch(/DATABASE_URL/);
  });

  it("that goes away in mid-import ends it with what was stored; running it again completes it", async () => {
    const own = join(folder, "postgres gone");
    const data = await mkdtemp(join(tmpdir(), "lectern-gone-"));
    await chmod(data, 0o755);
    await writeNotices(own, 60);
    const first = await startPostgres(join(data, "postgres"), { settings: { fsync: "off" } });
    const env = readEnv({ DATABASE_URL: first.url, LECTERN_DATA: data });
    const archive = await openArchive(env);
    const found = await findFiles([own], { callerFolder: folder });
    const [row] = await archive.database.query<{ pid: number }>("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid");
    let seen = 0;
    const listener = { onDocument: () => void (++seen === 20 && process.kill(row?.pid ?? 0, "SIGQUIT")) };
    const error = await importFiles(archive, found, { origin: "test", by: "test", listener }).catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(ImportFailed);
    expect(String(error)).toMatch(/connection to Postgres was lost|Nothing listens/i);
    expect(String(error)).toMatch(/\d+ documents were stored.*again to complete it/);
    await archive.close().catch(() => {});

    const second = await startPostgres(join(data, "postgres"), { settings: { fsync: "off" } });
    const again = await openArchive(readEnv({ DATABASE_URL: second.url, LECTERN_DATA: data }));
    const report = await importFiles(again, await findFiles([own], { callerFolder: folder }), { origin: "test", by: "test" });
    expect(report.stored + report.unchanged).toBe(60);
    expect(report.unchanged).toBeGreaterThan(0);
    const [counts] = await again.database.query<{ sources: number; waiting: number }>(
      "SELECT (SELECT count(*)::int FROM source) AS sources, (SELECT count(*)::int FROM outbox) AS waiting",
    );
    expect(counts).toEqual({ sources: 60, waiting: 0 });
    await again.close();
    await second.stop();
    await first.stop().catch(() => {});
    await rm(data, { recursive: true, force: true });
  });

  it("whose disk is full ends the import in words; with space again it is completed", async (context) => {
    const disk = await mkdtemp(join(tmpdir(), "lectern-disk-"));
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=100m,mode=0777", "tmpfs", disk], { stdio: "pipe" });
    } catch (error) {
      context.skip(`SKIPPED: a small disk cannot be mounted here (${error instanceof Error ? error.message.split("\n")[0] : error})`);
    }
    const data = await mkdtemp(join(tmpdir(), "lectern-full-"));
    await chmod(data, 0o755);
    // Of its own: where one disk of a server is full, its checkpoints fail, and with them every DROP DATABASE.
    const postgres = await startPostgres(join(data, "postgres"), { settings: { fsync: "off" } });
    try {
      await fillDisk(disk, await makeDatabaseOn(disk, postgres.url));
    } finally {
      await postgres.stop();
      execFileSync("umount", [disk]);
      for (const own of [disk, data]) await rm(own, { recursive: true, force: true });
    }
  });
});

/** More than the room that is left on the small disk: some are stored, and others are not. */
const TEXTS = 12;
const LEFT = 2_500_000;

async function fillDisk(disk: string, url: string): Promise<void> {
  const archive = await openArchive(readEnv({ DATABASE_URL: url }));
  try {
    const own = join(folder, "too much");
    await mkdir(own);
    await writeFile(join(own, "collection.yaml"), "name: too-much\nkind: speeches\nlanguage: en\n");
    for (let number = 0; number < TEXTS; number++) await writeFile(join(own, `${number}.txt`), hardToPack(150_000));
    const import_ = async () => importFiles(archive, await findFiles([own], { callerFolder: folder }), { origin: "test", by: "test" });

    const ballast = join(disk, "ballast");
    const { bavail, bsize } = await statfs(disk);
    await writeFile(ballast, Buffer.alloc(bavail * bsize - LEFT));
    const error = await import_().catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(ImportFailed);
    expect(String(error)).toMatch(/disk.*is full/i);
    const [held] = await archive.database.query<{ sources: number }>("SELECT count(*)::int AS sources FROM source");
    expect(held?.sources).toBeGreaterThan(0);
    expect(held?.sources).toBeLessThan(TEXTS);

    await rm(ballast);
    expect(await import_()).toMatchObject({ problems: 0, unchanged: held?.sources, stored: TEXTS - (held?.sources ?? 0) });
  } finally {
    await archive.close();
  }
}

/** A text of about that many characters that does not shrink much when it is stored, of 4,096 words: more would only be work for the index. */
function hardToPack(length: number): string {
  const words = randomBytes((length * 3) / 8)
    .toString("hex")
    .match(/.{3}/g);
  const lines = words?.join(" ").match(/.{400}/g);
  return `The board met.\n\n${lines?.join("\n\n")}\n`;
}

/** The address of a new database whose tables lie on that disk. */
async function makeDatabaseOn(disk: string, server: string): Promise<string> {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE TABLESPACE small LOCATION '${disk}'`);
  await admin.query("CREATE DATABASE small TEMPLATE template0 TABLESPACE small");
  await admin.end();
  return Object.assign(new URL(server), { pathname: "/small" }).href;
}
