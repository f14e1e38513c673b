import { dirname } from "node:path";
import { glob } from "tinyglobby";
import type { Archive } from "../src/archive.js";
import { projectFolder } from "../src/env.js";
import { findFiles } from "../src/import/find-files.js";
import { importFiles } from "../src/import-documents.js";

/** Imports the sample archive, as `npm start` does with an empty one. */
export async function importSample(archive: Archive) {
  const folder = projectFolder("tooling/sample-archive");
  const collections = await glob("*/collection.yaml", { cwd: folder });
  const found = await findFiles(collections.map(dirname), { callerFolder: folder });
  return importFiles(archive, found, { origin: "sample archive", by: "test" });
}
