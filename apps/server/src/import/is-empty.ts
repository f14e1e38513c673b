import { readArchive } from "@lectern/storage";
import type { Archive } from "../archive.js";

/** Whether nothing was ever imported that is still shown. */
export async function isEmpty(archive: Archive): Promise<boolean> {
  const { counts, lastImportAt } = await readArchive(archive.database);
  return counts.sources === 0 && lastImportAt === null;
}
