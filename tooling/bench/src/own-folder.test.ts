import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { claimFolder, clearFolder } from "./own-folder.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lectern-bench-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("leaves alone a folder that no benchmark made", async () => {
  const archive = join(folder, "somebody's");
  await mkdir(join(archive, "postgres"), { recursive: true });
  await writeFile(join(archive, "admin.key"), "kept");
  for (const taking of [claimFolder, clearFolder]) await expect(taking(archive)).rejects.toThrow("nothing in it was touched");
  expect(existsSync(join(archive, "admin.key"))).toBe(true);
});

test("clears a folder of its own, new or from an earlier run", async () => {
  const own = join(folder, "new", "own");
  await claimFolder(own);
  await writeFile(join(own, "filled"), "");
  await claimFolder(own);
  expect(existsSync(join(own, "filled"))).toBe(true);
  await clearFolder(own);
  expect(existsSync(join(own, "filled"))).toBe(false);
});
