import { ImportState } from "@lectern/schema";
import { importRunPage, readArchive } from "@lectern/storage";
import type { Archive } from "../archive.js";

/** Where the import of the sample came from, as the list of imports says it. */
export const SAMPLE = "sample archive";

/** Whether the sample is to be imported: nothing ever was, or its own import was broken off and is all there is. */
export async function lacksSample({ database }: Archive): Promise<boolean> {
  const { counts, isSample, lastImportAt } = await readArchive(database);
  if (counts.sources === 0 && lastImportAt === null) return true;
  if (counts.sources > 0 && !isSample) return false;
  const [last] = (await importRunPage(database, { first: 1 })).edges;
  return last !== undefined && last.node.origin === SAMPLE && last.node.state !== ImportState.COMPLETED;
}
