import { existsSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Says of a folder that a benchmark made it, and may remove what is in it. */
const MARK = "made-by-bench";

/**
 * Makes a folder the benchmarks' own. Throws where something is in it that no benchmark made: what `--archive` names may be
 * somebody's archive.
 */
export async function claimFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (existsSync(join(folder, MARK))) return;
  if ((await readdir(folder)).length > 0)
    throw new Error(`${folder} holds what no benchmark made, and nothing in it was touched; give an empty folder by --archive`);
  await writeFile(join(folder, MARK), "");
}

/** The same, and takes away what is in it. */
export async function clearFolder(folder: string): Promise<void> {
  await claimFolder(folder);
  await rm(folder, { recursive: true });
  await claimFolder(folder);
}
