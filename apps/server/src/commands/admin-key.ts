import { existsSync } from "node:fs";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createKey, listKeys } from "@lectern/storage";
import type { Archive } from "../archive.js";
import type { Env } from "../env.js";

export const ADMIN = "admin";

/** Where the first key of this data folder lies. */
export function adminKeyFile(env: Env): string {
  return join(env.dataFolder, "admin.key");
}

/**
 * Makes the first key of an archive and puts it into the data folder, for its owner's eyes only. Returns the file, or null
 * where the archive has keys already and none of them lies there.
 */
export async function ensureAdminKey(archive: Archive, env: Env): Promise<string | null> {
  const file = adminKeyFile(env);
  const keys = await listKeys(archive.database);
  if (keys.length > 0) return existsSync(file) ? file : null;
  const { secret } = await createKey(archive.database, ADMIN);
  await mkdir(env.dataFolder, { recursive: true });
  await writeFile(file, `${secret}\n`, { mode: 0o600 });
  // The mode above counts only for a file that is new.
  await chmod(file, 0o600);
  return file;
}
