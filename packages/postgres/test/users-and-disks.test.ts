import { spawnSync } from "node:child_process";
import { accessSync, chmodSync, constants } from "node:fs";
import { chown, mkdir, readdir, stat, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, type TestContext } from "vitest";
import { findBinaries } from "../src/binaries.js";
import { startPostgres } from "../src/start-postgres.js";
import { hasStopped, query, serverOf, startUser, stopAll, temporaryFolder } from "./folders.js";

const NOBODY = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let folders: string[] = [];
let mounts: string[] = [];

beforeAll(async () => {
  temporary = await temporaryFolder();
});

afterEach(async () => {
  await stopAll(folders);
  for (const mount of mounts) spawnSync("umount", [mount]);
  [folders, mounts] = [[], []];
});

afterAll(() => temporary.remove());

describe("an ordinary user", () => {
  it("makes, starts and stops a Postgres", async (context) => {
    await needOtherUser(context);
    const folder = await folderOf(NOBODY, "of nobody");
    const user = startUser(folder, "wait", NOBODY);
    const { url, code, message } = await user.said;
    expect({ code, message }).toEqual({});
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    const pid = await serverOf(folder);
    expect((await stat(`/proc/${pid}`)).uid).toBe(NOBODY.uid);

    user.process.kill("SIGKILL");
    await user.ended;
    const last = startUser(folder, "stop", NOBODY);
    expect(await last.said).toMatchObject({ adopted: true });
    await last.ended;
    expect(await hasStopped(pid)).toBe(true);
  });

  it("is told when the folder may not be written", async (context) => {
    if (!isRoot) {
      const folder = join(temporary.path, "closed");
      await mkdir(folder);
      chmodSync(folder, 0o500);
      await expect(startPostgres(join(folder, "postgres"))).rejects.toMatchObject({ code: "NOT_WRITABLE" });
      return;
    }
    await needOtherUser(context);
    const folder = join(temporary.path, "closed");
    await mkdir(folder, { mode: 0o755 });
    const { code, message } = await startUser(join(folder, "postgres"), "stop", NOBODY).said;
    expect(code).toBe("NOT_WRITABLE");
    expect(message).toContain(join(folder, "postgres"));
  });

  it("is told when the data belong to another user", async (context) => {
    await needOtherUser(context);
    const folder = await folderOf(NOBODY, "of root inside");
    await mkdir(join(folder, "data"), { mode: 0o755 });
    const { code, message } = await startUser(folder, "stop", NOBODY).said;
    expect(code).toBe("OTHER_OWNER");
    expect(message).toContain("belongs to root");
  });
});

describe("root", () => {
  it("runs Postgres as a user of the system where user namespaces are forbidden", async (context) => {
    await needOtherUser(context);
    const folder = join(temporary.path, "of a system user");
    folders.push(folder);
    // `unshare` is not there, as good as forbidden; `id` is.
    const bin = join(temporary.path, "bin");
    await mkdir(bin);
    await symlink(spawnSync("sh", ["-c", "command -v id"], { encoding: "utf8" }).stdout.trim(), join(bin, "id"));
    const user = startUser(folder, "wait", { env: { PATH: bin } });
    const { url, code, message } = await user.said;
    expect({ code, message }).toEqual({});
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    const pid = await serverOf(folder);
    expect((await stat(`/proc/${pid}`)).uid).not.toBe(0);
    user.process.kill("SIGKILL");
    await user.ended;
    // Whoever may be root with a namespace stays with the user that the data belong to.
    const { adopted, stop } = await startPostgres(folder);
    expect(adopted).toBe(true);
    await stop();
  });
});

describe("a full disk", () => {
  it("is named when a Postgres is to be made on it, and nothing half-made stays", async (context) => {
    const folder = join(smallDisk(context, "20m"), "postgres");
    await expect(startPostgres(folder)).rejects.toMatchObject({ code: "DISK_FULL", message: expect.stringContaining(folder) });
    expect((await readdir(folder)).filter((name) => name.startsWith("data"))).toEqual([]);
  });

  it("is named when there is no room for the folder's first file", async (context) => {
    const disk = smallDisk(context, "64k");
    spawnSync("dd", ["if=/dev/zero", `of=${join(disk, "filling")}`, "bs=4k", "count=16"]);
    await expect(startPostgres(join(disk, "postgres"))).rejects.toMatchObject({ code: "DISK_FULL" });
  });
});

/** Skips, aloud, where this process may not become another user, or that user could not read the programs. */
async function needOtherUser(context: TestContext): Promise<void> {
  context.skip(process.platform !== "linux", "it looks into /proc, which is Linux's");
  context.skip(!isRoot, "only root can become another user; run the tests as root as well");
  const { postgres } = await findBinaries();
  const closed = [...foldersAbove(postgres), ...foldersAbove(process.execPath)].find(
    (folder) => spawnSync("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "test", "-x", folder]).status !== 0,
  );
  context.skip(closed !== undefined, `other users may not enter ${closed}, which leads to Postgres or to Node`);
}

function foldersAbove(file: string): string[] {
  const folder = dirname(file);
  return folder === dirname(folder) ? [folder] : [...foldersAbove(folder), folder];
}

async function folderOf({ uid, gid }: typeof NOBODY, name: string): Promise<string> {
  const folder = join(temporary.path, name);
  await mkdir(folder, { mode: 0o755 });
  await chown(folder, uid, gid);
  folders.push(folder);
  return folder;
}

/** A disk of its own in memory, so that it can be full. */
function smallDisk(context: TestContext, size: string): string {
  context.skip(process.platform !== "linux", "it mounts a tmpfs, which is Linux's");
  context.skip(!isRoot, "only root can mount a small disk; run the tests as root as well");
  const disk = join(temporary.path, `disk of ${size}`);
  spawnSync("mkdir", [disk]);
  const { status, stderr } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "lectern-test", disk], { encoding: "utf8" });
  context.skip(status !== 0, `a small disk cannot be mounted here: ${stderr?.trim() ?? "no mount"}`);
  mounts.push(disk);
  accessSync(disk, constants.W_OK);
  return disk;
}
