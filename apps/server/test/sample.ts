import { dirname } from "node:path";
import { glob } from "tinyglobby";
import type { Archive } from "../src/archive.js";
import { projectFolder } from "../src/env.js";
import { findFiles } from "../src/import/find-files.js";
import { importFiles } from "../src/import-documents.js";

/** Imports the sample archive, as `npm start` does with an empty one. */
export async function importSample(archive: Archive) {
  return importFolders(archive, await sampleFolders());
}

/** The same, one collection after the other, the last one first. */
export async function importSampleBackwards(archive: Archive) {
  for (const folder of (await sampleFolders()).sort().reverse()) await importFolders(archive, [folder]);
}

const SAMPLE = projectFolder("tooling/sample-archive");

async function sampleFolders(): Promise<string[]> {
  return (await glob("*/collection.yaml", { cwd: SAMPLE })).map(dirname);
}

async function importFolders(archive: Archive, folders: string[]) {
  return importFiles(archive, await findFiles(folders, { callerFolder: SAMPLE }), { origin: "sample archive", by: "test" });
}
