import { mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { isAlive, waitUntil } from "../src/postmaster.js";
import { type RunningPostgres, startPostgres } from "../src/start-postgres.js";
import { copyOf, HASTY, hasStopped, makeModel, query, serverOf, startUser, stopAll, temporaryFolder, type User } from "./folders.js";

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let model: string;
let users: User[] = [];
let running: RunningPostgres[] = [];
let folders: string[] = [];

beforeAll(async () => {
  temporary = await temporaryFolder();
  model = join(temporary.path, "a model 档案");
  await makeModel(model);
});

afterEach(async () => {
  for (const user of users) user.process.kill("SIGKILL");
  for (const postgres of running) await postgres.stop();
  await stopAll(folders);
  [users, running, folders] = [[], [], []];
});

afterAll(() => temporary.remove());

let count = 0;
async function newFolder(): Promise<string> {
  const folder = await copyOf(model, join(temporary.path, `folder ${++count}`));
  folders.push(folder);
  return folder;
}

async function start(folder: string): Promise<RunningPostgres> {
  const postgres = await startPostgres(folder, { settings: HASTY });
  running.push(postgres);
  return postgres;
}

function use(folder: string, then: "wait" | "stop" | "leave"): User {
  const user = startUser(folder, then);
  users.push(user);
  return user;
}

describe("startPostgres", () => {
  it("keeps text as UTF-8 in a folder whose path has spaces and Chinese, and listens to this machine alone", async () => {
    const { url, adopted } = await start(await copyOf(model, join(temporary.path, "二 names")));
    folders.push(join(temporary.path, "二 names"));
    expect(adopted).toBe(false);
    expect(
      await query(
        url,
        "SELECT current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS address, upper('é') AS upper",
      ),
    ).toEqual([{ encoding: "UTF8", address: "127.0.0.1", upper: "É" }]);
  });

  it("asks for the password, which only its owner can read", async () => {
    const folder = await newFolder();
    const { url } = await start(folder);
    const wrong = new URL(url);
    wrong.password = "wrong";
    await expect(query(wrong.href, "SELECT 1")).rejects.toMatchObject({ code: "28P01" });
    expect((await stat(join(folder, "password"))).mode & 0o077).toBe(0);
    expect((await stat(join(folder, "data"))).mode & 0o077).toBe(0);
  });

  it("leaves no process behind when it is given back, and may be given back twice", async () => {
    const folder = await newFolder();
    const postgres = await start(folder);
    const pid = await serverOf(folder);
    expect(pid).not.toBeNull();
    await postgres.stop();
    await postgres.stop();
    expect(isAlive(pid ?? 0)).toBe(false);
  });

  it("adopts the server whose owner was killed with -9, with all that was stored", async () => {
    const folder = await newFolder();
    const killed = use(folder, "wait");
    const first = await killed.said;
    await query(first.url, "INSERT INTO word VALUES ('before the kill')");
    killed.process.kill("SIGKILL");
    await killed.ended;
    const pid = await serverOf(folder);
    expect(pid).not.toBeNull();

    const second = await start(folder);
    expect(second).toMatchObject({ adopted: true, url: first.url });
    expect(await query(second.url, "SELECT word FROM word")).toEqual([{ word: "kept" }, { word: "before the kill" }]);
    await second.stop();
    expect(await hasStopped(pid)).toBe(true);
  });

  it("starts anew when the server was killed with -9 as well, and loses nothing that was acknowledged", async () => {
    const folder = await newFolder();
    const killed = use(folder, "wait");
    const { url } = await killed.said;
    await query(url, "INSERT INTO word VALUES ('acknowledged')");
    killed.process.kill("SIGKILL");
    const pid = await serverOf(folder);
    process.kill(pid ?? 0, "SIGKILL");

    const again = await start(folder);
    expect(again.adopted).toBe(false);
    expect(await query(again.url, "SELECT word FROM word")).toContainEqual({ word: "acknowledged" });
  });

  it("serves two processes, and stops when the second of them leaves", async () => {
    const folder = await newFolder();
    const mine = await start(folder);
    const other = use(folder, "wait");
    expect(await other.said).toMatchObject({ adopted: true, url: mine.url });
    const pid = await serverOf(folder);

    await mine.stop();
    expect(await query(mine.url, "SELECT word FROM word")).toEqual([{ word: "kept" }]);
    const third = use(folder, "stop");
    expect(await third.said).toMatchObject({ adopted: true });
    await third.ended;
    expect(isAlive(pid ?? 0)).toBe(true);

    other.process.kill("SIGKILL");
    await other.ended;
    await (await start(folder)).stop();
    expect(isAlive(pid ?? 0)).toBe(false);
  });

  it.each(["SIGINT", "SIGKILL"] as const)(
    "is kept up where that is asked for: after %s it serves on at the same address",
    async (signal) => {
      const folder = await newFolder();
      const told: string[] = [];
      const kept = await startPostgres(folder, { settings: HASTY, isKeptUp: true, onProgress: (line) => void told.push(line) });
      running.push(kept);
      const pid = (await serverOf(folder)) ?? 0;
      process.kill(pid, signal);
      const isBack = () => query(kept.url, "SELECT word FROM word").catch(() => null);
      // It serves a moment before it is said to.
      expect(await waitUntil(async () => !isAlive(pid) && told.length >= 2 && (await isBack()) !== null, 30_000)).toBe(true);
      expect(await isBack()).toEqual([{ word: "kept" }]);
      expect(told).toEqual(["Postgres has stopped: starting it again", "Postgres runs again"]);
      const again = await serverOf(folder);
      await kept.stop();
      expect(await hasStopped(again)).toBe(true);
    },
  );

  it("is started once when two processes ask for it at the same moment", async () => {
    const folder = await newFolder();
    const both = await Promise.all([use(folder, "wait").said, use(folder, "wait").said]);
    expect(both.map(({ adopted }) => adopted).sort()).toEqual([false, true]);
    expect(both[0]?.url).toBe(both[1]?.url);
  });

  it("stops the server of a process that ended without giving it back", async () => {
    const folder = await newFolder();
    const user = use(folder, "leave");
    await user.said;
    const pid = await serverOf(folder);
    await user.ended;
    expect(await hasStopped(pid)).toBe(true);
  });

  it("is not misled by a postmaster.pid whose number belongs to a stranger by now", async () => {
    const folder = await newFolder();
    const pidFile = join(folder, "data", "postmaster.pid");
    await writeFile(pidFile, `${process.pid}\n${join(folder, "data")}\n1700000000\n5432\n\n127.0.0.1\n0 0\nready   \n`);
    const { url, adopted } = await start(folder);
    expect(adopted).toBe(false);
    expect(await query(url, "SELECT word FROM word")).toEqual([{ word: "kept" }]);
  });

  it("does not adopt the server of the folder that this one was copied from", async () => {
    const folder = await newFolder();
    const original = await start(folder);
    const copy = await copyOf(folder, `${folder} copied`);
    folders.push(copy);
    const { url, adopted } = await start(copy);
    expect(adopted).toBe(false);
    expect(url).not.toBe(original.url);
  });
});

describe("a folder that cannot be used", () => {
  it("of another major version is refused, and says what to do", async () => {
    const folder = await newFolder();
    await writeFile(join(folder, "data", "PG_VERSION"), "15\n");
    await expect(startPostgres(folder)).rejects.toMatchObject({
      code: "OTHER_VERSION",
      message: expect.stringMatching(/made by Postgres 15; this is Postgres 18/),
    });
  });

  it("with files of somebody else in the place of the data is left as it is", async () => {
    const folder = join(temporary.path, "foreign");
    await mkdir(join(folder, "data"), { recursive: true });
    await writeFile(join(folder, "data", "letters.txt"), "mine");
    await expect(startPostgres(folder)).rejects.toMatchObject({
      code: "NOT_STARTED",
      message: expect.stringContaining("holds no Postgres"),
    });
    expect(await readdir(join(folder, "data"))).toEqual(["letters.txt"]);
  });

  it("because a file lies in its place is named", async () => {
    const file = join(temporary.path, "a file");
    await writeFile(file, "");
    await expect(startPostgres(join(file, "inside"))).rejects.toMatchObject({
      name: "PostgresError",
      message: expect.stringContaining("a file"),
    });
  });

  it("holding half of an interrupted attempt is made anew", async () => {
    const folder = join(temporary.path, "half made");
    folders.push(folder);
    await mkdir(join(folder, "data.new-1234"), { recursive: true });
    await writeFile(join(folder, "data.new-1234", "PG_VERSION"), "18");
    const { url } = await start(folder);
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect((await readdir(folder)).filter((name) => name.startsWith("data"))).toEqual(["data"]);
  });
});
